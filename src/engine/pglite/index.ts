/** The embedded engine: PGlite's PostgreSQL in a thread of its own. */
import type { Engine } from '../port.ts';
import { EngineSession, type SessionOptions } from '../session.ts';
import { choiceOf, type Spawned, type ThreadChoice, threadOptions } from './spawn.ts';
import { EngineThread } from './thread.ts';

export interface PGliteEngineOptions extends SessionOptions, ThreadChoice {}

/** A thread that was started before there was an engine to use it, and what it was started with. */
let ahead: { readonly choice: string; readonly thread: Promise<EngineThread> } | undefined;

/**
 * Starts the thread of the next engine with these options: PostgreSQL takes its time, in which the rest of the program can be loaded. One that nobody asks for ends with the process; why one did
 * not start is told to who asks for it.
 * @param spawned one that was started already: taken over where it has these options, else ended
 */
export function startAhead(options: ThreadChoice = {}, spawned?: Spawned): void {
  if (ahead !== undefined) return;
  const choice = threadOptions(options);
  const isSame = spawned?.choice === choiceOf(choice);
  if (!isSame) void spawned?.worker.terminate();
  const thread = EngineThread.start(choice, isSame ? spawned : undefined);
  thread.catch(() => {});
  ahead = { choice: choiceOf(choice), thread };
}

/** An engine that takes a lost one's place does not begin with the extension: `restore` makes it. @throws SqlError 58000 when PostgreSQL does not start */
export function createPGliteEngine(options: PGliteEngineOptions = {}): Promise<Engine> {
  let choice = threadOptions(options);
  const open = (): Promise<EngineThread> => {
    const started = ahead?.choice === choiceOf(choice) ? ahead.thread : undefined;
    if (started !== undefined) ahead = undefined;
    const thread = started ?? EngineThread.start(choice);
    choice = { ...choice, extended: false };
    return thread;
  };
  return new EngineSession(open, options).start();
}
