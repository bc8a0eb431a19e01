/** The answers of the four reads, put into one form. */
import type { BatchGetItemInput, Item, Key, Request } from '../plan/request.ts';
import type { Consumed, ReadResponse } from './connection.ts';
import { JsonItems, type JsonPage } from './items.ts';

interface Units {
  readonly CapacityUnits?: number;
}
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
export interface ConsumedCapacity extends Units {
  readonly Table?: Units;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, Units>>;
  readonly LocalSecondaryIndexes?: Readonly<Record<string, Units>>;
}

interface GetItemOutput {
  readonly Item?: Item;
  readonly ConsumedCapacity?: ConsumedCapacity;
}
interface PageOutput extends JsonPage {
  readonly Items?: readonly Item[];
  readonly Count?: number;
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: Key;
  readonly ConsumedCapacity?: ConsumedCapacity;
}
interface BatchOutput {
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
  readonly UnprocessedKeys?: BatchGetItemInput['RequestItems'];
  readonly ConsumedCapacity?: readonly ConsumedCapacity[];
}

export type Answer = Omit<ReadResponse, 'retries' | 'throttles'>;

export const NOTHING: Consumed = { table: 0, indexes: {}, total: 0 };

export function consumed(capacities: readonly ConsumedCapacity[]): Consumed {
  let table = 0;
  let total = 0;
  const indexes: Record<string, number> = {};
  for (const { CapacityUnits = 0, Table, GlobalSecondaryIndexes, LocalSecondaryIndexes } of capacities) {
    let inIndexes = 0;
    for (const [name, units] of Object.entries({ ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes })) {
      const read = units.CapacityUnits ?? 0;
      indexes[name] = (indexes[name] ?? 0) + read;
      inIndexes += read;
    }
    table += Table?.CapacityUnits ?? CapacityUnits - inIndexes;
    total += CapacityUnits;
  }
  return { table, indexes, total };
}

export function addConsumed(left: Consumed, right: Consumed): Consumed {
  const indexes = { ...left.indexes };
  for (const [name, units] of Object.entries(right.indexes)) indexes[name] = (indexes[name] ?? 0) + units;
  return { table: left.table + right.table, indexes, total: left.total + right.total };
}

function one(capacity: ConsumedCapacity | undefined): Consumed {
  return capacity ? consumed([capacity]) : NOTHING;
}

function getItem({ Item, ConsumedCapacity }: GetItemOutput): Answer {
  const items = Item ? [Item] : [];
  return { items, count: items.length, scannedCount: items.length, consumed: one(ConsumedCapacity) };
}

function page(output: PageOutput, refuse: (error: unknown) => unknown): Answer {
  const { Items = [], ItemsJson: json, Count, ScannedCount, LastEvaluatedKey, ConsumedCapacity } = output;
  const count = Count ?? Items.length;
  return {
    items: json ? new JsonItems(json.bytes, count, json.body, refuse) : Items,
    count,
    scannedCount: ScannedCount ?? count,
    lastEvaluatedKey: LastEvaluatedKey,
    consumed: one(ConsumedCapacity),
  };
}

function batch({ Responses = {}, UnprocessedKeys = {}, ConsumedCapacity = [] }: BatchOutput): Answer {
  const items = Object.values(Responses).flat();
  const unprocessedKeys = Object.keys(UnprocessedKeys).length > 0 ? UnprocessedKeys : undefined;
  return {
    items,
    count: items.length,
    scannedCount: items.length,
    unprocessedKeys,
    consumed: consumed(ConsumedCapacity),
  };
}

/**
 * The SDK's output of a read, in its JSON form, as one form for all.
 * @param refuse the error for items that turn out not to be JSON once they are looked at
 */
export function readAnswer(
  operation: Request['operation'],
  output: object,
  refuse: (error: unknown) => unknown,
): Answer {
  switch (operation) {
    case 'GetItem':
      return getItem(output);
    case 'Query':
    case 'Scan':
      return page(output, refuse);
    case 'BatchGetItem':
      return batch(output);
  }
}

/** The table a request reads; a batch over several names the first. */
export function tableOf(request: Request): string | undefined {
  return request.operation === 'BatchGetItem' ? Object.keys(request.input.RequestItems)[0] : request.input.TableName;
}

export function indexOf(request: Request): string | undefined {
  return request.operation === 'Query' || request.operation === 'Scan' ? request.input.IndexName : undefined;
}
