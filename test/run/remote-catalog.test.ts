/** DynamoDB as a catalog: dynamodb_fdw_tables and dynamodb_fdw_indexes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let dynalite: RunningEmulator;
let proxy: FaultProxy;
let session: Session;
beforeAll(async () => {
  dynalite = await startDynalite();
  proxy = await startFaultProxy(dynalite.endpoint);
  await createTable(dynalite.endpoint, 'music', {
    keys: ['artist', 'title'],
    global: { by_genre: { keys: ['genre', 'year:N'], projection: ['plays'] } },
    local: { by_year: { keys: ['artist', 'year:N'], projection: 'KEYS_ONLY' } },
  });
  await createTable(dynalite.endpoint, 'orders', { keys: ['id:N'], throughput: { read: 5, write: 3 } });
  await putItems(dynalite.endpoint, 'orders', [item({ id: 1 }), item({ id: 2 })]);
  session = await startSession(proxy.endpoint);
  await run(session, "ALTER SERVER s OPTIONS (ADD rate_limit '1000')");
});
afterAll(async () => {
  await session?.close();
  await proxy?.stop();
  await dynalite?.stop();
});

let rate = 1000;
/** A changed option makes a new connection, which knows no descriptions yet. */
async function forget(): Promise<void> {
  rate += 1;
  await run(session, `ALTER SERVER s OPTIONS (SET rate_limit '${rate}')`);
}

function operations(): string[] {
  return proxy.requests.map(({ operation, input }) => `${operation} ${input.TableName ?? ''}`.trim());
}

test('tables: what DescribeTable says, with all of SQL', async () => {
  const { rows, tags } = await run(
    session,
    `SELECT server, name, status, partition_key, partition_key_type, sort_key, billing_mode, read_units, write_units,
       ttl_attribute, stream, table_class, created > '2020-01-01' AS created
     FROM dynamodb_fdw_tables ORDER BY name`,
  );
  expect(rows).toEqual([
    ['s', 'music', 'ACTIVE', 'artist', 'S', 'title', 'PAY_PER_REQUEST', null, null, null, null, 'STANDARD', 't'],
    ['s', 'orders', 'ACTIVE', 'id', 'N', null, 'PROVISIONED', '5', '3', null, null, 'STANDARD', 't'],
  ]);
  expect(tags).toEqual(['SELECT 2']);
});

test('indexes', async () => {
  const { rows } = await run(
    session,
    'SELECT table_name, name, kind, partition_key, sort_key, sort_key_type, projection, projected, status FROM dynamodb_fdw_indexes ORDER BY name',
  );
  expect(rows).toEqual([
    ['music', 'by_genre', 'global', 'genre', 'year', 'N', 'INCLUDE', '{plays}', 'ACTIVE'],
    ['music', 'by_year', 'local', 'artist', 'year', 'N', 'KEYS_ONLY', null, 'ACTIVE'],
  ]);
});

test('only what is looked at is asked for', async () => {
  const asked = async (sql: string): Promise<string[]> => {
    await forget();
    proxy.reset();
    await run(session, sql);
    return operations();
  };
  expect(await asked('SELECT count(*) FROM dynamodb_fdw_tables')).toEqual(['ListTables']);
  expect(await asked("SELECT name FROM dynamodb_fdw_tables WHERE name LIKE 'm%'")).toEqual(['ListTables']);
  expect(await asked("SELECT items FROM dynamodb_fdw_tables WHERE name = 'orders'")).toEqual(['DescribeTable orders']);
  expect(await asked("SELECT * FROM dynamodb_fdw_tables WHERE server = 'other'")).toEqual([]);
  expect(await asked("SELECT * FROM dynamodb_fdw_tables WHERE name IN ('x', '!')")).toEqual([]);
});

test('joins, views and foreign tables in one statement', async () => {
  await run(session, 'CREATE FOREIGN TABLE orders (id int) SERVER s');
  await run(session, "CREATE VIEW ours AS SELECT name, partition_key FROM dynamodb_fdw_tables WHERE server = 's'");
  expect(await outcome(session, 'SELECT count(*), (SELECT count(*) FROM ours) FROM orders')).toBe('[["2","2"]]');
  expect(
    await outcome(
      session,
      `SELECT t.name, i.name FROM dynamodb_fdw_tables t LEFT JOIN dynamodb_fdw_indexes i ON i.table_name = t.name ORDER BY 1, 2`,
    ),
  ).toBe('[["music","by_genre"],["music","by_year"],["orders",null]]');
  expect(
    await outcome(session, `SELECT o.id FROM orders o, ours t WHERE t.partition_key = 'id' AND o.id = 1 ORDER BY 1`),
  ).toBe('[["1"]]');
  expect(await outcome(session, 'CREATE TABLE kept AS SELECT name FROM dynamodb_fdw_tables')).toBe('[]');
  expect(await outcome(session, 'SELECT count(*) FROM kept')).toBe('[["2"]]');
});

