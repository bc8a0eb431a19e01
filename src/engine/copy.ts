/** COPY statements ddbsql itself writes. */
import { SqlError } from '../errors.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { CopyTarget, ResultReceiver } from './port.ts';

/** The request up to the data. */
export function copyStatement({ table, columns, where, before = '' }: CopyTarget): string {
  const list = columns.length > 0 ? ` (${columns.map(quoteIdentifier).join(', ')})` : '';
  return `${before}COPY ${table}${list} FROM STDIN${where === undefined ? '' : ` WHERE ${where}`}`;
}

/** What a request runs behind a COPY, which its receiver is not told of. */
export interface AfterCopy {
  readonly receiver: ResultReceiver;
  /** The error with its position in what is run; of COPY's own text nobody knows. */
  located(error: unknown): unknown;
}

/** @param before the request up to what is run */
export function afterCopy(receiver: ResultReceiver, before: string): AfterCopy {
  let isLoaded = false;
  return {
    receiver: {
      fields: (fields) => receiver.fields?.(fields),
      rows: (rows) => receiver.rows?.(rows),
      copyData: (chunk) => receiver.copyData?.(chunk),
      // What a filter says while rows are loaded, it says again.
      ...(receiver.notice && { notice: (notice) => (isLoaded ? receiver.notice?.(notice) : undefined) }),
      complete: (tag) => {
        if (isLoaded) return receiver.complete?.(tag);
        isLoaded = tag.startsWith('COPY ');
      },
    },
    located: (error) => {
      if (!(error instanceof SqlError) || error.fields.position === undefined) return error;
      return error.with({ position: isLoaded ? error.fields.position - [...before].length : undefined });
    },
  };
}

/** Number of rows of a command tag (`COPY 3`). */
export function rowsOfTag(tag: string): number {
  return Number(tag.slice(tag.lastIndexOf(' ') + 1));
}

/** Thrown by the data of a COPY where the person who types it pressed Ctrl-C: what PostgreSQL says of that is the error. */
export class CopyCanceled extends Error {
  override readonly name = 'CopyCanceled';

  constructor() {
    super('canceled by user');
  }
}
