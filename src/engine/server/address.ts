/** Where a server is, as its URL says it, and how that may be shown: never with the password. */
import { SqlError } from '../../errors.ts';

const FORM = /^(postgres(?:ql)?:\/\/)(?:([^@/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(\?[^#]*)?$/;

/**
 * The same URL with another database, where one is given.
 * @throws SqlError where it is no URL of a PostgreSQL server
 */
export function withDatabase(url: string, database: string | undefined): string {
  const [whole, scheme, credentials, host, , parameters = ''] = partsOf(url);
  if (database === undefined) return whole;
  const account = credentials === undefined ? '' : `${credentials}@`;
  return `${scheme}${account}${host}/${encodeURIComponent(database)}${parameters.replace(/([?&])dbname=[^&]*&?/, '$1')}`;
}

/** The same URL without its password. @throws SqlError where it is no URL of a PostgreSQL server */
export function withoutPassword(url: string): string {
  const [, scheme, credentials, host, database, parameters = ''] = partsOf(url);
  const user = credentials?.split(':')[0] ?? '';
  return [
    scheme,
    user === '' ? '' : `${user}@`,
    host,
    database === undefined ? '' : `/${database}`,
    parameters.replace(/([?&](?:ssl)?password=)[^&]*/g, '$1********'),
  ].join('');
}

function partsOf(url: string): RegExpExecArray {
  const parts = FORM.exec(url);
  // The text is not shown: a password may stand in it anywhere.
  const message = 'invalid URL of a PostgreSQL server';
  const hint = 'It has the form postgres://user@host:port/database.';
  if (parts === null) throw new SqlError({ code: '08001', message, hint }, 'FATAL');
  return parts;
}

/** libpq's name for where a connection goes: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/interfaces/libpq/fe-connect.c (emitHostIdentityInfo). */
export function placeOf(host: string, port: number, address?: string): string {
  if (host.startsWith('/')) return `server on socket "${host}/.s.PGSQL.${port}"`;
  const resolved = address === undefined || address === host ? '' : ` (${address})`;
  return `server at "${host}"${resolved}, port ${port}`;
}
