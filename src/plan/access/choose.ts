/**
 * Access paths: the candidate ways to fetch a superset of the rows a scan needs, each as exactly the DynamoDB requests it would make, with an estimate; the cheapest wins.
 *
 * Always right, by construction: a path's key ranges and filter come from conditions that hold for every wanted item (verdict.ts), ranges of one partition never overlap, and an index is
 * only used where the conditions imply that the wanted items are in it (sparse indexes leave out items that lack a key).
 */
import { and, conjuncts } from '../condition.ts';
import { byPartition, coverOf, isContradictory } from '../keys.ts';
import { simplifyForKeys } from '../simplify.ts';
import { conditionOf } from '../verdict.ts';
import { isAllKeys, keyPath } from './key.ts';
import type { AccessNeeds, AccessPath } from './path.ts';
import { queryPath } from './query.ts';
import { scanPath } from './scan.ts';
import { type Source, sources } from './source.ts';

/**
 * The cheapest access path.
 * @throws SqlError where an option asks for what DynamoDB cannot do (an unknown index, a consistent read of a global index)
 */
export function chooseAccess(needs: AccessNeeds): AccessPath {
  const { description } = needs;
  const conditions = needs.qualifiers.map((q) => simplifyForKeys(conditionOf(q.verdict), description.keys));
  if (isContradictory(conditions.flatMap((c) => conjuncts(c))))
    return nothing(needs, 'the qualifiers contradict each other');
  const candidates = sources(needs, and(...conditions)).flatMap((source) => candidatesOf(source, needs));
  const best = candidates.reduce<AccessPath | undefined>(
    (a, b) => (a === undefined || isCheaper(b, a) ? b : a),
    undefined,
  );
  if (best === undefined) throw new Error('a table can always be scanned');
  return best;
}

function isCheaper(a: AccessPath, b: AccessPath): boolean {
  const cost = (path: AccessPath): number => path.estimate.readUnits;
  if (cost(a) !== cost(b)) return cost(a) < cost(b);
  if (a.estimate.requests !== b.estimate.requests) return a.estimate.requests < b.estimate.requests;
  return a.estimate.bytes < b.estimate.bytes;
}

function nothing(needs: AccessNeeds, reason: string): AccessPath {
  return {
    method: 'none',
    requests: [],
    segments: 1,
    fetchBack: false,
    ordered: true,
    exact: true,
    count: needs.count,
    fullScan: false,
    placements: needs.qualifiers.map(() => 'recheck'),
    estimate: { requests: 0, pages: 0, items: 0, rows: 0, readUnits: 0, bytes: 0, known: true },
    reason,
  };
}

/** The paths through one source: by its keys where the conditions fix partitions, and a Scan. */
function candidatesOf(source: Source, needs: AccessNeeds): readonly AccessPath[] {
  // The conditions as they stand for items of this source, whose keys are there for certain.
  const conditions = needs.qualifiers.map((q) =>
    simplifyForKeys(simplifyForKeys(conditionOf(q.verdict), needs.description.keys), source.keys),
  );
  const cover = coverOf(and(...conditions), source.keys);
  if (cover.boxes.length === 0) return [nothing(needs, 'no key can satisfy the qualifiers')];
  const partitions = byPartition(cover.boxes);
  const scan = scanPath(source, needs, conditions);
  if (partitions === undefined) return scan === undefined ? [] : [scan];
  const keyed =
    source.unique && isAllKeys(source, partitions) ? keyPath(source, needs, conditions, partitions) : undefined;
  const query = keyed ?? queryPath(source, needs, conditions, partitions);
  return [query, scan].filter((path) => path !== undefined);
}
