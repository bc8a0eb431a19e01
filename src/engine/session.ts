/**
 * The port on a {@link Link}: calls one after the other, results to receivers, the transaction's status, cancel, and a new link in place of one that
 * has ended.
 */
import { setTimeout } from 'node:timers/promises';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { Collector } from './collector.ts';
import { afterCopy, CopyCanceled, copyStatement, rowsOfTag } from './copy.ts';
import type { Chunks, Link } from './link.ts';
import type { CopyTarget, Engine, Field, Notification, Result, ResultReceiver, TransactionStatus } from './port.ts';
import { Delivery } from './wire/delivery.ts';
import type { Request } from './wire/requests.ts';

export interface SessionOptions {
  /** Notices of calls whose receiver takes none, and of `restore`. */
  readonly onNotice?: ((notice: Notice) => void) | undefined;
  readonly onNotification?: ((notification: Notification) => void) | undefined;
  /** Statements that make a new engine what the lost one was: the catalog, settings, prepared statements. Must not call the engine. */
  readonly restore?: (() => Promise<readonly string[]>) | undefined;
  /** Told after a lost engine was replaced. */
  readonly onRestart?: ((restart: Restart) => void) | undefined;
}

/** What a restart cost. */
export interface Restart {
  readonly reason: 'cancel' | 'crash';
  /** True where a transaction block was open: it is rolled back. */
  readonly inTransaction: boolean;
  /** Statements of `restore` that failed, and why. */
  readonly failed: readonly { readonly sql: string; readonly error: SqlError }[];
}

/** One call of the port, from when it begins to when it ends. */
interface Call {
  cancelled: boolean;
  /** The data of its COPY is asked for only when COPY has begun: a person may have to type it. */
  readonly asksFirst?: boolean;
  /** Once there is a link. */
  delivery?: Delivery;
}

export class EngineSession implements Engine {
  readonly #options: SessionOptions;
  readonly #open: () => Promise<Link>;
  #link: Promise<Link> | undefined;
  #status: TransactionStatus = 'idle';
  #serverVersion = '';
  #sharesRoles = false;
  /** The last call: calls run one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #running: Call | undefined;
  /** What went with the last link, until there is another. */
  #lost: Pick<Restart, 'reason' | 'inTransaction'> | undefined;
  #closed = false;

  /** @param open starts a link */
  constructor(open: () => Promise<Link>, options: SessionOptions) {
    this.#open = open;
    this.#options = options;
  }

  /** @throws SqlError when it does not start */
  async start(): Promise<this> {
    await this.#alive();
    return this;
  }

  get serverVersion(): string {
    return this.#serverVersion;
  }

  get sharesRoles(): boolean {
    return this.#sharesRoles;
  }

  get transactionStatus(): TransactionStatus {
    return this.#status;
  }

  run(sql: string, receiver: ResultReceiver): Promise<void> {
    return this.#send({ kind: 'statements', sql }, receiver);
  }

  runWithParameters(sql: string, parameters: readonly (string | null)[], receiver: ResultReceiver): Promise<void> {
    return this.#send({ kind: 'bound', sql, values: parameters }, receiver);
  }

  async query(sql: string, parameters?: readonly (string | null)[]): Promise<Result> {
    const collector = new Collector();
    if (parameters) await this.runWithParameters(sql, parameters, collector);
    else await this.run(sql, collector);
    return collector.result();
  }

  async describe(sql: string): Promise<readonly Field[]> {
    const collector = new Collector();
    await this.#send({ kind: 'describe', sql }, collector);
    return collector.result().fields;
  }

  async copyIn(target: CopyTarget, chunks: Chunks): Promise<number> {
    const collector = new Collector();
    await this.#send({ kind: 'statements', sql: copyStatement(target) }, collector, chunks);
    return rowsOfTag(collector.result().tag);
  }

  async copyInAndRun(target: CopyTarget, chunks: Chunks, sql: string, receiver: ResultReceiver): Promise<void> {
    const copy = `${copyStatement(target)}; `;
    const after = afterCopy(receiver, copy);
    try {
      await this.#send({ kind: 'statements', sql: copy + sql }, after.receiver, chunks);
    } catch (error) {
      throw after.located(error);
    }
  }

  copyFrom(statement: string, chunks: Chunks, receiver: ResultReceiver): Promise<void> {
    return this.#send({ kind: 'statements', sql: statement }, receiver, chunks, true);
  }

