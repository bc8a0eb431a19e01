/** What Tab offers within a statement, over a catalog at hand. */
import { expect, it } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { completeMeta } from '../../src/shell/completion/meta.ts';
import { completeSql } from '../../src/shell/completion/sql.ts';
import type { Io } from '../../src/shell/io.ts';
import { Shell } from '../../src/shell/shell.ts';

const relation = (schema: string, name: string, kind: string, ...columns: readonly string[]): (string | null)[] => {
  const visible = String(schema !== 'other');
  return ['relation', schema, name, kind, visible, '1', null, null, JSON.stringify(columns)];
};
const named = (kind: string, name: string): (string | null)[] => [kind, name, ...Array(7).fill(null)];
const rows = [
  relation('public', 'orders', 'f', 'id', 'note', 'address'),
  relation('public', 'big', 'f', 'id', 'n'),
  relation('public', 'My Table', 'f', 'id', 'Mixed Case'),
  relation('public', 'summary', 'v', 'total'),
  ...['public', 'other', 'pg_catalog', 'information_schema'].map((name) => named('schema', name)),
  named('server', 'shop'),
  named('prepared', 'by_id'),
];
const systemRows = [relation('pg_catalog', 'pg_class', 'r', 'relname')];
function rowsOf(sql: string): readonly (string | null)[][] {
  if (sql.includes('pg_proc')) return [['notify_all']];
  return sql.includes("IN ('pg_catalog'") ? systemRows : rows;
}
const session = {
  transactionStatus: 'idle',
  query: async (sql: string) => ({ rows: rowsOf(sql) }),
  sampledKeys: async () => ['id', 'address', 'address.city', 'address.geo', 'address.geo.lat', 'address.geo.lon'],
  describeForeignTable: async () => ({ indexes: [{ name: 'by_date' }, { name: 'by_place' }] }),
  remoteIndexes: async (server: string, table: string) => [`${server}-${table}-by_date`],
  remoteTables: async () => ['orders', 'order_items', 'My-Table.v2'],
} as unknown as Session;
const io = { input: {}, outputIsTerminal: false, errorIsTerminal: false } as unknown as Io;
const shell = new Shell(session, io);

const joins = ['CROSS JOIN', 'FULL JOIN', 'INNER JOIN', 'JOIN', 'LEFT JOIN', 'NATURAL JOIN', 'RIGHT JOIN'];

