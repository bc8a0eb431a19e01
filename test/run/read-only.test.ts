/** Read-only transactions: who sets them by default reads foreign tables all the same, and still writes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  await run(
    session,
    'CREATE FOREIGN TABLE things (id text, n int) SERVER s; CREATE TABLE kept (id text); CREATE SEQUENCE counter',
  );
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

describe('a block that the user began to read only', () => {
  const block = async (begin: string, body: () => Promise<void>): Promise<void> => {
    await run(session, begin);
    try {
      await body();
    } finally {
      await run(session, 'ROLLBACK');
    }
  };
  const reads = async (): Promise<void> => {
    expect(await outcome(session, 'SELECT n FROM things ORDER BY n')).toBe('[["1"],["2"]]');
    expect(await outcome(session, 'SHOW transaction_read_only')).toBe('[["on"]]');
  };

  test.each([
    'BEGIN READ ONLY',
    'START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY',
    'BEGIN',
    '-- to look\n/* only */ begin transaction read only;',
    'BEGIN; SET TRANSACTION READ ONLY',
  ])('%s reads foreign tables, once and again', async (begin) => {
    await block(begin, async () => {
      await reads();
      await reads();
      expect(await outcome(session, 'EXECUTE one')).toBe('[["1"]]');
      expect((await run(session, 'EXPLAIN ANALYZE SELECT max(n) FROM things')).rows.flat().join()).toContain('Foreign');
      await run(session, 'DECLARE c CURSOR FOR SELECT n FROM things ORDER BY n');
      expect((await run(session, 'FETCH 1 FROM c')).rows).toEqual([['1']]);
      expect((await run(session, 'FETCH 1 FROM c')).rows).toEqual([['2']]);
      await run(session, 'SET LOCAL extra_float_digits = 0');
      expect(await outcome(session, 'SHOW extra_float_digits')).toBe('[["0"]]');
    });
  });

  test('a mode that is set as the second statement, before anything was looked at', async () => {
    await block('BEGIN READ WRITE', async () => {
      await run(session, 'SET TRANSACTION READ ONLY');
      await reads();
      expect(await outcome(session, 'DELETE FROM kept')).toBe(
        '25006: cannot execute DELETE in a read-only transaction',
      );
    });
  });

  test.each([
    'DELETE FROM kept',
    'CREATE TABLE other (a int)',
    'CREATE FOREIGN TABLE other (a int) SERVER s',
    'CREATE USER MAPPING FOR CURRENT_USER SERVER s',
    'IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public',
    'INSERT INTO kept SELECT id FROM things',
    'WITH x AS (INSERT INTO kept SELECT id FROM things RETURNING id) SELECT * FROM x',
    "SELECT nextval('counter')",
    'SELECT 1; DELETE FROM kept',
  ])('refuses what PostgreSQL refuses, and the block has failed: %s', async (sql) => {
    await block('BEGIN READ ONLY', async () => {
      await reads();
      expect(await outcome(session, sql)).toMatch(/^25006: cannot .* in a read-only transaction$/);
      expect(await outcome(session, 'SELECT 1')).toMatch(/^25P02/);
    });
    expect(await outcome(session, 'SELECT count(*) FROM kept')).toBe('[["0"]]');
  });

  test("the user's savepoints are as in any block", async () => {
    await block('BEGIN READ ONLY', async () => {
      await run(session, 'SAVEPOINT mine');
      await reads();
      expect(await outcome(session, 'DELETE FROM kept')).toMatch(/^25006/);
      await run(session, 'ROLLBACK TO mine');
      await reads();
      await run(session, 'RELEASE mine');
      await reads();
      expect(await outcome(session, 'SELECT 1 / 0')).toMatch(/^22012/);
      expect(session.transactionStatus).toBe('failed');
    });
  });

  test('ends with the block, and goes on with one that is chained', async () => {
    await run(session, 'SET default_transaction_read_only = off');
    await run(session, 'BEGIN READ ONLY');
    await reads();
    await run(session, 'COMMIT AND CHAIN');
    await reads();
    expect(await outcome(session, 'DELETE FROM kept')).toMatch(/^25006/);
    await run(session, 'ROLLBACK');
    expect(await outcome(session, 'DELETE FROM kept RETURNING id')).toBe('[]');
    await block('BEGIN', async () => {
      expect(await outcome(session, 'DELETE FROM kept RETURNING id')).toBe('[]');
    });
    await run(session, 'SET default_transaction_read_only = on');
  });

  test('in one request with what it reads', async () => {
    const { rows } = await run(
      session,
      'BEGIN READ ONLY; SELECT max(n) FROM things; SHOW transaction_read_only; COMMIT',
    );
    expect(rows).toEqual([['2'], ['on']]);
    expect(session.transactionStatus).toBe('idle');
  });

  test('one that became read-only after it had looked at something is refused without a word of staging tables', async () => {
    await block('BEGIN READ WRITE', async () => {
      expect(await outcome(session, 'SELECT max(n) FROM things')).toBe('[["2"]]');
      await run(session, 'SET TRANSACTION READ ONLY');
      expect(await outcome(session, 'SELECT n FROM things')).toBe(
        '25006: cannot read foreign tables in a read-only transaction',
      );
    });
  });
});
