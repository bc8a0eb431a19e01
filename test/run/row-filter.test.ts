/** A scan's own filter, run by COPY as rows are staged: the answer is the same, and nothing of it is to be seen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

const table = uniqueName('f').toLowerCase();
let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  session = await startSession(endpoint);
  await createTable(endpoint, table, { keys: ['id:N'] });
  await putItems(
    endpoint,
    table,
    Array.from({ length: 20 }, (_, id) => item({ id, 'a "b"': id % 3, t: `text ${id}`, tags: ['x', `${id}`] })),
  );
  await run(session, `CREATE FOREIGN TABLE ${table} (id numeric, "a ""b""" integer, t text, tags text[]) SERVER s`);
});
afterAll(() => session?.close());

async function errorOf(sql: string): Promise<SqlError> {
  const error = await run(session, sql).catch((thrown: unknown) => thrown);
  if (!(error instanceof SqlError)) throw new Error(`no error: ${sql}`);
  return error;
}

test.each([
  [`SELECT id FROM @ x WHERE length(t) = 6 AND x."a ""b""" > 0 ORDER BY id`, '[["1"],["2"],["4"],["5"],["7"],["8"]]'],
  ["SELECT id FROM @ WHERE id * 2 IN (2, 4) AND '1' = ANY (tags) ORDER BY id", '[["1"]]'],
  ["SELECT id FROM @ WHERE upper(t) ~ '^TEXT 1.$' AND id % 5 = 0 ORDER BY id", '[["10"],["15"]]'],
  [
    'SELECT a.id, b.id FROM @ a JOIN @ b ON b.id = a.id + 1 WHERE a.id % 9 = 0 AND b.id % 5 = 0 ORDER BY 1',
    '[["9","10"]]',
  ],
  [
    'SELECT a.id, l.id FROM @ a, LATERAL (SELECT b.id FROM @ b WHERE b.t = a.t AND b.id % 2 = 0 ORDER BY b.id LIMIT 1) l WHERE a.id < 3 ORDER BY 1',
    '[["0","0"],["2","2"]]',
  ],
  [
    'SELECT a.id, l.id FROM @ a, LATERAL (SELECT b.id FROM @ b WHERE upper(b.t) = upper(a.t) || left(a.t, 0) ORDER BY b.id LIMIT 1) l WHERE a.id IN (3, 4) ORDER BY 1',
    '[["3","3"],["4","4"]]',
  ],
  [
    'SELECT id, (SELECT count(*) FROM @ b WHERE b.id % 7 = a.id) FROM @ a WHERE id IN (1, 9) ORDER BY 1',
    '[["1","3"],["9","0"]]',
  ],
  ['SELECT count(*) FROM @ WHERE id % 2 = 0 AND id > (SELECT avg(id) FROM @)', '[["5"]]'],
  ['SELECT id FROM @ x WHERE x IS NOT NULL AND (x).id % 10 = 0 ORDER BY id', '[["0"],["10"]]'],
  ['SELECT id FROM @ WHERE now() > statement_timestamp() AND id % 2 = 0', '[]'],
])('%s', async (form, expected) => {
  expect(await outcome(session, form.replaceAll('@', table))).toBe(expected);
});

test('what is volatile is run once for each row', async () => {
  await run(session, 'CREATE TEMP SEQUENCE times');
  expect((await run(session, `SELECT id FROM ${table} WHERE nextval('times') > 0`)).rows).toHaveLength(20);
  expect((await run(session, "SELECT currval('times')")).rows).toEqual([['20']]);
});

test('an error is the statement’s: it says nothing of COPY', async () => {
  const error = await errorOf(`SELECT id FROM ${table} WHERE 1 / (id - 7) > 0`);
  expect([error.code, error.message, error.fields.where]).toEqual(['22012', 'division by zero', undefined]);
});

test("a function's own context stays", async () => {
  await run(
    session,
    "CREATE FUNCTION pg_temp.refuse(n numeric) RETURNS boolean STABLE LANGUAGE plpgsql AS $$ BEGIN RAISE 'no %', n; END $$",
  );
  const { message, fields } = await errorOf(`SELECT id FROM ${table} WHERE id = 7 AND pg_temp.refuse(id)`);
  expect([message, fields.where]).toEqual(['no 7', 'PL/pgSQL function pg_temp_0.refuse(numeric) line 1 at RAISE']);
});

test('what a function says is said once for each row', async () => {
  await run(
    session,
    "CREATE FUNCTION says(n numeric) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE NOTICE 'asked %', n; RETURN n > 18; END $$",
  );
  const { rows, notices } = await run(session, `SELECT count(*) FROM ${table} WHERE says(id)`);
  expect(rows).toEqual([['1']]);
  expect(notices.filter(({ message }) => message === 'asked 19')).toHaveLength(1);
});
