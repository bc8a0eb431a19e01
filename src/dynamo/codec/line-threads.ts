/**
 * Pages turned into lines by several threads: reading items is most of a scan's work, and one JavaScript thread reads some 150 MB of JSON a second. Requests, retries, budgets and credentials stay
 * where they are; a page's bytes go to a thread, and its lines come back.
 */
import { Worker } from 'node:worker_threads';
import { SqlError } from '../../errors.ts';
import { giveBack } from '../body-buffers.ts';
import type { JsonItems } from '../items.ts';
import type { LineAnswer, LineThreadData, PageMessage, PlacedMismatch } from './line-messages.ts';
import type { Lines } from './lines.ts';

/** The threads that a scan may have. */
export interface ThreadChoice {
  readonly count: number;
  /** The script of a thread; by default the one that the build puts beside this code. */
  readonly script?: string | URL | undefined;
}

interface Waiting {
  readonly items: JsonItems;
  resolve(lines: Lines): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** Pages that it has been given, the oldest first. */
  readonly waiting: Waiting[];
  mismatches: readonly PlacedMismatch[];
  /** What ended it. */
  failure?: Error;
}

export class LineThreads {
  readonly #threads: readonly Thread[];
  #milliseconds = 0;

  constructor({ count, script = new URL('./line-thread.cjs', import.meta.url) }: ThreadChoice, data: LineThreadData) {
    this.#threads = Array.from({ length: count }, () => this.#start(script, data));
  }

  /** What all threads together took to read the pages so far. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Gives a page to the thread with the least to do. @throws SqlError as a LineWriter does, and where the items are no JSON */
  write(items: JsonItems): Promise<Lines> {
    const [least, ...others] = this.#threads;
    if (least === undefined) throw new Error('there are no threads');
    const thread = others.reduce((best, each) => (each.waiting.length < best.waiting.length ? each : best), least);
    const { bytes, length } = items;
    if (thread.failure !== undefined) return Promise.reject(thread.failure);
    const message: PageMessage = { bytes, length };
    const written = new Promise<Lines>((resolve, reject) => thread.waiting.push({ items, resolve, reject }));
    thread.worker.postMessage(message, [bytes.buffer as ArrayBuffer]);
    return written;
  }

  /** Mismatches of all pages so far, thread by thread. */
  mismatches(): readonly PlacedMismatch[] {
    return this.#threads.flatMap(({ mismatches }) => mismatches);
  }

  close(): void {
    for (const { worker } of this.#threads) void worker.terminate();
  }

  #start(script: string | URL, data: LineThreadData): Thread {
    const worker = new Worker(script, { workerData: data, name: 'lines' });
    const thread: Thread = { worker, waiting: [], mismatches: [] };
    worker.on('message', (answer: LineAnswer) => this.#answered(thread, answer));
    worker.on('error', (error: Error) => {
      thread.failure = error;
      for (const { reject } of thread.waiting.splice(0)) reject(error);
    });
    return thread;
  }

  #answered(thread: Thread, answer: LineAnswer): void {
    const page = thread.waiting.shift();
    if ('lines' in answer) {
      thread.mismatches = answer.mismatches;
      this.#milliseconds += answer.milliseconds;
      giveBack(Buffer.from(answer.page));
      page?.resolve(answer.lines);
    } else if ('error' in answer) page?.reject(new SqlError(answer.error, answer.severity));
    else page?.reject(page.items.refused(new SyntaxError(answer.unreadable)));
  }
}
