/** The embedded engine: PGlite's PostgreSQL in a thread of its own. */
import { fileURLToPath } from 'node:url';
import type { Engine } from '../port.ts';
import { EngineSession, type SessionOptions } from '../session.ts';
import { EngineThread } from './thread.ts';

export interface PGliteEngineOptions extends SessionOptions {
  /** The worker's script and the snapshot, as the build makes them; by default those beside this code. */
  readonly artifacts?: EngineArtifacts | undefined;
  /** The session's `timezone`, an IANA name; where PostgreSQL does not know it, UTC. */
  readonly timeZone?: string | undefined;
}

export interface EngineArtifacts {
  readonly worker: string | URL;
  readonly snapshot: string | URL;
}

/** @throws SqlError 58000 when PostgreSQL does not start */
export function createPGliteEngine(options: PGliteEngineOptions = {}): Promise<Engine> {
  const { worker, snapshot } = options.artifacts ?? builtArtifacts();
  const thread = { script: worker, snapshot: pathOf(snapshot), timeZone: options.timeZone };
  return new EngineSession(() => EngineThread.start(thread), options).start();
}

/** The build puts both beside the code that loads them. */
function builtArtifacts(): EngineArtifacts {
  return {
    worker: new URL('./engine-worker.js', import.meta.url),
    snapshot: new URL('./engine-snapshot.bin', import.meta.url),
  };
}

function pathOf(file: string | URL): string {
  return typeof file === 'string' ? file : fileURLToPath(file);
}
