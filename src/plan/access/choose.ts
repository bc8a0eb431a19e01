/**
 * Access paths: the candidate ways to fetch a superset of the rows a scan needs, each as exactly the DynamoDB requests it would make, with an estimate; the cheapest wins.
 *
 * Always right, by construction: a path's key ranges and filter come from conditions that hold for every wanted item (verdict.ts), ranges of one partition never overlap, and an index is
 * only used where the conditions imply that the wanted items are in it (sparse indexes leave out items that lack a key).
 */
import { and, type Condition, conjuncts } from '../condition.ts';
import { UNIT_BYTES } from '../cost.ts';
import { byPartition, coverOf, isContradictory, joinNeighbours, type PartitionRanges } from '../keys.ts';
import { simplifyForKeys } from '../simplify.ts';
import { conditionOf } from '../verdict.ts';
import { isAllKeys, keyPath } from './key.ts';
import type { AccessNeeds, AccessPath } from './path.ts';
import { queryPath } from './query.ts';
import { scanPath } from './scan.ts';
import { type Source, sources, unusedIndexes } from './source.ts';
import { unionPaths } from './union.ts';

/**
 * The cheapest access path.
 * @throws SqlError where an option asks for what DynamoDB cannot do (an unknown index, a consistent read of a global index)
 */
export function chooseAccess(needs: AccessNeeds): AccessPath {
  const single = chooseSingle(needs);
  return unionPaths(needs, chooseSingle).reduce((a, b) => (isCheaper(b, a) ? b : a), single);
}

/** The cheapest path through one place. */
function chooseSingle(needs: AccessNeeds): AccessPath {
  const { description } = needs;
  const conditions = needs.qualifiers.map((q) => simplifyForKeys(conditionOf(q.verdict), description.keys));
  if (isContradictory(conditions.flatMap((c) => conjuncts(c))))
    return nothing(needs, 'no item can satisfy the qualifiers');
  const candidates = sources(needs, and(...conditions)).flatMap((source) => candidatesOf(source, needs));
  const best = candidates.reduce<AccessPath | undefined>(
    (a, b) => (a === undefined || isCheaper(b, a) ? b : a),
    undefined,
  );
  if (best === undefined) throw new Error('a table can always be scanned');
  return best.fullScan ? { ...best, unused: unusedIndexes(needs, and(...conditions)) } : best;
}

/** Known keys are preferred to a partition that may be this many times what it is guessed to be. */
const DOUBT = 4;

function isCheaper(a: AccessPath, b: AccessPath): boolean {
  const doubt = isByKeys(b) && a.guessed === true ? DOUBT : isByKeys(a) && b.guessed === true ? 1 / DOUBT : 1;
  const [costOfA, costOfB] = [a.estimate.readUnits * doubt, b.estimate.readUnits];
  if (costOfA !== costOfB) return costOfA < costOfB;
  if (a.estimate.requests !== b.estimate.requests) return a.estimate.requests < b.estimate.requests;
  return a.estimate.bytes < b.estimate.bytes;
}

function isByKeys({ method }: AccessPath): boolean {
  return method === 'GetItem' || method === 'BatchGetItem';
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
  if (cover.boxes.length === 0) return [nothing(needs, 'no item can satisfy the qualifiers')];
  const partitions = byPartition(cover.boxes);
  if (partitions === undefined) return [scanPath(source, needs, conditions)].filter((path) => path !== undefined);
  const keyed = source.unique && isAllKeys(source, partitions);
  const said = areKept(conditions, source) ? 'exactly' : 'superset';
  // A Scan reads that item too.
  if (keyed && isOneKey(partitions)) return [keyPath(source, needs, conditions, partitions, said)];
  const dense = joinedNeighbours(source, partitions);
  const paths = [
    keyed
      ? keyPath(source, needs, conditions, partitions, said)
      : queryPath(source, needs, conditions, partitions, said),
    dense === undefined
      ? undefined
      : queryPath(source, needs, conditions, dense, said === 'exactly' ? 'partitions' : 'superset'),
    scanPath(source, needs, conditions),
  ];
  return paths.filter((path) => path !== undefined);
}

function isOneKey(partitions: readonly PartitionRanges[]): boolean {
  return partitions.length === 1 && (partitions[0]?.ranges.length ?? 0) <= 1;
}

/** True where the boxes keep to every condition that boxes can say: of too many, some are left out. */
function areKept(conditions: readonly Condition[], source: Source): boolean {
  const sayable = conditions.flatMap((c) => conjuncts(c)).filter((part) => coverOf(part, source.keys).exact);
  return coverOf(and(...sayable), source.keys).exact;
}

/**
 * Sort keys that are neighbouring whole numbers, as ranges: one Query reads them in fewer blocks than they are keys. Between two keys of a table may lie as many more as fill a block; in an
 * index, where many items may share a key, none. undefined where no two are neighbours.
 */
function joinedNeighbours(
  source: Source,
  partitions: readonly PartitionRanges[],
): readonly PartitionRanges[] | undefined {
  const gap = source.unique ? Math.floor(UNIT_BYTES / source.size.bytesPerItem) : 0;
  const joined = partitions.map(({ partition, ranges }) => ({ partition, ranges: joinNeighbours(ranges, gap) }));
  const isShorter = joined.some(({ ranges }, i) => ranges.length < (partitions[i]?.ranges.length ?? 0));
  return isShorter ? joined : undefined;
}
