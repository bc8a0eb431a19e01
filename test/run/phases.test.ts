/**
 * Two-phase aggregation: a session that stages page by page, of which a parallel Scan has several, gives what PostgreSQL gives of a plain table with the same rows, byte for byte; and EXPLAIN tells which
 * statements are answered so.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, putItems, uniqueName } from '../emulators/tables.ts';
import { COLUMNS, items, MOOD, type Shape } from '../oracle/arbitraries.ts';
import { outcome, run, startSession } from './session.ts';

const SHAPE: Shape = { sk: 'S', projection: 'ALL', gsk: 'none', local: false, raw: false };
const table = uniqueName('p').toLowerCase();
const plain = `plain_${table}`;
let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  session = await startSession(endpoint, { batchRows: 1 });
  await run(session, MOOD);
  await createTable(endpoint, table, { keys: ['pk:S', 'sk:S'] });
  const worlds = fc.sample(items(SHAPE), { seed: 7, numRuns: 12 });
  const [rows, keys] = [worlds.flat(), new Set<string>()];
  const distinct = rows.filter(({ pk, sk }) => keys.size < keys.add(JSON.stringify([pk, sk])).size);
  // Keys are few and repeat between worlds: more of them spread the items over segments.
  await putItems(
    endpoint,
    table,
    distinct.map((row, i) => ({ ...row, pk: { S: `${i % 23}` }, sk: { S: `${i}` } })),
  );
  const columns = ['pk text', 'sk text', 'gpk text', ...COLUMNS.map(({ name, type }) => `${name} ${type}`)];
  await run(session, `CREATE FOREIGN TABLE ${table} (${columns.join(', ')}) SERVER s OPTIONS (segments '7')`);
  await run(session, `CREATE TEMP TABLE ${plain} AS SELECT * FROM ${table}`);
}, 60_000);
afterAll(() => session?.close());

async function inBatches(sql: string): Promise<boolean> {
  const { rows } = await run(session, `EXPLAIN ${sql}`);
  return rows.some(([line]) => /Aggregated: in batches/.test(line ?? ''));
}

/** The outcome with the rows in an order of their own: without ORDER BY there is none to compare. */
async function rowsOf(sql: string): Promise<string> {
  const text = await outcome(session, sql);
  return text.startsWith('[') ? JSON.stringify(JSON.parse(text).map(String).sort()) : text;
}

const GROUPS = [
  'pk',
  'gpk',
  't',
  'v',
  'n',
  'm',
  'i',
  'l',
  'b',
  'd',
  'z',
  'n * 2',
  'n / 3',
  'i % 2',
  "t || 'x'",
  'lower(t)',
  'upper(u)',
  "coalesce(t, '-')",
  "j->>'k'",
  "CASE WHEN i > 1 THEN 'big' END",
  "date_trunc('day', z)",
  'n IS NULL',
  'length(t) > 1 AND b',
  'y',
];
const AGGREGATES = [
  'count(*)',
  'count(t)',
  'count(DISTINCT t)',
  'sum(i)',
  'sum(l)',
  'sum(n)',
  'sum(m)',
  'sum(n * 1.50)',
  'sum(sign(f))',
  'sum(length(t))',
  "sum(CASE WHEN b THEN 'NaN'::numeric ELSE n END)",
  'avg(i)',
  'avg(l)',
  'avg(n)',
  'avg(m)',
  'avg(sign(f))',
  "avg(CASE WHEN b THEN 'Infinity'::numeric ELSE i END)",
  'min(t)',
  'max(t)',
  'min(v)',
  'max(u COLLATE "C")',
  'min(n)',
  'max(n * 1.00)',
  'max(i)',
  'min(f)',
  'min(d)',
  'max(z)',
  'max(e)',
  'min(y)',
  'bool_and(b)',
  'bool_or(b)',
  'every(n > 1)',
  'bit_or(i)',
  'bit_and(l)',
  "string_agg(t, ',' ORDER BY sk)",
  'array_agg(i ORDER BY sk)',
];
const AROUND: readonly ((aggregate: string) => string)[] = [
  (a) => a,
  (a) => `${a} FILTER (WHERE i > 1)`,
  (a) => `${a} FILTER (WHERE false)`,
  (a) => `coalesce((${a})::text, 'none')`,
  (a) => `(${a}) IS NULL`,
  (a) => `CASE WHEN count(*) > 2 THEN ${a} END`,
  (a) => `pg_typeof(${a})`,
];
const WHERE = ['', 'i > 0', 'n IS NOT NULL', "t LIKE 'a%'", 'false', 'length(t) % 2 = 0 OR b'];
const HAVING = ['', 'count(*) > 1', 'max(n) > 2', 'sum(i) IS NULL', 'bool_or(b) AND avg(n) < 10'];
const FROM: readonly ((table: string) => string)[] = [
  (t) => t,
  (t) => `${t} AS x`,
  (t) => `(SELECT *, n + 1 AS more FROM ${t} WHERE sk IS NOT NULL) AS x`,
];

