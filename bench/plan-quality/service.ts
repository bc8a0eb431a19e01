/**
 * dynalite, made to count as AWS does. In front of it stands a proxy that
 *
 * - gives DescribeTable's item counts and sizes, which dynalite leaves at 0, of the table and of what each index projects;
 * - ends pages at 1 MB of item sizes, where dynalite measures a form of its own;
 * - puts AWS's read units into ConsumedCapacity: dynalite bills whole items for an index that projects a part, and nothing for a read that finds nothing;
 * - keeps account of requests and units by itself, so that ddbsql's own meter is not taken at its word.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Item } from '../../src/plan/request.ts';
import { startDynalite } from '../../test/emulators/dynalite.ts';
import { createTable, type IndexSpec, putItems } from '../../test/emulators/tables.ts';
import { type BenchTable, itemBytes, TABLES } from './tables.ts';

export interface Bill {
  readonly requests: number;
  readonly units: number;
  /** `Query 2, BatchGetItem 1`. */
  readonly operations: string;
}

export interface Service {
  readonly endpoint: string;
  /** What was read since the last call. */
  bill(): Bill;
  stop(): Promise<void>;
}

interface Size {
  readonly items: number;
  readonly bytes: number;
}

const PAGE_BYTES = 1024 * 1024;
const UNIT_BYTES = 4096;

/** The size of a table, or of an index, which holds the items that have its keys, with what it projects. */
function sizeOf({ spec, items }: BenchTable, name?: string): Size {
  const index = name === undefined ? undefined : (spec.global?.[name] ?? spec.local?.[name]);
  const held = index === undefined ? items : items.flatMap((item) => projected(item, spec.keys, index));
  return { items: held.length, bytes: held.reduce((sum, item) => sum + itemBytes(item), 0) };
}

function projected(item: Item, tableKeys: readonly string[], index: IndexSpec): readonly Item[] {
  const bare = (keys: readonly string[]): readonly string[] => keys.map((key) => key.replace(/:[SNB]$/, ''));
  if (!bare(index.keys).every((key) => key in item)) return [];
  if ((index.projection ?? 'ALL') === 'ALL') return [item];
  const names = new Set([
    ...bare(tableKeys),
    ...bare(index.keys),
    ...(Array.isArray(index.projection) ? index.projection : []),
  ]);
  return [Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)))];
}

function units(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

interface ReadInput {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly object[]; readonly ConsistentRead?: boolean }>
  >;
}

/** Sizes are the same for all items of a table and of an index (tables.ts). */
class Sizes {
  readonly #known = new Map<string, Size>();

  of(table: string, index?: string): Size {
    const key = `${table}/${index ?? ''}`;
    const fixture = TABLES[table];
    if (fixture === undefined) throw new Error(`no table ${table}`);
    const size = this.#known.get(key) ?? sizeOf(fixture, index);
    this.#known.set(key, size);
    return size;
  }

  each(table: string, index?: string): number {
    const { items, bytes } = this.of(table, index);
    return items === 0 ? 0 : bytes / items;
  }
}

export async function startService(): Promise<Service> {
  const dynalite = await startDynalite();
  for (const [name, { spec, items }] of Object.entries(TABLES)) {
    await createTable(dynalite.endpoint, name, spec);
    await putItems(dynalite.endpoint, name, items);
  }
  const sizes = new Sizes();
  let operations = new Map<string, number>();
  let spent = 0;
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const input = JSON.parse(await bodyOf(request)) as ReadInput;
    const answer = await fetch(dynalite.endpoint, {
      method: 'POST',
      headers: forwarded(request),
      body: JSON.stringify(paged(operation, input, sizes)),
    });
    const output = (await answer.json()) as Record<string, unknown>;
    const billed = answer.ok ? billOf(operation, input, output, sizes) : undefined;
    if (billed !== undefined) {
      operations.set(operation, (operations.get(operation) ?? 0) + 1);
      spent += [...billed.values()].reduce((sum, each) => sum + each, 0);
      const consumed = [...billed].map(([TableName, each]) => ({
        TableName,
        CapacityUnits: each,
        Table: { CapacityUnits: each },
      }));
      output.ConsumedCapacity = operation === 'BatchGetItem' ? consumed : consumed[0];
    }
    if (operation === 'DescribeTable' && answer.ok) describe(output.Table as DescribedTable, sizes);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(output));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bill: () => {
      const bill: Bill = {
        requests: [...operations.values()].reduce((sum, each) => sum + each, 0),
        units: spent,
        operations: [...operations].map(([name, count]) => `${name} ${count}`).join(', '),
      };
      operations = new Map();
      spent = 0;
      return bill;
    },
    stop: async () => {
      await closed(server);
      await dynalite.stop();
    },
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The request with the Limit that ends its page at 1 MB, the item that crosses it included. */
function paged(operation: string, input: ReadInput, sizes: Sizes): ReadInput {
  if ((operation !== 'Query' && operation !== 'Scan') || input.TableName === undefined) return input;
  const most = Math.ceil(PAGE_BYTES / Math.max(1, sizes.each(input.TableName, input.IndexName)));
  return { ...input, Limit: Math.min(input.Limit ?? most, most) };
}

/** Read units by table; undefined where the operation reads no item. */
function billOf(
  operation: string,
  input: ReadInput,
  output: Readonly<Record<string, unknown>>,
  sizes: Sizes,
): ReadonlyMap<string, number> | undefined {
  const { TableName: table = '', IndexName: index, ConsistentRead: consistent = false } = input;
  switch (operation) {
    case 'GetItem':
      return new Map([[table, units(sizes.each(table), consistent)]]);
    case 'Query':
    case 'Scan':
      return new Map([[table, units(Number(output.ScannedCount) * sizes.each(table, index), consistent)]]);
    case 'BatchGetItem':
      return new Map(
        Object.entries(input.RequestItems ?? {}).map(([name, { Keys, ConsistentRead = false }]) => [
          name,
          Keys.length * units(sizes.each(name), ConsistentRead),
        ]),
      );
    default:
      return undefined;
  }
}

interface DescribedTable {
  readonly TableName: string;
  ItemCount: number;
  TableSizeBytes: number;
  readonly GlobalSecondaryIndexes?: readonly DescribedIndex[];
  readonly LocalSecondaryIndexes?: readonly DescribedIndex[];
}

interface DescribedIndex {
  readonly IndexName: string;
  ItemCount: number;
  IndexSizeBytes: number;
}

function describe(table: DescribedTable, sizes: Sizes): void {
  const whole = sizes.of(table.TableName);
  table.ItemCount = whole.items;
  table.TableSizeBytes = whole.bytes;
  for (const index of [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]) {
    const size = sizes.of(table.TableName, index.IndexName);
    index.ItemCount = size.items;
    index.IndexSizeBytes = size.bytes;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date', 'x-amz-security-token'];
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}
