/**
 * What a request will cost, estimated before it is made. The model, in read units (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html):
 *
 * - half a unit for each 4 KB read eventually consistent, one where consistent; a Query or Scan adds up the sizes of the items it looks at (before the filter) and rounds up once a page
 *   of 1 MB, GetItem and BatchGetItem round up each item;
 * - the table's and its indexes' item counts and sizes are DescribeTable's (up to six hours old; 0 means unknown, and 10,000 items of 400 bytes are assumed) unless an earlier scan saw
 *   the whole of it;
 * - a partition holds the square root of the table's items, unless earlier queries saw its like; a sort-key range bounded on both sides or by a prefix holds a tenth of
 *   the partition, on one side a third, a point one item; a range between whole numbers holds no more sort keys than whole numbers lie in it;
 * - a filter's selectivity: `=` a tenth (of a boolean: a half), a comparison a third, BETWEEN or a prefix a fifth, presence nine tenths, anything else a half.
 */
import type { Condition } from './condition.ts';
import { isEverything, pointOf, type Range, wholeNumbersIn } from './keys.ts';

/** Sizes of a table or an index. */
export interface Size {
  readonly items: number;
  readonly bytesPerItem: number;
  /** False where the figures are assumed. */
  readonly known: boolean;
}

export interface Estimate {
  readonly requests: number;
  readonly pages: number;
  /** Items looked at, before the filter. */
  readonly items: number;
  /** Items after the filter. */
  readonly rows: number;
  readonly readUnits: number;
  readonly bytes: number;
  readonly known: boolean;
}

const ASSUMED: Size = { items: 10_000, bytesPerItem: 400, known: false };
export const PAGE_BYTES = 1024 * 1024;
/** What one read unit reads. */
export const UNIT_BYTES = 4096;

/** The size that DescribeTable tells, or the assumed one. */
export function sizeOf(items: number, bytes: number): Size {
  return items > 0 && bytes > 0 ? { items, bytesPerItem: bytes / items, known: true } : ASSUMED;
}

/** What earlier queries saw of a table or an index. */
export interface Observed {
  readonly size?: Size | undefined;
  /** Items of a partition, on average. */
  readonly partitionItems?: number | undefined;
}

/** Items that an access looks at in one partition's sort-key range. */
export function itemsInRange(size: Size, range: Range, unique: boolean, partitionItems?: number): number {
  if (unique && pointOf(range) !== undefined) return 1;
  const partition = partitionItems ?? Math.min(size.items, Math.max(1, Math.sqrt(size.items)));
  const values = wholeNumbersIn(range) ?? Number.POSITIVE_INFINITY;
  const most = values * (unique ? 1 : partition * POINT_SHARE);
  return Math.max(1, Math.min(most, partition * rangeShare(range)));
}

/** The share of an index's partition that has one sort key. */
const POINT_SHARE = 0.02;

function rangeShare(range: Range): number {
  if (isEverything(range)) return 1;
  if (pointOf(range) !== undefined) return POINT_SHARE;
  if (range.prefix !== undefined || (range.low !== undefined && range.high !== undefined)) return 0.1;
  return 1 / 3;
}

/** The share of items that satisfy a condition. */
export function selectivity(condition: Condition): number {
  switch (condition.kind) {
    case 'always':
      return 1;
    case 'never':
      return 0;
    case 'and':
      return condition.conditions.reduce((share, c) => share * selectivity(c), 1);
    case 'or':
      return Math.min(
        1,
        condition.conditions.reduce((share, c) => share + selectivity(c), 0),
      );
    case 'not':
      return 1 - selectivity(condition.condition);
    case 'compare':
      if (condition.operator === '=') return 'BOOL' in condition.value ? 0.5 : 0.1;
      return condition.operator === '<>' ? 0.9 : 1 / 3;
    case 'in':
      return Math.min(1, 0.1 * condition.values.length);
    case 'between':
    case 'begins_with':
      return 0.2;
    case 'contains':
    case 'size':
      return 0.5;
    case 'exists':
    case 'type':
      return 0.9;
  }
}

/** Read units for `bytes` read by Query or Scan in `pages` pages. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

/** Read units for `count` items fetched by key. */
export function keyReadUnits(count: number, bytesPerItem: number, consistent: boolean): number {
  return count * Math.max(1, Math.ceil(bytesPerItem / UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

/** Dollars for a million read request units, on demand, DynamoDB Standard, us-east-1: the one place where the price stands. */
export const DOLLARS_PER_MILLION_READ_UNITS = 0.125;

/** The list price of read units, in dollars. */
export function dollars(units: number): number {
  return (units / 1_000_000) * DOLLARS_PER_MILLION_READ_UNITS;
}
