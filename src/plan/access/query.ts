/** Access by Query: one for each range of sort keys in each partition that the conditions leave. */
import type { KeySchema } from '../../catalog/model.ts';
import { and, type Condition } from '../condition.ts';
import { itemsInRange, selectivity } from '../cost.ts';
import { Placeholders } from '../expression.ts';
import { isEverything, type PartitionRanges, pointOf, type Range, wholeNumbersIn } from '../keys.ts';
import type { Key, QueryInput } from '../request.ts';
import { estimateRead } from './estimate.ts';
import type { AccessNeeds, AccessPath } from './path.ts';
import { isExact, type KeysSaid, placeConditions } from './place.ts';
import { namesAndValues, pageLimit, readParts } from './read-input.ts';
import { covers, type Source } from './source.ts';

/** More requests than this are not made instead of a Scan whose size nobody knows. */
const MAX_QUERIES = 10_000;

/**
 * The Queries for the ranges.
 * @param saidByRanges how much of the conditions on keys the ranges say
 * @returns undefined where they are too many
 */
export function queryPath(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  partitions: readonly PartitionRanges[],
  saidByRanges: Exclude<KeysSaid, 'nothing'>,
): AccessPath | undefined {
  const ranges = partitions.flatMap(({ partition, ranges: all }) => all.map((range) => ({ partition, range })));
  if (ranges.length > MAX_QUERIES) return undefined;
  const isSaid = ranges.every(({ range }) => isSaidExactly(range));
  const said = saidByRanges === 'exactly' && !isSaid ? 'partitions' : saidByRanges;
  const placed = placeConditions(source, needs, conditions, said);
  const each = needs.limitEach === undefined ? undefined : limitOfEach(source, needs, partitions);
  const order = each ?? orderGiven(source, needs, partitions);
  const stopAfter = needs.limit !== undefined && order !== undefined ? needs.limit : undefined;
  const fetchBack = !covers(source, needs);
  const exact = isExact(needs, placed.placements);
  const stopEachAfter = each !== undefined && exact ? needs.limitEach?.count : undefined;
  const count = needs.count && exact && !fetchBack;
  const share = selectivity(and(...placed.filters));
  const least = stopAfter ?? stopEachAfter;
  const limit = least === undefined ? undefined : pageLimit(least, share, exact, source.size.bytesPerItem);
  const inRange = ranges.reduce(
    (sum, { range }) => sum + itemsInRange(source.size, range, source.unique, source.partitionItems),
    0,
  );
  const looked = stopEachAfter === undefined ? inRange : Math.min(inRange, ranges.length * (limit ?? stopEachAfter));
  const requests = ranges.map(({ partition, range }) => {
    const placeholders = new Placeholders();
    const input: QueryInput = {
      TableName: needs.description.table,
      ...(source.index === undefined ? {} : { IndexName: source.index.name }),
      KeyConditionExpression: keyCondition(source.keys, { partition, range }, placeholders),
      ...readParts(needs, placed.filters, count, fetchBack, placeholders),
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(order?.descending === true ? { ScanIndexForward: false } : {}),
      ...namesAndValues(placeholders),
      ...(needs.consistentRead ? { ConsistentRead: true } : {}),
      ReturnConsumedCapacity: 'INDEXES',
    } as QueryInput;
    return { operation: 'Query', input } as const;
  });
  return {
    method: 'Query',
    index: source.index,
    requests:
      order?.descending === true && order.attribute !== undefined && order.sequential
        ? [...requests].reverse()
        : requests,
    segments: 1,
    fetchBack,
    order: order?.attribute === undefined ? undefined : { attribute: order.attribute, descending: order.descending },
    ordered: order?.sequential ?? false,
    exact,
    count,
    stopAfter,
    stopEachAfter,
    guessed: source.partitionItems === undefined && !ranges.every(({ range }) => wholeNumbersIn(range) !== undefined),
    wholePartitions: ranges.every(({ range }) => isEverything(range)),
    fullScan: false,
    placements: placed.placements,
    estimate: estimateRead(source, needs, looked, share, requests.length, stopAfter, limit, fetchBack),
  };
}

/** `#pk = :v1 AND #sk BETWEEN :v2 AND :v3`. One condition a key is all that DynamoDB takes: a half-open range becomes the BETWEEN that covers it. */
function keyCondition(
  keys: KeySchema,
  box: { readonly partition: Key[string]; readonly range: Range },
  placeholders: Placeholders,
): string {
  const partition = `${placeholders.name(keys.partition.name)} = ${placeholders.value(box.partition)}`;
  if (keys.sort === undefined) return partition;
  const { low, high, prefix } = box.range;
  const point = pointOf(box.range);
  if (low === undefined && high === undefined) return partition;
  const name = placeholders.name(keys.sort.name);
  const value = (v: Key[string]): string => placeholders.value(v);
  if (point !== undefined) return `${partition} AND ${name} = ${value(point)}`;
  if (prefix !== undefined) return `${partition} AND begins_with(${name}, ${value(prefix)})`;
  if (low !== undefined && high !== undefined)
    return `${partition} AND ${name} BETWEEN ${value(low.value)} AND ${value(high.value)}`;
  const bound = low ?? high;
  if (bound === undefined) return partition;
  return `${partition} AND ${name} ${low === undefined ? '<' : '>'}${bound.inclusive ? '=' : ''} ${value(bound.value)}`;
}

/** True where one key condition says the range and no more. */
function isSaidExactly(range: Range): boolean {
  if (range.low === undefined || range.high === undefined || range.prefix !== undefined) return true;
  return range.low.inclusive && range.high.inclusive;
}

/**
 * The order in which the Queries' rows can be delivered, where it is the one wanted.
 * @returns undefined where it is not; `attribute` undefined where no order is asked for
 */
function orderGiven(
  source: Source,
  needs: AccessNeeds,
  partitions: readonly PartitionRanges[],
): { readonly attribute?: string; readonly descending: boolean; readonly sequential: boolean } | undefined {
  const single = partitions.length === 1;
  // A partition key with one value sorts nothing.
  const wanted = needs.order.filter((key) => !(single && key.attribute === source.keys.partition.name));
  const [first, ...rest] = wanted;
  if (first === undefined) return { descending: false, sequential: true };
  if (source.keys.sort === undefined || first.attribute !== source.keys.sort.name) return undefined;
  // What follows a unique sort key sorts nothing either.
  if (rest.length > 0 && !(single && source.unique)) return undefined;
  return { attribute: first.attribute, descending: first.descending, sequential: single };
}

/** The order of each partition on its own, where it is the one wanted and each partition is of one value. */
function limitOfEach(
  source: Source,
  needs: AccessNeeds,
  partitions: readonly PartitionRanges[],
): ReturnType<typeof orderGiven> {
  const [first] = partitions;
  const isOneValue = needs.limitEach?.attribute === source.keys.partition.name;
  const sound = first !== undefined && isOneValue && partitions.every(({ ranges }) => ranges.length === 1);
  const given = sound ? orderGiven(source, needs, [first]) : undefined;
  // What the partitions give together has no order, and needs none: PostgreSQL sorts it again.
  return given === undefined ? undefined : { descending: given.descending, sequential: false };
}
