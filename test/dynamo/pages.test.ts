/** Pages to the end, one ahead; partial batches; stopping, cancelling, gates; and the faults that emulators never show. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import type { DynamoConnection, ReadResponse } from '../../src/dynamo/connection.ts';
import { parsedItems } from '../../src/dynamo/items.ts';
import type { Page, PageOptions } from '../../src/dynamo/pages.ts';
import { fetchPages } from '../../src/dynamo/pages.ts';
import { NOTHING } from '../../src/dynamo/response.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { emulator } from '../emulators/emulator.ts';
import type { FaultProxy } from '../emulators/faults.ts';
import { startFaultProxy } from '../emulators/faults.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';

const table = uniqueName('pages');
let proxy: FaultProxy;
let connection: DynamoConnection;

beforeAll(async () => {
  const { endpoint } = await emulator();
  await createTable(endpoint, table, { keys: ['pk', 'sk:N'] });
  await putItems(
    endpoint,
    table,
    Array.from({ length: 100 }, (_, at) => item({ pk: at < 60 ? 'a' : `p${at}`, sk: at, filler: 'x'.repeat(100) })),
  );
  proxy = await startFaultProxy(endpoint);
  connection = await connect({ endpoint: proxy.endpoint, credentials: { kind: 'default' } });
});
afterEach(() => proxy.reset());
afterAll(async () => {
  connection.close();
  await proxy.stop();
});

const query = (more: object = {}): Request => ({
  operation: 'Query',
  input: {
    TableName: table,
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'a' } },
    ReturnConsumedCapacity: 'INDEXES',
    Limit: 25,
    ...more,
  },
});
const keys = (from: number, to: number): Request => ({
  operation: 'BatchGetItem',
  input: {
    RequestItems: {
      [table]: {
        Keys: Array.from({ length: to - from }, (_, at) => ({ pk: { S: 'a' }, sk: { N: String(from + at) } })),
      },
    },
    ReturnConsumedCapacity: 'INDEXES',
  },
});

async function all(request: Request, options?: PageOptions): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of fetchPages(connection, request, options)) pages.push(page);
  return pages;
}

async function failure(promise: Promise<unknown>): Promise<SqlError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SqlError)) throw new Error(`expected a SqlError, got ${String(error)}`);
  return error;
}

test('follows LastEvaluatedKey to the end', async () => {
  const pages = await all(query());
  expect(pages.flatMap((page) => parsedItems(page.items).map((each) => each.sk))).toEqual(
    Array.from({ length: 60 }, (_, at) => ({ N: String(at) })),
  );
  expect(pages.map((page) => page.last)).toEqual([false, false, true]);
  expect(pages[0]?.consumed.total).toBeGreaterThan(0);
});

test('follows pages that a filter left empty', async () => {
  const pages = await all(query({ FilterExpression: 'sk2 = :p', Limit: 10 }));
  expect(pages.length).toBeGreaterThanOrEqual(6);
  expect(pages.every((page) => page.count === 0)).toBe(true);
  expect(pages.reduce((sum, page) => sum + page.scannedCount, 0)).toBe(60);
});

test('counts without items', async () => {
  const pages = await all(query({ Select: 'COUNT', Limit: undefined }));
  expect(pages.map((page) => [page.count, page.items.length])).toEqual([[60, 0]]);
});

test('GetItem is a page of one item or none', async () => {
  const get = (sk: string): Request => ({
    operation: 'GetItem',
    input: { TableName: table, Key: { pk: { S: 'a' }, sk: { N: sk } }, ReturnConsumedCapacity: 'INDEXES' },
  });
  expect((await all(get('7'))).map((page) => [page.count, parsedItems(page.items)[0]?.sk, page.last])).toEqual([
    [1, { N: '7' }, true],
  ]);
  expect((await all(get('700'))).map((page) => [page.count, page.items.length])).toEqual([[0, 0]]);
});

test('asks again for the keys a batch left unprocessed', async () => {
  proxy.add({ fault: { kind: 'partial', keys: 0 }, operation: 'BatchGetItem', times: 1 });
  proxy.add({ fault: { kind: 'partial', keys: 12 }, operation: 'BatchGetItem', times: 2, after: 1 });
  const pages = await all(keys(0, 30));
  expect(pages.map((page) => page.count)).toEqual([0, 12, 12, 6]);
  expect(new Set(pages.flatMap((page) => parsedItems(page.items).map((each) => JSON.stringify(each.sk)))).size).toBe(
    30,
  );
});

test('requests one page ahead and no more', async () => {
  const pages = fetchPages(connection, query({ Limit: 10 }));
  await pages.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(proxy.requests.length).toBe(2);
  await pages.return();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(proxy.requests.length).toBe(2);
});

test('requests none ahead when told', async () => {
  const pages = fetchPages(connection, query({ Limit: 10 }), { readAhead: false });
  await pages.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(proxy.requests.length).toBe(1);
  await pages.return();
});

test('ends at once when cancelled', async () => {
  // Longer than the test may take.
  proxy.add({ fault: { kind: 'delay', ms: 600_000 } });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  const error = await failure(all(query(), { signal: controller.signal }));
  expect(error.code).toBe('57014');
  expect(error.message).toBe('canceling statement due to user request');
});

test('sends nothing when cancelled before', async () => {
  expect((await failure(all(query(), { signal: AbortSignal.abort() }))).code).toBe('57014');
  expect(proxy.requests).toEqual([]);
});

test('a gate before each request and a budget after each answer', async () => {
  let gates = 0;
  let units = 0;
  const options: PageOptions = {
    beforeRequest: async () => {
      gates += 1;
    },
    afterResponse: ({ total }) => {
      units += total;
      if (units > 1) throw new SqlError({ code: '53400', message: 'too much' });
    },
  };
  expect((await failure(all(query({ Limit: 10 }), options))).message).toBe('too much');
  expect(gates).toBeGreaterThanOrEqual(2);
  expect(gates).toBe(proxy.requests.length);
});

test('retries what throttled, counts it, and says when it starts', async () => {
  proxy.add({ fault: { kind: 'error', name: 'ProvisionedThroughputExceededException' }, operation: 'Query', times: 2 });
  proxy.add({
    fault: { kind: 'error', name: 'InternalServerError', status: 500 },
    operation: 'Query',
    times: 1,
    after: 2,
  });
  const events: string[] = [];
  const watched = await connect({
    endpoint: proxy.endpoint,
    credentials: { kind: 'default' },
    onRetry: ({ error, throttled, attempt }) => events.push(`${attempt} ${error} ${throttled}`),
  });
  const response: ReadResponse = await watched.send(query());
  watched.close();
  expect([response.count, response.retries, response.throttles]).toEqual([25, 3, 2]);
  expect(events).toEqual([
    '1 ProvisionedThroughputExceededException true',
    '2 ProvisionedThroughputExceededException true',
    '3 InternalServerError false',
  ]);
});

test.each([
  [{ kind: 'drop' }],
  [{ kind: 'drop', midway: true }],
  [{ kind: 'html', status: 503 }],
  [{ kind: 'error', name: 'ServiceUnavailable', status: 503 }],
] as const)('tries again after %o', async (fault) => {
  proxy.add({ fault, times: 2 });
  const pages = await all(query());
  expect(pages.reduce((sum, page) => sum + page.count, 0)).toBe(60);
  expect(pages[0]?.retries).toBe(2);
  expect(pages[0]?.throttles).toBe(0);
});

test('a consumer that throws leaves no request behind', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const answer: ReadResponse = {
    items: [],
    count: 0,
    scannedCount: 0,
    lastEvaluatedKey: { pk: { S: 'x' } },
    consumed: NOTHING,
    retries: 0,
    throttles: 0,
  };
  const first = {
    send: (_request: Request, signal?: AbortSignal) => {
      signals.push(signal);
      return signals.length === 1 ? Promise.resolve(answer) : new Promise<ReadResponse>(() => {});
    },
  };
  await expect(
    (async () => {
      for await (const _page of fetchPages(first, query())) throw new Error('consumer');
    })(),
  ).rejects.toThrow('consumer');
  // The first page has been answered.
  expect(signals).toHaveLength(2);
  expect(signals[1]?.aborted).toBe(true);
});
