/** A scan's pages as lines, in the order of the pages: read by this thread, and by others too once there are many of them. */
import { type Items, JsonItems } from '../items.ts';
import type { PlacedMismatch } from './line-messages.ts';
import type { LineThreads, ThreadChoice } from './line-threads.ts';
import { createLineWriter, type LineOptions, type Lines, type LineWriter } from './lines.ts';
import { type Mismatch, merged } from './mismatch.ts';
import type { ColumnTarget } from './target.ts';

/** Pages that this thread reads before it starts others, which takes them longer than a page. */
const BEFORE_THREADS = 8;
/** Pages that each thread may have waiting, so that it is never idle. */
const AHEAD = 2;

export class PageLines {
  readonly #targets: readonly ColumnTarget[];
  readonly #options: LineOptions;
  readonly #choice: ThreadChoice | undefined;
  readonly #writer: LineWriter;
  #threads: LineThreads | undefined;
  #milliseconds = 0;

  /**
   * @param choice undefined: this thread alone
   * @throws SqlError where a target's `format` does not suit its type
   */
  constructor(targets: readonly ColumnTarget[], options: LineOptions, choice?: ThreadChoice) {
    this.#targets = targets;
    this.#options = options;
    this.#choice = choice;
    this.#writer = createLineWriter(targets, options);
  }

  /** Time spent in reading items, that of all threads together. */
  get milliseconds(): number {
    return this.#milliseconds + (this.#threads?.milliseconds ?? 0);
  }

  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[] {
    const placed = this.#threads?.mismatches() ?? [];
    return placed.length === 0
      ? this.#writer.mismatches()
      : merged([...this.#writer.mismatches(), ...placed.map(this.#named)]);
  }

  /** The lines of each page that has items. What a page's lines are read from is let go. @throws SqlError for a mismatch in mode 'error' */
  async *of(pages: AsyncIterable<{ readonly items: Items }>): AsyncGenerator<Lines> {
    /** Of pages that threads read, in their order. */
    const ahead: Promise<Lines>[] = [];
    let read = 0;
    try {
      for await (const { items } of pages) {
        if (items.length === 0) continue;
        read += 1;
        if (this.#choice !== undefined && read > BEFORE_THREADS && items instanceof JsonItems) {
          this.#threads ??= await this.#start(this.#choice);
          const lines = this.#threads.write(items);
          // It is awaited when its turn comes, or dropped.
          lines.catch(() => {});
          ahead.push(lines);
          yield* inTurn(ahead, this.#choice.count * AHEAD);
        } else {
          yield* inTurn(ahead, 0);
          yield this.#write(items);
        }
      }
      yield* inTurn(ahead, 0);
    } finally {
      this.#threads?.close();
    }
  }

  async #start(choice: ThreadChoice): Promise<LineThreads> {
    // Most runs have no use for it.
    const { LineThreads } = await import('./line-threads.ts');
    return new LineThreads(choice, { targets: this.#targets, options: this.#options });
  }

  #write(items: Items): Lines {
    const started = performance.now();
    const lines = this.#writer.write(items);
    this.#milliseconds += performance.now() - started;
    return lines;
  }

  readonly #named = ({ at, ...rest }: PlacedMismatch): Mismatch => {
    const target = this.#targets[at];
    if (target === undefined) throw new Error(`there is no column ${at}`);
    return { ...rest, target };
  };
}

/** The oldest of them, until so many are left. */
async function* inTurn(ahead: Promise<Lines>[], left: number): AsyncGenerator<Lines> {
  while (ahead.length > left) {
    const [first] = ahead.splice(0, 1);
    if (first !== undefined) yield await first;
  }
}
