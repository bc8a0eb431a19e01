/** The express lane stands aside where the session is not as it began: the engine alone knows what a name means then. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createSession } from '../../src/run/express-session.ts';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, putItems, uniqueName } from '../emulators/tables.ts';
import { run } from './session.ts';

let session: Session;
const table = uniqueName('shadow').toLowerCase();
const lookup = `SELECT n FROM ${table} WHERE pk = 'a'`;

beforeAll(async () => {
  const { endpoint } = await emulator();
  await createTable(endpoint, table, { keys: ['pk:S'] });
  await putItems(endpoint, table, [
    { pk: { S: 'a' }, n: { N: '1' } },
    { pk: { S: 'b' }, n: { S: 'x' } },
  ]);
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  session = createSession({
    artifacts: await engineArtifacts(new URL('../../', import.meta.url)),
    connection: { endpoint },
  });
  await run(session, 'CREATE EXTENSION dynamodb_fdw');
  await run(session, "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')");
  await run(session, `CREATE FOREIGN TABLE ${table} (pk text, n numeric) SERVER s`);
});
afterAll(() => session?.close());

async function rows(sql: string): Promise<unknown> {
  return (await run(session, sql)).rows;
}

test('a temporary table goes before the foreign one', async () => {
  expect(await rows(lookup)).toEqual([['1']]);
  await run(session, `CREATE TEMP TABLE ${table} AS SELECT 'a' AS pk, 2 AS n`);
  expect(await rows(lookup)).toEqual([['2']]);
  await run(session, `DROP TABLE pg_temp.${table}`);
  expect(await rows(lookup)).toEqual([['1']]);
});

test('so does the search path', async () => {
  await run(
    session,
    `CREATE SCHEMA other; CREATE TABLE other.${table} (pk text, n int); SET search_path = other, public`,
  );
  expect(await rows(lookup)).toEqual([]);
  await run(session, 'RESET search_path');
  expect(await rows(lookup)).toEqual([['1']]);
  await rows("SELECT set_config('search_path', 'other', false)");
  expect(await rows(lookup)).toEqual([]);
  await run(session, 'RESET search_path');
});

test('backslashes in strings are what they are set to be', async () => {
  const escaped = `SELECT n FROM ${table} WHERE pk = '\\141'`;
  expect(await rows(escaped)).toEqual([]);
  await run(session, 'SET standard_conforming_strings = off');
  expect(await rows(escaped)).toEqual([['1']]);
  await run(session, 'RESET standard_conforming_strings');
});

test('settings hold', async () => {
  await run(session, "SET dynamodb_fdw.on_type_mismatch = 'error'");
  await expect(rows(`SELECT n FROM ${table} WHERE pk = 'b'`)).rejects.toMatchObject({ code: 'HV004' });
  await run(session, 'RESET dynamodb_fdw.on_type_mismatch');
  expect(await rows(`SELECT n FROM ${table} WHERE pk = 'b'`)).toEqual([[null]]);
});

test('where nothing is pushed down, PostgreSQL counts and sorts', async () => {
  await run(session, 'SET dynamodb_fdw.pushdown = off');
  expect(await rows(`SELECT count(*) FROM ${table}`)).toEqual([['2']]);
  expect(await rows(`SELECT min(pk), max(pk) FROM ${table}`)).toEqual([['a', 'b']]);
  expect(await rows(`SELECT pk FROM ${table} ORDER BY pk DESC`)).toEqual([['b'], ['a']]);
  expect(await rows(`SELECT pk FROM ${table} ORDER BY pk`)).toEqual([['a'], ['b']]);
  await run(session, 'RESET dynamodb_fdw.pushdown');
});

test('a failed transaction stays failed', async () => {
  await run(session, 'BEGIN');
  await expect(run(session, 'SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
  await expect(rows(lookup)).rejects.toMatchObject({ code: '25P02' });
  await run(session, 'ROLLBACK');
  expect(await rows(lookup)).toEqual([['1']]);
});

test('what is not to be heard is not told here either', async () => {
  const told = async (): Promise<readonly string[]> =>
    (await run(session, `SELECT n FROM ${table} WHERE pk = 'b'`)).notices.map(({ severity }) => severity);
  expect(await told()).toEqual(['WARNING']);
  await run(session, 'SET client_min_messages = error');
  expect(await told()).toEqual([]);
  await run(session, 'RESET client_min_messages');
  expect(await told()).toEqual(['WARNING']);
});

test('a table that was dropped is gone', async () => {
  await run(session, `DROP FOREIGN TABLE ${table}`);
  await expect(rows(lookup)).rejects.toMatchObject({ code: '42P01' });
});