const aggregate = fc
  .tuple(fc.constantFrom(...AGGREGATES), fc.constantFrom(...AROUND))
  .map(([call, around]) => around(call));
const query = fc
  .record({
    groups: fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 }),
    aggregates: fc.array(aggregate, { maxLength: 3 }),
    where: fc.constantFrom(...WHERE),
    having: fc.constantFrom(...HAVING),
    from: fc.constantFrom(...FROM),
    isNumbered: fc.boolean(),
  })
  .filter(({ groups, aggregates }) => groups.length + aggregates.length > 0)
  .map(({ groups, aggregates, where, having, from, isNumbered }) => (of: string): string => {
    const by = isNumbered ? groups.map((_, i) => i + 1) : groups;
    return [
      `SELECT ${[...groups, ...aggregates].join(', ')} FROM ${from(of)}`,
      ...(where === '' ? [] : [`WHERE ${where}`]),
      ...(groups.length === 0 ? [] : [`GROUP BY ${by.join(', ')}`]),
      ...(having === '' ? [] : [`HAVING ${having}`]),
    ].join(' ');
  });

test('any grouping statement gives what a plain table gives', { timeout: 3_600_000 }, async () => {
  const seed = Number(process.env.DDBSQL_ORACLE_SEED ?? 20261122);
  const runs = Number(process.env.DDBSQL_PHASES_RUNS ?? 120);
  let phased = 0;
  for (const sql of fc.sample(query, { seed, numRuns: runs })) {
    if (await inBatches(sql(table))) phased++;
    expect(await rowsOf(sql(table)), sql(table)).toBe(await rowsOf(sql(plain)));
  }
  expect(phased).toBeGreaterThan(runs / 4);
});

test.each([
  ['SELECT i, count(*) FROM @ GROUP BY i ORDER BY count(*) DESC, i LIMIT 3'],
  ['SELECT i, count(*) FROM @ GROUP BY i ORDER BY 2 DESC NULLS LAST, 1 OFFSET 1'],
  ['SELECT i AS n, count(*) AS i FROM @ GROUP BY @.i ORDER BY i, n NULLS FIRST'],
  ["SELECT coalesce(t, '') AS t, count(*) FROM @ GROUP BY coalesce(t, '') ORDER BY t"],
  ['SELECT lower(t) AS low, count(*) FROM @ GROUP BY low ORDER BY low'],
  ['SELECT lower(t) AS low, count(*) FROM @ GROUP BY low ORDER BY low || 1, 2'],
  ['SELECT m::text, count(*) FROM @ GROUP BY m ORDER BY m'],
  ['SELECT count(*), sum(i), max(t) FROM @ WHERE length(t) > 99'],
  ['SELECT DISTINCT gpk, b FROM @ ORDER BY gpk, b'],
  ['SELECT DISTINCT i % 2 = 0 FROM @ ORDER BY 1'],
  ['SELECT i FROM @ GROUP BY i HAVING min(n) < 3 ORDER BY i'],
  ['SELECT i, sum(n) FROM @ GROUP BY i HAVING i > 1 AND count(*) > 1 ORDER BY i'],
  ['SELECT sum(i) + avg(l)::int, generate_series(1, 2) FROM @'],
  ['SELECT "Of", count(*) FROM (SELECT gpk AS "Of" FROM @) AS q GROUP BY "Of" ORDER BY "Of"'],
  ['SELECT tag, count(*) FROM (SELECT unnest(ts) AS tag FROM @) AS q GROUP BY tag ORDER BY tag'],
  ['SELECT EXTRACT(year FROM z) AS y, count(*) FROM @ GROUP BY EXTRACT(year FROM z) ORDER BY 1'],
])('in batches: %s', async (form) => {
  const of = (name: string): string => form.replaceAll('@', name);
  const isError = /low \|\|/.test(form);
  if (!isError) expect(await inBatches(of(table))).toBe(true);
  expect(await outcome(session, of(table))).toBe((await outcome(session, of(plain))).replaceAll(plain, table));
});

