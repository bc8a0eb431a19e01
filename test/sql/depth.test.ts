import { expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import { parseStatement } from '../../src/sql/parse.ts';
import { printStatement } from '../../src/sql/print.ts';
import { tableReferences } from '../../src/sql/references.ts';
import { walk } from '../../src/sql/visit.ts';

const repeat = (times: number, before: string, inside: string, after: string): string =>
  `SELECT ${before.repeat(times)}${inside}${after.repeat(times)}`;

const nests: readonly [what: string, at: (times: number) => string][] = [
  ['parentheses', (times) => repeat(times, '(', '1', ')')],
  ['subqueries', (times) => repeat(times, '(SELECT ', '1', ')')],
  ['parenthesised queries', (times) => repeat(times, '(', '(SELECT 1)', ')')],
  ['calls', (times) => repeat(times, 'f(', '1', ')')],
  ['signs', (times) => repeat(times, '- ', '1', '')],
  ['NOT', (times) => repeat(times, 'NOT ', 'a', '')],
  ['CASE', (times) => repeat(times, 'CASE WHEN ', 'a', ' THEN b END')],
  ['arrays', (times) => repeat(times, 'ARRAY[', '1', ']')],
  ['subscripts', (times) => repeat(times, 'a[', '1', ']')],
  ['joins', (times) => `SELECT FROM ${'('.repeat(times)}a${' CROSS JOIN b)'.repeat(times)}`],
  ['derived tables', (times) => `${'SELECT * FROM ('.repeat(times)}SELECT 1${') x'.repeat(times)}`],
];

test.each(nests)('%s may nest fifty deep', (_, at) => {
  const statement = parseStatement(at(50));
  expect(parseStatement(printStatement(statement)).type).toBe('select');
  expect([...walk(statement)].length).toBeGreaterThan(0);
});

test.each(nests)('%s that nest by thousands are refused as PostgreSQL refuses them', (_, at) => {
  for (const times of [3000, 100_000]) {
    expect(() => parseStatement(at(times))).toThrow(
      expect.toSatisfy((error: unknown) => error instanceof SqlError && error.code === '54001'),
    );
  }
});

test('lists and chains of AND and OR are not deep', () => {
  const long = parseStatement(`SELECT a IN (${'1, '.repeat(10_000)}1), ${'a AND '.repeat(10_000)}b`);
  expect(printStatement(long).length).toBeGreaterThan(90_000);
  expect([...walk(long)].length).toBeGreaterThan(20_000);
});

test('a chain of operators is a tree as deep as it is long', () => {
  const chain = (times: number): string => `SELECT ${"'x' || ".repeat(times)}'y' FROM t`;
  const statement = parseStatement(chain(2000));
  expect(printStatement(statement)).toBe(chain(2000));
  expect(tableReferences(statement)).toHaveLength(1);
  expect([...walk(statement)].length).toBeGreaterThan(4000);
  expect(() => parseStatement(chain(2001))).toThrow('stack depth limit exceeded');
});