/** `|` is the cursor; at the end where it is not said. */
it.each<[typed: string, candidates: readonly string[]]>([
  // One statement of several.
  ["SELECT * FROM orders WHERE id = ';'; SELECT | FROM big; TABLE summary", ['big', 'id', 'n']],
  ['SELECT 1; SEL', ['SELECT']],
  ['BEGIN; SET dynamodb_fdw.full', ['full_scan']],
  // What a query within the statement gives.
  ['WITH x AS (SELECT id, n * 2 AS twice FROM big) SELECT x.', ['id', 'twice']],
  ['WITH x (a, b) AS (SELECT id, n FROM big), y AS (SELECT * FROM x) SELECT y.', ['a', 'b']],
  ['WITH recent AS (SELECT id FROM big) SELECT * FROM rec', ['recent']],
  ['SELECT s.| FROM (SELECT count(*), max(n) AS most FROM big) AS s', ['count', 'most']],
  ['SELECT o.| FROM (SELECT b.* FROM big b) s, orders o', ['address', 'id', 'note']],
  ['SELECT s.| FROM (SELECT b.* FROM big b) s, orders o', ['id', 'n']],
  // Keys of documents.
  ["SELECT address->'geo'->>'| FROM orders", ["'lat'", "'lon'"]],
  ["SELECT address['geo']['| FROM orders", ["'lat'", "'lon'"]],
  ["SELECT * FROM orders WHERE address ? '", ["'city'", "'geo'"]],
  ["SELECT (address->'geo')->>'| FROM orders", ["'lat'", "'lon'"]],
  ["SELECT ((o.address)->'geo')->'| FROM orders o", ["'lat'", "'lon'"]],
  ["SELECT lower(address)->>'| FROM orders", []],
  ["SELECT address #>> '| FROM orders", ["'{city}'", "'{geo,lat}'", "'{geo,lon}'", "'{geo}'"]],
  ["SELECT address->'geo' #> '{la| FROM orders", ["'{lat}'"]],
  ["SELECT address #>> '{geo,l| FROM orders", ["'{geo,lat}'", "'{geo,lon}'"]],
  ["SELECT ARRAY['", []],
  // Prepared statements.
  ['EXECUTE by_', ['by_id']],
  ['EXPLAIN (ANALYZE) EXECUTE ', ['by_id']],
  ['DEALLOCATE ', ['ALL', 'PREPARE', 'by_id']],
  ['GRANT EXECUTE ', []],
  // What only the DynamoDB table knows.
  ["ALTER FOREIGN TABLE orders OPTIONS (ADD index '", ["'by_date'", "'by_place'"]],
  [
    "ALTER FOREIGN TABLE orders ALTER COLUMN note OPTIONS (SET attribute 'address.g",
    ["'address.geo'", "'address.geo.lat'", "'address.geo.lon'"],
  ],
  ["ALTER FOREIGN TABLE summary OPTIONS (ADD index '", []],
  ["CREATE FOREIGN TABLE o (id text) SERVER shop OPTIONS (table 'My-Table', index '", ["'shop-My-Table-by_date'"]],
  ["CREATE FOREIGN TABLE IF NOT EXISTS a.o (id text) SERVER shop OPTIONS (index '", ["'shop-o-by_date'"]],
  ["CREATE FOREIGN TABLE o (id text) SERVER nope OPTIONS (index '", []],
  // An operand, and what follows one.
  ['SELECT id FROM orders WHERE id = ', ['address', 'id', 'note', 'orders']],
  ['SELECT * ', ['AS', 'FROM']],
  ["SELECT * FROM orders WHERE id = 'x' O", ['OFFSET', 'ON', 'OR', 'ORDER BY', 'OVER', 'orders']],
  ['SELECT * FROM big ORDER BY n ', ['ASC', 'DESC', 'LIMIT', 'NULLS FIRST', 'NULLS LAST', 'OFFSET']],
  ['SELECT * FROM orders JOIN big ', ['AS', 'ON', 'USING (']],
  ['SELECT * FROM orders JOIN big USING (', ['address', 'id', 'n', 'note']],
  ['SELECT * FROM orders JOIN big USING (id) CROSS ', ['JOIN']],
  ['SELECT n::double', ['double precision']],
  ['SELECT $$ a', []],
  ['SELECT * FROM big LIMIT 1', []],
  ['SELECT * FROM big LIMIT 1 ', ['OFFSET']],
  // A function, where there is nothing else.
  ['SELECT notif| FROM orders', ['notify_all(']],
  ['SELECT not| FROM orders', ['not', 'note']],
  // What is given already is not given again.
  ["ALTER SERVER shop OPTIONS (SET aws_region 'us-east-1', DROP end", ['endpoint']],
  [
    "CREATE FOREIGN TABLE t (a text) SERVER shop OPTIONS (table 'a', consistent_read 'true', ",
    [...['index', 'on_type_mismatch', 'raw_item_column', 'segments', 'updatable']],
  ],
  ['IMPORT FOREIGN SCHEMA public LIMIT TO (orders, ', ['"My-Table.v2"', 'order_items']],
  ['IMPORT FOREIGN SCHEMA public FROM SERVER shop INTO ', ['other', 'public']],
  // DDL.
  ['ALTER FOREIGN TABLE orders ALTER COLUMN ', ['address', 'id', 'note']],
  ['ALTER FOREIGN TABLE "My Table" RENAME COLUMN "Mixed Case" ', ['TO']],
  ['ALTER FOREIGN TABLE public.orders ALTER COLUMN note TYPE num', ['numeric', 'numeric[]']],
  ['CREATE FOREIGN TABLE t (id text, at time', ['time', 'timestamp', 'timestamptz']],
  ['CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER ', ['SERVER']],
  ['DROP FOREIGN TABLE IF EXISTS big ', ['CASCADE', 'RESTRICT']],
  ['GRANT SELECT ON orders ', ['TO']],
  ['COMMENT ON COLUMN orders.', ['address', 'id', 'note']],
  ['INSERT INTO big (id, ', ['id', 'n']],
  ['COPY orders ', ['FROM', 'TO']],
  // Settings.
  ['SET dynamodb_fdw.full_scan ', ['=', 'TO']],
  ['SET dynamodb_fdw.full_scan TO ', ['DEFAULT', 'allow', 'deny', 'warn']],
  ['set DYNAMODB_FDW.PUSH', ['pushdown']],
  ['SET search_path TO oth', ['other']],
  // The system's relations, to who asks for them.
  ['SELECT * FROM ', ['"My Table"', 'big', 'information_schema', 'orders', 'other', 'pg_catalog', 'public', 'summary']],
  ['SELECT * FROM pg_c', ['pg_catalog', 'pg_class']],
  ['SELECT rel| FROM pg_class', ['relname']],
])('%s', async (typed, candidates) => {
  const [before = '', after = ''] = typed.split('|');
  expect((await completeSql(shell, before, after)).candidates).toEqual(candidates);
});

it('offers joins, among others, after a table', async () => {
  const { candidates } = await completeSql(shell, 'SELECT * FROM orders ', '');
  expect(candidates).toEqual(expect.arrayContaining([...joins, 'WHERE', 'ORDER BY']));
});

it.each<[typed: string, candidates: readonly string[]]>([
  ['\\dv ', ['summary']],
  ['\\dE o', ['orders']],
  ['\\d pg_', ['pg_class']],
  ['\\setenv DDBSQL_COMPLETION_T', ['DDBSQL_COMPLETION_TEST']],
])('%s', async (typed, candidates) => {
  process.env.DDBSQL_COMPLETION_TEST = '1';
  expect((await completeMeta(shell, typed)).candidates).toEqual(candidates);
});
