/** Drift: what is said of values that do not fit, that the ALTER it names reads them, and ANALYZE. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notice, SqlError } from '../../src/errors.ts';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { loadFixture } from '../emulators/fixtures.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let emulator: RunningEmulator;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  await loadFixture(emulator.endpoint, 'drift', 'drift');
  await loadFixture(emulator.endpoint, 'types', 'types');
  session = await startSession(emulator.endpoint);
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

function told(notices: readonly Notice[]): string {
  return notices
    .map(({ severity, message, detail, hint }) =>
      [
        `${severity}: ${message}`,
        ...(detail === undefined ? [] : [`DETAIL: ${detail}`]),
        ...(hint === undefined ? [] : [`HINT: ${hint}`]),
      ].join('\n  '),
    )
    .join('\n');
}

const DRIFT = `CREATE FOREIGN TABLE drift (pk text OPTIONS (attribute 'PK'), sk text OPTIONS (attribute 'SK'), entity text,
  age int, joined timestamptz OPTIONS (format 'epoch'), active boolean, thumb bytea, phones text[], status text) SERVER s`;

test('one WARNING a query for each column, with the ALTER that reads the values', async () => {
  await run(session, DRIFT);
  const { notices } = await run(session, 'SELECT age, joined, active, thumb, phones, status FROM drift');
  expect(told(notices)).toMatchInlineSnapshot(`
    "WARNING: 5 values of attribute "status" did not fit column "status" of type text and read as NULL
      DETAIL: Found 5 of type N; for example in the item with the key {"PK": "CUSTOMER#7", "SK": "ORDER#2024-03-17"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN status TYPE jsonb (or OPTIONS (ADD coerce 'true')).
    WARNING: 4 values of attribute "age" did not fit column "age" of type integer and read as NULL
      DETAIL: Found 4 of type S; for example in the item with the key {"PK": "CUSTOMER#7", "SK": "PROFILE"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN age TYPE jsonb (or OPTIONS (ADD coerce 'true')).
    WARNING: 4 values of attribute "active" did not fit column "active" of type boolean and read as NULL
      DETAIL: Found 2 of type S, 2 of type N; for example in the item with the key {"PK": "CUSTOMER#7", "SK": "PROFILE"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN active TYPE jsonb (or OPTIONS (ADD coerce 'true')).
    WARNING: 3 values of attribute "thumb" did not fit column "thumb" of type bytea and read as NULL
      DETAIL: Found 3 of type S; for example in the item with the key {"PK": "PRODUCT#6", "SK": "META"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN thumb TYPE jsonb (or OPTIONS (ADD coerce 'true')).
    WARNING: 4 values of attribute "joined" did not fit column "joined" of type timestamp with time zone and read as NULL
      DETAIL: Found 4 of type S; for example in the item with the key {"PK": "CUSTOMER#3", "SK": "PROFILE"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN joined OPTIONS (DROP format), ALTER COLUMN joined TYPE jsonb (or OPTIONS (ADD coerce 'true'))."
  `);
  for (const { hint = '' } of notices) {
    const alter = /use (ALTER .*?)(?: \(or OPTIONS .*\))?\.$/.exec(hint)?.[1] ?? '';
    await run(session, alter);
  }
  const after = await run(session, 'SELECT age, joined, active, thumb, phones, status FROM drift');
  expect(after.notices).toEqual([]);
  await run(session, 'DROP FOREIGN TABLE drift');
});

test('the column option coerce, and a column that looks at nothing else', async () => {
  await run(session, DRIFT);
  await run(session, "ALTER FOREIGN TABLE drift ALTER COLUMN age OPTIONS (ADD coerce 'true')");
  const { rows, notices } = await run(session, "SELECT pk, age FROM drift WHERE sk = 'PROFILE' ORDER BY pk");
  expect(rows.slice(0, 3)).toEqual([
    ['CUSTOMER#1', '31'],
    ['CUSTOMER#2', '32'],
    ['CUSTOMER#3', null],
  ]);
  expect(told(notices)).toMatchInlineSnapshot(`
    "WARNING: 2 values of attribute "age" did not fit column "age" of type integer and read as NULL
      DETAIL: PostgreSQL does not take them as integer: for example "thirty" in the item with the key {"PK": "CUSTOMER#3", "SK": "PROFILE"}.
      HINT: To read them, use ALTER FOREIGN TABLE drift ALTER COLUMN age TYPE jsonb."
  `);
});

test('on_type_mismatch error names the item', async () => {
  await run(session, "SET dynamodb_fdw.on_type_mismatch = 'error'");
  try {
    await run(session, 'SELECT status FROM drift');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'HV004' });
    expect(told([{ ...(error as SqlError).fields, severity: 'NOTICE' }])).toMatchInlineSnapshot(`
      "NOTICE: attribute "status" of type N does not fit column "status" of type text
        DETAIL: The item's key is {"PK": "CUSTOMER#7", "SK": "ORDER#2024-03-17"}.
        HINT: Give the column another type or OPTIONS (coerce 'true'), or SET dynamodb_fdw.on_type_mismatch = 'null'."
    `);
  }
  await run(session, 'RESET dynamodb_fdw.on_type_mismatch');
});

test('what PostgreSQL refuses is named with its item, and what nothing can read', async () => {
  await createTable(emulator.endpoint, 'odd', { keys: ['id:N'] });
  await putItems(emulator.endpoint, 'odd', [
    item({ id: 1, day: '2024-01-01', name: 'a\0b', short: 'long', small: 70000 }),
    item({ id: 2, day: 'soon', name: 'ab', short: 'ok', small: 7 }),
  ]);
  await run(session, 'CREATE SCHEMA o');
  await run(
    session,
    'CREATE FOREIGN TABLE o.odd (id int, day date, name text, short varchar(2), small smallint) SERVER s',
  );
  const { rows, notices } = await run(session, 'SELECT * FROM o.odd ORDER BY id');
  expect(rows).toEqual([
    ['1', '2024-01-01', null, null, null],
    ['2', null, 'ab', 'ok', '7'],
  ]);
  expect(told(notices)).toMatchInlineSnapshot(`
    "WARNING: 1 value of attribute "name" did not fit column "name" of type text and read as NULL
      DETAIL: Found 1 of type S; for example in the item with the key {"id": 1}.
      HINT: PostgreSQL has no text with the character U+0000 in it, which these values have.
    WARNING: 1 value of attribute "short" did not fit column "short" of type character varying(2) and read as NULL
      DETAIL: Found 1 of type S; for example in the item with the key {"id": 1}.
      HINT: To read them, use ALTER FOREIGN TABLE o.odd ALTER COLUMN short TYPE text.
    WARNING: 1 value of attribute "small" did not fit column "small" of type smallint and read as NULL
      DETAIL: Found 1 of type N; for example in the item with the key {"id": 1}.
      HINT: To read them, use ALTER FOREIGN TABLE o.odd ALTER COLUMN small TYPE numeric.
    WARNING: 1 value of attribute "day" did not fit column "day" of type date and read as NULL
      DETAIL: PostgreSQL does not take them as date: for example "soon" in the item with the key {"id": 2}.
      HINT: To read them, use ALTER FOREIGN TABLE o.odd ALTER COLUMN day TYPE text."
  `);
});

test('ANALYZE keeps what it saw, and says what has no column', async () => {
  const oid = Number((await run(session, "SELECT 'drift'::regclass::oid")).rows[0]?.[0]);
  expect(await session.attributeStatistics(oid)).toBeUndefined();
  const { tags, notices } = await run(session, 'ANALYZE drift');
  expect(tags).toEqual(['ANALYZE']);
  expect(told(notices)).toMatchInlineSnapshot(`
    "NOTICE: foreign table "drift" has no column for 13 attributes of the sample: GSI1PK, GSI1SK, address, email, lines, name, phone, price, settings, sizes, tags, total, v
      HINT: To add columns for them, use IMPORT FOREIGN SCHEMA ... OPTIONS (refresh 'true')."
  `);
  const seen = await session.attributeStatistics(oid);
  expect(seen?.sampledItems).toBe(39);
  expect(seen?.attributes.find(({ column }) => column === 'age')).toMatchObject({
    attribute: 'age',
    types: [
      { type: 'S', share: 4 / 7, fits: true },
      { type: 'N', fits: true },
      { type: 'NULL', fits: true },
    ],
  });
  expect(seen?.attributes.find(({ column }) => column === 'status')).toMatchObject({
    types: [
      { type: 'S', fits: true },
      { type: 'N', fits: false },
    ],
    exampleKey: expect.stringMatching(/^\{"PK": "CUSTOMER#\d", "SK": "ORDER#.*"\}$/),
  });
  expect(await session.sampledKeys(oid)).toEqual(
    expect.arrayContaining(['PK', 'total', 'total.amount', 'address.city']),
  );
  const folder = join(process.env.DDBSQL_HOME ?? '', 'statistics');
  const [file = ''] = readdirSync(folder);
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(process.env.DDBSQL_HOME ?? '', 'catalog.json'), 'utf8')).not.toContain('sampledItems');
});

test('a sample for completion is on the bill, one that is kept is not', async () => {
  await run(session, 'CREATE FOREIGN TABLE typed ("PK" text, "SK" text) SERVER s OPTIONS (table \'types\')');
  const oidOf = async (name: string): Promise<number> =>
    Number((await run(session, `SELECT '${name}'::regclass::oid`)).rows[0]?.[0]);
  const [typed, drift] = [await oidOf('typed'), await oidOf('drift')];
  const units = (table: string): number => session.usageByTable().get(table)?.readUnits ?? 0;
  const before = { types: units('types'), drift: units('drift') };
  expect(await session.sampledKeys(typed)).not.toEqual([]);
  await session.sampledKeys(drift);
  expect(units('types')).toBeGreaterThan(before.types);
  expect(units('drift')).toBe(before.drift);
  await run(session, 'DROP FOREIGN TABLE typed');
});

test('ANALYZE VERBOSE, columns, options, local tables beside', async () => {
  await run(session, 'CREATE TABLE local (a int)');
  const { notices, tags } = await run(session, 'ANALYZE VERBOSE local, drift (age, thumb), local (a)');
  expect(tags).toEqual(['ANALYZE']);
  const lines = told(notices.filter(({ severity }) => severity === 'INFO'));
  expect(lines).toContain('INFO: analyzing "public.local"');
  expect(lines.slice(lines.indexOf('INFO: analyzing "public.drift"'))).toMatchInlineSnapshot(`
    "INFO: analyzing "public.drift"
    INFO: "drift": table contains about 39 items; 39 items in sample
    INFO: "drift": column "age": S 57.1 %, N 28.6 %, NULL 14.3 %; missing in 82.1 %
    INFO: "drift": column "thumb": S 50.0 % (does not fit), B 50.0 %; missing in 84.6 %"
  `);
  expect(await outcome(session, 'ANALYZE drift (age, nothing)')).toBe(
    '42703: column "nothing" of relation "drift" does not exist',
  );
  expect(await outcome(session, 'ANALYZE (nonsense) drift')).toBe('42601: unrecognized ANALYZE option "nonsense"');
  expect(await outcome(session, 'ANALYZE nowhere')).toBe('42P01: relation "nowhere" does not exist');
  await run(session, 'SET dynamodb_fdw.sample_size = 5');
  await run(session, 'ANALYZE (VERBOSE false) drift');
  const oid = Number((await run(session, "SELECT 'drift'::regclass::oid")).rows[0]?.[0]);
  expect((await session.attributeStatistics(oid))?.sampledItems).toBe(5);
  expect(session.lastUsage().itemsScanned).toBe(0);
  expect(await outcome(session, "SET dynamodb_fdw.sample_size = 'many'")).toMatch(
    /^22023: invalid value for parameter/,
  );
});

test('client_min_messages is for these messages too, as for PostgreSQL’s', async () => {
  await run(session, `DROP FOREIGN TABLE IF EXISTS drift; ${DRIFT}`);
  const severities = async (level: string): Promise<ReadonlySet<string>> => {
    await run(session, `SET client_min_messages = ${level}`);
    const all = [
      await run(session, 'SELECT age, status FROM drift'),
      await run(session, 'ANALYZE VERBOSE drift'),
      await run(
        session,
        "IMPORT FOREIGN SCHEMA public LIMIT TO (types) FROM SERVER s INTO public OPTIONS (refresh 'true')",
      ),
    ];
    return new Set(all.flatMap(({ notices }) => notices.map(({ severity }) => severity)));
  };
  expect(await severities('notice')).toEqual(new Set(['WARNING', 'NOTICE', 'INFO']));
  expect(await severities('warning')).toEqual(new Set(['WARNING', 'INFO']));
  expect(await severities('error')).toEqual(new Set(['INFO']));
  await run(session, 'RESET client_min_messages');
  expect((await run(session, 'SELECT age FROM drift')).notices).toHaveLength(1);
  await run(session, 'DROP FOREIGN TABLE drift, types');
});
