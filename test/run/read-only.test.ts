/** Read-only transactions: who sets them by default reads foreign tables all the same, and still writes nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let emulator: RunningEmulator;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  await createTable(emulator.endpoint, 'things', { keys: ['id'] });
  await putItems(emulator.endpoint, 'things', [item({ id: 'a', n: 1 }), item({ id: 'b', n: 2 })]);
  session = await startSession(emulator.endpoint);
  await run(session, 'CREATE FOREIGN TABLE things (id text, n int) SERVER s; CREATE TABLE kept (id text)');
  await run(session, 'PREPARE one AS SELECT n FROM things ORDER BY n LIMIT 1');
  await run(session, 'SET default_transaction_read_only = on');
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

test.each([
  ['SELECT max(n) FROM things', '[["2"]]'],
  ['WITH x AS (SELECT n FROM things) SELECT count(*) FROM x', '[["2"]]'],
  ['EXECUTE one', '[["1"]]'],
])('read by default: %s', async (sql, rows) => {
  expect(await outcome(session, sql)).toBe(rows);
});

test('EXPLAIN, EXPLAIN ANALYZE and COPY read by default', async () => {
  expect((await run(session, 'EXPLAIN SELECT max(n) FROM things')).rows.flat().join()).toContain('Foreign Scan');
  expect((await run(session, 'EXPLAIN ANALYZE SELECT max(n) FROM things')).rows.flat().join()).toContain(
    'Foreign Scan',
  );
  expect((await run(session, 'COPY (SELECT id FROM things) TO STDOUT')).tags).toEqual(['COPY 2']);
});

test.each([
  'INSERT INTO kept SELECT id FROM things',
  'WITH x AS (INSERT INTO kept SELECT id FROM things RETURNING id) SELECT * FROM x',
  'CREATE TABLE other AS SELECT id FROM things',
  'SELECT id INTO other FROM things',
])('not written to: %s', async (sql) => {
  expect(await outcome(session, sql)).toMatch(/^25006: cannot .* in a read-only transaction$/);
  expect(await outcome(session, 'SELECT count(*) FROM kept')).toBe('[["0"]]');
});

test("a block of the user's own is refused without a word of staging tables", async () => {
  await run(session, 'BEGIN READ ONLY');
  expect(await outcome(session, 'SELECT n FROM things')).toBe(
    '25006: cannot read foreign tables in a read-only transaction',
  );
  await run(session, 'ROLLBACK');
  await run(session, 'BEGIN READ WRITE');
  expect(await outcome(session, 'SELECT max(n) FROM things')).toBe('[["2"]]');
  await run(session, 'COMMIT');
});
