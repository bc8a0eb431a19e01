/** Boxes of keys against a model of membership: they cover what satisfies the condition, are exact where they say so, and never overlap within a partition. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, type Condition, equals, NEVER, not, or } from '../../src/plan/condition.ts';
import { greatestKeyBelow } from '../../src/plan/key-size.ts';
import {
  type Bound,
  type Box,
  byPartition,
  coverOf,
  intersect,
  isContradictory,
  isEverything,
  joinOverlapping,
  pointOf,
  type Range,
} from '../../src/plan/keys.ts';
import { compareScalars, identity, type Scalar } from '../../src/plan/order.ts';
import { condition, item, KEYS, keyedItem, orderOf, SCALARS, satisfies } from './model.ts';

const RUNS = { numRuns: 3000 };

function holds(range: Range, value: Scalar): boolean {
  const above = range.low === undefined || isBeyond(orderOf(value, range.low.value), range.low);
  const order = range.high === undefined ? undefined : orderOf(value, range.high.value);
  return above && (range.high === undefined || isBeyond(order === undefined ? undefined : -order, range.high));
}

function isBeyond(order: number | undefined, bound: Bound): boolean {
  return order !== undefined && (order > 0 || (order === 0 && bound.inclusive));
}

function boxHolds(box: Box, p: Scalar, s: Scalar): boolean {
  return holds(box.partition, p) && holds(box.sort, s);
}

/** Ranges of one type that hold something, as intersections leave them. */
function ranges(type: 'S' | 'N' | 'B'): fc.Arbitrary<Range> {
  const bound = fc.option(
    fc.record({ value: fc.constantFrom(...(SCALARS[type] as readonly Scalar[])), inclusive: fc.boolean() }),
    { nil: undefined },
  );
  return fc.record({ low: bound, high: bound }).filter((range) => intersect(range, {}) !== undefined);
}

const typed = fc.constantFrom<'S' | 'N' | 'B'>('S', 'N', 'B');
const probes = (type: 'S' | 'N' | 'B'): readonly Scalar[] => SCALARS[type] as readonly Scalar[];

describe('ranges', () => {
  test('an intersection holds what both hold', () => {
    const two = typed.chain((type) => fc.tuple(fc.constant(type), ranges(type), ranges(type)));
    fc.assert(
      fc.property(two, ([type, a, b]) => {
        const both = intersect(a, b);
        for (const value of probes(type))
          expect(both !== undefined && holds(both, value)).toBe(holds(a, value) && holds(b, value));
      }),
      RUNS,
    );
  });

  test('joined ranges hold the same values, each once, in order', () => {
    const several = typed.chain((type) => fc.tuple(fc.constant(type), fc.array(ranges(type), { maxLength: 5 })));
    fc.assert(
      fc.property(several, ([type, all]) => {
        const joined = joinOverlapping(all);
        for (const value of probes(type)) {
          const times = joined.filter((range) => holds(range, value)).length;
          expect(times).toBe(all.some((range) => holds(range, value)) ? 1 : 0);
        }
        joined.slice(1).forEach((range, i) => {
          const high = joined[i]?.high?.value;
          const low = range.low?.value;
          // Only the last may be open above, only the first below.
          expect(high).toBeDefined();
          expect(low).toBeDefined();
          if (high !== undefined && low !== undefined) expect(compareScalars(high, low)).toBeLessThanOrEqual(0);
        });
      }),
      RUNS,
    );
  });

  test('ranges that leave a value out between them stay apart', () => {
    const below: Range = { high: { value: { N: '5' }, inclusive: false } };
    const above: Range = { low: { value: { N: '5' }, inclusive: false } };
    expect(joinOverlapping([above, below])).toEqual([below, above]);
  });

  test('a value and what is beyond it are one range', () => {
    const at = { value: { N: '5' }, inclusive: true };
    const beyond: Range = { low: { value: { N: '5' }, inclusive: false } };
    expect(joinOverlapping([beyond, { low: at, high: at }])).toEqual([{ low: at, high: undefined }]);
  });
});

