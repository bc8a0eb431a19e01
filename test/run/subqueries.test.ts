/** What a plan prints of a scan is not all that is read of it: subqueries that are run for its rows, and columns under other names. Compared with a plain table of the same rows. */
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
  const rows = [0, 1, 2, 3, 4].map((n) =>
    item({ id: `i${n}`, name: `i${4 - n}`, n, m: 4 - n, tags: n > 2 ? ['x', 'y'] : ['z'] }),
  );
  await putItems(emulator.endpoint, 'things', rows);
  session = await startSession(emulator.endpoint);
  await run(session, 'CREATE FOREIGN TABLE things (id text, name text, n int, m int, tags jsonb) SERVER s');
  await run(session, 'CREATE TABLE plain AS SELECT * FROM things');
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

/** The answers over the foreign table and over the plain one. */
async function both(sql: string): Promise<{ readonly got: readonly string[]; readonly want: readonly string[] }> {
  const rows = async (text: string): Promise<readonly string[]> =>
    (await run(session, text)).rows.map((row) => JSON.stringify(row)).sort();
  return { got: await rows(sql), want: await rows(sql.replaceAll('things', 'plain')) };
}

test.each([
  'SELECT (SELECT string_agg(b.id, $$,$$ ORDER BY b.id) FROM things b WHERE b.n < a.m) FROM things a',
  "SELECT a.id FROM things a WHERE 'x' IN (SELECT jsonb_array_elements_text(a.tags))",
  'SELECT a.id FROM things a WHERE EXISTS (SELECT FROM generate_series(1, a.m) x WHERE x > 3)',
  'SELECT (SELECT max(x) FROM (VALUES (a.n), (2)) v (x)) FROM things a',
  'SELECT (SELECT count(*) FROM (SELECT 1 FROM things LIMIT a.m) x) FROM things a',
  'SELECT (SELECT b.id FROM things b WHERE b.n <= a.m ORDER BY b.n DESC LIMIT 1) FROM things a',
  'SELECT (SELECT sum(b.n + a.m) FROM things b WHERE b.id = a.name) FROM things a',
  'SELECT (SELECT sum(b.n) OVER (ORDER BY b.n ROWS a.m PRECEDING) FROM things b ORDER BY b.n DESC LIMIT 1) FROM things a',
  'SELECT (SELECT (SELECT count(*) FROM things c WHERE c.m < b.n + a.m) FROM things b WHERE b.id = a.id) FROM things a',
  'SELECT (SELECT to_jsonb(a)) FROM things a',
  'SELECT (SELECT count(*) FROM things b WHERE b.id = a.name AND a.n > 1 AND b.m = 0) FROM things a WHERE a.id > $$i1$$',
])('columns that only a subquery reads: %s', async (sql) => {
  const { got, want } = await both(sql);
  expect(want.length).toBeGreaterThan(0);
  expect(got).toEqual(want);
});

test.each([
  "SELECT id, name FROM things x (name, id) WHERE name = 'i1'",
  "SELECT x.id FROM things AS x (name, id) WHERE x.id = 'i1'",
  'SELECT x.m, count(*) FROM things x (a, b, m, n) GROUP BY x.m HAVING x.m > 1',
  'SELECT max(n), min(m) FROM things x (a, b, m, n) WHERE m < 2',
  "SELECT x.name, y.id FROM things x (name, id) JOIN things y ON x.name = y.name AND x.id = 'i3'",
  "SELECT name FROM ONLY (things) AS x (name, id) TABLESAMPLE SYSTEM (100) REPEATABLE (1) WHERE x.name = 'i1'",
  "SELECT x.name, n FROM things x (name, id) WHERE name = 'i1' FOR UPDATE OF x",
  'SELECT n FROM things t (a, b, m, n) ORDER BY m DESC LIMIT 2',
  "SELECT min(n), max(n) FROM things x (name, id) WHERE name = 'i1'",
  'SELECT name, upper(id) || m, n::text FROM things x (name, id) WHERE n::int > 2',
  // A row has the table's own names, and its type.
  'SELECT to_jsonb(x), (x).name, x.name FROM things x (name, id) WHERE (x).n > 1',
  'SELECT to_jsonb(x) FROM things x (name) WHERE x.m > 1',
  'SELECT x.m FROM things x (a, a, "M m") WHERE "M m" = 2',
  // Of two columns of one name.
  'SELECT * FROM things x (n)',
])('columns under the names of others: %s', async (sql) => {
  const { got, want } = await both(sql);
  expect(got).toEqual(want);
});

