/** `format 'dynamodb'`: values with their DynamoDB types, for those who need to tell a set from a list. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run, startSession } from './session.ts';

let emulator: RunningEmulator;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  await createTable(emulator.endpoint, 'things', { keys: ['id'] });
  await putItems(emulator.endpoint, 'things', [
    item({
      id: 'a',
      tags: { SS: ['y', 'x'] },
      n: { N: '1.50' },
      gone: null,
      m: { deep: [1, 'one', new Uint8Array([1])] },
    }),
    item({ id: 'b', tags: ['x', 'y'], n: '1.5' }),
    item({ id: 'c' }),
  ]);
  session = await startSession(emulator.endpoint);
  await run(
    session,
    `CREATE FOREIGN TABLE things (
       id text, tags jsonb, typed_tags jsonb OPTIONS (attribute 'tags', format 'dynamodb'),
       n jsonb OPTIONS (format 'dynamodb'), gone jsonb OPTIONS (format 'dynamodb'),
       item jsonb OPTIONS (format 'dynamodb')
     ) SERVER s OPTIONS (raw_item_column 'item')`,
  );
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

test('columns and the raw item', async () => {
  const { rows, notices } = await run(session, 'SELECT id, tags, typed_tags, n, gone FROM things ORDER BY id');
  expect(rows).toEqual([
    ['a', '["x", "y"]', '{"SS": ["x", "y"]}', '{"N": "1.5"}', null],
    ['b', '["x", "y"]', '{"L": [{"S": "x"}, {"S": "y"}]}', '{"S": "1.5"}', null],
    ['c', null, null, null, null],
  ]);
  expect(notices).toEqual([]);
  expect((await run(session, "SELECT item FROM things WHERE id = 'a'")).rows).toEqual([
    [
      '{"m": {"M": {"deep": {"L": [{"N": "1"}, {"S": "one"}, {"B": "AQ=="}]}}}, "n": {"N": "1.5"}, "id": {"S": "a"}, "gone": {"NULL": true}, "tags": {"SS": ["x", "y"]}}',
    ],
  ]);
});

test.each([
  ["item->'id'->>'S' = 'b'", '[["b"]]'],
  ['item @> \'{"n": {"S": "1.5"}}\'', '[["b"]]'],
  ["item ? 'gone'", '[["a"]]'],
  ["typed_tags ? 'SS'", '[["a"]]'],
  ["typed_tags->'L'->0->>'S' = 'x'", '[["b"]]'],
  ['n IS NULL', '[["c"]]'],
  ['n IS NOT NULL', '[["a"],["b"]]'],
  ['gone IS NULL', '[["a"],["b"],["c"]]'],
  ['n = \'{"N": "1.5"}\'', '[["a"]]'],
])('%s is the same with and without pushdown', async (where, expected) => {
  const sql = `SELECT id FROM things WHERE ${where} ORDER BY id`;
  expect(await outcome(session, sql)).toBe(expected);
  await run(session, 'SET dynamodb_fdw.pushdown = off');
  expect(await outcome(session, sql)).toBe(expected);
  await run(session, 'RESET dynamodb_fdw.pushdown');
});

test('it is for jsonb and json alone', async () => {
  await run(
    session,
    "CREATE FOREIGN TABLE wrong (id text, n numeric OPTIONS (format 'dynamodb')) SERVER s OPTIONS (table 'things')",
  );
  expect(await outcome(session, 'SELECT n FROM wrong')).toBe(
    `HV024: option "format" 'dynamodb' does not suit column "n" of type numeric`,
  );
});
