/** Feeds COPY FROM STDIN: from an iterable here to the engine's thread, a few chunks ahead of it. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Control, type CopyInput, INPUTS_AHEAD } from './messages.ts';

/** COPY data in pieces cut anywhere. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const OVER = Symbol('the statement has ended');

export class CopyFeed {
  /** The worker's end. */
  readonly input: MessagePort;
  readonly #port: MessagePort;
  readonly #control: Int32Array;
  #ahead = 0;
  #taken: (() => void) | undefined;
  #cancelled = false;

  constructor(control: Int32Array) {
    const { port1, port2 } = new MessageChannel();
    this.#control = control;
    this.#port = port1;
    this.input = port2;
    port1.on('message', () => {
      this.#ahead--;
      this.#taken?.();
    });
  }

  /**
   * Sends everything, or stops early when `statement` is over.
   * @throws whatever `chunks` throws, after the statement has failed because of it
   */
  async run(chunks: Chunks, statement: Promise<unknown>): Promise<void> {
    const over = statement.then(
      () => OVER,
      () => OVER,
    );
    const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    try {
      for (;;) {
        const next = await Promise.race([source.next(), over]);
        if (next === OVER) {
          // Not awaited: the source may be waiting for a person to type.
          void source.return?.();
          return;
        }
        if ((next as IteratorResult<Uint8Array>).done) break;
        this.#send({ data: transferable((next as IteratorYieldResult<Uint8Array>).value) });
        if (this.#ahead >= INPUTS_AHEAD) await Promise.race([over, this.#oneTaken()]);
      }
      if (!this.#cancelled) this.#send({ end: true });
    } catch (error) {
      this.#send({ fail: error instanceof Error ? error.message : String(error) });
      await over;
      throw error;
    } finally {
      await over;
      this.#port.close();
    }
  }

  /** Wakes a worker that waits for data, with the news that none will come. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#send({ fail: 'canceled by user' });
  }

  #oneTaken(): Promise<void> {
    return new Promise((taken) => {
      this.#taken = taken;
    });
  }

  #send(message: CopyInput): void {
    this.#ahead++;
    this.#port.postMessage(message, 'data' in message ? [message.data.buffer as ArrayBuffer] : []);
    Atomics.add(this.#control, Control.inputsPosted, 1);
    Atomics.notify(this.#control, Control.inputsPosted);
  }
}

/** The chunk itself where it owns its memory; a part of a larger buffer (Node's pool) is copied. */
function transferable(chunk: Uint8Array): Uint8Array {
  return chunk.byteLength === chunk.buffer.byteLength ? chunk : new Uint8Array(chunk);
}