test.each([
  // Of any other floating-point numbers the sum hangs on the order in which the segments' pages come.
  ['SELECT sum(sign(f)) FROM @'],
  ["SELECT string_agg(t, ',' ORDER BY sk) FROM @"],
  ['SELECT count(DISTINCT t) FROM @'],
  ['SELECT f, count(*) FROM @ GROUP BY f ORDER BY f'],
  ['SELECT array_agg(i) FROM @ GROUP BY i ORDER BY i'],
  ['SELECT i, count(*), grouping(i) FROM @ GROUP BY ROLLUP (i) ORDER BY 1, 3'],
  ['SELECT i, rank() OVER (ORDER BY i) FROM @ GROUP BY i ORDER BY i'],
  ['SELECT max(c) FROM (SELECT count(*) AS c FROM @ GROUP BY i) AS q'],
  ['SELECT count(*) FROM (SELECT i FROM @ ORDER BY sk LIMIT 3) AS q'],
  ['SELECT a.i, count(*) FROM @ a JOIN @ b ON a.sk = b.sk GROUP BY a.i ORDER BY a.i'],
  ['SELECT i, (SELECT count(*) FROM @ b WHERE b.i = a.i) FROM @ a GROUP BY i ORDER BY i'],
  ['SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FROM @'],
  ['SELECT i, count(*) FROM @ GROUP BY i ORDER BY i LIMIT (SELECT 2)'],
  // What HAVING says of groups is PostgreSQL's to ask before it divides by zero.
  ['SELECT sum(6 / (i - 1)) FROM @ GROUP BY i HAVING coalesce(i, 1) <> 1 AND count(*) > 0 ORDER BY i'],
  ['SELECT i, 6 / (i - 1) FROM @ GROUP BY i, 6 / (i - 1) HAVING coalesce(i, 1) <> 1 ORDER BY i'],
  ['SELECT i, count(*) FILTER (WHERE 6 / (i - 1) > 1) FROM @ GROUP BY i HAVING coalesce(i, 1) <> 1 ORDER BY i'],
])('in one phase: %s', async (form) => {
  const of = (name: string): string => form.replaceAll('@', name);
  expect(await inBatches(of(table))).toBe(false);
  expect(await outcome(session, of(table))).toBe(await outcome(session, of(plain)));
});

test("an aggregate of the user's own is not taken for PostgreSQL's", async () => {
  await run(session, 'CREATE AGGREGATE my_sum (integer) (sfunc = int4pl, stype = integer)');
  try {
    const sql = (of: string): string => `SELECT i, my_sum(i) FROM ${of} GROUP BY i ORDER BY i`;
    expect(await inBatches(sql(table))).toBe(false);
    expect(await outcome(session, sql(table))).toBe(await outcome(session, sql(plain)));
  } finally {
    await run(session, 'DROP AGGREGATE my_sum (integer)');
  }
});

test('in a transaction block, in a function of a subtransaction, and after an error', async () => {
  const sql = `SELECT i, count(*) FROM ${table} GROUP BY i ORDER BY i`;
  const expected = await outcome(session, sql);
  await run(session, 'BEGIN');
  expect(await outcome(session, sql)).toBe(expected);
  await run(session, 'SAVEPOINT a');
  expect(await outcome(session, sql)).toBe(expected);
  expect(await outcome(session, `SELECT i, 1 / (count(*) - count(*)) FROM ${table} GROUP BY i`)).toBe(
    '22012: division by zero',
  );
  await run(session, 'ROLLBACK TO a');
  expect(await outcome(session, sql)).toBe(expected);
  await run(session, 'COMMIT');
  const { rows } = await run(session, "SELECT count(*) FROM pg_class WHERE relname LIKE 'ddbsql_scan%'");
  expect(rows).toEqual([['0']]);
});
