/** Budgets, throttling, broken connections, cancel, and two sessions at once: nothing is lost, nothing is read twice, and the user is told. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { run, startSession } from './session.ts';

/** 40 KB an item: 27 of them fill a page. */
const PADDING = 'x'.repeat(40_000);
const ITEMS = 120;
const table = uniqueName('faults').toLowerCase();

let proxy: FaultProxy;
let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  await createTable(endpoint, table, { keys: ['id', 'n:N'] });
  const items = Array.from({ length: ITEMS }, (_, n) => item({ id: `p${n % 4}`, n, padding: PADDING }));
  for (let at = 0; at < ITEMS; at += 25) await putItems(endpoint, table, items.slice(at, at + 25));
  proxy = await startFaultProxy(endpoint);
  session = await startSession(proxy.endpoint);
  await run(session, `CREATE FOREIGN TABLE big (id text, n numeric, padding text) SERVER s OPTIONS (table '${table}')`);
});
afterAll(async () => {
  await session?.close();
  await proxy?.stop();
});
beforeEach(() => proxy.reset());

async function failure(sql: string): Promise<SqlError> {
  const error = await run(session, sql).catch((thrown: unknown) => thrown);
  if (!(error instanceof SqlError)) throw new Error(`no SqlError: ${String(error)}`);
  return error;
}

test('EXPLAIN reads no item', async () => {
  await run(session, "EXPLAIN SELECT * FROM big WHERE id = 'p1'");
  await run(session, 'EXPLAIN (FORMAT JSON) SELECT count(*) FROM big a JOIN big b USING (id)');
  expect(proxy.reads).toEqual([]);
});

test('a budget stops a query within one page of it', async () => {
  const whole = await run(session, 'SELECT count(padding) FROM big');
  expect(whole.rows).toEqual([[String(ITEMS)]]);
  const pages = proxy.reads.length;
  expect(pages).toBeGreaterThan(3);
  proxy.reset();
  await run(session, 'SET dynamodb_fdw.max_read_units = 100');
  const error = await failure('SELECT count(padding) FROM big');
  expect(error.code).toBe('53400');
  expect(error.fields.detail).toMatch(/^It had used \d+(\.\d+)? read units and read \d+ items when it stopped/);
  // A page is 1 MB, 128 read units: the first one passes the budget, and no second one is asked for.
  expect(proxy.reads.length).toBe(1);
  await run(session, 'RESET dynamodb_fdw.max_read_units');
});

/** Read units of a full page of 1 MB. */
const PAGE_UNITS = 128;

test.each([
  ['segments side by side', 'SELECT count(padding) FROM big'],
  ['segments side by side in the express lane', 'SELECT * FROM big'],
  ['queries side by side', "SELECT count(padding) FROM big WHERE id IN ('p0', 'p1', 'p2', 'p3')"],
  ['in order', "SELECT padding FROM big WHERE id IN ('p0', 'p1', 'p2', 'p3') ORDER BY n"],
  ['a join', 'SELECT count(*) FROM big a JOIN big b ON a.padding = b.padding AND a.n < b.n'],
  ['aggregation in batches', 'SELECT id, max(n) FROM big WHERE length(padding) > 3 GROUP BY id'],
  ['COPY', 'COPY (SELECT * FROM big) TO STDOUT'],
  ['a cursor', 'DECLARE held CURSOR WITH HOLD FOR SELECT * FROM big'],
  ['CREATE TABLE AS', 'CREATE TEMP TABLE never AS SELECT * FROM big'],
  ['EXPLAIN ANALYZE', 'EXPLAIN ANALYZE SELECT * FROM big'],
  ['a count', 'SELECT count(*) FROM big'],
  ['an OR of keys and a filter', "SELECT count(*) FROM big WHERE id = 'p0' OR id = 'p1' AND n > 5 OR id = 'p2'"],
  ['ANALYZE', 'ANALYZE big'],
])('a budget stops within one page: %s', async (_, sql) => {
  await run(session, 'SET dynamodb_fdw.segments = 4; SET dynamodb_fdw.max_read_units = 60');
  try {
    const error = await failure(sql);
    expect(error.code).toBe('53400');
    expect(error.message).toBe('query exceeded its budget of 60 read units');
    expect(error.fields.detail).toMatch(/and read [1-9]\d* items when it stopped/);
    const { readUnits } = session.lastUsage();
    expect(readUnits).toBeGreaterThanOrEqual(60);
    expect(readUnits).toBeLessThanOrEqual(60 + PAGE_UNITS);
    await expect(run(session, 'SELECT * FROM never')).rejects.toThrow('relation "never" does not exist');
  } finally {
    await run(session, 'RESET dynamodb_fdw.segments; RESET dynamodb_fdw.max_read_units');
  }
});

test('requests side by side have room in a budget that they do not use up', async () => {
  await run(session, 'SET dynamodb_fdw.max_read_units = 100000');
  const { rows } = await run(session, "SELECT count(padding) FROM big WHERE id IN ('p0', 'p1', 'p2', 'p3')");
  expect(rows).toEqual([[String(ITEMS)]]);
  await run(session, 'RESET dynamodb_fdw.max_read_units');
});

