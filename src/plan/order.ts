/**
 * DynamoDB's order of key values: numbers by value, strings by their UTF-8 bytes, binary by unsigned bytes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
import { Buffer } from 'node:buffer';
import { compareDecimals, formatDecimal, parseDecimal } from './decimal.ts';
import type { AttributeValue } from './request.ts';

/** A value of the three types that have an order and may be keys. */
export type Scalar = Extract<AttributeValue, { S: string } | { N: string } | { B: string }>;

/** Compares two scalars of the same type; undefined where the types differ. */
export function compareScalars(a: Scalar, b: Scalar): number | undefined {
  if ('S' in a && 'S' in b) return compareText(a.S, b.S);
  if ('N' in a && 'N' in b) {
    const left = parseDecimal(a.N);
    const right = parseDecimal(b.N);
    return left === undefined || right === undefined ? undefined : compareDecimals(left, right);
  }
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return undefined;
}

/** Compares strings by their UTF-8 bytes. JavaScript's `<` compares UTF-16 units, which puts astral characters before U+E000. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/** A text that is the same for equal scalars and no others, for use as a map's key: `N:1`, `S:x`. */
export function identity(value: Scalar): string {
  if ('N' in value) {
    const decimal = parseDecimal(value.N);
    return `N:${decimal === undefined ? value.N : formatDecimal(decimal)}`;
  }
  return 'S' in value ? `S:${value.S}` : `B:${value.B}`;
}

/**
 * The smallest string greater than every string that begins with `prefix`; undefined where there is none (all of them U+10FFFF).
 * Code point order is UTF-8 byte order, so the last code point that can be raised is raised.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.length - 1; last >= 0; last--) {
    const point = points[last]?.codePointAt(0) ?? 0;
    if (point >= 0x10ffff) continue;
    // U+D800..U+DFFF are no characters: the one after U+D7FF is U+E000.
    const next = point === 0xd7ff ? 0xe000 : point + 1;
    return points.slice(0, last).join('') + String.fromCodePoint(next);
  }
  return undefined;
}
