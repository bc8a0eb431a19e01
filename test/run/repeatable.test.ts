/** What is asked of PostgreSQL before it answers (values that a scan waits for, limits, parameters): nothing is done twice for it, and nothing comes out otherwise. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { run, startSession } from './session.ts';

let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  // Statements that group are answered from partial results.
  session = await startSession(endpoint, { batchRows: 1 });
  const [few, many] = [uniqueName('few'), uniqueName('many')];
  for (const table of [few, many]) await createTable(endpoint, table, { keys: ['id'] });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  await putItems(
    endpoint,
    few,
    ids.map((id) => item({ id })),
  );
  // Dear to scan, so that it is read by key.
  await putItems(
    endpoint,
    many,
    ids.map((id) => item({ id, padding: 'x'.repeat(3000) })),
  );
  await run(session, `CREATE FOREIGN TABLE few (id text) SERVER s OPTIONS ("table" '${few}')`);
  await run(session, `CREATE FOREIGN TABLE many (id text) SERVER s OPTIONS ("table" '${many}', segments '12')`);
  await run(session, 'CREATE SEQUENCE counter; CREATE TABLE done (id text)');
});
afterAll(() => session?.close());

const value = async (sql: string): Promise<unknown> => (await run(session, sql)).rows[0]?.[0];

test('values that can be had twice are waited for', async () => {
  const { rows } = await run(
    session,
    "EXPLAIN SELECT * FROM many WHERE id = (SELECT lower(id) FROM few WHERE id = 'b')",
  );
  expect(rows.join('\n')).toContain('GetItem');
});

test('an INSERT in the WITH clause of a query whose scan could wait is done once', async () => {
  await run(
    session,
    "WITH new AS (INSERT INTO done VALUES ('x') RETURNING id) SELECT many.id, new.id FROM many, new WHERE many.id = (SELECT id FROM few WHERE id = 'b')",
  );
  expect(await value('SELECT count(*) FROM done')).toBe('1');
});

test('a sequence moves on once', async () => {
  await run(session, "SELECT * FROM many WHERE id = (SELECT id FROM few WHERE id = 'b' AND nextval('counter') > 0)");
  expect(await value('SELECT last_value FROM counter')).toBe('1');
});

test.each([
  'SELECT count(*) FROM many WHERE id = (SELECT id FROM few ORDER BY random() LIMIT 1)',
  'WITH drawn AS (SELECT id FROM few ORDER BY random() LIMIT 1) SELECT count(*) FROM many WHERE id = (SELECT id FROM drawn)',
  'SELECT count(*) FROM few TABLESAMPLE BERNOULLI (100) JOIN many USING (id) WHERE few.id > $$g$$',
])('chance decides once: %s', async (sql) => {
  for (let n = 0; n < 5; n++) expect(await value(sql)).toBe('1');
});

test('a condition by chance on the side that gives the values leaves out no row that it lets pass', async () => {
  // Of each row that passes, its partner is there.
  const sql =
    'SELECT count(*) FILTER (WHERE many.id IS NULL) FROM (SELECT id FROM few WHERE length(id) * random() < 0.5) f LEFT JOIN many USING (id)';
  for (let n = 0; n < 5; n++) expect(await value(sql)).toBe('0');
});

test.each([
  ['a LIMIT', "SELECT id FROM few ORDER BY id LIMIT nextval('once')", 1],
  ['a parameter of a statement on foreign tables', "EXECUTE of_few (nextval('once'))", 1],
  ['a parameter of a statement on tables', "EXECUTE of_done (nextval('once'))", 1],
  ['a sum of each row', "SELECT sum(nextval('once')) FROM many", 8],
  ['sums that are written alike', "SELECT sum(nextval('once')) <> sum(nextval('once')) FROM many", 16],
])('%s is evaluated as often as PostgreSQL does', async (_, sql, times) => {
  await run(session, 'CREATE SEQUENCE once');
  await run(session, 'PREPARE of_few (bigint) AS SELECT * FROM few WHERE length(id) > $1');
  await run(session, 'PREPARE of_done (bigint) AS SELECT * FROM done WHERE length(id) > $1');
  await run(session, sql);
  expect(await value('SELECT last_value FROM once')).toBe(String(times));
  await run(session, 'DEALLOCATE ALL; DROP SEQUENCE once');
});