describe('the cover of a condition', () => {
  test('holds every item that satisfies it, and no other where it is exact', () => {
    fc.assert(
      fc.property(keyedItem, condition, (i, c) => {
        const { boxes, exact } = coverOf(c, KEYS);
        const isIn = boxes.some((box) => boxHolds(box, i.p as Scalar, i.s as Scalar));
        if (satisfies(i, c)) expect(isIn).toBe(true);
        else if (exact) expect(isIn).toBe(false);
      }),
      { numRuns: 8000 },
    );
  });

  test('by partition, no key is in two ranges', () => {
    fc.assert(
      fc.property(condition, (c) => {
        const partitions = byPartition(coverOf(c, KEYS).boxes) ?? [];
        expect(new Set(partitions.map(({ partition }) => identity(partition))).size).toBe(partitions.length);
        for (const { ranges: all } of partitions)
          for (const value of probes('N')) expect(all.filter((range) => holds(range, value)).length).toBeLessThan(2);
      }),
      RUNS,
    );
  });

  const P = (S: string): Condition => equals(['p'], { S });
  const above = (N: string): Condition => ({ kind: 'compare', path: ['s'], operator: '>', value: { N } });

  test('conditions on one key fold into one range', () => {
    const below: Condition = { kind: 'compare', path: ['s'], operator: '<=', value: { N: '9' } };
    const { boxes, exact } = coverOf(and(P('x'), above('5'), above('3'), below), KEYS);
    expect(exact).toBe(true);
    expect(boxes).toHaveLength(1);
    expect(boxes[0]?.sort).toEqual({
      low: { value: { N: '5' }, inclusive: false },
      high: { value: { N: '9' }, inclusive: true },
    });
  });

  test('numbers that are equal are one point', () => {
    const { boxes } = coverOf(
      and(P('x'), { kind: 'in', path: ['s'], values: [{ N: '1' }, { N: '1.0' }, { N: '10E-1' }] }),
      KEYS,
    );
    expect(byPartition(boxes)?.[0]?.ranges).toHaveLength(1);
  });

  test.each<[string, Condition]>([
    ['two partitions at once', and(P('x'), P('y'))],
    ['an empty key', P('')],
    ['a longer key than there can be', P('x'.repeat(2049))],
    [
      'a range of longer keys',
      { kind: 'between', path: ['p'], low: { S: 'x'.repeat(2049) }, high: { S: 'x'.repeat(2060) } },
    ],
    ['a key of another type', equals(['p'], { N: '1' })],
    ['a reversed BETWEEN', { kind: 'between', path: ['s'], low: { N: '9' }, high: { N: '1' } }],
    ['bounds that leave nothing', and(above('5'), { kind: 'compare', path: ['s'], operator: '<', value: { N: '5' } })],
    ['never', NEVER],
  ])('%s: no box', (_, c) => {
    expect(coverOf(c, KEYS).boxes).toEqual([]);
  });

  test.each<[string, Condition]>([
    ['an attribute that is no key', equals(['a'], { S: 'x' })],
    ['a negation', not(P('x'))],
    ['an arm without keys', or(P('x'), equals(['a'], { S: 'x' }))],
    ['<>', { kind: 'compare', path: ['p'], operator: '<>', value: { S: 'x' } }],
  ])('%s: anywhere, and not exact', (_, c) => {
    const { boxes, exact } = coverOf(c, KEYS);
    expect(boxes.every((box) => isEverything(box.partition))).toBe(true);
    expect(exact).toBe(false);
    expect(byPartition(boxes)).toBeUndefined();
  });

  test('a prefix is kept as such, and as a range', () => {
    const keys = { partition: KEYS.partition, sort: { name: 's', type: 'S' } } as const;
    const [box] = coverOf(and(P('x'), { kind: 'begins_with', path: ['s'], value: { S: 'ab' } }), keys).boxes;
    expect(box?.sort).toMatchObject({ prefix: { S: 'ab' }, high: { value: { S: 'ac' }, inclusive: false } });
    expect(pointOf(box?.partition ?? {})).toEqual({ S: 'x' });
  });

  test('a bound that is longer than any key is the last key before it', () => {
    const last = { S: 'x'.repeat(2048) };
    const beside = (operator: '<' | '>='): Box | undefined =>
      coverOf({ kind: 'compare', path: ['p'], operator, value: { S: 'x'.repeat(2049) } }, KEYS).boxes[0];
    expect(beside('<')?.partition).toEqual({ low: undefined, high: { value: last, inclusive: true } });
    expect(beside('>=')?.partition).toEqual({ low: { value: last, inclusive: false }, high: undefined });
  });

  test('what is less than a longer value is no more than the last key before it', () => {
    const of = (longest: number): fc.Arbitrary<Scalar> =>
      fc.oneof(
        fc
          .array(fc.constantFrom('a', '\x7f', 'é', '\u07ff', '\u0800', '\uffff', '\u{1f600}', '\u{10ffff}'), {
            maxLength: longest,
          })
          .map((points) => ({ S: points.join('') })),
        fc
          .uint8Array({ maxLength: longest })
          .map((bytes) => ({ B: Buffer.from(bytes.map((byte) => byte % 3)).toString('base64') })),
      );
    const bytes = (value: Scalar): number =>
      'S' in value ? Buffer.byteLength(value.S) : 'B' in value ? Buffer.from(value.B, 'base64').length : 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), of(4), of(8), (most, key, value) => {
        const greatest = greatestKeyBelow(value, most);
        expect(greatest === undefined).toBe(bytes(value) <= most);
        if (greatest === undefined || bytes(key) > most || Object.keys(key)[0] !== Object.keys(value)[0]) return;
        expect(bytes(greatest)).toBe(most);
        expect((compareScalars(key, greatest) ?? 0) <= 0).toBe((compareScalars(key, value) ?? 0) < 0);
      }),
      RUNS,
    );
  });

  test('an IN list of thousands of keys is followed', () => {
    const values = Array.from({ length: 9000 }, (_, n) => ({ S: `k${n}` }));
    expect(coverOf({ kind: 'in', path: ['p'], values }, KEYS).boxes).toHaveLength(9000);
  });
});

test('a contradiction is found only where no item satisfies all', () => {
  fc.assert(
    fc.property(item, fc.array(condition, { minLength: 1, maxLength: 3 }), (i, all) => {
      if (isContradictory(all)) expect(all.every((c) => satisfies(i, c))).toBe(false);
    }),
    RUNS,
  );
});
