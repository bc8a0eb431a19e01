import { expect, test } from 'vitest';
import { parseExpression, parseSortKey, parseStatement } from '../../src/sql/parse.ts';
import { printExpression, printStatement } from '../../src/sql/print.ts';
import { explained, meaning, right } from './corpus.ts';

test.each(right)('%s is printed as a text that means the same', (text) => {
  const statement = parseStatement(text);
  const printed = printStatement(statement);
  const again = parseStatement(printed);
  if (statement.type !== 'other') expect(meaning(again)).toEqual(meaning(statement));
  expect(printStatement(again)).toBe(printed);
});

test('what EXPLAIN prints is printed as a text that means the same', () => {
  for (const { key, text } of explained) {
    const expression = key === 'Sort Key' ? parseSortKey(text).expression : parseExpression(text);
    const printed = printExpression(expression);
    expect(meaning(parseExpression(printed)), text).toEqual(meaning(expression));
  }
});

test.each([
  ['((a)) + (b * c)', 'a + b * c'],
  ['(a + b) * c', '(a + b) * c'],
  ['a - (b - c)', 'a - (b - c)'],
  ['- (- a)', '- -a'],
  ['-(@ a)', '-(@ a)'],
  ['(a and b) or c', 'a AND b OR c'],
  ['a and (b or c)', 'a AND (b OR c)'],
  ['not (a and b)', 'NOT (a AND b)'],
  ['(a is null) is true', '(a IS NULL) IS TRUE'],
  ['(a = b) is null', 'a = b IS NULL'],
  ['(a < b) = c', '(a < b) = c'],
  ['a between (b and c) and d', 'a BETWEEN (b AND c) AND d'],
  ['(-a)::int', '(-a)::integer'],
  ['(f(x))[1].y', '(f(x))[1].y'],
  ['(a).b', '(a).b'],
  ["e'a\\\\b'", "E'a\\\\b'"],
  ['coalesce(a, "coalesce"(b))', 'COALESCE(a, "coalesce"(b))'],
  ["timestamp(3) with time zone 'x'", "timestamp(3) with time zone 'x'"],
])('%s is printed as %s', (text, expected) => {
  expect(printExpression(parseExpression(text))).toBe(expected);
});
