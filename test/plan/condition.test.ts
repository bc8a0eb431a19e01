/** Conditions as data: building, simplifying for keys, and what they say of an attribute's presence, each against the model. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALWAYS,
  and,
  attributesOf,
  type Condition,
  conjuncts,
  equals,
  hasType,
  impliesPresent,
  NEVER,
  not,
  or,
} from '../../src/plan/condition.ts';
import { simplifyForKeys } from '../../src/plan/simplify.ts';
import { condition, item, KEYS, keyedItem, satisfies } from './model.ts';

const RUNS = { numRuns: 2000 };
const A = equals(['a'], { S: 'x' });
const B = equals(['b'], { S: 'y' });

describe('building', () => {
  test('constants go away', () => {
    expect(and(ALWAYS, A)).toBe(A);
    expect(and(A, NEVER)).toBe(NEVER);
    expect(and()).toBe(ALWAYS);
    expect(or(NEVER, A)).toBe(A);
    expect(or(A, ALWAYS)).toBe(ALWAYS);
    expect(or()).toBe(NEVER);
    expect(not(not(A))).toBe(A);
    expect(not(ALWAYS)).toBe(NEVER);
  });

  test('and and or are flat', () => {
    expect(and(A, and(B, not(A)))).toEqual({ kind: 'and', conditions: [A, B, not(A)] });
    expect(or(or(A, B), not(A))).toEqual({ kind: 'or', conditions: [A, B, not(A)] });
    expect(conjuncts(and(A, B))).toHaveLength(2);
    expect(conjuncts(ALWAYS)).toEqual([]);
    expect(conjuncts(or(A, B))).toHaveLength(1);
  });

  test('what is said twice stands once', () => {
    expect(and(A, and(B, A))).toEqual({ kind: 'and', conditions: [A, B] });
    expect(or(or(A, B), B)).toEqual({ kind: 'or', conditions: [A, B] });
    expect(and(A, { ...A })).toEqual(A);
  });

  test('what is built means what it was built of', () => {
    fc.assert(
      fc.property(item, condition, condition, (i, x, y) => {
        expect(satisfies(i, and(x, y))).toBe(satisfies(i, x) && satisfies(i, y));
        expect(satisfies(i, or(x, y))).toBe(satisfies(i, x) || satisfies(i, y));
        expect(satisfies(i, not(x))).toBe(!satisfies(i, x));
      }),
      RUNS,
    );
  });

  test('a type said by comparisons is the same as said by name', () => {
    fc.assert(
      fc.property(item, fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS'), (i, type) => {
        expect(satisfies(i, hasType(['a'], type))).toBe(i.a !== undefined && type in i.a);
      }),
      RUNS,
    );
  });

  test('attributesOf names every attribute and no other', () => {
    const all = and(A, or(equals(['b', 'k'], { N: '1' }), not({ kind: 'exists', path: ['c'] })));
    expect([...attributesOf(all)]).toEqual(['a', 'b', 'c']);
  });
});

describe('presence', () => {
  test('is implied only where every satisfying item has the attribute', () => {
    fc.assert(
      fc.property(item, condition, fc.constantFrom('p', 's', 'a'), (i, c, name) => {
        if (impliesPresent(c, name) && satisfies(i, c)) expect(i).toHaveProperty(name);
      }),
      RUNS,
    );
  });

  test.each<[string, Condition, boolean]>([
    ['a comparison', A, true],
    [
      '<>, which a missing attribute satisfies',
      { kind: 'compare', path: ['a'], operator: '<>', value: { S: 'x' } },
      false,
    ],
    ['a path inside', equals(['a', 'k'], { S: 'x' }), true],
    ['another attribute', equals(['b'], { S: 'x' }), false],
    ['attribute_exists', { kind: 'exists', path: ['a'] }, true],
    ['its negation', not({ kind: 'exists', path: ['a'] }), false],
    ['one conjunct', and(A, equals(['b'], { S: 'y' })), true],
    ['one disjunct', or(A, equals(['b'], { S: 'y' })), false],
    ['every disjunct', or(A, hasType(['a'], 'N')), true],
    ['nothing asked', ALWAYS, false],
  ])('%s', (_, c, implied) => {
    expect(impliesPresent(c, 'a')).toBe(implied);
  });
});

describe('simplifying for keys', () => {
  test('changes nothing for items that have the keys', () => {
    fc.assert(
      fc.property(keyedItem, condition, (i, c) => {
        expect(satisfies(i, simplifyForKeys(c, KEYS))).toBe(satisfies(i, c));
      }),
      RUNS,
    );
  });

  test('a key is there, typed, and not empty', () => {
    const simplified = (c: Condition): Condition => simplifyForKeys(c, KEYS);
    expect(simplified({ kind: 'exists', path: ['p'] })).toBe(ALWAYS);
    expect(simplified({ kind: 'type', path: ['s'], attributeType: 'S' })).toBe(NEVER);
    expect(simplified(equals(['p'], { N: '1' }))).toBe(NEVER);
    expect(simplified(equals(['p'], { S: '' }))).toBe(NEVER);
    expect(simplified(hasType(['p'], 'S'))).toBe(ALWAYS);
    expect(simplified({ kind: 'in', path: ['p'], values: [{ S: 'x' }, { N: '1' }] })).toEqual({
      kind: 'in',
      path: ['p'],
      values: [{ S: 'x' }],
    });
    expect(simplified(equals(['p', 'k'], { S: 'x' }))).toBe(NEVER);
    expect(simplified(A)).toBe(A);
  });
});
