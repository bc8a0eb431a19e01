/**
 * Which keys a condition can hold, as a list of boxes: a range of the partition key by a range of the sort key. The boxes cover every item that satisfies the
 * condition (a superset) and do not overlap, so that no item is fetched twice.
 */
import type { KeySchema } from '../catalog/model.ts';
import type { Condition } from './condition.ts';
import { greatestKeyBelow, KEY_BYTES } from './key-size.ts';
import { afterPrefix, compareScalars, identity, type Scalar } from './order.ts';
import type { AttributeValue } from './request.ts';

/** One end of a range. */
export interface Bound {
  readonly value: Scalar;
  readonly inclusive: boolean;
}

/** A range of one key attribute; no bounds at all is every value. `prefix` is kept where the range is exactly "begins with". */
export interface Range {
  readonly low?: Bound | undefined;
  readonly high?: Bound | undefined;
  readonly prefix?: Scalar | undefined;
}

export interface Box {
  readonly partition: Range;
  readonly sort: Range;
}

const EVERYTHING: Range = {};
const ANYWHERE: Box = { partition: EVERYTHING, sort: EVERYTHING };

/** More boxes than this are not followed: the condition is taken as "anywhere". Covers IN lists of thousands of keys. */
const MAX_BOXES = 10_000;

/** The range's only value, where it has just one. */
export function pointOf(range: Range): Scalar | undefined {
  if (range.low === undefined || range.high === undefined || !range.low.inclusive || !range.high.inclusive)
    return undefined;
  return compareScalars(range.low.value, range.high.value) === 0 ? range.low.value : undefined;
}

export function isEverything(range: Range): boolean {
  return range.low === undefined && range.high === undefined;
}

/** Boxes, and whether they hold no other items than those that satisfy the condition. */
export interface Cover {
  readonly boxes: readonly Box[];
  readonly exact: boolean;
}

const UNBOUND: Cover = { boxes: [ANYWHERE], exact: false };

/**
 * The boxes that cover `condition`. No boxes: no item can satisfy it. One box of everything: the condition says nothing of the keys that a box could say.
 */
export function coverOf(condition: Condition, keys: KeySchema): Cover {
  switch (condition.kind) {
    case 'always':
      return { boxes: [ANYWHERE], exact: true };
    case 'never':
      return { boxes: [], exact: true };
    case 'and': {
      // Those that say least come last, so that intersections stay small.
      const parts = condition.conditions.map((c) => coverOf(c, keys)).sort((a, b) => a.boxes.length - b.boxes.length);
      let boxes: readonly Box[] = [ANYWHERE];
      let exact = true;
      for (const part of parts) {
        if (boxes.length * part.boxes.length > MAX_BOXES) {
          exact = false;
          continue;
        }
        exact &&= part.exact;
        boxes = boxes.flatMap((a) => part.boxes.flatMap((b) => intersectBoxes(a, b)));
      }
      return { boxes, exact };
    }
    case 'or': {
      const parts = condition.conditions.map((c) => coverOf(c, keys));
      const boxes = parts.flatMap((part) => part.boxes);
      if (boxes.length > MAX_BOXES || boxes.some((box) => isEverything(box.partition) && isEverything(box.sort)))
        return UNBOUND;
      return { boxes, exact: parts.every((part) => part.exact) };
    }
    case 'compare':
    case 'between':
    case 'in':
    case 'begins_with':
      return coverOfComparison(condition, keys);
    case 'not':
    case 'contains':
    case 'size':
    case 'exists':
    case 'type':
      return UNBOUND;
  }
}

function coverOfComparison(condition: Ranged, keys: KeySchema): Cover {
  const [attribute, ...rest] = condition.path;
  const ranges = rest.length > 0 ? undefined : rangesOf(condition);
  if (ranges === undefined) return UNBOUND;
  if (attribute === keys.partition.name) {
    return {
      boxes: keyRanges(ranges, keys.partition.type, KEY_BYTES.partition).map((partition) => ({
        partition,
        sort: EVERYTHING,
      })),
      exact: true,
    };
  }
  const { sort } = keys;
  if (sort === undefined || attribute !== sort.name) return UNBOUND;
  return {
    boxes: keyRanges(ranges, sort.type, KEY_BYTES.sort).map((range) => ({ partition: EVERYTHING, sort: range })),
    exact: true,
  };
}

