/** GRANT holds for foreign tables, though PostgreSQL reads staging tables in their place; and staging tables do not outlast their statement. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let session: Session;
beforeAll(async () => {
  const { endpoint } = await emulator();
  const table = uniqueName('privileges');
  await createTable(endpoint, table, { keys: ['id'] });
  await putItems(endpoint, table, [item({ id: 'a', n: 1, secret: 'x', day: '2024-01-01' })]);
  session = await startSession(endpoint);
  await run(
    session,
    `CREATE FOREIGN TABLE people (id text, n int, secret text, day date) SERVER s OPTIONS ("table" '${table}');
     CREATE ROLE reader; CREATE ROLE keeper;
     CREATE VIEW names AS SELECT id, secret FROM people;
     CREATE VIEW invoked WITH (security_invoker) AS SELECT id FROM people;
     CREATE VIEW outer_names AS SELECT id FROM names;`,
  );
});
afterAll(() => session?.close());

async function as(role: string, sql: string): Promise<string> {
  await run(session, `SET ROLE ${role}`);
  try {
    return await outcome(session, sql);
  } finally {
    await run(session, 'RESET ROLE');
  }
}

const DENIED = '42501: permission denied for foreign table people';

test('a role without SELECT reads nothing, in whichever way', async () => {
  for (const sql of [
    'SELECT id FROM people',
    "SELECT id FROM people WHERE id = 'a'",
    'SELECT count(*) FROM people',
    'TABLE people',
    'EXPLAIN SELECT id FROM people',
    'COPY (SELECT id FROM people) TO STDOUT',
    'WITH p AS (SELECT 1 FROM people) SELECT 2 WHERE EXISTS (SELECT FROM p)',
  ])
    expect(await as('reader', sql), sql).toBe(DENIED);
  expect(await as('reader', 'SELECT * FROM names')).toBe('42501: permission denied for view names');
});

test('a grant of columns is for these columns', async () => {
  await run(session, 'GRANT SELECT (id, n) ON people TO reader');
  expect(await as('reader', 'SELECT id FROM people WHERE n = 1')).toBe('[["a"]]');
  expect(await as('reader', 'SELECT count(*) FROM people')).toBe('[["1"]]');
  expect(await as('reader', "SELECT id FROM people WHERE secret = 'x'")).toBe(DENIED);
  expect(await as('reader', 'SELECT * FROM people')).toBe(DENIED);
  await run(session, 'REVOKE ALL ON people FROM reader; REVOKE SELECT (id, n) ON people FROM reader');
});

test('a view reads with the privileges of its owner, one with security_invoker with those of its reader', async () => {
  await run(session, 'GRANT SELECT ON names, invoked TO reader; GRANT SELECT ON outer_names TO PUBLIC');
  expect(await as('reader', 'SELECT id FROM names')).toBe('[["a"]]');
  expect(await as('reader', 'SELECT id FROM outer_names')).toBe('[["a"]]');
  expect(await as('reader', 'SELECT id FROM invoked')).toBe(DENIED);
  expect(await as('keeper', 'SELECT id FROM outer_names')).toBe('[["a"]]');
  await run(session, 'ALTER VIEW outer_names OWNER TO keeper');
  expect(await as('reader', 'SELECT id FROM outer_names')).toBe('42501: permission denied for view names');
  await run(session, 'GRANT SELECT ON names TO keeper');
  expect(await as('reader', 'SELECT id FROM outer_names')).toBe('[["a"]]');
  await run(session, 'GRANT SELECT ON people TO reader');
  expect(await as('reader', 'SELECT id FROM invoked')).toBe('[["a"]]');
});

test('ANALYZE is for who may maintain the table', async () => {
  await run(session, 'SET ROLE keeper');
  const { notices } = await run(session, 'ANALYZE people');
  await run(session, 'RESET ROLE');
  expect(notices.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'WARNING: permission denied to analyze "people", skipping it',
  ]);
  await run(session, 'GRANT MAINTAIN ON people TO keeper; SET ROLE keeper');
  expect((await run(session, 'ANALYZE people')).notices).toEqual([]);
  await run(session, 'RESET ROLE');
});

test('no staging table outlasts its statement', async () => {
  await run(session, 'SELECT max(day) FROM people');
  await run(session, 'EXPLAIN SELECT max(id) FROM people');
  await run(session, 'SELECT count(*) FROM dynamodb_fdw_tables');
  await run(session, 'CREATE TEMP TABLE copy AS SELECT id, day FROM people');
  expect(await outcome(session, 'SELECT 1 / (n - 1) FROM people')).toMatch(/^22012/);
  await run(session, 'DECLARE held CURSOR WITH HOLD FOR SELECT max(id) FROM people');
  expect(await outcome(session, 'FETCH ALL FROM held')).toBe('[["a"]]');
  await run(session, 'BEGIN');
  await run(session, 'SELECT max(id) FROM people');
  await run(session, 'COMMIT');
  expect(await outcome(session, "SELECT relname FROM pg_class WHERE relname LIKE 'ddbsql%'")).toBe('[]');
});
