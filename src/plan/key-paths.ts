/**
 * Paths into attributes that are keys of an index (`status.code` where `status` is an index's partition key): DynamoDB refuses them in every expression ("Key attributes must be scalars"), though an
 * item that was there before the index may have a map in that place.
 */
import type { TableDescription } from '../catalog/model.ts';
import { ALWAYS, and, type Condition, NEVER, not, or } from './condition.ts';
import { local, superset, type Verdict } from './verdict.ts';

const REASON = 'DynamoDB takes no path into a key of an index';

/** The verdict without such paths: what is left of its condition is a superset. */
export function withoutPathsIntoKeys(verdict: Verdict, { indexes }: TableDescription): Verdict {
  if (verdict.verdict === 'local' || indexes.length === 0) return verdict;
  const keys = new Set(
    indexes.flatMap(({ keys: { partition, sort } }) =>
      sort === undefined ? [partition.name] : [partition.name, sort.name],
    ),
  );
  const isRefused = (c: Condition): boolean => 'path' in c && c.path.length > 1 && keys.has(c.path[0]);
  if (!some(verdict.condition, isRefused)) return verdict;
  const condition = widened(verdict.condition, isRefused, ALWAYS);
  return condition.kind === 'always' ? local(REASON) : superset(condition, REASON);
}

function some(condition: Condition, test: (leaf: Condition) => boolean): boolean {
  if ('conditions' in condition) return condition.conditions.some((c) => some(c, test));
  return condition.kind === 'not' ? some(condition.condition, test) : test(condition);
}

/** The condition with the leaves that are refused replaced; under NOT by their opposite, so that it holds for more items and never for fewer. */
function widened(condition: Condition, isRefused: (leaf: Condition) => boolean, instead: Condition): Condition {
  switch (condition.kind) {
    case 'and':
      return and(...condition.conditions.map((c) => widened(c, isRefused, instead)));
    case 'or':
      return or(...condition.conditions.map((c) => widened(c, isRefused, instead)));
    case 'not':
      return not(widened(condition.condition, isRefused, instead === ALWAYS ? NEVER : ALWAYS));
    default:
      return isRefused(condition) ? instead : condition;
  }
}
