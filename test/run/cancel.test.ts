/** Ctrl-C while nothing runs yet that could be stopped: a session that opens, an engine that starts, a statement that is being planned. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createSession } from '../../src/run/express-session.ts';
import type { Session } from '../../src/run/port.ts';
import { lazySession } from '../../src/shell/lazy-session.ts';
import { outcome } from './session.ts';

const canceled = '57014: canceling statement due to user request';
const endless = 'SELECT count(*) FROM generate_series(1, 1000000000000)';

async function open(): Promise<Session> {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  return createSession({ artifacts: await engineArtifacts(new URL('../../', import.meta.url)) });
}

/** Cancels when the request has gone so many turns of the event loop, and so at another place each time. */
async function cancelledAfter(session: Session, turns: number, sql: string): Promise<string> {
  const answer = outcome(session, sql);
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  await session.cancel();
  return answer;
}

test('a session that is not open yet', async () => {
  let opened = (_: Session): void => {};
  const session = lazySession(
    () =>
      new Promise((resolve) => {
        opened = resolve;
      }),
  );
  const answer = outcome(session, endless);
  await session.cancel();
  opened(await open());
  expect(await answer).toBe(canceled);
  // It was for that request alone.
  expect(await outcome(session, "SELECT 'next'")).toBe('[["next"]]');
  await session.close();
});

test.each([0, 1, 5, 20])('an engine that starts, %i turns later', async (turns) => {
  const session = await open();
  expect(await cancelledAfter(session, turns, endless)).toBe(canceled);
  expect(await outcome(session, "SELECT 'next'")).toBe('[["next"]]');
  await session.close();
});

test('wherever a request is, also in a transaction, which it fails', async () => {
  const session = await open();
  await outcome(session, 'CREATE TABLE t (a int)');
  for (let turns = 0; turns < 12; turns++) {
    expect(await outcome(session, 'BEGIN')).toBe('[]');
    expect(await cancelledAfter(session, turns, endless)).toBe(canceled);
    expect(session.transactionStatus).toBe('failed');
    expect(await outcome(session, 'ROLLBACK')).toBe('[]');
    expect(await cancelledAfter(session, turns, `SELECT 1; ${endless}`)).toBe(canceled);
    expect(session.transactionStatus).toBe('idle');
  }
  await session.close();
});
