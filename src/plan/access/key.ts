/** Access by full primary keys: GetItem for one, BatchGetItem for more. */
import type { Condition } from '../condition.ts';
import { keyReadUnits } from '../cost.ts';
import { Placeholders } from '../expression.ts';
import { coverOf, type PartitionRanges, pointOf } from '../keys.ts';
import type { BatchGetItemInput, GetItemInput, Key, Request } from '../request.ts';
import type { AccessNeeds, AccessPath, Placement } from './path.ts';
import { isExact, type KeysSaid } from './place.ts';
import { projectionOf } from './read-input.ts';
import type { Source } from './source.ts';

export const BATCH_KEYS = 100;

export function isAllKeys(source: Source, partitions: readonly PartitionRanges[]): boolean {
  return (
    source.keys.sort === undefined ||
    partitions.every(({ ranges }) => ranges.every((range) => pointOf(range) !== undefined))
  );
}

export function keyPath(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  partitions: readonly PartitionRanges[],
  said: Exclude<KeysSaid, 'nothing'>,
): AccessPath {
  const { keys, size } = source;
  const all = partitions.flatMap(({ partition, ranges }) =>
    ranges.map((range): Key => {
      const sort = pointOf(range);
      const key: Record<string, Key[string]> = { [keys.partition.name]: partition };
      if (keys.sort !== undefined && sort !== undefined) key[keys.sort.name] = sort;
      return key;
    }),
  );
  const placements = conditions.map(
    (c): Placement => (said === 'exactly' && coverOf(c, keys).exact ? 'key condition' : 'recheck'),
  );
  const requests = all.length === 1 && all[0] !== undefined ? [getItem(needs, all[0])] : batchGets(needs, all);
  const bytes = all.length * size.bytesPerItem;
  return {
    method: all.length === 1 ? 'GetItem' : 'BatchGetItem',
    requests,
    segments: 1,
    fetchBack: false,
    ordered: all.length === 1,
    exact: isExact(needs, placements),
    count: false,
    stopAfter: undefined,
    fullScan: false,
    placements,
    estimate: {
      requests: requests.length,
      pages: requests.length,
      items: all.length,
      rows: all.length,
      readUnits: keyReadUnits(all.length, size.bytesPerItem, needs.consistentRead),
      bytes,
      known: size.known,
    },
  };
}

function getItem(needs: AccessNeeds, key: Key): Request {
  const placeholders = new Placeholders();
  const projection = projectionOf(needs, placeholders);
  const input: GetItemInput = {
    TableName: needs.description.table,
    Key: key,
    ...(projection === undefined
      ? {}
      : { ProjectionExpression: projection, ExpressionAttributeNames: placeholders.names }),
    ...(needs.consistentRead ? { ConsistentRead: true } : {}),
    ReturnConsumedCapacity: 'INDEXES',
  };
  return { operation: 'GetItem', input };
}

/** BatchGetItem requests for the keys, at most 100 in each. The keys are distinct already. */
export function batchGets(
  needs: Pick<AccessNeeds, 'description' | 'paths' | 'consistentRead'>,
  keys: readonly Key[],
): readonly Request[] {
  const requests: Request[] = [];
  for (let at = 0; at < keys.length; at += BATCH_KEYS) {
    const placeholders = new Placeholders();
    const projection = projectionOf(needs, placeholders);
    const input: BatchGetItemInput = {
      RequestItems: {
        [needs.description.table]: {
          Keys: keys.slice(at, at + BATCH_KEYS),
          ...(projection === undefined
            ? {}
            : { ProjectionExpression: projection, ExpressionAttributeNames: placeholders.names }),
          ...(needs.consistentRead ? { ConsistentRead: true } : {}),
        },
      },
      ReturnConsumedCapacity: 'INDEXES',
    };
    requests.push({ operation: 'BatchGetItem', input });
  }
  return requests;
}
