/** Several statements in one request: a view and a prepared statement are PostgreSQL's to keep, beside statements that read DynamoDB and in a request of their own. */
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
  await putItems(emulator.endpoint, 'things', [item({ id: 'a', n: 1 }), item({ id: 'b', n: 2 })]);
  session = await startSession(emulator.endpoint);
  await run(session, 'CREATE FOREIGN TABLE things (id text, n int) SERVER s');
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

test('what is prepared beside other statements is executed in the same request', async () => {
  const answer = await run(
    session,
    "PREPARE one (text) AS SELECT n FROM things WHERE id = $1; EXECUTE one ('b'); SELECT count(*) FROM things; EXECUTE one (NULL)",
  );
  expect(answer.tags).toEqual(['PREPARE', 'SELECT 1', 'SELECT 1', 'SELECT 0']);
  expect(answer.rows).toEqual([['2'], ['2']]);
});

test('what was prepared in a request of several statements is executed in another', async () => {
  await run(
    session,
    'SELECT 1; PREPARE two AS SELECT max(n) FROM things; DEALLOCATE two; PREPARE two AS SELECT n FROM things ORDER BY n; PREPARE three AS SELECT 3',
  );
  expect((await run(session, 'EXECUTE two')).rows).toEqual([['1'], ['2']]);
  expect((await run(session, 'EXPLAIN EXECUTE two')).rows.flat().join('\n')).toContain('Scan on table "things"');
  expect((await run(session, 'EXECUTE three')).rows).toEqual([['3']]);
});

test('a view made beside other statements is one over the foreign table', async () => {
  const { rows } = await run(
    session,
    'SELECT count(*) FROM things; CREATE VIEW big AS SELECT id FROM things WHERE n > 1; TABLE big',
  );
  expect(rows).toEqual([['2'], ['b']]);
  expect((await run(session, 'TABLE big')).rows).toEqual([['b']]);
});
