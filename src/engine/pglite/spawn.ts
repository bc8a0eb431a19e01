/** Starts the engine's thread. What it says before anybody listens is kept, so that it can be started before the program that uses it is loaded (src/early.ts). */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Control, type WorkerData } from './messages.ts';

export interface EngineArtifacts {
  readonly worker: string | URL;
  readonly snapshot: string | URL;
}

export interface ThreadChoice {
  /** The worker's script and the snapshot, as the build makes them; by default those beside this code. */
  readonly artifacts?: EngineArtifacts | undefined;
  /** The session's `timezone`, an IANA name; where PostgreSQL does not know it, UTC. */
  readonly timeZone?: string | undefined;
  /** The extension is there from the start, in schema public. */
  readonly extended?: boolean | undefined;
}

/** What a thread is started with. */
export interface ThreadOptions {
  /** The worker's script. */
  readonly script: string | URL;
  readonly snapshot: string;
  readonly extended: boolean;
  readonly timeZone?: string | undefined;
}

export interface Spawned {
  /** Tells what it was started with. */
  readonly choice: string;
  readonly worker: Worker;
  /** Shared with the thread: the cells of {@link Control}. */
  readonly control: Int32Array;
  /** Hands over what it said so far, and all that it will say. */
  listen(listener: Listener): void;
}

export type Listener = (event: 'message' | 'error' | 'exit', value: unknown) => void;

/** PostgreSQL recurses as deep as max_stack_depth lets it, and reports a clean error there if V8's stack is deeper. */
const STACK_MB = 64;

export function threadOptions({ artifacts, timeZone, extended = false }: ThreadChoice): ThreadOptions {
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

export function choiceOf({ script, snapshot, extended, timeZone }: ThreadOptions): string {
  return JSON.stringify([script, snapshot, extended, timeZone]);
}

export function spawn(options: ThreadOptions): Spawned {
  const { script, snapshot, extended, timeZone } = options;
  const control = new Int32Array(new SharedArrayBuffer(Control.cells * Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerData = { snapshot, extended, timeZone, control };
  const worker = new Worker(script, { workerData, name: 'engine', resourceLimits: { stackSizeMb: STACK_MB } });
  const said: Parameters<Listener>[] = [];
  let listener: Listener = (...event) => void said.push(event);
  for (const event of ['message', 'error', 'exit'] as const)
    worker.on(event, (value: unknown) => listener(event, value));
  const listen = (next: Listener): void => {
    listener = next;
    for (const event of said.splice(0)) next(...event);
  };
  return { choice: choiceOf(options), worker, control, listen };
}
