/** How many terminal columns text takes, by PostgreSQL 15's rules (common/wchar.c ucs_wcwidth). */
import { doubleWidthRanges, zeroWidthRanges } from './unicode-ranges.ts';

/** Sorted pairs of first and last code point. */
type RangeTable = Uint32Array;

let zeroWidth: RangeTable | undefined;
let doubleWidth: RangeTable | undefined;

/**
 * Columns one code point takes: -1 for a control character, as libpq's PQdsplen says it.
 *
 * It is a table of code points, not of what a terminal draws: a ZWJ family counts each of its members and each joiner.
 */
export function codePointWidth(codePoint: number): number {
  if (codePoint < 0x7f) return codePoint < 0x20 ? -1 : 1;
  if (codePoint < 0xa0) return -1;
  if (codePoint < 0x300) return 1;
  zeroWidth ??= parseRanges(zeroWidthRanges);
  if (contains(zeroWidth, codePoint)) return 0;
  if (codePoint < 0x1100) return 1;
  doubleWidth ??= parseRanges(doubleWidthRanges);
  return contains(doubleWidth, codePoint) ? 2 : 1;
}

/** Columns one line of text takes; a control character takes none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += Math.max(0, codePointWidth(character.codePointAt(0) ?? 0));
  return width;
}

function parseRanges(text: string): RangeTable {
  const bounds = text
    .trim()
    .split(/\s+/)
    .flatMap((range) => {
      const [first = '', last = first] = range.split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    });
  return Uint32Array.from(bounds);
}

function contains(table: RangeTable, codePoint: number): boolean {
  let low = 0;
  let high = table.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (table[middle * 2] ?? 0)) high = middle - 1;
    else if (codePoint > (table[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/**
 * How far into `line` a column of `width` reaches, from string index `start`, and how wide that piece is
 * (print.c strlen_max_width). A first character wider than the whole column is taken all the same.
 */
export function fitWidth(line: string, start: number, width: number): { readonly end: number; readonly width: number } {
  let taken = 0;
  let end = start;
  while (end < line.length) {
    const codePoint = line.codePointAt(end) ?? 0;
    const columns = codePointWidth(codePoint);
    if (taken + columns > width && taken !== 0) break;
    taken += columns;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return { end, width: taken };
}
