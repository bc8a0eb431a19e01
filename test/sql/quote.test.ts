import { expect, test } from 'vitest';
import { quoteIdentifier, quoteLiteral } from '../../src/sql/quote.ts';

test.each([
  ['abc', 'abc'],
  ['_a1', '_a1'],
  ['Abc', '"Abc"'],
  ['a$b', '"a$b"'],
  ['1a', '"1a"'],
  ['', '""'],
  ['été', '"été"'],
  ['a"b', '"a""b"'],
  ['select', '"select"'],
  ['values', '"values"'],
  ['left', '"left"'],
  ['year', 'year'],
])('the name %j is written %s', (name, expected) => {
  expect(quoteIdentifier(name)).toBe(expected);
});

test.each([
  ['', "''"],
  ["it's", "'it''s'"],
  ['a\\b', "E'a\\\\b'"],
  ['é\n', "'é\n'"],
])('the string %j is written %s', (value, expected) => {
  expect(quoteLiteral(value)).toBe(expected);
});