/** True where one attribute's conditions contradict each other (`a > 5 AND a < 3`): no item satisfies them all. */
export function isContradictory(conditions: readonly Condition[]): boolean {
  const byAttribute = new Map<string, Range>();
  for (const condition of conditions) {
    if (condition.kind === 'never') return true;
    if (condition.kind !== 'compare' && condition.kind !== 'between' && condition.kind !== 'begins_with') continue;
    const ranges = rangesOf(condition);
    if (ranges === undefined) continue;
    const [range] = ranges;
    if (range === undefined) return true;
    const id = JSON.stringify(condition.path);
    const both = intersect(byAttribute.get(id) ?? EVERYTHING, range);
    if (both === undefined) return true;
    byAttribute.set(id, both);
  }
  return false;
}

/**
 * The range as one of keys, which always have their declared type and are never empty nor longer than `most` bytes; undefined where it holds none. DynamoDB takes no other string as a bound either.
 */
function keyRange(range: Range, type: 'S' | 'N' | 'B', most: number): Range | undefined {
  const value = range.low?.value ?? range.high?.value;
  if (value === undefined) return range;
  if (!(type in value)) return undefined;
  if (range.high !== undefined && isEmptyValue(range.high.value)) return undefined;
  if (range.low !== undefined && isEmptyValue(range.low.value)) return { high: shortBound(range.high, 'high', most) };
  const low = shortBound(range.low, 'low', most);
  const high = shortBound(range.high, 'high', most);
  if (low === range.low && high === range.high) return range;
  return isEmpty({ low, high }) ? undefined : { low, high };
}

/** The bound as a key can be one: what is greater than a longer value is greater than the last key before it. */
function shortBound(bound: Bound | undefined, side: 'low' | 'high', most: number): Bound | undefined {
  const value = bound === undefined ? undefined : greatestKeyBelow(bound.value, most);
  return value === undefined ? bound : { value, inclusive: side === 'high' };
}

function isEmptyValue(value: Scalar): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

function keyRanges(ranges: readonly Range[], type: 'S' | 'N' | 'B', most: number): readonly Range[] {
  return ranges.map((range) => keyRange(range, type, most)).filter((range) => range !== undefined);
}

function isScalar(value: AttributeValue): value is Scalar {
  return 'S' in value || 'N' in value || 'B' in value;
}

type Ranged = Extract<Condition, { kind: 'compare' | 'between' | 'in' | 'begins_with' }>;

function rangesOf(condition: Ranged): readonly Range[] | undefined {
  switch (condition.kind) {
    case 'compare': {
      const { value, operator } = condition;
      if (!isScalar(value) || operator === '<>') return undefined;
      const bound: Bound = { value, inclusive: operator === '=' || operator === '<=' || operator === '>=' };
      const range: Range = {
        low: operator === '<' || operator === '<=' ? undefined : bound,
        high: operator === '>' || operator === '>=' ? undefined : bound,
      };
      return [range];
    }
    case 'between': {
      const { low, high } = condition;
      if (!isScalar(low) || !isScalar(high)) return undefined;
      const range: Range = { low: { value: low, inclusive: true }, high: { value: high, inclusive: true } };
      return isEmpty(range) ? [] : [range];
    }
    case 'in': {
      const points = new Map<string, Range>();
      for (const value of condition.values) {
        if (!isScalar(value)) return undefined;
        const bound = { value, inclusive: true };
        points.set(identity(value), { low: bound, high: bound });
      }
      return [...points.values()];
    }
    case 'begins_with': {
      const { value } = condition;
      if (!('S' in value)) return undefined;
      const after = afterPrefix(value.S);
      return [
        {
          low: { value, inclusive: true },
          high: after === undefined ? undefined : { value: { S: after }, inclusive: false },
          prefix: value,
        },
      ];
    }
  }
}

function intersectBoxes(a: Box, b: Box): readonly Box[] {
  const partition = intersect(a.partition, b.partition);
  const sort = intersect(a.sort, b.sort);
  return partition === undefined || sort === undefined ? [] : [{ partition, sort }];
}

