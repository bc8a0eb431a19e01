/** Items into rows of PostgreSQL's text, for those who need no PostgreSQL: every column's type is printable. Reads and counts as the encoder does. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { finder } from './attribute.ts';
import { columnCodec } from './column.ts';
import { type Mismatch, Mismatches, type MismatchPolicy } from './mismatch.ts';
import type { ColumnTarget } from './target.ts';

/** A row's values as PostgreSQL prints them; null for NULL. */
export type PrintedRow = (string | null)[];

export interface RowPrinter {
  /** One row for each item. @throws SqlError for a mismatch in mode 'error' */
  print(items: readonly Item[]): PrintedRow[];
  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[];
}

/**
 * @param onMismatch told of each attribute that did not fit, before its row is whole
 * @returns undefined where a type is only PostgreSQL's to print
 * @throws SqlError where a target's `format` does not suit its type
 */
export function createRowPrinter(
  targets: readonly ColumnTarget[],
  policy: MismatchPolicy,
  onMismatch: (row: PrintedRow, target: ColumnTarget) => void,
): RowPrinter | undefined {
  const codecs = targets.map(columnCodec);
  if (!codecs.every(({ printable }) => printable)) return undefined;
  const mismatches = new Mismatches(policy);
  const columns = targets.map((target, i) => ({
    target,
    find: target.wholeItem ? (item: Item): AttributeValue => ({ M: item }) : finder(target.path),
    convert: codecs[i]?.convert ?? (() => undefined),
  }));

  const printed = (item: Item): PrintedRow => {
    const row: PrintedRow = new Array(columns.length);
    for (let at = 0; at < columns.length; at += 1) {
      const { target, find, convert } = columns[at] as (typeof columns)[number];
      const value = find(item);
      if (value === undefined || 'NULL' in value) {
        row[at] = null;
        continue;
      }
      const text = convert(value);
      row[at] = text ?? null;
      if (text !== undefined) continue;
      mismatches.add(target, value, item);
      onMismatch(row, target);
    }
    return row;
  };

  return { print: (items) => items.map(printed), mismatches: () => mismatches.list() };
}
