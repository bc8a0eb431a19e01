/**
 * The statements that turn one state of the catalog into another in a running engine, as when another shell has saved its DDL.
 *
 * What ALTER can do keeps the object and its oid. Anything else is dropped and made anew, with all that depends on it. DROP is always
 * RESTRICT: where something of the session (a local view, a materialized view) hangs on an object that has to go, PostgreSQL says so and
 * nothing is lost.
 */
import { alterStatements } from './alter.ts';
import { createStatements, PREAMBLE } from './ddl.ts';
import { ddlName } from './ddl-owned.ts';
import { byKey, type CatalogObjects, untouched } from './objects.ts';

/** To be run in one transaction, in an engine that has the objects `from`. None where nothing differs. */
export function diffToDdl(from: CatalogObjects, to: CatalogObjects): readonly string[] {
  const after = byKey(to);
  const alters = new Map<string, readonly string[]>();
  const gone = new Set<string>();
  const reverts: string[] = [];
  for (const object of from) {
    const plain = untouched(object);
    const next = after.get(object.key) ?? plain;
    // `from` is in order, so what an object needs has been decided before it. What every engine has stays there.
    const stays = plain !== undefined || !object.dependsOn.some((key) => gone.has(key));
    const statements = next !== undefined && stays ? alterStatements(object, next) : undefined;
    if (statements === undefined) gone.add(object.key);
    else if (after.has(object.key)) alters.set(object.key, statements);
    else reverts.push(...statements);
  }
  const statements = [
    ...reverts,
    ...from
      .filter(({ key }) => gone.has(key))
      .reverse()
      .map((object) => `DROP ${ddlName(object).alter}`),
    ...to.flatMap((object) => alters.get(object.key) ?? createStatements(object)),
  ];
  return statements.length === 0 ? [] : [...PREAMBLE, ...statements];
}