  async cancel(): Promise<void> {
    const call = this.#running;
    if (!call) return;
    call.cancelled = true;
    // Without a delivery the engine is still starting: the call finds itself cancelled when it could begin.
    if (!call.delivery) return;
    call.delivery.abandon();
    const link = await this.#link;
    if (!link) return;
    const ended = this.#last.then(() => true);
    const { againAfterMs, patienceMs } = link.cancelling;
    const patience = performance.now() + patienceMs;
    while (link.interrupt() && performance.now() < patience) {
      if (await Promise.race([ended, setTimeout(againAfterMs, false)])) return;
    }
    this.#lose('cancel');
    await link.stop(canceled());
  }

  async close(): Promise<void> {
    this.#closed = true;
    const link = await this.#link?.catch(() => undefined);
    this.#link = undefined;
    await link?.stop(closed());
  }

  /** Runs one request when those before it have ended. */
  #send(request: Request, receiver: ResultReceiver, chunks?: Chunks, asksFirst = false): Promise<void> {
    const sent = this.#last.then(async () => {
      const call: Call = { cancelled: false, asksFirst };
      this.#running = call;
      try {
        const link = await this.#alive();
        if (call.cancelled) throw canceled();
        await this.#exchange(link, call, request, receiver, chunks);
      } finally {
        this.#running = undefined;
      }
    });
    this.#last = sent.catch(() => {});
    return sent;
  }

  /** The link, a new one where there is none or it has ended. */
  async #alive(): Promise<Link> {
    if (this.#closed) throw closed();
    const link = await this.#link?.catch(() => undefined);
    if (link?.alive) return link;
    if (link) this.#lose('crash');
    this.#link = this.#openLink();
    return this.#link;
  }

  async #openLink(): Promise<Link> {
    const link = await this.#open();
    link.onNotification = (notification) => this.#options.onNotification?.(notification);
    this.#serverVersion = link.serverVersion;
    this.#sharesRoles = link.sharesRoles;
    try {
      if (this.#lost) await this.#restore(link, this.#lost);
    } catch (error) {
      await link.stop(closed());
      throw error;
    }
    this.#lost = undefined;
    return link;
  }

  #lose(reason: Restart['reason']): void {
    this.#lost ??= { reason, inTransaction: this.#status !== 'idle' };
    this.#status = 'idle';
  }

  async #restore(link: Link, lost: Pick<Restart, 'reason' | 'inTransaction'>): Promise<void> {
    const failed: Restart['failed'][0][] = [];
    for (const sql of (await this.#options.restore?.()) ?? []) {
      await this.#exchange(link, { cancelled: false }, { kind: 'statements', sql }, {}).catch((error: SqlError) =>
        failed.push({ sql, error }),
      );
    }
    this.#options.onRestart?.({ ...lost, failed });
  }

  /** @throws SqlError the statement's error; whatever the receiver throws, once the statement was cancelled because of it */
  async #exchange(link: Link, call: Call, request: Request, receiver: ResultReceiver, chunks?: Chunks): Promise<void> {
    const { onNotice } = this.#options;
    const delivery = new Delivery(receiver.notice || !onNotice ? receiver : withNotice(receiver, onNotice));
    call.delivery = delivery;
    try {
      await link.exchange(request, delivery, call.asksFirst ? whenWanted(chunks ?? [], delivery) : chunks);
    } catch (thrown) {
      throw thrown instanceof CopyCanceled ? (delivery.error ?? thrown) : thrown;
    } finally {
      if (delivery.status) this.#status = delivery.status;
      if (!link.alive) this.#lose('crash');
    }
    if (delivery.failure) throw delivery.failure.reason;
    if (delivery.error) throw delivery.error;
  }
}

/** The receiver with a place for notices; its methods keep their `this`. */
function withNotice(receiver: ResultReceiver, notice: (notice: Notice) => void): ResultReceiver {
  return {
    fields: (fields) => receiver.fields?.(fields),
    rows: (rows) => receiver.rows?.(rows),
    complete: (tag) => receiver.complete?.(tag),
    copyData: (chunk) => receiver.copyData?.(chunk),
    notice,
  };
}

/** The data, none of it asked for before it is wanted. */
async function* whenWanted(chunks: Chunks, delivery: Delivery): AsyncGenerator<Uint8Array> {
  await new Promise<void>((wanted) => {
    delivery.wantsData = wanted;
  });
  yield* chunks;
}

function canceled(): SqlError {
  return new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
}

function closed(): SqlError {
  // admin_shutdown
  return new SqlError({ code: '57P01', message: 'the query engine was closed' }, 'FATAL');
}
