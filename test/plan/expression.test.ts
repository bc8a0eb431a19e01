/** Conditions as expression text: what DynamoDB's grammar takes (dynalite's own parsers judge), with every placeholder used, within every limit. */
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, type Condition, equals, not, or, type Path } from '../../src/plan/condition.ts';
import { conditionText, filterText, LIMITS, Placeholders, projectionText } from '../../src/plan/expression.ts';
import type { AttributeValue } from '../../src/plan/request.ts';
import { condition } from './model.ts';

const RUNS = { numRuns: 1000 };

/** dynalite's judgement of a request's expressions: a message, or nothing. */
const { validateExpressions } = createRequire(import.meta.url)('dynalite/validations') as {
  validateExpressions(request: object): string | undefined;
};

function complaint(
  member: 'FilterExpression' | 'ProjectionExpression',
  text: string,
  { names, values }: Placeholders,
): string {
  const request = { [member]: text, ExpressionAttributeNames: names, ExpressionAttributeValues: values };
  const message = validateExpressions(JSON.parse(JSON.stringify(request)) as object);
  return message === undefined ? '' : `${text}: ${message}`;
}

const written = condition.filter((c) => c.kind !== 'always' && c.kind !== 'never');

/** Texts in parentheses and nothing else, in parentheses again: DynamoDB refuses them as redundant. */
function doubled(text: string): readonly string[] {
  const open: number[] = [];
  const pairs = new Map<number, number>();
  [...text].forEach((char, at) => {
    if (char === '(') open.push(at);
    if (char === ')') pairs.set(open.pop() ?? -1, at);
  });
  return [...pairs]
    .filter(([from, to]) => pairs.get(from + 1) === to - 1)
    .map(([from, to]) => text.slice(from, to + 1));
}

