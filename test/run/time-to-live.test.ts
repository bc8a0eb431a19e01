/** `ttl_attribute` of dynamodb_fdw_tables, on an emulator that has UpdateTimeToLive. */
import { expect, test } from 'vitest';
import { emulator } from '../emulators/emulator.ts';
import { call, createTable, uniqueName } from '../emulators/tables.ts';
import { outcome, startSession } from './session.ts';

test('time to live that is turned on, and off again', async ({ skip }) => {
  const { endpoint, kind } = await emulator();
  if (kind === 'dynalite') skip('dynalite has no UpdateTimeToLive');
  const table = uniqueName('ttl');
  await createTable(endpoint, table, { keys: ['id'] });
  const session = await startSession(endpoint);
  const attribute = (): Promise<string> =>
    outcome(session, `SELECT ttl_attribute FROM dynamodb_fdw_tables WHERE name = '${table}'`);
  const turn = (Enabled: boolean): Promise<unknown> =>
    call(endpoint, 'UpdateTimeToLive', {
      TableName: table,
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled },
    });
  expect(await attribute()).toBe('[[null]]');
  await turn(true);
  expect(await attribute()).toBe('[["expires"]]');
  await turn(false);
  expect(await attribute()).toBe('[[null]]');
  await session.close();
});
