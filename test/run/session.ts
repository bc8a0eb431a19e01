/** A session for tests, from the sources, with a catalog of its own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineArtifacts, lineThreadScript } from '../../scripts/artifacts.ts';
import type { Field, Row } from '../../src/engine/port.ts';
import { type Notice, SqlError } from '../../src/errors.ts';
import type { Session } from '../../src/run/port.ts';
import { createSession } from '../../src/run/session.ts';
import type { SessionOptions } from '../../src/run/session-engine.ts';

const ROOT = new URL('../../', import.meta.url);

/** Starts a session on the endpoint, with the extension and a server `s` made. */
export async function startSession(endpoint: string, options: Partial<SessionOptions> = {}): Promise<Session> {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  const [artifacts, lineThread] = await Promise.all([engineArtifacts(ROOT), lineThreadScript(ROOT)]);
  const session = createSession({ artifacts, lineThread, connection: { endpoint }, ...options });
  await run(session, 'CREATE EXTENSION dynamodb_fdw');
  await run(session, "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')");
  return session;
}

/** What a request gave. */
export interface Answer {
  readonly fields: readonly Field[];
  readonly rows: readonly Row[];
  readonly tags: readonly string[];
  readonly notices: readonly Notice[];
}

/** Runs a request and collects what it gives. @throws SqlError */
export async function run(session: Session, sql: string): Promise<Answer> {
  const fields: Field[] = [];
  const rows: Row[] = [];
  const tags: string[] = [];
  const notices: Notice[] = [];
  await session.execute(sql, {
    fields: (given) => void fields.push(...given),
    rows: (given) => void rows.push(...given),
    complete: (tag) => void tags.push(tag),
    notice: (notice) => void notices.push(notice),
  });
  return { fields, rows, tags, notices };
}

/** The rows as text, or the error's SQLSTATE. */
export function outcome(session: Session, sql: string): Promise<string> {
  return told(run(session, sql));
}

/** The same of PostgreSQL itself, which reads no foreign table. */
export function plainOutcome(session: Session, sql: string): Promise<string> {
  return told(session.query(sql));
}

async function told(answer: Promise<{ readonly rows: readonly Row[] }>): Promise<string> {
  try {
    return JSON.stringify((await answer).rows);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}