test('EXPLAIN asks DynamoDB nothing', async () => {
  proxy.reset();
  const { rows } = await run(
    session,
    "EXPLAIN SELECT ttl_attribute FROM dynamodb_fdw_tables WHERE server = 's' AND name IN ('a', 'b')",
  );
  expect(rows.flat().join('\n')).toMatchInlineSnapshot(`
    "Foreign Scan on dynamodb_fdw_tables
      DynamoDB: DescribeTable, DescribeTimeToLive
      Server: s
      Table: a, b
      Filter: ((name = ANY ('{a,b}'::text[])) AND (server = 's'::text))"
  `);
  expect(proxy.requests).toEqual([]);
});

test('a server that cannot be reached is skipped with a WARNING, and an error where it is named', async () => {
  await run(
    session,
    "CREATE SERVER gone FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1'); CREATE USER MAPPING FOR CURRENT_USER SERVER gone OPTIONS (profile 'nobody')",
  );
  const { rows, notices } = await run(session, 'SELECT server, name FROM dynamodb_fdw_tables ORDER BY name');
  expect(rows).toEqual([
    ['s', 'music'],
    ['s', 'orders'],
  ]);
  expect(notices.map(({ severity, message }) => `${severity}: ${message}`)).toMatchInlineSnapshot(`
    [
      "WARNING: skipped server "gone": no AWS credentials could be loaded",
    ]
  `);
  expect(await outcome(session, "SELECT * FROM dynamodb_fdw_tables WHERE server = 'gone'")).toMatch(/^28000: /);
  await run(session, 'DROP SERVER gone CASCADE');
});

test('a table that may not be described is listed all the same', async () => {
  const { rows: before } = await run(session, 'SELECT count(*) FROM dynamodb_fdw_tables WHERE status IS NOT NULL');
  expect(before).toEqual([['2']]);
  await forget();
  proxy.add({ operation: 'DescribeTable', times: 1, fault: { kind: 'error', name: 'AccessDeniedException' } });
  const { rows, notices } = await run(session, 'SELECT name, status FROM dynamodb_fdw_tables ORDER BY name');
  expect(rows.map(([name]) => name)).toEqual(['music', 'orders']);
  expect(rows.filter(([, status]) => status === null)).toHaveLength(1);
  expect(notices).toHaveLength(1);
  expect(notices[0]?.message).toMatch(/^permission denied to describe 1 table of server "s": "\w+"$/);
  proxy.reset();
});

test('the attribute by which items expire, where that is on', async () => {
  const description = (TimeToLiveStatus: string) => ({
    TimeToLiveDescription: { TimeToLiveStatus, AttributeName: 'expires.at' },
  });
  const states = { ENABLED: 'expires.at', ENABLING: 'expires.at', DISABLING: null, DISABLED: null };
  for (const [status, expected] of Object.entries(states)) {
    proxy.reset();
    proxy.add({ operation: 'DescribeTimeToLive', fault: { kind: 'answer', output: description(status) } });
    const { rows } = await run(session, "SELECT ttl_attribute FROM dynamodb_fdw_tables WHERE name = 'music'");
    expect(rows, status).toEqual([[expected]]);
  }
  // Who may not ask is told NULL, as for what is not there.
  proxy.reset();
  proxy.add({ operation: 'DescribeTimeToLive', fault: { kind: 'error', name: 'AccessDeniedException' } });
  expect(await outcome(session, "SELECT name, ttl_attribute FROM dynamodb_fdw_tables WHERE name = 'music'")).toBe(
    '[["music",null]]',
  );
  proxy.reset();
});

test('privileges, writes, and what cannot be asked', async () => {
  await run(session, 'CREATE ROLE reader; SET ROLE reader');
  expect(await outcome(session, 'SELECT * FROM dynamodb_fdw_tables')).toBe('[]');
  await run(session, 'RESET ROLE');
  expect(await outcome(session, 'DELETE FROM dynamodb_fdw_tables')).toMatch(/^55000: cannot delete from view/);
  await run(session, "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM dynamodb_fdw_tables'");
  expect(await outcome(session, 'SELECT f()')).toMatch(/^0A000: "dynamodb_fdw_tables" can be read only by/);
});
