/** Feeds a COPY FROM STDIN from an iterable, until its end or the statement's, whichever comes first. */
import type { Chunks } from './link.ts';

/** Where the data goes. A returned promise says when there is room for more. */
export interface FeedSink {
  data(chunk: Uint8Array): void | Promise<void>;
  end(): void;
  fail(message: string): void;
}

const OVER = Symbol('the statement has ended');

/**
 * @param statement settles when the statement has ended, for whatever reason
 * @throws whatever `chunks` throws, after the statement has failed because of it
 */
export async function feed(chunks: Chunks, sink: FeedSink, statement: Promise<unknown>): Promise<void> {
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
        void Promise.resolve(source.return?.()).catch(() => {});
        return;
      }
      const { done, value } = next as IteratorResult<Uint8Array>;
      if (done) break;
      await Promise.race([sink.data(value), over]);
    }
    sink.end();
  } catch (error) {
    sink.fail(error instanceof Error ? error.message : String(error));
    await over;
    throw error;
  }
}
