/** Several statements in one request: a view and a prepared statement are PostgreSQL's to keep, beside statements that read DynamoDB and in a request of their own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { run, startSession } from './session.ts';

let emulator: RunningEmulator;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  await createTable(emulator.endpoint, 'things', { keys: ['id'] });
  await putItems(emulator.endpoint, 'things', [item({ id: 'a', n: 1 }), item({ id: 'b', n: 2 })]);
  session = await startSession(emulator.endpoint);
  await run(session, 'CREATE FOREIGN TABLE things (id text, n int) SERVER s');
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

test('what is prepared beside other statements is executed in the same request', async () => {
  const answer = await run(
    session,
    "PREPARE one (text) AS SELECT n FROM things WHERE id = $1; EXECUTE one ('b'); SELECT count(*) FROM things; EXECUTE one (NULL)",
  );
  expect(answer.tags).toEqual(['PREPARE', 'SELECT 1', 'SELECT 1', 'SELECT 0']);
  expect(answer.rows).toEqual([['2'], ['2']]);
});

test('what was prepared in a request of several statements is executed in another', async () => {
  await run(
    session,
    'SELECT 1; PREPARE two AS SELECT max(n) FROM things; DEALLOCATE two; PREPARE two AS SELECT n FROM things ORDER BY n; PREPARE three AS SELECT 3',
  );
  expect((await run(session, 'EXECUTE two')).rows).toEqual([['1'], ['2']]);
  expect((await run(session, 'EXPLAIN EXECUTE two')).rows.flat().join('\n')).toContain('Scan on table "things"');
  expect((await run(session, 'EXECUTE three')).rows).toEqual([['3']]);
});

test('a view made beside other statements is one over the foreign table', async () => {
  const { rows } = await run(
    session,
    'SELECT count(*) FROM things; CREATE VIEW big AS SELECT id FROM things WHERE n > 1; TABLE big',
  );
  expect(rows).toEqual([['2'], ['b']]);
  expect((await run(session, 'TABLE big')).rows).toEqual([['b']]);
});

test('what reads a view that the same request has just made', async () => {
  const { rows } = await run(session, 'CREATE VIEW fresh AS SELECT n + 1 AS m FROM things; SELECT max(m) FROM fresh');
  expect(rows).toEqual([['3']]);
});

test('what reads by a search path that the same request has just set', async () => {
  await run(session, 'CREATE SCHEMA elsewhere');
  await run(session, 'CREATE FOREIGN TABLE elsewhere.others (id text, n int) SERVER s OPTIONS ("table" \'things\')');
  expect((await run(session, 'SET search_path = elsewhere; SELECT count(*) FROM others')).rows).toEqual([['2']]);
  await run(session, 'RESET search_path');
});

test('a table that is named with its schema and without', async () => {
  const { rows } = await run(session, 'SELECT count(*) FROM things, public.things AS more WHERE things.id = more.id');
  expect(rows).toEqual([['2']]);
});

test.each([
  // Types that are of length 1 where they are named without one.
  ['(char(5), bit(3))', "SELECT $2, $1 || '|' FROM things WHERE id = $1", "('b', B'101')", [['101', 'b|']]],
  ['(int[])', 'SELECT $1[2], ($1)[2:3] FROM things WHERE n = $1[1]', "('{1,5,6}')", [['5', '{5,6}']]],
  ['(text) ', "SELECT id FROM things WHERE id LIKE $1 || '%' ORDER BY id LIMIT 1", "('')", [['a']]],
  ['', 'SELECT n FROM things WHERE n > 1', "('no parameter is looked at')", [['2']]],
])('parameters are what they are in PostgreSQL: PREPARE %s AS %s', async (types, query, values, rows) => {
  const prepare = (text: string): string => `DEALLOCATE ALL; PREPARE typed${types} AS ${text}; EXECUTE typed${values}`;
  const { rows: got, fields } = await run(session, prepare(query));
  expect(got).toEqual(rows);
  await run(session, 'CREATE TEMP TABLE plain AS SELECT * FROM things');
  const want = await run(session, prepare(query.replace('things', 'plain')));
  await run(session, 'DROP TABLE plain');
  expect(got).toEqual(want.rows);
  expect(fields.map(({ name, typeOid }) => [name, typeOid])).toEqual(
    want.fields.map(({ name, typeOid }) => [name, typeOid]),
  );
});

test('a subquery among the values of EXECUTE is refused as PostgreSQL refuses it', async () => {
  await run(session, 'DEALLOCATE ALL; PREPARE one (text) AS SELECT n FROM things WHERE id = $1');
  await expect(run(session, 'EXECUTE one ((SELECT max(id) FROM things))')).rejects.toThrow(
    'cannot use subquery in EXECUTE parameter',
  );
});

test('a table is made of what a prepared statement gives', async () => {
  await run(session, 'DEALLOCATE ALL; PREPARE one (text) AS SELECT id, n FROM things WHERE id = $1');
  await run(session, "CREATE TEMP TABLE made AS EXECUTE one ('b')");
  expect((await run(session, 'TABLE made')).rows).toEqual([['b', '2']]);
  const { notices, tags } = await run(session, 'CREATE TEMP TABLE IF NOT EXISTS made AS SELECT * FROM things');
  expect(notices.map(({ message }) => message)).toEqual(['relation "made" already exists, skipping']);
  expect(tags).toEqual(['CREATE TABLE AS']);
});

test('EXPLAIN ANALYZE of CREATE TABLE AS makes the table, once', async () => {
  const { rows } = await run(session, 'EXPLAIN ANALYZE CREATE TEMP TABLE analyzed AS SELECT n FROM things');
  expect(rows.flat().join('\n')).toContain('Actual: 1 request');
  expect((await run(session, 'SELECT sum(n) FROM analyzed')).rows).toEqual([['3']]);
});

test('a cursor needs a transaction, or to be held', async () => {
  for (const hold of ['', 'WITHOUT HOLD'])
    await expect(run(session, `DECLARE lost CURSOR ${hold} FOR SELECT id FROM things`)).rejects.toMatchObject({
      code: '25P01',
      message: 'DECLARE CURSOR can only be used in transaction blocks',
    });
  await run(session, 'DECLARE held CURSOR WITH HOLD FOR SELECT id FROM things ORDER BY id');
  expect((await run(session, 'FETCH ALL FROM held')).rows).toEqual([['a'], ['b']]);
  const both = 'DECLARE one CURSOR FOR SELECT id FROM things ORDER BY id; FETCH 1 FROM one';
  expect((await run(session, both)).rows).toEqual([['a']]);
});
