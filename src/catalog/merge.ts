/** Three states of the catalog made one: what both shells started from, what this one made of it, what others saved meanwhile. */
import { SqlError } from '../errors.ts';
import { byKey, type CatalogObjects, inOrder, sameDefinition } from './objects.ts';

const SERIALIZATION_FAILURE = '40001';

/**
 * `theirs` with our changes, object by object.
 * @throws SqlError 40001 where both changed an object, or one needs what the other dropped
 */
export function mergeCatalogs(base: CatalogObjects, ours: CatalogObjects, theirs: CatalogObjects): CatalogObjects {
  const before = byKey(base);
  const next = byKey(ours);
  const merged = new Map(byKey(theirs));
  const conflicts: string[] = [];
  for (const key of new Set([...before.keys(), ...next.keys()])) {
    const wanted = next.get(key);
    if (sameDefinition(before.get(key), wanted)) continue;
    const saved = merged.get(key);
    if (!sameDefinition(before.get(key), saved) && !sameDefinition(wanted, saved)) conflicts.push(key);
    else if (wanted === undefined) merged.delete(key);
    else merged.set(key, wanted);
  }
  if (conflicts.length > 0)
    throw conflict(
      conflicts,
      conflicts.map((key) => `${key} was changed by both.`),
    );
  // What one side had without what it needs (the file was written by hand) is no conflict of the two.
  const stoodAlone = (key: string, needed: string): boolean =>
    [next, byKey(theirs)].some((side) => side.has(key) && !side.has(needed));
  const dangling = [...merged.values()].flatMap(({ key, dependsOn }) =>
    dependsOn.filter((needed) => !merged.has(needed) && !stoodAlone(key, needed)).map((needed) => ({ key, needed })),
  );
  if (dangling.length > 0) {
    throw conflict(
      dangling.map(({ key }) => key),
      dangling.map(({ key, needed }) => `${key} depends on ${needed}, which was dropped.`),
    );
  }
  return inOrder(merged.values());
}

function conflict(keys: readonly string[], details: readonly string[]): SqlError {
  const [first = '', ...others] = new Set(keys);
  const more = others.length === 0 ? '' : ` and ${others.length} other object${others.length === 1 ? '' : 's'}`;
  return new SqlError({
    code: SERIALIZATION_FAILURE,
    message: `could not save ${first}${more}: another ddbsql has changed the catalog at the same time`,
    detail: details.join('\n'),
    hint: 'Nothing was saved. Run the statement again on the catalog as it is now.',
  });
}
