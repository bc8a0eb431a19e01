/** What is remembered of the engine's catalog between statements: it is asked again where a statement may have changed it, a query that calls a function too. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

const table = uniqueName('m').toLowerCase();
let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  session = await startSession(endpoint);
  await createTable(endpoint, table, { keys: ['id'] });
  await putItems(endpoint, table, [item({ id: 'a', n: 1 }), item({ id: 'b', n: 2 })]);
  await run(session, 'CREATE SCHEMA other');
  await run(
    session,
    `CREATE FUNCTION does(sql text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE sql; RETURN 0; END $$`,
  );
});
afterAll(() => session?.close());
beforeEach(async () => {
  await run(
    session,
    'DO $$ BEGIN DROP FOREIGN TABLE IF EXISTS things; EXCEPTION WHEN wrong_object_type THEN DROP TABLE things; END $$',
  );
  await run(session, `CREATE FOREIGN TABLE things (id text, n int) SERVER s OPTIONS ("table" '${table}')`);
  // Known from here on.
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('a query between two others', async () => {
  expect(await outcome(session, 'SELECT 1')).toBe('[["1"]]');
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
  expect(await outcome(session, 'SELECT 1 / 0')).toMatch(/^22012/);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('a query whose function makes the table another', async () => {
  await run(session, `SELECT does('ALTER FOREIGN TABLE things RENAME COLUMN n TO m')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toMatch(/^42703: column "n" does not exist/);
  await run(session, `SELECT does('ALTER FOREIGN TABLE things RENAME COLUMN m TO n')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('a query whose function puts another relation in its place', async () => {
  await run(session, `SELECT does('DROP FOREIGN TABLE things; CREATE TABLE things AS SELECT 7 AS n')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["7"]]');
});

test('a function that fails has changed nothing', async () => {
  const sql = `SELECT does('DROP FOREIGN TABLE things; CREATE TABLE things AS SELECT 1 / 0 AS n')`;
  expect(await outcome(session, sql)).toMatch(/^22012/);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('a query whose function sets the search path', async () => {
  await run(session, 'DROP TABLE IF EXISTS other.things; CREATE TABLE other.things AS SELECT 8 AS n');
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
  await run(session, `SELECT does('SET search_path = other, public')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["8"]]');
  await run(session, `SELECT set_config('search_path', 'public', false)`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('a query whose function takes another role', async () => {
  await run(session, 'CREATE ROLE nobody; GRANT EXECUTE ON FUNCTION does TO nobody');
  await run(session, `SELECT does('SET ROLE nobody')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toMatch(/^42501: permission denied/);
  await run(session, 'RESET ROLE');
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});

test('in a block', async () => {
  await run(session, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
  await run(session, `SELECT does('DROP FOREIGN TABLE things; CREATE TABLE things AS SELECT 9 AS n')`);
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["9"]]');
  await run(session, 'ROLLBACK');
  expect(await outcome(session, 'SELECT sum(n) FROM things')).toBe('[["3"]]');
});
