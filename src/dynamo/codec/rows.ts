/** Items into rows of PostgreSQL's text, for those who need no PostgreSQL: every column's type is printable. Reads and counts as the encoder does. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { type Items, JsonItems, parsedItems } from '../items.ts';
import { finder } from './attribute.ts';
import { columnCodec } from './column.ts';
import { type Mismatch, Mismatches, type MismatchPolicy } from './mismatch.ts';
import type { Cell } from './shape/cell.ts';
import { ShapeReader } from './shape/reader.ts';
import type { ColumnTarget } from './target.ts';

/** A row's values as PostgreSQL prints them; null for NULL. */
export type PrintedRow = (string | null)[];

export interface RowPrinter {
  /** One row for each item, but for those that are none of the answer's. @throws SqlError for a mismatch in mode 'error' */
  print(items: Items): PrintedRow[];
  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[];
}

/**
 * @param required names of columns of which a value that does not fit makes the row none of the answer's
 * @returns undefined where a type is only PostgreSQL's to print
 * @throws SqlError where a target's `format` does not suit its type
 */
export function createRowPrinter(
  targets: readonly ColumnTarget[],
  policy: MismatchPolicy,
  required: ReadonlySet<string> = new Set(),
): RowPrinter | undefined {
  const columns = targets.map((target) => ({
    target,
    codec: columnCodec(target),
    find: target.wholeItem ? (item: Item): AttributeValue => ({ M: item }) : finder(target.path),
  }));
  if (!columns.every(({ codec }) => codec.printable)) return undefined;
  const mismatches = new Mismatches(policy);
  let rows: PrintedRow[] = [];

  const printItem = (item: Item): void => {
    const row: PrintedRow = new Array(columns.length);
    let isDropped = false;
    for (let at = 0; at < columns.length; at += 1) {
      const { target, codec, find } = columns[at] as (typeof columns)[number];
      const value = find(item);
      if (value === undefined || 'NULL' in value) {
        row[at] = null;
        continue;
      }
      const text = codec.convert(value);
      row[at] = text ?? null;
      if (text !== undefined) continue;
      mismatches.add(target, value, item);
      isDropped ||= required.has(target.name);
    }
    if (!isDropped) rows.push(row);
  };

  const reader = targets.some((target) => target.wholeItem)
    ? undefined
    : new ShapeReader(columns, (cells) => cells.map(valueLayout));
  const visitor = {
    item: printItem,
    match(groups: RegExpExecArray, layout: readonly ValueLayout[]): boolean {
      const row: PrintedRow = new Array(layout.length);
      for (let at = 0; at < layout.length; at += 1) {
        const text = (layout[at] as ValueLayout)(groups);
        if (text === undefined) return false;
        row[at] = text;
      }
      rows.push(row);
      return true;
    },
  };

  return {
    print(items) {
      rows = [];
      if (reader !== undefined && items instanceof JsonItems) reader.read(items, visitor);
      else for (const item of parsedItems(items)) printItem(item);
      if (items instanceof JsonItems) items.release();
      return rows;
    },
    mismatches: () => mismatches.list(),
  };
}

/** A matched item's value; null for NULL, undefined where it does not fit. */
type ValueLayout = (groups: RegExpExecArray) => string | null | undefined;

function valueLayout(cell: Cell): ValueLayout {
  switch (cell.kind) {
    case 'null':
      return () => null;
    case 'verbatim':
      return (groups) => groups[cell.group] ?? null;
    case 'read':
      return (groups) => {
        const captured = groups[cell.group];
        return captured === undefined ? null : cell.read(captured);
      };
    case 'document':
      return (groups) => documentText(cell, groups);
  }
}

function documentText(
  { texts, pieces }: Extract<Cell, { readonly kind: 'document' }>,
  groups: RegExpExecArray,
): string | null | undefined {
  if (groups[pieces[0].group] === undefined) return null;
  let text = texts[0] ?? '';
  for (const [at, { group, read }] of pieces.entries()) {
    const captured = groups[group] ?? '';
    const piece = read === undefined ? captured : read(captured);
    if (piece === undefined) return undefined;
    text += piece + texts[at + 1];
  }
  return text;
}
