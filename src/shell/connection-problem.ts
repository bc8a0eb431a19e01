/** Why a connection to another database, or as another user, cannot be made: a session has one of each. */
import { databaseName } from './shell.ts';

export interface WantedConnection {
  /** `-`, or nothing: as it is. */
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}

/** The message, in libpq's form; undefined where it is what there is. `user` is left out while it is not known. */
export function connectionProblem(
  onServer: boolean,
  wanted: WantedConnection,
  user: string | undefined,
): string | undefined {
  const refuse = (embedded: string, server: string): string =>
    onServer
      ? `connection failed: FATAL:  ${server}`
      : `connection to the embedded PostgreSQL failed: FATAL:  ${embedded}`;
  if (user !== undefined && isAnother(wanted.user, user)) {
    return refuse(`role "${wanted.user}" does not exist`, `a session of --engine has one user, "${user}"`);
  }
  if (isAnother(wanted.database, databaseName)) {
    return refuse(
      `database "${wanted.database}" does not exist`,
      `a session of --engine has one database, "${databaseName}"`,
    );
  }
  return undefined;
}

function isAnother(wanted: string | undefined, own: string): boolean {
  return wanted !== undefined && wanted !== '-' && wanted !== own;
}
