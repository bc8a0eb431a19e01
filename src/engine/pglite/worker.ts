/** The engine's thread: boots PostgreSQL, then answers one request after the other. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { serialize } from 'pg-protocol';
import { Backend, type PostgresModule } from './backend.ts';
import { boot } from './boot.ts';
import { Housekeeping } from './housekeeping.ts';
import { clearInterrupt } from './interrupt.ts';
import {
  Control,
  type CopyInput,
  type Interrupt,
  REPLIES_AHEAD,
  type WorkerData,
  type WorkerMessage,
  type WorkerRequest,
} from './messages.ts';
import { importSharedMemory, shareMemories } from './shared-memory.ts';
import { unpackSnapshot, withChanges } from './snapshot.ts';
import { raiseTieringBudget } from './tiering.ts';

/** First chunks are small, so that the first rows show early; later ones large, so that there are few. */
const FIRST_CHUNK = 32 * 1024;
const LARGEST_CHUNK = 512 * 1024;

const { snapshot: snapshotFile, extended, timeZone, control } = workerData as WorkerData;
const port = parentPort as MessagePort;

async function start(): Promise<void> {
  raiseTieringBudget();
  shareMemories();
  const wasmFile = createRequire(import.meta.url).resolve('@electric-sql/pglite/pglite.wasm');
  const [packed, wasm] = await Promise.all([
    readFile(snapshotFile),
    readFile(wasmFile).then((bytes) => WebAssembly.compile(importSharedMemory(bytes))),
  ]);
  const snapshot = unpackSnapshot(packed);
  const files = extended ? withChanges(snapshot.files, snapshot.extended) : snapshot.files;
  const module = await boot({ files, wasm, timeZone });
  const backend = new Backend(module);
  const interrupt = interruptOf(module);
  const housekeeping = new Housekeeping(backend);
  port.on('message', (request: WorkerRequest) => {
    answer(backend, request, interrupt);
    housekeeping.answered();
  });
  post({ ready: { serverVersion: snapshot.serverVersion, interrupt } });
}

function interruptOf({ HEAPU8, _InterruptPending, _QueryCancelPending }: PostgresModule): Interrupt | undefined {
  const memory = HEAPU8.buffer as ArrayBufferLike;
  if (!(memory instanceof SharedArrayBuffer)) return undefined;
  if (_InterruptPending === undefined || _QueryCancelPending === undefined) return undefined;
  return { memory, interruptPending: _InterruptPending, queryCancelPending: _QueryCancelPending };
}

function answer(backend: Backend, { number, request, input }: WorkerRequest, interrupt: Interrupt | undefined): void {
  // A cancel meant for the statement before must not hit this one: from here on they are for this one.
  if (interrupt) clearInterrupt(interrupt);
  Atomics.store(control, Control.running, number);
  const reply = new Reply();
  try {
    backend.exchange(request, {
      write: (bytes) => reply.write(bytes),
      read: () => input && nextInput(input),
    });
    reply.end();
  } catch (error) {
    post({ crash: error instanceof Error ? error.message : String(error) });
  } finally {
    Atomics.store(control, Control.running, 0);
    input?.close();
  }
}

/** The reply, gathered into chunks that are handed over to the other thread, as fast as they are taken there. */
class Reply {
  #chunk = new Uint8Array(FIRST_CHUNK);
  #length = 0;

  write(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#chunk.length && this.#length > 0) {
      const size = Math.min(this.#chunk.length * 4, LARGEST_CHUNK);
      this.#post(false);
      this.#chunk = new Uint8Array(Math.max(size, bytes.length));
    } else if (bytes.length > this.#chunk.length) {
      this.#chunk = new Uint8Array(bytes.length);
    }
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  end(): void {
    this.#post(true);
  }

  #post(last: boolean): void {
    Atomics.add(control, Control.repliesInFlight, 1);
    const reply = this.#chunk.subarray(0, this.#length);
    this.#length = 0;
    post({ reply, last }, [reply.buffer]);
    if (!last) waitWhile(Control.repliesInFlight, (inFlight) => inFlight >= REPLIES_AHEAD);
  }
}

/** Blocks until the next piece of COPY data is there. */
function nextInput(input: MessagePort): Uint8Array {
  for (;;) {
    const posted = Atomics.load(control, Control.inputsPosted);
    const received = receiveMessageOnPort(input) as { message: CopyInput } | undefined;
    if (received) {
      input.postMessage(null);
      return copyMessage(received.message);
    }
    Atomics.wait(control, Control.inputsPosted, posted);
  }
}

function copyMessage(message: CopyInput): Uint8Array {
  if ('data' in message) return serialize.copyData(Buffer.from(message.data.buffer));
  return 'fail' in message ? serialize.copyFail(message.fail) : serialize.copyDone();
}

function waitWhile(cell: number, condition: (value: number) => boolean): void {
  for (let value = Atomics.load(control, cell); condition(value); value = Atomics.load(control, cell)) {
    Atomics.wait(control, cell, value);
  }
}

function post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

start().catch((error: unknown) => post({ crash: error instanceof Error ? error.message : String(error) }));
