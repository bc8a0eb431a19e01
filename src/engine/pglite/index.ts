/** The embedded engine: PGlite's PostgreSQL in a thread of its own. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Notice, SqlError, SqlState } from '../../errors.ts';
import { Collector } from '../collector.ts';
import { copyStatement, rowsOfTag } from '../copy.ts';
import type { Engine, Field, Result, ResultReceiver, TransactionStatus } from '../port.ts';
import { Reply } from '../wire/reply.ts';
import { describeQuery, queryWithParameters, simpleQuery } from '../wire/requests.ts';
import type { Chunks } from './copy-feed.ts';
import { EngineThread } from './thread.ts';

/** What a restart cost. */
export interface Restart {
  readonly reason: 'cancel' | 'crash';
  /** True where a transaction block was open: it is rolled back. */
  readonly inTransaction: boolean;
  /** Statements of `restore` that failed, and why. */
  readonly failed: readonly { readonly sql: string; readonly error: SqlError }[];
}

export interface PGliteEngineOptions {
  /** The worker's script and the snapshot, as the build makes them; by default those beside this code. */
  readonly artifacts?: EngineArtifacts | undefined;
  /** The session's `timezone`, an IANA name; where PostgreSQL does not know it, UTC. */
  readonly timeZone?: string | undefined;
  /** Notices of calls whose receiver takes none, and of `restore`. */
  readonly onNotice?: ((notice: Notice) => void) | undefined;
  /** Statements that make a new engine what the lost one was: the catalog, settings, prepared statements. */
  readonly restore?: (() => Promise<readonly string[]>) | undefined;
  /** Told after a lost engine was replaced. */
  readonly onRestart?: ((restart: Restart) => void) | undefined;
}

export interface EngineArtifacts {
  readonly worker: string | URL;
  readonly snapshot: string | URL;
}

/** How long PostgreSQL has to act on a cancel before its thread is ended. It looks at the request many times a second. */
const CANCEL_PATIENCE_MS = 3000;
/** It ignores one that comes while it reads its command. */
const CANCEL_AGAIN_MS = 20;

/** @throws SqlError 58000 when PostgreSQL does not start */
export async function createPGliteEngine(options: PGliteEngineOptions = {}): Promise<Engine> {
  const engine = new PGliteEngine(options);
  await engine.start();
  return engine;
}

/** One call of the port, from when it begins to when it ends. */
interface Call {
  cancelled: boolean;
  /** Once there is a thread to answer. */
  reply?: Reply;
}

