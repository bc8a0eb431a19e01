/** Items into lines of COPY text, one column a target. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import type { Items } from '../items.ts';
import { finder } from './attribute.ts';
import { columnCodec } from './column.ts';
import { COPY } from './copy-text.ts';
import { createLineWriter } from './lines.ts';
import type { Mismatch, MismatchPolicy } from './mismatch.ts';
import type { ColumnTarget } from './target.ts';

export interface Encoder {
  /** Whole lines of COPY text in a buffer of its own, so that it can be transferred. @throws SqlError for a mismatch in mode 'error' */
  encode(items: Items): Uint8Array;
  /** Mismatches of all pages so far. */
  mismatches(): readonly Mismatch[];
}

/** @throws SqlError where a target's `format` does not suit its type */
export function createEncoder(targets: readonly ColumnTarget[], policy: MismatchPolicy): Encoder {
  const writer = createLineWriter(targets, { form: COPY, policy, transferable: true });
  return {
    encode: (items) => writer.write(items).bytes,
    mismatches: () => writer.mismatches(),
  };
}

/** A column's value as PostgreSQL prints it; null for NULL, undefined for a mismatch. */
export type Printer = (item: Item) => string | null | undefined;

/** Prints a column's values without PostgreSQL; undefined where only PostgreSQL can (its `needsInput` types, time zones). */
export function createPrinter(target: ColumnTarget): Printer | undefined {
  const { convert, printable } = columnCodec(target);
  if (!printable) return undefined;
  const find = target.wholeItem ? (item: Item): AttributeValue => ({ M: item }) : finder(target.path);
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
