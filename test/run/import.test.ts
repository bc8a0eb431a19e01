/** IMPORT FOREIGN SCHEMA: drift and names as they are found, hundreds of tables, tables that cannot be read, and refresh. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notice } from '../../src/errors.ts';
import type { Progress, Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { loadFixture } from '../emulators/fixtures.ts';
import { call, createTable, deleteTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let emulator: RunningEmulator;
let proxy: FaultProxy;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  proxy = await startFaultProxy(emulator.endpoint);
  session = await startSession(proxy.endpoint);
});
afterAll(async () => {
  await session?.close();
  await proxy?.stop();
  await emulator?.stop();
});

function told(notices: readonly Notice[]): string {
  return notices
    .map(({ severity, message, detail, hint }) =>
      [
        `${severity}: ${message}`,
        ...(detail === undefined ? [] : [detail]),
        ...(hint === undefined ? [] : [`HINT: ${hint}`]),
      ].join('\n  '),
    )
    .join('\n');
}

async function columns(table: string): Promise<string> {
  const { rows } = await run(
    session,
    `SELECT attname, format_type(atttypid, atttypmod), array_to_string(attfdwoptions, ',') FROM pg_attribute
     WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  return rows.map(([name, type, options]) => `${name} ${type}${options ? ` (${options})` : ''}`).join('\n');
}

test('a drifted single-table design', async () => {
  await loadFixture(emulator.endpoint, 'drift', 'drift');
  const { notices, tags } = await run(
    session,
    'IMPORT FOREIGN SCHEMA public LIMIT TO (drift) FROM SERVER s INTO public',
  );
  expect(tags).toEqual(['IMPORT FOREIGN SCHEMA']);
  expect(told(notices)).toMatchInlineSnapshot(`
    "NOTICE: table "drift": key (PK, SK), indexes GSI1 (GSI1PK, GSI1SK)
      attribute "active" has values of several types (BOOL 4, S 2, N 2): imported as jsonb
    attribute "address" has values of several types (S 1, M 1): imported as jsonb
    attribute "age" has values of several types (S 4, N 2, NULL 1): imported as jsonb
    attribute "email" is in 1 of 39 sampled items
    attribute "joined" has values of several types (S 4, N 4): imported as jsonb
    attribute "phone" has values of several types (S 2, L 2): imported as jsonb
    attribute "phones" has values of several types (SS 2, L 1): imported as jsonb
    attribute "price" has values of several types (S 3, N 3): imported as jsonb
    attribute "settings" is in 1 of 39 sampled items
    attribute "sizes" has values of several types (NS 4, L 2): imported as jsonb
    attribute "status" has values of several types (S 19, N 5): imported as jsonb
    attribute "tags" has values of several types (L 15, S 5, SS 4): imported as jsonb
    attribute "thumb" has values of several types (S 3, B 3): imported as jsonb
    attribute "total" has values of several types (N 11, S 8, M 5): imported as jsonb"
  `);
  expect(await columns('drift')).toMatchInlineSnapshot(`
    "PK text
    SK text
    GSI1PK text
    GSI1SK text
    active jsonb
    address jsonb
    age jsonb
    email text
    entity text
    joined jsonb
    lines jsonb
    name text
    phone jsonb
    phones jsonb
    price jsonb
    settings text
    sizes jsonb
    status jsonb
    tags jsonb
    thumb jsonb
    total jsonb
    v numeric"
  `);
  // What was imported reads every value: nothing is a mismatch.
  const all = await run(session, 'SELECT * FROM drift');
  expect(all.notices).toEqual([]);
});

test('every attribute of an odd name is read by its column, and a condition on it finds its item', async () => {
  await loadFixture(emulator.endpoint, 'types', 'types');
  const { notices } = await run(session, 'IMPORT FOREIGN SCHEMA public LIMIT TO (types) FROM SERVER s INTO public');
  expect(told(notices)).toMatchInlineSnapshot(`
    "NOTICE: table "types": attribute "ctid" is column "ctid_1"
      attribute "empty" has values of several types (S 1, B 1): imported as jsonb
    attribute "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_255_bytes_long" is column "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    attribute "nothing" was NULL wherever it was seen: imported as text"
  `);
  const names = [
    'a-b',
    'a_b',
    'a.b',
    'a b',
    'Upper',
    'UPPER',
    'select',
    'order',
    '"quoted"',
    '😀',
    'ctid_1',
    'constructor',
    '#hash',
    ':colon',
    '1st',
    'x[0]',
    ' ',
  ];
  for (const name of names) {
    const column = `"${name.replaceAll('"', '""')}"`;
    const { rows, notices: warnings } = await run(session, `SELECT id, ${column} FROM types WHERE ${column} > 0`);
    expect(
      rows.map(([id]) => id),
      name,
    ).toContain('names');
    expect(warnings, name).toEqual([]);
  }
  const long = `${'n'.repeat(63)}`;
  expect(await outcome(session, `SELECT "${long}" FROM types WHERE "${long}" = 12`)).toBe('[["12"]]');
  await run(
    session,
    `CREATE FOREIGN TABLE paths (id text, dotted int OPTIONS (attribute '"a.b"'), nested int OPTIONS (attribute 'a.b'), listed int OPTIONS (attribute 'ints[1]')) SERVER s OPTIONS (table 'types')`,
  );
  expect(await outcome(session, 'SELECT dotted, nested FROM paths WHERE dotted = 3 AND nested = 5')).toBe(
    '[["3","5"]]',
  );
  expect(await outcome(session, 'SELECT id, listed FROM paths WHERE listed = 2')).toBe('[["arrays","2"]]');
});

test('table names', async () => {
  const long = `Team.Orders-2024_${'x'.repeat(80)}`;
  for (const name of [`${long}1`, `${long}2`, 'a.b-c']) {
    await createTable(emulator.endpoint, name, { keys: ['id'] });
    await putItems(emulator.endpoint, name, [item({ id: name })]);
  }
  await run(session, 'CREATE SCHEMA named');
  const { notices } = await run(session, 'IMPORT FOREIGN SCHEMA public EXCEPT (drift, types) FROM SERVER s INTO named');
  expect(told(notices)).toMatchInlineSnapshot(`
    "NOTICE: table "Team.Orders-2024_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": DynamoDB table "Team.Orders-2024_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1"
    NOTICE: table "Team.Orders-2024_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_1": DynamoDB table "Team.Orders-2024_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2""
  `);
  expect(await outcome(session, `SELECT id = '${long}2' FROM named."${`${long}`.slice(0, 61)}_1"`)).toBe('[["t"]]');
  expect(await outcome(session, `SELECT id FROM named."a.b-c" WHERE id = 'a.b-c'`)).toBe('[["a.b-c"]]');
  for (const name of [`${long}1`, `${long}2`, 'a.b-c']) await deleteTable(emulator.endpoint, name);
});

test('refresh: columns are added, types widened, nothing dropped', async () => {
  await createTable(emulator.endpoint, 'stock', { keys: ['id'] });
  await putItems(emulator.endpoint, 'stock', [item({ id: 'a', n: 1, at: 5, gone: 'x', kept: 1, seen: 1 })]);
  await run(session, 'CREATE SCHEMA r');
  const importStock = (options: string) =>
    run(session, `IMPORT FOREIGN SCHEMA public LIMIT TO (stock) FROM SERVER s INTO r ${options}`);
  await importStock('');
  expect(await outcome(session, 'IMPORT FOREIGN SCHEMA public LIMIT TO (stock) FROM SERVER s INTO r')).toBe(
    '42P07: relation "stock" already exists',
  );
  await run(
    session,
    `ALTER FOREIGN TABLE r.stock ALTER kept TYPE int, ALTER "at" TYPE timestamptz, ALTER "at" OPTIONS (ADD format 'epoch');
     ALTER FOREIGN TABLE r.stock RENAME TO goods; ALTER FOREIGN TABLE r.goods RENAME n TO number;
     ALTER FOREIGN TABLE r.goods ALTER number OPTIONS (ADD attribute 'n');
     CREATE VIEW r.uses AS SELECT seen FROM r.goods`,
  );
  expect(told((await importStock("OPTIONS (refresh 'true')")).notices)).toMatchInlineSnapshot(
    `"NOTICE: foreign tables: 0 altered, 0 created, 1 unchanged"`,
  );
  await putItems(emulator.endpoint, 'stock', [
    item({ id: 'a', n: 'two', at: '2024-01-01', kept: 2, seen: 'x', number: true, 'New Name': { SS: ['x'] } }),
  ]);
  const { notices } = await importStock("OPTIONS (refresh 'true', raw_item_column '_item')");
  expect(told(notices)).toMatchInlineSnapshot(`
    "NOTICE: foreign table "goods": added column "New Name" text[]
      changed column "at" from timestamp with time zone to text (S 1 did not fit)
    changed column "number" from numeric to text (S 1 did not fit)
    added column "number_1" boolean
    added the raw item column "_item"
    column "seen" of type numeric does not fit all values (S 1), but a view uses it
    not in any of 1 sampled item: column "gone"
    NOTICE: foreign tables: 1 altered, 0 created, 0 unchanged"
  `);
  expect(await columns('r.goods')).toMatchInlineSnapshot(`
    "id text
    at text
    gone text
    kept integer
    number text (attribute=n)
    seen numeric
    New Name text[]
    number_1 boolean (attribute=number)
    _item jsonb"
  `);
  expect(await outcome(session, 'SELECT number, "at", "New Name", number_1, _item->>\'id\' FROM r.goods')).toBe(
    '[["two","2024-01-01","{x}","t","a"]]',
  );
  await deleteTable(emulator.endpoint, 'stock');
  const whole = await run(session, "IMPORT FOREIGN SCHEMA public FROM SERVER s INTO r OPTIONS (refresh 'on')");
  expect(told(whole.notices)).toContain('foreign table "goods": DynamoDB table "stock" is not there any more');
  expect(await outcome(session, "IMPORT FOREIGN SCHEMA public FROM SERVER s INTO r OPTIONS (refresh 'maybe')")).toBe(
    'HV024: invalid value for option "refresh": "maybe"',
  );
});

test('300 tables: with progress; those that cannot be read are left out and named', async () => {
  for (let at = 0; at < 300; at += 1) {
    const name = `t${String(at).padStart(3, '0')}`;
    await call(emulator.endpoint, 'CreateTable', {
      TableName: name,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  }
  proxy.reset();
  const denied = { kind: 'error', name: 'AccessDeniedException', message: 'not for you' } as const;
  for (const table of ['t033', 't200']) proxy.add({ operation: 'DescribeTable', table, fault: denied });
  proxy.add({ operation: 'Scan', table: 't007', fault: denied });
  const progress: Progress[] = [];
  const notices: Notice[] = [];
  await run(session, 'CREATE SCHEMA many');
  await session.execute('IMPORT FOREIGN SCHEMA public EXCEPT (drift, types) FROM SERVER s INTO many', {
    progress: (each) => void progress.push(each),
    notice: (each) => void notices.push(each),
  });
  expect(notices).toHaveLength(1);
  const [warning] = notices;
  expect(warning?.message).toBe('skipped 3 tables that may not be read: "t007", "t033", "t200"');
  expect(warning?.detail).toBe('not for you');
  expect(
    await outcome(session, "SELECT count(*) FROM pg_foreign_table WHERE ftrelid::regclass::text LIKE 'many.%'"),
  ).toBe('[["297"]]');
  expect(progress.length).toBeGreaterThan(200);
  expect(progress.at(-1)?.table).toMatch(/^table \d+ of 300$/);
  expect(progress.at(-1)?.pages).toBe(297);
  // Named, it is an error.
  expect(await outcome(session, 'IMPORT FOREIGN SCHEMA public LIMIT TO (t007) FROM SERVER s INTO public')).toBe(
    '42501: permission denied for Scan on table "t007"',
  );
  proxy.reset();
  // Under a rate limit it goes through as well.
  await run(session, 'CREATE SCHEMA slow; SET dynamodb_fdw.rate_limit = 10');
  const names = Array.from({ length: 40 }, (_, at) => `t${String(at).padStart(3, '0')}`).join(', ');
  await run(session, `IMPORT FOREIGN SCHEMA public LIMIT TO (${names}) FROM SERVER s INTO slow`);
  await run(session, 'RESET dynamodb_fdw.rate_limit');
});