test('LIMIT reads no further page', async () => {
  const { rows } = await run(session, 'SELECT n FROM big LIMIT 3');
  expect(rows.length).toBe(3);
  expect(proxy.reads.length).toBe(1);
  expect(proxy.reads[0]?.input).toMatchObject({ Limit: 3 });
});

test('throttling and server errors are retried, and counted', async () => {
  proxy.add({ fault: { kind: 'error', name: 'ProvisionedThroughputExceededException' }, operation: 'Query', times: 2 });
  proxy.add({ fault: { kind: 'error', name: 'InternalServerError', status: 500 }, operation: 'Scan', times: 1 });
  expect((await run(session, "SELECT count(*) FROM big WHERE id = 'p1'")).rows).toEqual([[String(ITEMS / 4)]]);
  expect(session.lastUsage()).toMatchObject({ retries: 2, throttles: 2 });
  expect((await run(session, 'SELECT count(*) FROM big')).rows).toEqual([[String(ITEMS)]]);
});

test('throttling is told while it lasts, in both lanes', async () => {
  const { createSession } = await import('../../src/run/express-session.ts');
  const express = createSession({ connection: { endpoint: proxy.endpoint } });
  for (const each of [session, express]) {
    proxy.add({ fault: { kind: 'error', name: 'ThrottlingException' }, operation: 'Query', times: 3 });
    const told: string[] = [];
    await each.execute("SELECT n FROM big WHERE id = 'p1'", {
      progress: ({ pages, throttles }) => void told.push(`${pages} pages, ${throttles} throttled`),
    });
    const first = told.slice(0, 5);
    expect(first).toEqual([...[0, 1, 2, 3].map((n) => `0 pages, ${n} throttled`), '1 pages, 3 throttled']);
    expect(told.every((line, at) => at < 5 || line.endsWith(', 3 throttled'))).toBe(true);
  }
  await express.close();
});

test('a batch answered in parts is asked for again until it is whole', async () => {
  proxy.add({ fault: { kind: 'partial', keys: 3 }, operation: 'BatchGetItem', times: 3 });
  const keys = Array.from({ length: 12 }, (_, n) => `('p${n % 4}', ${n})`).join(', ');
  const { rows } = await run(session, `SELECT count(*) FROM big WHERE (id, n) IN (${keys})`);
  expect(rows).toEqual([['12']]);
});

test('a connection cut in the middle of a scan is taken up where it was', async () => {
  proxy.add({ fault: { kind: 'drop', midway: true }, operation: 'Scan', after: 1, times: 1 });
  const { rows } = await run(session, 'SELECT count(DISTINCT n), count(*) FROM big WHERE length(padding) > 0');
  expect(rows).toEqual([[String(ITEMS), String(ITEMS)]]);
});

test('cancel ends the requests and the statement, and the session goes on', async () => {
  proxy.add({ fault: { kind: 'delay', ms: 30_000 }, operation: 'Scan', after: 1 });
  const running = failure('SELECT count(padding) FROM big');
  // The first page has come, the second is held back: a request is recorded when it is answered.
  while (proxy.reads.length < 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await session.cancel();
  expect((await running).code).toBe('57014');
  proxy.reset();
  expect((await run(session, "SELECT count(*) FROM big WHERE id = 'p2'")).rows).toEqual([[String(ITEMS / 4)]]);
});

test('an error in a transaction block fails the block, as any error does', async () => {
  await run(session, 'BEGIN');
  proxy.add({ fault: { kind: 'error', name: 'AccessDeniedException' }, operation: 'Query' });
  expect((await failure("SELECT * FROM big WHERE id = 'p1'")).code).toBe('42501');
  expect((await failure('SELECT 1')).code).toBe('25P02');
  await run(session, 'ROLLBACK');
});

test('two sessions at once see each other’s DDL and lose none', async () => {
  const { createSession } = await import('../../src/run/session.ts');
  const { engineArtifacts } = await import('../../scripts/artifacts.ts');
  const other = createSession({
    artifacts: await engineArtifacts(new URL('../../', import.meta.url)),
    connection: { endpoint: proxy.endpoint },
  });
  try {
    await run(other, 'CREATE VIEW theirs AS SELECT id FROM big');
    await run(session, 'CREATE VIEW ours AS SELECT n FROM big');
    expect((await run(session, 'SELECT count(*) FROM theirs')).rows).toEqual([[String(ITEMS)]]);
    expect((await run(other, 'SELECT count(*) FROM ours')).rows).toEqual([[String(ITEMS)]]);
    await run(other, 'DROP VIEW ours');
    expect((await failure('SELECT * FROM ours')).code).toBe('42P01');

    await run(session, 'BEGIN; CREATE VIEW clash AS SELECT n FROM big');
    await run(other, 'CREATE VIEW clash AS SELECT id FROM big');
    const tags: string[] = [];
    const commit = session.execute('CREATE SCHEMA extra; COMMIT', { complete: (tag) => void tags.push(tag) });
    await expect(commit).rejects.toThrow('could not save view public.clash');
    // What was not saved was not committed.
    expect(tags).toEqual(['CREATE SCHEMA']);
    const rest = session.execute('CREATE SCHEMA extra; SELECT 1 / 0', { complete: (tag) => void tags.push(tag) });
    await expect(rest).rejects.toThrow('division by zero');
    expect(tags).toEqual(['CREATE SCHEMA', 'CREATE SCHEMA']);
  } finally {
    await other.close();
  }
});
