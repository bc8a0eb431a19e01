/** The embedded engine: PGlite's PostgreSQL in a thread of its own. */
import { fileURLToPath } from 'node:url';
import type { Engine } from '../port.ts';
import { EngineSession, type SessionOptions } from '../session.ts';
import { EngineThread, type ThreadOptions } from './thread.ts';

export interface PGliteEngineOptions extends SessionOptions {
  /** The worker's script and the snapshot, as the build makes them; by default those beside this code. */
  readonly artifacts?: EngineArtifacts | undefined;
  /** The session's `timezone`, an IANA name; where PostgreSQL does not know it, UTC. */
  readonly timeZone?: string | undefined;
  /** The extension is there from the start, in schema public. Not in an engine that takes a lost one's place: `restore` makes it. */
  readonly extended?: boolean | undefined;
}

export interface EngineArtifacts {
  readonly worker: string | URL;
  readonly snapshot: string | URL;
}

/** What a thread is started with. */
type ThreadChoice = Pick<PGliteEngineOptions, 'artifacts' | 'timeZone' | 'extended'>;

/** A thread that was started before there was an engine to use it, and what it was started with. */
let ahead: { readonly choice: string; readonly thread: Promise<EngineThread> } | undefined;

/**
 * Starts the thread of the next engine with these options: PostgreSQL takes its time, in which the rest of the program can be loaded. One that nobody asks for ends with the process; why one did
 * not start is told to who asks for it.
 */
export function startAhead(options: ThreadChoice = {}): void {
  if (ahead !== undefined) return;
  const choice = threadOptions(options);
  const thread = EngineThread.start(choice);
  thread.catch(() => {});
  ahead = { choice: JSON.stringify(choice), thread };
}

/** @throws SqlError 58000 when PostgreSQL does not start */
export function createPGliteEngine(options: PGliteEngineOptions = {}): Promise<Engine> {
  let choice = threadOptions(options);
  const open = (): Promise<EngineThread> => {
    const started = ahead?.choice === JSON.stringify(choice) ? ahead.thread : undefined;
    if (started !== undefined) ahead = undefined;
    const thread = started ?? EngineThread.start(choice);
    choice = { ...choice, extended: false };
    return thread;
  };
  return new EngineSession(open, options).start();
}

function threadOptions({ artifacts, timeZone, extended = false }: ThreadChoice): ThreadOptions {
  const { worker, snapshot } = artifacts ?? builtArtifacts();
  return { script: worker, snapshot: pathOf(snapshot), timeZone, extended };
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
