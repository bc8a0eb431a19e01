/**
 * A sample of a table's items, for IMPORT and ANALYZE. DynamoDB has no random read: a Scan gives the items of the first partitions, which on a
 * single-table design can all be of one kind. A parallel scan's segments start at places spread over the hash space, so a big table is sampled by
 * reading a little of each of several segments.
 */
import type { Item, ScanInput } from '../plan/request.ts';
import type { Consumed, DynamoConnection, Sample } from './connection.ts';
import { parsedItems } from './items.ts';
import { addConsumed, NOTHING } from './response.ts';

const SEGMENTS = 8;
/** Below this many bytes one page holds a good part of the table. Emulators say 0. */
const SMALL_BYTES = 1_000_000;

type Reader = Pick<DynamoConnection, 'send' | 'describeTable'>;

/** Reads one segment until `wanted` items are there or it ends. */
async function segment(
  reader: Reader,
  input: ScanInput,
  wanted: number,
  signal: AbortSignal | undefined,
): Promise<Sample> {
  const items: Item[] = [];
  let consumed: Consumed = NOTHING;
  let start: ScanInput['ExclusiveStartKey'];
  do {
    const next: ScanInput = { ...input, Limit: wanted - items.length, ...(start && { ExclusiveStartKey: start }) };
    const page = await reader.send({ operation: 'Scan', input: next }, signal);
    items.push(...parsedItems(page.items));
    consumed = addConsumed(consumed, page.consumed);
    start = page.lastEvaluatedKey;
  } while (start !== undefined && items.length < wanted);
  return { items, consumed };
}

export async function sampleTable(reader: Reader, table: string, count: number, signal?: AbortSignal): Promise<Sample> {
  if (count <= 0) return { items: [], consumed: NOTHING };
  const { bytes } = await reader.describeTable(table, signal);
  const total = bytes < SMALL_BYTES ? 1 : Math.min(SEGMENTS, count);
  const input: ScanInput = { TableName: table, ReturnConsumedCapacity: 'INDEXES' };
  const parts = await Promise.all(
    Array.from({ length: total }, (_, at) => {
      const wanted = Math.ceil(count / total);
      return segment(reader, total === 1 ? input : { ...input, Segment: at, TotalSegments: total }, wanted, signal);
    }),
  );
  return {
    items: parts.flatMap((part) => part.items).slice(0, count),
    consumed: parts.map((part) => part.consumed).reduce(addConsumed, NOTHING),
  };
}
