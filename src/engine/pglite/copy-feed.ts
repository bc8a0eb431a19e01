/** Carries COPY data to the engine's thread, a few chunks ahead of it. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { FeedSink } from '../feed.ts';
import { Control, type CopyInput, INPUTS_AHEAD } from './messages.ts';

export class CopyFeed implements FeedSink {
  /** The worker's end. */
  readonly input: MessagePort;
  readonly #port: MessagePort;
  readonly #control: Int32Array;
  #ahead = 0;
  #taken = () => {};
  #cancelled = false;

  constructor(control: Int32Array) {
    const { port1, port2 } = new MessageChannel();
    this.#control = control;
    this.#port = port1;
    this.input = port2;
    port1.on('message', () => {
      this.#ahead--;
      this.#taken();
    });
  }

  data(chunk: Uint8Array): void | Promise<void> {
    this.#send({ data: transferable(chunk) });
    if (this.#ahead < INPUTS_AHEAD) return;
    return new Promise((taken) => {
      this.#taken = taken;
    });
  }

  end(): void {
    this.#send({ end: true });
  }

  fail(message: string): void {
    this.#send({ fail: message });
  }

  /** Wakes a worker that waits for data, with the news that none will come. */
  cancel(): void {
    if (this.#cancelled) return;
    this.fail('canceled by user');
    this.#cancelled = true;
  }

  close(): void {
    this.#port.close();
  }

  #send(message: CopyInput): void {
    if (this.#cancelled) return;
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