class PGliteEngine implements Engine {
  readonly #options: PGliteEngineOptions;
  #thread: Promise<EngineThread> | undefined;
  #status: TransactionStatus = 'idle';
  #serverVersion = '';
  /** The last call: calls run one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #running: Call | undefined;
  #lost: Pick<Restart, 'reason' | 'inTransaction'> | undefined;
  #closed = false;

  constructor(options: PGliteEngineOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#alive();
  }

  get serverVersion(): string {
    return this.#serverVersion;
  }

  get transactionStatus(): TransactionStatus {
    return this.#status;
  }

  run(sql: string, receiver: ResultReceiver): Promise<void> {
    return this.#send(simpleQuery(sql), receiver);
  }

  runWithParameters(sql: string, parameters: readonly (string | null)[], receiver: ResultReceiver): Promise<void> {
    return this.#send(queryWithParameters(sql, parameters), receiver);
  }

  async query(sql: string, parameters?: readonly (string | null)[]): Promise<Result> {
    const collector = new Collector();
    if (parameters) await this.runWithParameters(sql, parameters, collector);
    else await this.run(sql, collector);
    return collector.result();
  }

  async describe(sql: string): Promise<readonly Field[]> {
    const collector = new Collector();
    await this.#send(describeQuery(sql), collector);
    return collector.result().fields;
  }

  async copyIn(target: string, columns: readonly string[], chunks: Chunks): Promise<number> {
    const collector = new Collector();
    await this.copyFrom(copyStatement(target, columns), chunks, collector);
    return rowsOfTag(collector.result().tag);
  }

  copyFrom(statement: string, chunks: Chunks, receiver: ResultReceiver): Promise<void> {
    return this.#send(simpleQuery(statement), receiver, chunks);
  }

  async cancel(): Promise<void> {
    const call = this.#running;
    if (!call) return;
    call.cancelled = true;
    // Without a reply the engine is still starting: the call finds itself cancelled when it could begin.
    if (!call.reply) return;
    call.reply.abandon();
    const thread = await this.#thread;
    const ended = this.#last.then(() => true);
    const patience = performance.now() + CANCEL_PATIENCE_MS;
    while (thread?.interrupt() && performance.now() < patience) {
      if (await Promise.race([ended, setTimeout(CANCEL_AGAIN_MS, false)])) return;
    }
    this.#lost = { reason: 'cancel', inTransaction: this.#status !== 'idle' };
    await thread?.stop(canceled());
  }

  async close(): Promise<void> {
    this.#closed = true;
    const thread = await this.#thread?.catch(() => undefined);
    this.#thread = undefined;
    await thread?.stop(closed());
  }

  /** Runs one request when those before it have ended. */
  #send(request: Uint8Array<ArrayBuffer>, receiver: ResultReceiver, chunks?: Chunks): Promise<void> {
    const sent = this.#last.then(async () => {
      const call: Call = { cancelled: false };
      this.#running = call;
      try {
        const thread = await this.#alive();
        if (call.cancelled) throw canceled();
        await this.#exchange(thread, call, request, receiver, chunks);
      } finally {
        this.#running = undefined;
      }
    });
    this.#last = sent.catch(() => {});
    return sent;
  }

  /** The thread, a new one where there is none or it has ended. */
  async #alive(): Promise<EngineThread> {
    if (this.#closed) throw closed();
    const thread = await this.#thread?.catch(() => undefined);
    if (thread?.alive) return thread;
    this.#thread = this.#startThread(thread !== undefined);
    return this.#thread;
  }

  async #startThread(again: boolean): Promise<EngineThread> {
    const artifacts = this.#options.artifacts ?? builtArtifacts();
    const thread = await EngineThread.start({
      script: artifacts.worker,
      snapshot: pathOf(artifacts.snapshot),
      timeZone: this.#options.timeZone,
    });
    this.#serverVersion = thread.serverVersion;
    if (again) await this.#restore(thread);
    return thread;
  }

  async #restore(thread: EngineThread): Promise<void> {
    const { reason, inTransaction } = this.#lost ?? { reason: 'crash', inTransaction: this.#status !== 'idle' };
    this.#lost = undefined;
    this.#status = 'idle';
    const failed: Restart['failed'][0][] = [];
    for (const sql of (await this.#options.restore?.()) ?? []) {
      await this.#exchange(thread, { cancelled: false }, simpleQuery(sql), {}).catch((error: SqlError) =>
        failed.push({ sql, error }),
      );
    }
    this.#options.onRestart?.({ reason, inTransaction, failed });
  }

  /** @throws SqlError the statement's error; whatever the receiver throws, once the statement was cancelled because of it */
  async #exchange(
    thread: EngineThread,
    call: Call,
    request: Uint8Array<ArrayBuffer>,
    receiver: ResultReceiver,
    chunks?: Chunks,
  ): Promise<void> {
    const { onNotice } = this.#options;
    const reply = new Reply(receiver.notice || !onNotice ? receiver : withNotice(receiver, onNotice));
    call.reply = reply;
    const receive = async (chunk: Buffer) => {
      await reply.read(chunk);
      if (reply.failure) thread.interrupt();
    };
    try {
      await thread.exchange(request, receive, chunks);
    } finally {
      if (reply.status) this.#status = reply.status;
    }
    if (reply.failure) throw reply.failure.reason;
    if (reply.error) throw reply.error;
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

function canceled(): SqlError {
  return new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
}

function closed(): SqlError {
  // admin_shutdown
  return new SqlError({ code: '57P01', message: 'the query engine was closed' }, 'FATAL');
}

function pathOf(file: string | URL): string {
  return typeof file === 'string' ? file : fileURLToPath(file);
}

/** The build puts both beside the code that loads them. */
function builtArtifacts(): EngineArtifacts {
  return {
    worker: new URL('./engine-worker.js', import.meta.url),
    snapshot: new URL('./engine-snapshot.bin', import.meta.url),
  };
}
