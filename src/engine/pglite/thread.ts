/** One engine thread, seen from outside: start it, exchange requests and replies with it, interrupt it, end it. */
import type { Worker } from 'node:worker_threads';
import type { BackendMessage, NotificationResponseMessage } from 'pg-protocol/dist/messages.js';
import { Parser } from 'pg-protocol/dist/parser.js';
import { SqlError } from '../../errors.ts';
import { feed } from '../feed.ts';
import type { Chunks, Link } from '../link.ts';
import type { Delivery } from '../wire/delivery.ts';
import { notificationOf } from '../wire/message-fields.ts';
import { encode, encodeWithData, type Request } from '../wire/requests.ts';
import { CopyFeed } from './copy-feed.ts';
import { raiseInterrupt } from './interrupt.ts';
import { Control, type Ready, type WorkerMessage, type WorkerRequest } from './messages.ts';
import { type Spawned, spawn, type ThreadOptions } from './spawn.ts';

interface Exchange {
  /** Takes a part of the reply. Never rejects. */
  readonly receive: (chunk: Buffer) => Promise<void>;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
  /** The replies received so far, one after the other. */
  tail: Promise<void>;
}

/** `system_error`: the class of failures outside PostgreSQL. */
const SYSTEM_ERROR = '58000';

/** COPY data up to so many bytes goes with its request: a channel of its own takes longer to make. */
const SMALL_DATA = 256 * 1024;

function isSmall(chunks: Chunks): chunks is readonly Uint8Array[] {
  return Array.isArray(chunks) && chunks.reduce((sum, chunk) => sum + chunk.length, 0) <= SMALL_DATA;
}

export class EngineThread implements Link {
  readonly cancelling = { againAfterMs: 20, patienceMs: 3000 };

  readonly #worker: Worker;
  readonly #control: Int32Array;
  #ready: Ready | undefined;
  #exchange: Exchange | undefined;
  #feed: CopyFeed | undefined;
  /** Of the last request. */
  #number = 0;
  #ended: SqlError | undefined;

  private constructor({ worker, control }: Spawned) {
    this.#worker = worker;
    this.#control = control;
  }

  /**
   * Takes over a thread that was started with these options, or starts one.
   * @throws SqlError 58000 when it does not come up
   */
  static async start(options: ThreadOptions, spawned: Spawned = spawn(options)): Promise<EngineThread> {
    const thread = new EngineThread(spawned);
    await new Promise<void>((done, failed) => {
      thread.#exchange = { receive: async () => {}, done, failed, tail: Promise.resolve() };
      spawned.listen((event, value) => thread.#hear(event, value));
    });
    thread.#exchange = undefined;
    // An idle engine must not keep the process alive.
    thread.#worker.unref();
    return thread;
  }

  #hear(event: 'message' | 'error' | 'exit', value: unknown): void {
    if (event === 'message') this.#take(value as WorkerMessage);
    else if (event === 'error') this.#end(value instanceof Error ? value.message : String(value));
    else this.#end(`its thread ended with code ${value}`);
  }

  readonly sharesRoles = false;
  onNotification: Link['onNotification'] = () => {};

  get serverVersion(): string {
    return this.#ready?.serverVersion ?? '';
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  async exchange(request: Request, delivery: Delivery, chunks?: Chunks): Promise<void> {
    if (this.#ended) throw this.#ended;
    this.#worker.ref();
    try {
      if (!chunks) return await this.#send(encode(request), delivery);
      if (isSmall(chunks)) return await this.#send(encodeWithData(request, chunks), delivery);
      this.#feed = new CopyFeed(this.#control);
      const replied = this.#send(encode(request), delivery, this.#feed);
      await Promise.all([feed(chunks, this.#feed, replied), replied]);
    } finally {
      this.#exchange = undefined;
      this.#feed?.close();
      this.#feed = undefined;
      // One that is being ended is waited for: unreferenced now, the process could be gone before it is.
      if (this.alive) this.#worker.unref();
    }
  }

  #send(bytes: Uint8Array<ArrayBuffer>, delivery: Delivery, input?: CopyFeed): Promise<void> {
    // `pg-protocol` reads 1.6 million rows of 7 columns a second, several times what PostgreSQL writes.
    const parser = new Parser();
    const receive = async (chunk: Buffer) => {
      const messages: BackendMessage[] = [];
      parser.parse(chunk, (message) => {
        if (message.name === 'notification')
          this.onNotification(notificationOf(message as NotificationResponseMessage));
        else messages.push(message);
      });
      await delivery.take(messages);
      if (delivery.failure) this.interrupt();
    };
    return new Promise<void>((done, failed) => {
      this.#exchange = { receive, done, failed, tail: Promise.resolve() };
      const message: WorkerRequest = { number: ++this.#number, request: bytes, input: input?.input };
      this.#worker.postMessage(message, [bytes.buffer, ...(input ? [input.input] : [])]);
    });
  }

  interrupt(): boolean {
    const interrupt = this.#ready?.interrupt;
    if (!interrupt) return false;
    if (Atomics.load(this.#control, Control.running) === this.#number) raiseInterrupt(interrupt);
    this.#feed?.cancel();
    return true;
  }

  async stop(reason: SqlError): Promise<void> {
    this.#endWith(reason);
    await this.#worker.terminate();
  }

  #take(message: WorkerMessage): void {
    if ('ready' in message) {
      this.#ready = message.ready;
      this.#exchange?.done();
    } else if ('crash' in message) {
      this.#end(message.crash);
      void this.#worker.terminate();
    } else {
      const { buffer, byteOffset, length } = message.reply;
      this.#receive(Buffer.from(buffer, byteOffset, length), message.last);
    }
  }

  #receive(chunk: Buffer, last: boolean): void {
    const exchange = this.#exchange;
    if (!exchange) return;
    exchange.tail = exchange.tail
      .then(() => exchange.receive(chunk))
      .finally(() => {
        Atomics.sub(this.#control, Control.repliesInFlight, 1);
        Atomics.notify(this.#control, Control.repliesInFlight);
      });
    if (last) void exchange.tail.then(exchange.done);
  }

  #end(why: string): void {
    const message = `the query engine ended: ${why}`;
    const hint = 'The next statement starts a new one; an open transaction and temporary tables are lost.';
    this.#endWith(new SqlError({ code: SYSTEM_ERROR, message, hint }, 'FATAL'));
  }

  #endWith(reason: SqlError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#exchange?.failed(reason);
  }
}
