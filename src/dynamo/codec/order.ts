/** The orders of DynamoDB's sets on output: DynamoDB keeps none, so ddbsql sorts, and the same data always prints the same. */
import { compareNumeric, numericText } from './numeric.ts';

/** UTF-8 byte order, which is PostgreSQL's collation "C" and DynamoDB's own. JavaScript compares UTF-16 units, which differs beyond U+FFFF. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above every other unit's. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function sortedStrings(set: readonly string[]): string[] {
  return [...set].sort(compareUtf8);
}

/** Numbers in PostgreSQL's print form, by value. */
export function sortedNumbers(set: readonly string[]): string[] {
  return set.map(numericText).sort(compareNumeric);
}

/** Base64 texts, by their bytes. */
export function sortedBinary(set: readonly string[]): string[] {
  return set
    .map((text) => Buffer.from(text, 'base64'))
    .sort(Buffer.compare)
    .map((bytes) => bytes.toString('base64'));
}
