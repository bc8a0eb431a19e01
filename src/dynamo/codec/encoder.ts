/** Items into lines of COPY text, one column a target. A page becomes one string and is written to bytes once. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { finder } from './attribute.ts';
import type { ColumnCodec } from './column.ts';
import { columnCodec } from './column.ts';
import { NULL_TEXT } from './copy-text.ts';
import type { Mismatch, MismatchPolicy } from './mismatch.ts';
import { Mismatches } from './mismatch.ts';
import type { ColumnTarget } from './target.ts';

export interface Encoder {
  /** Whole lines of COPY text in a buffer of its own, so that it can be transferred. @throws SqlError for a mismatch in mode 'error' */
  encode(items: readonly Item[]): Uint8Array;
  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[];
}

type Find = (item: Item) => AttributeValue | undefined;

interface Column extends Pick<ColumnCodec, 'convert' | 'toCopy'> {
  readonly target: ColumnTarget;
  readonly find: Find;
}

/** The raw item column sees the item as one map. */
const wholeItem: Find = (item) => ({ M: item });

function column(target: ColumnTarget): Column {
  const { convert, toCopy } = columnCodec(target);
  return { target, convert, toCopy, find: target.wholeItem ? wholeItem : finder(target.path) };
}

const utf8 = new TextEncoder();

/** @throws SqlError where a target's `format` does not suit its type */
export function createEncoder(targets: readonly ColumnTarget[], policy: MismatchPolicy): Encoder {
  const columns = targets.map(column);
  const mismatches = new Mismatches(policy);

  const field = ({ target, find, convert, toCopy }: Column, item: Item): string => {
    const value = find(item);
    if (value === undefined || 'NULL' in value) return NULL_TEXT;
    const text = convert(value);
    if (text !== undefined) return toCopy(text);
    mismatches.add(target, value, item);
    return NULL_TEXT;
  };

  return {
    encode: (items) => {
      let lines = '';
      for (const item of items) {
        for (let at = 0; at < columns.length; at += 1) {
          if (at > 0) lines += '\t';
          lines += field(columns[at] as Column, item);
        }
        lines += '\n';
      }
      return utf8.encode(lines);
    },
    mismatches: () => mismatches.list(),
  };
}

/** A column's value as PostgreSQL prints it; null for NULL, undefined for a mismatch. */
export type Printer = (item: Item) => string | null | undefined;

/** Prints a column's values without PostgreSQL; undefined where only PostgreSQL can (its `needsInput` types, time zones). */
export function createPrinter(target: ColumnTarget): Printer | undefined {
  const { convert, printable } = columnCodec(target);
  if (!printable) return undefined;
  const find = target.wholeItem ? wholeItem : finder(target.path);
  return (item) => {
    const value = find(item);
    return value === undefined || 'NULL' in value ? null : convert(value);
  };
}

/** One value of a printable target as PostgreSQL prints it; null for NULL, undefined for a mismatch or a type only PostgreSQL can print. */
export function valueText(value: AttributeValue | undefined, target: ColumnTarget): string | null | undefined {
  if (value === undefined || 'NULL' in value) return null;
  const { convert, printable } = columnCodec(target);
  return printable ? convert(value) : undefined;
}
