/** COPY statements ddbsql itself writes. */
import { quoteIdentifier } from '../sql/quote.ts';

/** `target` and `where` are quoted SQL text, `columns` are names; no columns means all of them. */
export function copyStatement(target: string, columns: readonly string[], where?: string): string {
  const list = columns.length > 0 ? ` (${columns.map(quoteIdentifier).join(', ')})` : '';
  return `COPY ${target}${list} FROM STDIN${where === undefined ? '' : ` WHERE ${where}`}`;
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