/** The values in both ranges; undefined where there are none. */
export function intersect(a: Range, b: Range): Range | undefined {
  const low = tighter(a.low, b.low, 1);
  const high = tighter(a.high, b.high, -1);
  const merged: Range = { low, high };
  if (isEmpty(merged)) return undefined;
  if (low === a.low && high === a.high) return a;
  return low === b.low && high === b.high ? b : merged;
}

function tighter(a: Bound | undefined, b: Bound | undefined, side: 1 | -1): Bound | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const order = (compareScalars(a.value, b.value) ?? 0) * side;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

function isEmpty(range: Range): boolean {
  if (range.low === undefined || range.high === undefined) return false;
  const order = compareScalars(range.low.value, range.high.value);
  // Bounds of two types: nothing is both.
  if (order === undefined) return true;
  return order > 0 || (order === 0 && !(range.low.inclusive && range.high.inclusive));
}

/** The sort-key ranges of one partition. */
export interface PartitionRanges {
  readonly partition: Scalar;
  readonly ranges: readonly Range[];
}

/**
 * Boxes by partition, overlapping ranges joined, partitions in the order of their first box.
 * @returns undefined where a box does not fix its partition
 */
export function byPartition(boxes: readonly Box[]): readonly PartitionRanges[] | undefined {
  const partitions = new Map<string, { partition: Scalar; ranges: Range[] }>();
  for (const box of boxes) {
    const partition = pointOf(box.partition);
    if (partition === undefined) return undefined;
    const id = identity(partition);
    const entry = partitions.get(id) ?? { partition, ranges: [] };
    entry.ranges.push(box.sort);
    partitions.set(id, entry);
  }
  return [...partitions.values()].map(({ partition, ranges }) => ({ partition, ranges: joinOverlapping(ranges) }));
}

/** Ranges in ascending order, those that share a value or leave none out between them made one. */
export function joinOverlapping(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((a, b) => compareLows(a.low, b.low));
  const joined: Range[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last === undefined || isApart(last.high, range.low)) joined.push(range);
    else joined[joined.length - 1] = hull(last, range);
  }
  return joined;
}

/**
 * Neighbouring ranges that have no more than `gap` whole numbers between them, made one: what is fetched too much is little, if the keys are whole numbers, and PostgreSQL drops it.
 * @param ranges as `joinOverlapping` gives them
 */
export function joinNeighbours(ranges: readonly Range[], gap: number): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const between = last === undefined ? undefined : wholeNumbersIn({ low: last.high, high: range.low });
    // The ends are counted, too.
    if (last === undefined || between === undefined || between - 2 > gap) joined.push(range);
    else joined[joined.length - 1] = { low: last.low, high: range.high };
  }
  return joined;
}

/** How many whole numbers lie in a range between two of them, both ends included; undefined where the ends are not whole numbers. */
export function wholeNumbersIn({ low, high }: Range): number | undefined {
  if (low === undefined || high === undefined || !('N' in low.value) || !('N' in high.value)) return undefined;
  if (!WHOLE.test(low.value.N) || !WHOLE.test(high.value.N)) return undefined;
  return Number(high.value.N) - Number(low.value.N) + 1;
}

/** Whole, and exact as a JavaScript number. */
const WHOLE = /^-?\d{1,15}$/;

function compareLows(a: Bound | undefined, b: Bound | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareScalars(a.value, b.value) || Number(b.inclusive) - Number(a.inclusive);
}

function isApart(high: Bound | undefined, low: Bound | undefined): boolean {
  if (high === undefined || low === undefined) return false;
  const order = compareScalars(high.value, low.value);
  return order === undefined || order < 0 || (order === 0 && !high.inclusive && !low.inclusive);
}

function hull(a: Range, b: Range): Range {
  const higher = a.high === undefined || b.high === undefined ? undefined : isLower(a.high, b.high) ? b.high : a.high;
  if (higher === a.high) return a;
  return isEverything({ low: a.low, high: higher }) ? EVERYTHING : { low: a.low, high: higher };
}

function isLower(a: Bound, b: Bound): boolean {
  const order = compareScalars(a.value, b.value) ?? 0;
  return order < 0 || (order === 0 && !a.inclusive && b.inclusive);
}
