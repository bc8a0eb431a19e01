/** The PostgreSQL that answers: the embedded one, or the server that the command line names. */
import type { EngineArtifacts } from '../engine/pglite/spawn.ts';
import type { Engine } from '../engine/port.ts';
import type { ServerOptions } from '../engine/server/connect.ts';
import type { SessionOptions as EngineOptions } from '../engine/session.ts';

export interface EngineChoice {
  readonly artifacts?: EngineArtifacts | undefined;
  readonly timeZone?: string | undefined;
  /** A server in the place of the embedded engine. */
  readonly server?: ServerOptions | undefined;
}

/**
 * @param extended the catalog begins with the extension: the embedded engine's snapshot has it already
 * @throws SqlError where it does not start, or the server cannot be reached
 */
export async function openEngine(
  { artifacts, timeZone, server }: EngineChoice,
  extended: boolean,
  options: EngineOptions,
): Promise<Engine> {
  if (server !== undefined) {
    const { createServerEngine } = await import('../engine/server/index.ts');
    return createServerEngine({ ...server, ...options });
  }
  const { createPGliteEngine } = await import('../engine/pglite/index.ts');
  return createPGliteEngine({ artifacts, timeZone, extended, ...options });
}
