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
import { withLargeBudget } from './tiering.ts';

/** First chunks are small, so that the first rows show early; later ones large, so that there are few. */
const FIRST_CHUNK = 32 * 1024;
const LARGEST_CHUNK = 512 * 1024;
/** CopyData: its letter, and its length. */
const COPY_DATA_HEADER = 5;

const { snapshot: snapshotFile, extended, timeZone, control } = workerData as WorkerData;
const port = parentPort as MessagePort;

async function start(): Promise<void> {
  shareMemories();
  const wasmFile = createRequire(import.meta.url).resolve('@electric-sql/pglite/pglite.wasm');
  const [packed, wasm] = await Promise.all([
    readFile(snapshotFile),
    readFile(wasmFile).then((bytes) => withLargeBudget(() => WebAssembly.compile(importSharedMemory(bytes)))),
  ]);
  const snapshot = unpackSnapshot(packed);
  const files = extended ? snapshot.files : withChanges(snapshot.files, snapshot.plain);
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
  const copy = input && new CopyReader(input, () => reply.flush());
  try {
    backend.exchange(request, {
      write: (bytes) => reply.write(bytes),
      read: () => copy?.read(),
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

  /** Hands over what there is: what comes next may wait for somebody to have read it (that COPY has begun, say). */
  flush(): void {
    if (this.#length === 0) return;
    this.#post(false);
    this.#chunk = new Uint8Array(FIRST_CHUNK);
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

/** COPY data as the wire protocol's messages. A message's data is passed on as it came: a copy of each would be garbage outside of V8's heap. */
class CopyReader {
  readonly #input: MessagePort;
  #data: Uint8Array | undefined;

  readonly #beforeWaiting: () => void;

  /** @param beforeWaiting called when there is no data yet */
  constructor(input: MessagePort, beforeWaiting: () => void) {
    this.#input = input;
    this.#beforeWaiting = beforeWaiting;
  }

  /** The next bytes. Blocks until there are some. */
  read(): Uint8Array {
    const data = this.#data;
    this.#data = undefined;
    return data ?? this.#begin(this.#receive());
  }

  #begin(message: CopyInput): Uint8Array {
    if ('fail' in message) return serialize.copyFail(message.fail);
    if ('end' in message) return serialize.copyDone();
    // Nothing to pass on would mean that there is nothing more.
    if (message.data.length > 0) this.#data = message.data;
    const header = Buffer.alloc(COPY_DATA_HEADER);
    header.write('d');
    header.writeUInt32BE(message.data.length + 4, 1);
    return header;
  }

  #receive(): CopyInput {
    for (;;) {
      const posted = Atomics.load(control, Control.inputsPosted);
      const received = receiveMessageOnPort(this.#input) as { message: CopyInput } | undefined;
      if (received) {
        this.#input.postMessage(null);
        return received.message;
      }
      this.#beforeWaiting();
      Atomics.wait(control, Control.inputsPosted, posted);
    }
  }
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
