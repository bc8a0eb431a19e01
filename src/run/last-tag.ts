/** A statement is done when what it changed is saved: the tag that says so waits until then. */
import type { StatementReceiver } from './port.ts';

export interface WaitingReceiver {
  readonly receiver: StatementReceiver;
  /** Runs the statements. Where one fails, the tag of the one before it is given. @throws what `work` throws */
  during(work: () => Promise<void>): Promise<void>;
  /** Gives the tag that waits, once all is well. */
  settled(): Promise<void>;
}

/** The receiver of a request, whose last tag waits. A tag that ends rows is given with them. */
export function lastTagWaits(receiver: StatementReceiver): WaitingReceiver {
  let waiting: string | undefined;
  let hasRows = false;
  const give = async (): Promise<void> => {
    const tag = waiting;
    waiting = undefined;
    if (tag !== undefined) await receiver.complete?.(tag);
  };
  /** What comes after a tag comes after it. */
  const after = (next: () => void | Promise<void>): void | Promise<void> =>
    waiting === undefined ? next() : give().then(next);
  return {
    async during(work) {
      try {
        await work();
      } catch (error) {
        await give();
        throw error;
      }
    },
    settled: give,
    receiver: {
      fields: (fields) => {
        hasRows = true;
        return after(() => receiver.fields?.(fields));
      },
      rows: (rows) => receiver.rows?.(rows),
      textForm: async () => receiver.textForm?.(),
      lines: (lines) => receiver.lines?.(lines),
      copyData: (chunk) => after(() => receiver.copyData?.(chunk)),
      notice: (notice) => after(() => receiver.notice?.(notice)),
      progress: (progress) => receiver.progress?.(progress),
      complete: (tag) => {
        const isEndOfRows = hasRows;
        hasRows = false;
        return after(() => {
          if (isEndOfRows) return receiver.complete?.(tag);
          waiting = tag;
        });
      },
    },
  };
}
