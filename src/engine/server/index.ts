/** The engine on a PostgreSQL server, or anything that speaks its protocol: for answers that outgrow one machine. */
import type { Engine } from '../port.ts';
import { EngineSession, type SessionOptions } from '../session.ts';
import { Server, type ServerOptions } from './connect.ts';
import { ServerLink } from './connection.ts';
import { sessionDatabaseName } from './session-database.ts';

export { placeOf, withoutPassword } from './address.ts';

export interface ServerEngineOptions extends SessionOptions, ServerOptions {
  /** The extension's script, as a template; by default the one that the build puts beside this code. */
  readonly extension?: URL | undefined;
}

/** @throws SqlError 08001 when the server cannot be reached, or the server's own error */
export function createServerEngine(options: ServerEngineOptions): Promise<Engine> {
  const link = {
    server: new Server(options),
    database: sessionDatabaseName(),
    extension: options.extension ?? new URL('./dynamodb_fdw--1.0.sql', import.meta.url),
  };
  return new EngineSession(() => ServerLink.connect(link), options).start();
}
