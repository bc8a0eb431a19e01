/** A reply of the wire protocol, handed on message by message to a {@link ResultReceiver}, in order. */
import type {
  BackendMessage,
  CommandCompleteMessage,
  CopyDataMessage,
  DatabaseError,
  DataRowMessage,
  NoticeMessage,
  ReadyForQueryMessage,
  RowDescriptionMessage,
} from 'pg-protocol/dist/messages.js';
import type { SqlError } from '../../errors.ts';
import type { Field, ResultReceiver, Row, TransactionStatus } from '../port.ts';
import { errorOf, noticeOf } from './message-fields.ts';

const STATUS: Readonly<Record<string, TransactionStatus>> = { I: 'idle', T: 'transaction', E: 'failed' };

export class Delivery {
  /** The first error of the request: what follows it is not run. */
  error: SqlError | undefined;
  /** undefined until ReadyForQuery. */
  status: TransactionStatus | undefined;
  /** What the receiver threw; it is given nothing more. */
  failure: { readonly reason: unknown } | undefined;
  /** Called when a COPY FROM STDIN has begun: its data may come. */
  wantsData = () => {};

  #receiver: ResultReceiver;
  readonly #abandoned: Promise<void>;
  /** Gives the receiver nothing more, and waits for it no longer. */
  readonly abandon: () => void;
  #rows: Row[] = [];
  #copied: Buffer[] = [];

  constructor(receiver: ResultReceiver) {
    this.#receiver = receiver;
    let abandoned = () => {};
    this.#abandoned = new Promise((resolve) => {
      abandoned = resolve;
    });
    this.abandon = () => {
      this.#receiver = {};
      abandoned();
    };
  }

  /** Hands on the next messages; rows that follow each other in one call. The next call waits for this one. Never rejects. */
  async take(messages: readonly BackendMessage[]): Promise<void> {
    for (const message of messages) {
      if (message.name === 'dataRow') this.#rows.push((message as DataRowMessage).fields);
      else if (message.name === 'copyData') this.#copied.push((message as CopyDataMessage).chunk);
      else {
        await this.#flush();
        await this.#handle(message);
      }
    }
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#rows.length > 0) {
      const rows = this.#rows;
      this.#rows = [];
      await this.#give((receiver) => receiver.rows?.(rows));
    }
    if (this.#copied.length > 0) {
      // One copy, because these are views of a buffer the parser uses again.
      const chunk = Buffer.concat(this.#copied);
      this.#copied = [];
      await this.#give((receiver) => receiver.copyData?.(chunk));
    }
  }

  async #handle(message: BackendMessage): Promise<void> {
    switch (message.name) {
      case 'rowDescription': {
        const fields = (message as RowDescriptionMessage).fields.map(fieldOf);
        return this.#give((receiver) => receiver.fields?.(fields));
      }
      case 'copyInResponse':
        this.wantsData();
        return;
      case 'commandComplete':
        return this.#give((receiver) => receiver.complete?.((message as CommandCompleteMessage).text));
      case 'notice':
        return this.#give((receiver) => receiver.notice?.(noticeOf(message as NoticeMessage)));
      case 'error':
        this.error ??= errorOf(message as DatabaseError);
        return;
      case 'readyForQuery':
        this.status = STATUS[(message as ReadyForQueryMessage).status];
        return;
    }
  }

  async #give(hand: (receiver: ResultReceiver) => void | Promise<void>): Promise<void> {
    try {
      const taken = hand(this.#receiver);
      if (taken) await Promise.race([taken, this.#abandoned]);
    } catch (reason) {
      this.failure ??= { reason };
      this.abandon();
    }
  }
}

function fieldOf({ name, dataTypeID, dataTypeModifier, tableID, columnID }: RowDescriptionMessage['fields'][0]): Field {
  return { name, typeOid: dataTypeID, typeModifier: dataTypeModifier, tableOid: tableID, columnNumber: columnID };
}
