/** Several streams made one: in the order of an attribute, or as the pages come. */
import { compareScalars, type Scalar } from '../plan/order.ts';
import type { Item } from '../plan/request.ts';

/** Items of several streams, each in the order of the attribute, in that order altogether. */
export async function* mergeOrdered(
  streams: readonly AsyncIterable<readonly Item[]>[],
  order: { readonly attribute: string; readonly descending: boolean },
): AsyncGenerator<readonly Item[]> {
  const heads = await Promise.all(streams.map((stream) => Head.open(stream)));
  const sign = order.descending ? -1 : 1;
  try {
    let batch: Item[] = [];
    for (;;) {
      const least = heads.reduce<Head | undefined>((best, head) => {
        if (head.item === undefined) return best;
        if (best?.item === undefined) return head;
        return sign * compareBy(order.attribute, head.item, best.item) < 0 ? head : best;
      }, undefined);
      if (least?.item === undefined) break;
      batch.push(least.item);
      // A stream's page is used up: what is merged so far goes out before the next page is waited for.
      if (least.isLastOfPage && batch.length > 0) {
        yield batch;
        batch = [];
      }
      await least.advance();
    }
    if (batch.length > 0) yield batch;
  } finally {
    await Promise.all(heads.map((head) => head.close()));
  }
}

function compareBy(attribute: string, a: Item, b: Item): number {
  const [x, y] = [a[attribute] as Scalar | undefined, b[attribute] as Scalar | undefined];
  return x === undefined || y === undefined ? 0 : (compareScalars(x, y) ?? 0);
}

class Head {
  readonly #pages: AsyncIterator<readonly Item[]>;
  #page: readonly Item[] = [];
  #at = 0;

  private constructor(pages: AsyncIterator<readonly Item[]>) {
    this.#pages = pages;
  }

  static async open(stream: AsyncIterable<readonly Item[]>): Promise<Head> {
    const head = new Head(stream[Symbol.asyncIterator]());
    await head.#fill();
    return head;
  }

  get item(): Item | undefined {
    return this.#page[this.#at];
  }

  get isLastOfPage(): boolean {
    return this.#at === this.#page.length - 1;
  }

  async advance(): Promise<void> {
    this.#at++;
    await this.#fill();
  }

  async #fill(): Promise<void> {
    while (this.#at >= this.#page.length) {
      const next = await this.#pages.next();
      if (next.done === true) {
        this.#page = [];
        this.#at = 0;
        return;
      }
      this.#page = next.value;
      this.#at = 0;
    }
  }

  async close(): Promise<void> {
    await this.#pages.return?.();
  }
}

/** Pages of several sources, each as soon as it is there; at most `width()` of them asked at once, the others in turn. */
export async function* mergeUnordered<T>(
  sources: readonly (() => AsyncGenerator<T>)[],
  width: () => number,
): AsyncGenerator<T> {
  const fresh = [...sources];
  const resting: AsyncGenerator<T>[] = [];
  const asked = new Map<AsyncGenerator<T>, Promise<{ source: AsyncGenerator<T>; result: IteratorResult<T> }>>();
  const ask = (): void => {
    while (asked.size < width()) {
      const source = resting.shift() ?? fresh.shift()?.();
      if (source === undefined) return;
      const next = source.next().then((result) => ({ source, result }));
      // It is awaited below; a failure while another source's page is handled must not count as unhandled.
      next.catch(() => {});
      asked.set(source, next);
    }
  };
  try {
    ask();
    while (asked.size > 0) {
      const { source, result } = await Promise.race(asked.values());
      asked.delete(source);
      if (result.done !== true) resting.push(source);
      ask();
      if (result.done !== true) yield result.value;
    }
  } finally {
    await Promise.allSettled([...asked.keys(), ...resting].map((source) => source.return(undefined)));
  }
}

/** The same batches, the first asked for at once: the requests of several scans overlap though their loading cannot. */
export function eager<T>(batches: AsyncGenerator<T>): AsyncGenerator<T> {
  const first = batches.next();
  // It is awaited when its turn comes.
  first.catch(() => {});
  return started(batches, first);
}

async function* started<T>(batches: AsyncGenerator<T>, first: Promise<IteratorResult<T>>): AsyncGenerator<T> {
  try {
    for (let next = await first; next.done !== true; next = await batches.next()) yield next.value;
  } finally {
    await batches.return(undefined);
  }
}