test.each([
  'SELECT id FROM things ORDER BY id LIMIT (SELECT count(*) FROM things b WHERE b.n < 2)',
  'SELECT id FROM things ORDER BY n OFFSET (SELECT max(b.n) - 1 FROM things b)',
  'SELECT n FROM things LIMIT (SELECT count(*) FROM things)',
])('a LIMIT that DynamoDB is asked for: %s', async (sql) => {
  const { got, want } = await both(sql);
  expect(want.length).toBeGreaterThan(0);
  expect(got).toEqual(want);
});

test.each([
  'SELECT (SELECT b.m FROM things b WHERE b.id = a.name), count(*) FROM things a GROUP BY (SELECT b.m FROM things b WHERE b.id = a.name)',
  'SELECT (SELECT b.m FROM things b WHERE b.id = a.name), count(*) FROM things a GROUP BY 1 HAVING (SELECT b.m FROM things b WHERE b.id = a.name) > 1',
  'SELECT DISTINCT (SELECT count(*) FROM things), n FROM things ORDER BY (SELECT count(*) FROM things), n',
  "SELECT DISTINCT ON (EXISTS (SELECT FROM things b WHERE b.id = a.name AND b.n > 2)) 'x' FROM things a ORDER BY EXISTS (SELECT FROM things b WHERE b.id = a.name AND b.n > 2)",
  'SELECT m IN (SELECT n FROM things WHERE n > 2), count(*) FROM things GROUP BY m IN (SELECT n FROM things WHERE n > 2)',
])('a subquery that is written twice is one expression: %s', async (sql) => {
  const { got, want } = await both(sql);
  expect(want.length).toBeGreaterThan(0);
  expect(got).toEqual(want);
});

test('a view that groups by a subquery, which its definition writes out twice', async () => {
  for (const name of ['things', 'plain'])
    await run(
      session,
      `CREATE VIEW grouped_${name} AS SELECT (SELECT b.m FROM ${name} b WHERE b.id = a.name) AS m, count(*) FROM ${name} a GROUP BY 1`,
    );
  const { got, want } = await both('SELECT * FROM grouped_things WHERE m > 1');
  expect(want).toHaveLength(3);
  expect(got).toEqual(want);
});

test.each([
  "SELECT m FROM things WHERE (id, n) = (SELECT name, m FROM things WHERE id = 'i1')",
  "SELECT m FROM things WHERE (n, id) = (SELECT m::bigint, name FROM things WHERE id = 'i1')",
  "SELECT m FROM things WHERE id = (SELECT name FROM things WHERE id = 'i1')",
])('keys that a subquery gives, of one column and of more: %s', async (sql) => {
  const { got, want } = await both(sql);
  expect(want).toHaveLength(1);
  expect(got).toEqual(want);
  // A Scan of several segments is dear enough to wait for the subquery.
  await run(session, 'SET dynamodb_fdw.segments = 9');
  expect((await both(sql)).got).toEqual(want);
  const { rows } = await run(session, `EXPLAIN ANALYZE ${sql}`);
  await run(session, 'RESET dynamodb_fdw.segments');
  expect(
    rows
      .flat()
      .join('\n')
      .match(/DynamoDB: GetItem/g),
  ).toHaveLength(2);
});

test('a subquery costs no more columns than it reads', async () => {
  const { rows } = await run(
    session,
    'EXPLAIN SELECT (SELECT b.id FROM things b WHERE b.n <= a.m ORDER BY b.n DESC LIMIT 1) FROM things a',
  );
  const text = rows.flat().join('\n');
  expect(text).toContain('Projection: id, m\n');
  expect(text).toContain('Projection: id, n\n');
});

test('a column under another name is a key still', async () => {
  const { rows } = await run(session, "EXPLAIN SELECT x.name FROM things x (name, id) WHERE x.name = 'i1'");
  expect(rows.flat().join('\n')).toContain("id = 'i1'");
});
