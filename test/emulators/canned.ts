/**
 * A server of prepared Scan pages: it answers as fast as bytes can be copied, and counts what it is asked. A page is chosen by the start key's `page`; segments divide the pages among themselves.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Item } from '../../src/plan/request.ts';
import type { RunningEmulator } from './dynalite.ts';

const FIRST = ['Ada', 'Grace', 'Linus', 'Edsger', 'Barbara', 'Donald', 'Margaret', 'Alan', 'Radia', 'Ken'];
const CITIES = ['Berlin', 'Lagos', 'Lima', 'Osaka', 'Austin', 'Turin', 'Pune', 'Quito', 'Oslo', 'Hanoi'];
const STATUSES = ['NEW', 'PAID', 'SHIPPED', 'RETURNED'];

/** An order of about 300 bytes by DynamoDB's count, 550 as JSON: strings, numbers, a bool, a small map and a list. */
export function order(i: number): Item {
  return {
    customer: { S: `cust#${String(Math.floor(i / 20)).padStart(6, '0')}` },
    line: { N: String(i % 20) },
    order_id: { S: `ord-${((i * 2654435761) >>> 0).toString(16).padStart(8, '0')}` },
    name: { S: `${FIRST[i % 10]} ${FIRST[(i * 7 + 3) % 10]}son` },
    email: { S: `user${i}@example.com` },
    city: { S: CITIES[(i * 13) % 10] ?? '' },
    status: { S: STATUSES[(i * 31) % 4] ?? '' },
    amount: { N: String(((i * 37) % 100_000) / 100) },
    quantity: { N: String(1 + (i % 9)) },
    created: { N: String(1_700_000_000 + i * 61) },
    note: {
      S: `Please leave the parcel with the neighbour at number ${i % 97} if nobody answers ${'the door bell '.repeat(i % 3)}`,
    },
    express: { BOOL: i % 3 === 0 },
    address: {
      M: {
        street: { S: `${i % 500} Long Street` },
        zip: { S: String(10_000 + (i % 90_000)) },
        geo: { M: { lat: { N: String((i % 180) - 90) }, lon: { N: String((i % 360) - 180) } } },
      },
    },
    tags: { L: [{ S: 'web' }, { S: `t${i % 17}` }, { N: String(i % 5) }] },
  };
}

/** A page of DynamoDB is 1 MB by its own count, which is not JSON's. */
const PAGE_BYTES = 1_900_000;

function pagesOf(items: number): Item[][] {
  const pages: Item[][] = [];
  let page: Item[] = [];
  let bytes = 0;
  for (let i = 0; i < items; i += 1) {
    const item = order(i);
    page.push(item);
    bytes += JSON.stringify(item).length;
    if (bytes < PAGE_BYTES) continue;
    pages.push(page);
    page = [];
    bytes = 0;
  }
  return page.length > 0 ? [...pages, page] : pages;
}

interface ScanRequest {
  readonly TableName?: string;
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ExclusiveStartKey?: { readonly page: { readonly N: string } };
}

/** A table of any name, of whose size DescribeTable says nothing. */
const TABLE = {
  TableStatus: 'ACTIVE',
  KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'customer', AttributeType: 'S' }],
  ItemCount: 0,
  TableSizeBytes: 0,
};

export interface CannedServer extends RunningEmulator {
  readonly pages: number;
  /** Scan requests so far. */
  scans(): number;
}

export async function startCanned(items: number): Promise<CannedServer> {
  const pages = pagesOf(items).map((page) => ({
    head: `{"Count":${page.length},"ScannedCount":${page.length},"ConsumedCapacity":{"CapacityUnits":128.5},"Items":${JSON.stringify(page)}`,
  }));
  const body = (at: number, last: boolean): Buffer =>
    Buffer.from(`${pages[at]?.head}${last ? '' : `,"LastEvaluatedKey":{"page":{"N":"${at + 1}"}}`}}`);
  const bodies = pages.map((_, at) => [body(at, false), body(at, true)] as const);
  const nothing = Buffer.from('{"Count":0,"ScannedCount":0,"Items":[]}');
  let scans = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const input: ScanRequest = JSON.parse(Buffer.concat(chunks).toString());
      if (String(request.headers['x-amz-target']).endsWith('DescribeTable')) {
        response.end(JSON.stringify({ Table: { ...TABLE, TableName: input.TableName } }));
        return;
      }
      scans += 1;
      const { Segment = 0, TotalSegments = 1, ExclusiveStartKey } = input;
      const from = Math.floor((pages.length * Segment) / TotalSegments);
      const to = Math.floor((pages.length * (Segment + 1)) / TotalSegments);
      const at = ExclusiveStartKey ? Number(ExclusiveStartKey.page.N) : from;
      const answer = at < to ? bodies[at]?.[at === to - 1 ? 1 : 0] : nothing;
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': answer?.length });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pages: pages.length,
    scans: () => scans,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
