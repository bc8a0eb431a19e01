/** One request on a server's connection, as `pg` runs queries: it is submitted when its turn comes, and takes every message of its reply. */
import type { Connection, Submittable } from 'pg';
import { DatabaseError, serialize } from 'pg-protocol';
import type { BackendMessage, CopyDataMessage } from 'pg-protocol/dist/messages.js';
import { feed } from '../feed.ts';
import type { Chunks } from '../link.ts';
import type { Delivery } from '../wire/delivery.ts';
import { encode, type Request } from '../wire/requests.ts';

/** Messages that may wait for the receiver before the socket is no longer read. */
const MESSAGES_AHEAD = 5000;

export class Exchange implements Submittable {
  /** When the whole reply has been delivered, and the data of a COPY is no longer read. */
  readonly ended: Promise<void>;
  readonly #request: Request;
  readonly #delivery: Delivery;
  readonly #chunks: Chunks | undefined;
  readonly #interrupt: () => void;
  readonly #reply: (message: BackendMessage) => BackendMessage;
  readonly #replied: Promise<void>;
  #done = () => {};
  #fail: (reason: unknown) => void = () => {};
  #fed: Promise<void> | undefined;
  #connection: Connection | undefined;
  #waiting: BackendMessage[] = [];
  /** The delivery that is under way. */
  #delivering: Promise<void> | undefined;
  #cancelled = false;

  /**
   * @param interrupt cancels the statement: its receiver wants no more
   * @param reply what each message of the reply is to be read as
   */
  constructor(
    request: Request,
    delivery: Delivery,
    chunks: Chunks | undefined,
    interrupt: () => void,
    reply: (message: BackendMessage) => BackendMessage = (message) => message,
  ) {
    this.#request = request;
    this.#delivery = delivery;
    this.#chunks = chunks;
    this.#interrupt = interrupt;
    this.#reply = reply;
    this.#replied = new Promise((done, fail) => {
      this.#done = done;
      this.#fail = fail;
    });
    this.ended = this.#replied.then(() => this.#fed);
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.on('message', this.#take);
    connection.stream.write(encode(this.#request));
  }

  /** The connection is gone; what the server said about it, if anything, says more. */
  fail(reason: unknown): void {
    this.#release();
    void this.#deliver().then(() => this.#fail(this.#delivery.error ?? reason));
  }

  /** Ends a COPY that waits for data; what else runs, the server itself interrupts. */
  cancel(): void {
    if (!this.#fed || this.#cancelled) return;
    void this.#write(serialize.copyFail('canceled by user'));
    this.#cancelled = true;
  }

  readonly #take = (message: BackendMessage): void => {
    if (message.name === 'copyInResponse') this.#sendData();
    this.#waiting.push(message.name === 'copyData' ? ownCopy(message as CopyDataMessage) : this.#reply(message));
    if (this.#waiting.length > MESSAGES_AHEAD) this.#connection?.stream.pause();
    void this.#deliver();
  };

  #deliver(): Promise<void> {
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined;
    });
    return this.#delivering;
  }

  async #deliverAll(): Promise<void> {
    // What one read of the socket brings is delivered together.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const messages = this.#waiting;
      this.#waiting = [];
      const failed = this.#delivery.failure !== undefined;
      await this.#delivery.take(messages);
      if (this.#delivery.failure && !failed) this.#interrupt();
      this.#connection?.stream.resume();
    }
    if (this.#delivery.status === undefined) return;
    this.#release();
    this.#done();
  }

  #sendData(): void {
    if (!this.#chunks) {
      this.#write(serialize.copyFail('there is no data to copy from'));
      return;
    }
    const sink = {
      data: (chunk: Uint8Array) => this.#write(serialize.copyData(Buffer.from(chunk))),
      end: () => void this.#write(serialize.copyDone()),
      fail: (message: string) => void this.#write(serialize.copyFail(message)),
    };
    this.#fed = feed(this.#chunks, sink, this.#replied);
    this.#fed.catch(() => {});
  }

  #write(bytes: Buffer): void | Promise<void> {
    const stream = this.#connection?.stream;
    if (this.#cancelled || !stream || stream.write(bytes)) return;
    return new Promise((drained) => stream.once('drain', drained));
  }

  #release(): void {
    this.#connection?.off('message', this.#take);
    this.#connection?.stream.resume();
    this.#connection = undefined;
  }

  // `pg` also tells its queries what it has read; all of it has been taken already.
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleReadyForQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
  handleError(error: Error): void {
    if (!(error instanceof DatabaseError)) this.fail(error);
  }
}

/** `pg-protocol` reads on into the buffer this is a view of. */
function ownCopy({ name, length, chunk }: CopyDataMessage): BackendMessage {
  return { name, length, chunk: Buffer.from(chunk) } as BackendMessage;
}
