/** Connecting to a server: as `pg` does it, with what goes wrong in libpq's words. */
import pg from 'pg';
import { SqlError, SqlState } from '../../errors.ts';
import { SETTINGS } from '../settings.ts';
import { errorOf } from '../wire/message-fields.ts';
import { placeOf, withDatabase } from './address.ts';

export interface ServerOptions {
  /** `postgres://user@host:5432/database?sslmode=require`, as libpq and `pg` read it. */
  readonly url: string;
  /** Asks for a user's password, where neither the URL, PGPASSWORD nor ~/.pgpass has it; undefined where nobody can be asked. */
  readonly askPassword?: ((user: string) => Promise<string | undefined>) | undefined;
}

/** What `pg` knows of a connection beyond its own types. */
interface Connected {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  password: unknown;
}

/** A server that a session connects to more than once: its password is asked for only once. */
export class Server {
  readonly #options: ServerOptions;
  #password: string | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** @param database another than the URL's. @throws SqlError 08001 where there is no server, or the server's own error */
  async connect(database?: string): Promise<pg.Client> {
    const { url, askPassword } = this.#options;
    const target = withDatabase(url, database);
    const attempt = async (password: string | undefined): Promise<pg.Client> => {
      const client = new pg.Client({
        connectionString: target,
        options: settingDefaults(),
        application_name: 'ddbsql',
      });
      const where = client as unknown as Connected;
      if (password !== undefined) where.password = password;
      try {
        await client.connect();
        return client;
      } catch (error) {
        await client.end().catch(() => {});
        if (isPasswordMissing(error as Error) && password === undefined) {
          this.#password = await askPassword?.(where.user);
          if (this.#password !== undefined) return attempt(this.#password);
        }
        throw connectionError(error as Error, where);
      }
    };
    return attempt(this.#password);
  }
}

/** Given at the start, so that RESET returns to them. */
function settingDefaults(): string {
  return Object.values(SETTINGS)
    .map((setting) => `-c ${setting.name}=${setting.default}`)
    .join(' ');
}

interface SocketError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly errors?: readonly SocketError[];
}

/** What went wrong, in libpq's words; each address of a host that has several. */
function connectionError(error: Error, { host, port }: Connected): SqlError {
  if (error instanceof SqlError) return error;
  if (isPasswordMissing(error)) {
    const message = `connection to ${placeOf(host, port)} failed: fe_sendauth: no password supplied`;
    return new SqlError({ code: SqlState.invalidAuthorization, message }, 'FATAL');
  }
  if (error instanceof pg.DatabaseError) {
    const refused = errorOf(error);
    const said = `connection to ${placeOf(host, port)} failed: ${refused.severity}:  ${refused.message}`;
    return new SqlError({ ...refused.fields, message: said }, refused.severity, { cause: error });
  }
  const each = (error as SocketError).errors ?? [error as SocketError];
  const message = each.map((one) => socketMessage(one, host, port)).join('\n');
  // sqlclient_unable_to_establish_sqlconnection
  return new SqlError({ code: '08001', message }, 'FATAL', { cause: error });
}

/** What `pg` says where the server wants a password and there is none. */
function isPasswordMissing(error: Error): boolean {
  return /password must be a (?:non-empty )?string/.test(error.message);
}

const TEXTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ETIMEDOUT: 'Connection timed out',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
};

function socketMessage({ code = '', message, address }: SocketError, host: string, port: number): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const reason = code === 'ENOTFOUND' ? 'Name or service not known' : 'Temporary failure in name resolution';
    return `could not translate host name "${host}" to address: ${reason}`;
  }
  const isSocket = host.startsWith('/');
  const place = placeOf(host, port, isSocket ? undefined : address);
  const question = isSocket
    ? 'Is the server running locally and accepting connections on that socket?'
    : 'Is the server running on that host and accepting TCP/IP connections?';
  const advice = code === 'ECONNREFUSED' || code === 'ENOENT' ? `\n\t${question}` : '';
  return `connection to ${place} failed: ${TEXTS[code] ?? message}${advice}`;
}

/** @throws SqlError 42501 unless the user is a superuser: foreign-data wrappers are for superusers to make */
export async function requireSuperuser(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is: boolean; name: string }>(
    'SELECT rolsuper AS is, rolname AS name FROM pg_catalog.pg_roles WHERE rolname = session_user',
  );
  if (rows[0]?.is === true) return;
  const message = `the engine's user "${rows[0]?.name ?? ''}" is not a superuser`;
  const detail =
    'Foreign-data wrappers and databases of a session are made on the server, which it lets superusers do.';
  throw new SqlError({ code: SqlState.insufficientPrivilege, message, detail }, 'FATAL');
}
