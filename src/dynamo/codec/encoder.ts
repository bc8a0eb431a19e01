/** Single values as PostgreSQL prints them, without it. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { finder } from './attribute.ts';
import { columnCodec } from './column.ts';
import type { ColumnTarget } from './target.ts';

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
