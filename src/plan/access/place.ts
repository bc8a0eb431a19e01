/** Which qualifier goes where in a Query or a Scan: to the key condition, to the filter, or back to PostgreSQL. */
import { attributesOf, type Condition, conjuncts } from '../condition.ts';
import { filterText, Placeholders } from '../expression.ts';
import { coverOf, isEverything } from '../keys.ts';
import type { AccessNeeds, Placement } from './path.ts';
import { projectedAttributes, type Source } from './source.ts';

export interface Placed {
  readonly placements: readonly Placement[];
  /** The conditions in the filter. */
  readonly filters: readonly Condition[];
}

/**
 * How much of the conditions on keys the requests' key conditions say: all of them exactly; the partitions exactly, with wider ranges of sort keys; a superset of both; nothing (a Scan,
 * which has none).
 */
export type KeysSaid = 'exactly' | 'partitions' | 'superset' | 'nothing';

/**
 * Which qualifier goes where: to the key condition, to the filter, or back to PostgreSQL. A Query's filter may not name the keys of what it queries; an index's
 * filter sees only what the index projects.
 */
export function placeConditions(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  said: KeysSaid,
): Placed {
  const keyNames = new Set(said === 'nothing' ? [] : [source.keys.partition.name, source.keys.sort?.name]);
  const projected = projectedAttributes(source, needs.description);
  const parts: { readonly condition: Condition; readonly qualifier: number }[] = [];
  const lost = new Set<number>();
  const inKey = new Set<number>();
  conditions.forEach((condition, qualifier) => {
    if (condition.kind === 'always') return;
    if (isSaid(condition, source, said)) {
      inKey.add(qualifier);
      return;
    }
    for (const part of conjuncts(condition)) {
      if (isSaid(part, source, said)) continue;
      const names = [...attributesOf(part)];
      const sayable = names.every((name) => !keyNames.has(name) && (projected === undefined || projected.has(name)));
      if (sayable) parts.push({ condition: part, qualifier });
      else lost.add(qualifier);
    }
  });
  const trial = filterText(
    parts.map((part) => part.condition),
    new Placeholders(),
  );
  const filters: Condition[] = [];
  parts.forEach((part, i) => {
    if (trial.included[i] === true) filters.push(part.condition);
    else lost.add(part.qualifier);
  });
  const placements = conditions.map((condition, qualifier): Placement => {
    if (lost.has(qualifier)) return 'recheck';
    if (inKey.has(qualifier) || condition.kind === 'always') return 'key condition';
    return parts.some((part) => part.qualifier === qualifier) ? 'filter' : 'key condition';
  });
  return { placements, filters };
}

/** True where the key conditions hold for precisely the keys that satisfy the condition. */
function isSaid(condition: Condition, source: Source, said: KeysSaid): boolean {
  if (said === 'superset' || said === 'nothing') return false;
  const cover = coverOf(condition, source.keys);
  return cover.exact && (said === 'exactly' || cover.boxes.every((box) => isEverything(box.sort)));
}

export function isExact(needs: AccessNeeds, placements: readonly Placement[]): boolean {
  return needs.qualifiers.every((q, i) => q.verdict.verdict === 'exact' && placements[i] !== 'recheck');
}
