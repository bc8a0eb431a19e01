/** The engine on a PostgreSQL server, or anything that speaks its protocol: for answers that outgrow one machine. */
import type { Engine } from '../port.ts';
import { EngineSession, type SessionOptions } from '../session.ts';
import { ServerLink } from './connection.ts';

export interface ServerEngineOptions extends SessionOptions {
  /** `postgres://user@host:5432/database?sslmode=require`, as libpq and `pg` read it. */
  readonly url: string;
}

/** @throws SqlError 08001 when the server cannot be reached, or the server's own error */
export function createServerEngine(options: ServerEngineOptions): Promise<Engine> {
  return new EngineSession(() => ServerLink.connect(options.url), options).start();
}
