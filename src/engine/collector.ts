/** A receiver that keeps a whole result in memory: for ddbsql's own small queries. */
import type { Field, Result, ResultReceiver, Row } from './port.ts';

export class Collector implements ResultReceiver {
  #fields: readonly Field[] = [];
  #rows: Row[] = [];
  #tag = '';

  fields(fields: readonly Field[]): void {
    this.#fields = fields;
    this.#rows = [];
  }

  rows(rows: readonly Row[]): void {
    for (const row of rows) this.#rows.push(row);
  }

  complete(tag: string): void {
    this.#tag = tag;
  }

  /** Notices are dropped. */
  notice(): void {}

  /** The last result set, and the last command tag. */
  result(): Result {
    return { fields: this.#fields, rows: this.#rows, tag: this.#tag };
  }
}
