/** Single values as the codec prints them: what its rows and lines are made of, for tests that look at one. */

import { finder } from '../../src/dynamo/codec/attribute.ts';
import { columnCodec } from '../../src/dynamo/codec/column.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import type { AttributeValue, Item } from '../../src/plan/request.ts';

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
