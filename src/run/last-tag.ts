/** A statement is done when what it changed is saved: the tag that says so waits until then. */
import type { StatementReceiver } from './port.ts';

export interface WaitingReceiver {
  readonly receiver: StatementReceiver;
  /** Gives the tag that waits, once all is well. */
  settled(): Promise<void>;
}

/** The receiver of a request of one statement. A tag that ends rows is given with them. */
export function lastTagWaits(receiver: StatementReceiver): WaitingReceiver {
  let waiting: string | undefined;
  let hasRows = false;
  return {
    async settled() {
      if (waiting !== undefined) await receiver.complete?.(waiting);
    },
    receiver: {
      fields: (fields) => {
        hasRows = true;
        return receiver.fields?.(fields);
      },
      rows: (rows) => receiver.rows?.(rows),
      textForm: async () => receiver.textForm?.(),
      lines: (lines) => receiver.lines?.(lines),
      copyData: (chunk) => receiver.copyData?.(chunk),
      notice: (notice) => receiver.notice?.(notice),
      progress: (progress) => receiver.progress?.(progress),
      complete: (tag) => {
        if (hasRows) return receiver.complete?.(tag);
        waiting = tag;
      },
    },
  };
}
