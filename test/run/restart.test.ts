/** An engine that does not react to a cancel is replaced: what went with it is said, and nothing that did not. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import type { Notice } from '../../src/errors.ts';
import { createSession } from '../../src/run/session.ts';
import { outcome, run } from './session.ts';

const ROOT = new URL('../../', import.meta.url);
const KEPT = 'The catalog, settings and prepared statements are as they were.';

test('tables of the session are named, where there were any', { timeout: 60_000 }, async () => {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-restart-'));
  const notices: Notice[] = [];
  const session = createSession({
    artifacts: await engineArtifacts(ROOT),
    onNotice: (notice) => void notices.push(notice),
  });
  // PGlite sleeps in one piece.
  const loseEngine = async (): Promise<void> => {
    const sleeping = outcome(session, 'SELECT pg_sleep(60)');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await session.cancel();
    expect(await sleeping).toBe('57014: canceling statement due to user request');
    await run(session, 'SELECT 1');
  };
  try {
    await run(session, 'CREATE SCHEMA kept');
    await loseEngine();
    expect(notices).toMatchObject([
      { severity: 'WARNING', message: 'the query engine was started again', detail: KEPT },
    ]);
    await run(session, 'CREATE TEMP TABLE gone (a int)');
    await run(session, 'CREATE TABLE kept."Also" AS SELECT 1 AS a');
    await run(session, 'SELECT 2 AS b INTO third');
    await run(session, 'CREATE TABLE dropped (a int); DROP TABLE dropped');
    await loseEngine();
    expect(notices[1]?.detail).toBe(`Lost: table gone, table kept."Also", table third. ${KEPT}`);
    expect(await outcome(session, "SELECT nspname FROM pg_namespace WHERE nspname = 'kept'")).toBe('[["kept"]]');
  } finally {
    await session.close();
  }
});