function placeholdersIn(text: string): readonly string[] {
  return [...new Set(text.match(/[#:][A-Za-z0-9_]+/g) ?? [])].sort();
}

describe('a condition', () => {
  test('is an expression that DynamoDB parses, each placeholder used and defined', () => {
    fc.assert(
      fc.property(written, (c) => {
        const placeholders = new Placeholders();
        const text = conditionText(c, placeholders);
        const { names = {}, values = {} } = placeholders;
        expect(placeholdersIn(text)).toEqual([...Object.keys(names), ...Object.keys(values)].sort());
        expect(doubled(text)).toEqual([]);
        // A BETWEEN in reverse or of two types is well formed and refused: the planner has taken it out before (it has no box).
        if (!text.includes('BETWEEN')) expect(complaint('FilterExpression', text, placeholders)).toBe('');
      }),
      RUNS,
    );
  });

  test.each<[string, Condition]>([
    ['#a = :v1', equals(['a'], { S: 'x' })],
    ['#a.#b[0] = :v1', equals(['a', 'b', 0], { S: 'x' })],
    ['(#a = :v1 OR #b = :v1) AND #c = :v1', and(or(equals(['a'], X()), equals(['b'], X())), equals(['c'], X()))],
    ['(#a = :v1 AND #b = :v1) OR #c = :v1', or(and(equals(['a'], X()), equals(['b'], X())), equals(['c'], X()))],
    ['NOT (#a = :v1)', not(equals(['a'], X()))],
    ['NOT contains(#a, :v1)', not({ kind: 'contains', path: ['a'], value: X() })],
    ['attribute_not_exists(#a)', not({ kind: 'exists', path: ['a'] })],
    ['size(#a) >= :v1', { kind: 'size', path: ['a'], operator: '>=', value: { N: '3' } }],
    ['attribute_type(#a, :v1)', { kind: 'type', path: ['a'], attributeType: 'NS' }],
    ['#a IN (:v1, :v2)', { kind: 'in', path: ['a'], values: [X(), { S: 'y' }] }],
    [
      '(#a BETWEEN :v1 AND :v2) OR #b = :v1',
      or({ kind: 'between', path: ['a'], low: X(), high: { S: 'y' } }, equals(['b'], X())),
    ],
  ])('%s', (text, c) => {
    expect(conditionText(c, new Placeholders())).toBe(text);
  });
});

function X(): AttributeValue {
  return { S: 'x' };
}

describe('placeholders', () => {
  test('names that are no words get numbers, and none is shared', () => {
    const placeholders = new Placeholders();
    const names = ['a-b', 'a.b', 'a b', 'n2', 'size', '1st', 'a_b', 'é', 'x'.repeat(60)];
    const given = names.map((name) => placeholders.name(name));
    expect(new Set(given).size).toBe(names.length);
    for (const text of given) expect(text).toMatch(/^#[A-Za-z0-9_]+$/);
    expect(placeholders.names).toEqual(Object.fromEntries(names.map((name, i) => [given[i], name])));
  });

  test('a value is named once', () => {
    const placeholders = new Placeholders();
    expect(placeholders.value({ N: '1' })).toBe(':v1');
    expect(placeholders.value({ S: '1' })).toBe(':v2');
    expect(placeholders.value({ N: '1' })).toBe(':v1');
  });

  test('none are none', () => {
    expect(new Placeholders().names).toBeUndefined();
    expect(new Placeholders().values).toBeUndefined();
  });
});

/** Operators and functions as DynamoDB counts them: AND, OR, NOT, comparisons, BETWEEN, IN and functions. */
function operatorsIn(text: string): number {
  const spared = text.replace(/BETWEEN (:\w+) AND/g, 'BETWEEN $1 TO');
  return (spared.match(/\b(?:AND|OR|NOT|BETWEEN|IN)\b|<>|<=|>=|[=<>]|\b[a-z_]+\(/g) ?? []).length;
}

describe('the limits of a filter', () => {
  const sized = fc.oneof(
    written,
    fc.nat(400).map((count): Condition => ({ kind: 'in', path: ['a'], values: texts(count + 1, 8) })),
    fc
      .nat(200)
      .map((count) => or(...texts(count + 2, 8).map((value) => equals(['attribute_with_a_long_name'], value)))),
    fc.nat(3).map((megabytes) => equals(['blob'], { S: 'x'.repeat(megabytes * 700_000) })),
  );

  test('are never passed; what does not fit is left out and said so', () => {
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 6 }), (all) => {
        const placeholders = new Placeholders();
        const { text, included } = filterText(all, placeholders);
        expect(included).toHaveLength(all.length);
        expect(text === undefined).toBe(!included.includes(true));
        if (text === undefined) return;
        const { names = {}, values = {} } = placeholders;
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMITS.expressionBytes);
        expect(operatorsIn(text)).toBeLessThanOrEqual(LIMITS.operators);
        expect(Buffer.byteLength(JSON.stringify(values))).toBeLessThanOrEqual(LIMITS.valueBytes);
        for (const [, operands = ''] of text.matchAll(/IN \(([^)]*)\)/g))
          expect(operands.split(',').length).toBeLessThanOrEqual(LIMITS.inOperands);
        expect(placeholdersIn(text)).toEqual([...Object.keys(names), ...Object.keys(values)].sort());
      }),
      { numRuns: 100 },
    );
  });

  test('a small condition fits beside one that does not', () => {
    const long: Condition = { kind: 'in', path: ['a'], values: texts(2000, 8) };
    const { text, included } = filterText([long, equals(['b'], X())], new Placeholders());
    expect(included).toEqual([false, true]);
    expect(text).toBe('#b = :v1');
  });

  test('IN is split at 100 operands', () => {
    const text = conditionText({ kind: 'in', path: ['a'], values: texts(150, 3) }, new Placeholders());
    expect(text.match(/IN \(/g)).toHaveLength(2);
    expect(text).toContain(') OR #a IN (');
  });
});

function texts(count: number, length: number): readonly AttributeValue[] {
  return Array.from({ length: count }, (_, n) => ({ S: String(n).padStart(length, '0') }));
}

describe('a projection', () => {
  const step = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat(1));
  const path = fc
    .tuple(fc.constantFrom('a', 'b', 'size'), fc.array(step, { maxLength: 2 }))
    .map(([name, steps]): Path => [name, ...steps]);

  test('reads every path, none inside another', () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 6 }), (paths) => {
        const placeholders = new Placeholders();
        const text = projectionText(paths, placeholders) ?? '';
        const { names = {} } = placeholders;
        expect(complaint('ProjectionExpression', text, placeholders)).toBe('');
        const kept = text.split(', ').map((each) => each.split('.').map((name) => names[name] ?? name));
        for (const wanted of paths)
          expect(kept.filter((each) => each.every((name, i) => name === String(wanted[i])))).toHaveLength(1);
      }),
      RUNS,
    );
  });

  test('too many columns read the whole item', () => {
    const paths = Array.from({ length: 200 }, (_, n): Path => [`attribute_number_${n}`]);
    expect(projectionText(paths, new Placeholders())).toBeUndefined();
  });
});
