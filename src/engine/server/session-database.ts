/**
 * A session's own database on the server: made when it begins, dropped when it ends. The session's catalog is put in there, so that nothing
 * of the server's own databases is touched; its collation is C, the order of DynamoDB's strings, without which what is pushed down would not be
 * what PostgreSQL answers.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { compatibilityScript } from './compatibility.ts';
import { requireSuperuser, type Server } from './connect.ts';

const PREFIX = 'ddbsql_session_';
/** A database that nobody is connected to may be one whose session has just made it. */
const LEFT_AFTER_SECONDS = 600;

/** The name carries when it was made, so that one left behind can be told from one that is about to be used. */
export function sessionDatabaseName(now = Date.now()): string {
  return `${PREFIX}${Math.floor(now / 1000)}_${randomBytes(4).toString('hex')}`;
}

/** Makes the database (anew where the connection was lost), and removes those that killed sessions have left. @throws SqlError */
export async function createSessionDatabase(server: Server, name: string): Promise<void> {
  const client = await server.connect();
  try {
    await requireSuperuser(client);
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
    await dropLeftOver(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function dropLeftOver(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT d.datname AS name FROM pg_catalog.pg_database AS d
     WHERE d.datname ~ '^${PREFIX}[0-9]+_' AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.datid = d.oid)
       AND split_part(d.datname, '_', 3)::bigint < extract(epoch FROM now()) - ${LEFT_AFTER_SECONDS}`,
  );
  // Another shell may drop it at the same moment, or a session use it again.
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => {});
}

/** Connects to the session's database as the user that initdb made, whose objects need no owner said. @throws SqlError */
export async function connectToSessionDatabase(
  server: Server,
  name: string,
): Promise<{ client: pg.Client; serverVersion: string }> {
  const client = await server.connect(name);
  try {
    const { rows } = await client.query<{ version: string; number: string; bootstrap: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
         quote_ident(rolname) AS bootstrap FROM pg_catalog.pg_roles WHERE oid = 10`,
    );
    const [found] = rows;
    await client.query(`SET SESSION AUTHORIZATION ${found?.bootstrap ?? ''}`);
    const script = compatibilityScript(Number(found?.number));
    if (script !== '') await client.query(script);
    // Distributions add their own: `15.18 (Debian 15.18-0+deb12u1)`.
    return { client, serverVersion: found?.version.split(' ')[0] ?? '' };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Best effort: what stays behind is found by the next session. */
export async function dropSessionDatabase(server: Server, name: string): Promise<void> {
  const client = await server.connect().catch(() => undefined);
  await client?.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => {});
  await client?.end().catch(() => {});
}
