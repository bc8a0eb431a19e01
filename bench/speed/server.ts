/**
 * A DynamoDB of prepared pages, in a process of its own: it answers as fast as bytes can be copied, so that what is measured is the client. Thirty pages are kept, and come round again in larger
 * tables. A table's name says what it is: `orders_1000000` has so many items, `orders_100000_20ms` takes so long for each page. Items have the attributes that the projection names, as DynamoDB's do; such
 * pages are made once for each projection.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { order } from '../../test/emulators/canned.ts';

/** About one megabyte by DynamoDB's own count. */
const PAGE_ITEMS = 3400;
const PAGES_KEPT = 30;

interface Request {
  readonly TableName: string;
  readonly Select?: string;
  readonly Limit?: number;
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExclusiveStartKey?: { readonly line: { readonly N: string } };
}

type Keep = (attribute: string) => boolean;

/** The pages' items, by the projection that they were asked for with. */
const pagesBy = new Map<string, readonly Buffer[]>();

function pagesOf({ ProjectionExpression, ExpressionAttributeNames = {} }: Partial<Request>): readonly Buffer[] {
  const names = ProjectionExpression?.split(/, */).map((path) => path.split(/[.[]/)[0] ?? '');
  const projected = names && new Set(names.map((name) => ExpressionAttributeNames[name] ?? name));
  const id = projected === undefined ? '' : JSON.stringify([...projected].sort());
  const known = pagesBy.get(id);
  if (known !== undefined) return known;
  const keep: Keep = (attribute) => projected === undefined || projected.has(attribute);
  const made = Array.from({ length: PAGES_KEPT }, (_, page) => {
    const items = Array.from({ length: PAGE_ITEMS }, (_, i) => itemText(page * PAGE_ITEMS + i, keep));
    return Buffer.from(`"Items":[${items.join(',')}]`);
  });
  pagesBy.set(id, made);
  return made;
}

function itemText(i: number, keep: Keep): string {
  return JSON.stringify(Object.fromEntries(Object.entries(order(i)).filter(([name]) => keep(name))));
}

pagesOf({});
const few = Array.from({ length: 20 }, (_, i) => JSON.stringify(order(i)));

function sizeOf(table: string): { readonly pages: number; readonly delay: number } {
  const [, items = '100000', delay = '0'] = /^orders_(\d+)(?:_(\d+)ms)?$/.exec(table) ?? [];
  return { pages: Math.ceil(Number(items) / PAGE_ITEMS), delay: Number(delay) };
}

function describe(TableName: string): string {
  const items = sizeOf(TableName).pages * PAGE_ITEMS;
  return JSON.stringify({
    Table: {
      TableName,
      TableStatus: 'ACTIVE',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'line', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'customer', AttributeType: 'S' },
        { AttributeName: 'line', AttributeType: 'N' },
      ],
      ItemCount: items,
      TableSizeBytes: items * 307,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    },
  });
}

const CAPACITY = '"ConsumedCapacity":{"CapacityUnits":128.5}';

async function scan(request: Request): Promise<Buffer> {
  const { TableName, Select, Segment = 0, TotalSegments = 1, ExclusiveStartKey } = request;
  const { pages, delay } = sizeOf(TableName);
  if (delay > 0) await sleep(delay);
  const from = Math.floor((pages * Segment) / TotalSegments);
  const to = Math.floor((pages * (Segment + 1)) / TotalSegments);
  const at = ExclusiveStartKey === undefined ? from : Number(ExclusiveStartKey.line.N);
  const next = at + 1 < to ? `,"LastEvaluatedKey":{"customer":{"S":"p"},"line":{"N":"${at + 1}"}}` : '';
  const count = at < to ? PAGE_ITEMS : 0;
  const head = `{"Count":${count},"ScannedCount":${count},${CAPACITY}${next}`;
  if (Select === 'COUNT' || count === 0) return Buffer.from(`${head},"Items":[]}`);
  const body = pagesOf(request)[at % PAGES_KEPT] ?? Buffer.from('"Items":[]');
  return Buffer.concat([Buffer.from(`${head},`), body, Buffer.from('}')]);
}

async function answer(operation: string, request: Request): Promise<string | Buffer> {
  switch (operation) {
    case 'DescribeTable':
      return describe(request.TableName);
    case 'GetItem':
      return `{"Item":${few[0]},${CAPACITY}}`;
    case 'Query':
      return `{"Count":20,"ScannedCount":20,${CAPACITY},"Items":[${few.join(',')}]}`;
    case 'Scan':
      return scan(request);
    default:
      return '{}';
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = await answer(operation, JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
