/** A receiver that writes down what it is told, in order. */

import type { Field, ResultReceiver, Row } from '../../src/engine/port.ts';
import type { Notice } from '../../src/errors.ts';

export class Recorder implements ResultReceiver {
  /** `fields a b`, `rows 1|x 2|\N`, `SELECT 2`, `NOTICE: ...`, `copy ...`. */
  readonly events: string[] = [];
  readonly notices: Notice[] = [];

  fields(fields: readonly Field[]): void {
    this.events.push(`fields ${fields.map(({ name }) => name).join(' ')}`);
  }

  rows(rows: readonly Row[]): void {
    this.events.push(`rows ${rows.map((row) => row.map((value) => value ?? '\\N').join('|')).join(' ')}`);
  }

  complete(tag: string): void {
    this.events.push(tag);
  }

  notice(notice: Notice): void {
    this.notices.push(notice);
    this.events.push(`${notice.severity}: ${notice.message}`);
  }

  copyData(chunk: Uint8Array): void {
    this.events.push(`copy ${Buffer.from(chunk).toString()}`);
  }
}
