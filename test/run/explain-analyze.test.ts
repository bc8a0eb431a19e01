/** EXPLAIN ANALYZE in JSON: the times of a scan are there unless they are not wanted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';
import { run, startSession } from './session.ts';

const table = uniqueName('x').toLowerCase();
let session: Session;

beforeAll(async () => {
  const { endpoint } = await emulator();
  session = await startSession(endpoint);
  await createTable(endpoint, table, { keys: ['id'] });
  await putItems(endpoint, table, [item({ id: 'a' })]);
  await run(session, `CREATE FOREIGN TABLE ${table} (id text) SERVER s`);
});
afterAll(() => session?.close());

async function actual(options: string): Promise<Record<string, unknown>> {
  const { rows } = await run(session, `EXPLAIN (ANALYZE, FORMAT JSON${options}) SELECT * FROM ${table}`);
  const [explained] = JSON.parse(rows[0]?.[0] ?? '') as { Plan: { DynamoDB: { Actual: Record<string, unknown> } } }[];
  return explained?.Plan.DynamoDB.Actual ?? {};
}

test.each(['', ', TIMING', ', TIMING OFF, TIMING ON', ', SUMMARY OFF'])('with times: %s', async (options) => {
  expect(await actual(options)).toMatchObject({
    'Items Read': 1,
    'Waiting Time': expect.any(Number),
    'Decoding Time': expect.any(Number),
  });
});

test('without', async () => {
  expect(Object.keys(await actual(', TIMING OFF')).filter((name) => name.endsWith('Time'))).toEqual([]);
});
