/** What \d+ shows of ANALYZE, where names and examples are somebody else's text. */
import { expect, test } from 'vitest';
import { observe } from '../../src/dynamo/observe.ts';
import type { ObservedTable } from '../../src/run/port.ts';
import { attributeLines } from '../../src/shell/describe/attributes.ts';
import { item, type Plain } from '../emulators/tables.ts';

const hostile = '\u001b[2J\u009b31m\n    "id": N 100.0 %\t\u0000"';

test('names and examples stay on their line and drive no terminal', () => {
  const [attribute] = observe([item({ [hostile]: hostile })], []);
  const observed: ObservedTable = {
    analyzedAt: '2024-05-06T07:08:09.123Z',
    sampledItems: 1,
    attributes: [
      {
        column: undefined,
        attribute: attribute?.path ?? '',
        missing: 0,
        types: [{ type: 'S', share: 1, fits: true }],
        example: attribute?.example,
        exampleKey: '{}',
      },
    ],
  };
  const lines = attributeLines(observed);
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "Attributes in 1 sampled item (analyzed 2024-05-06 07:08:09+00):
    Attributes without a column:
        "\\x1B[2J\\u009B31m\\n    ""id"": N 100.0 %\\t\\x00""": S 100.0 %; for example "\\u001b[2J\\u009B31m\\n    \\"id\\": N 100.0 %\\t\\u0000\\"""
  `);
});

test('a column is said to read an attribute where that has another name', () => {
  const names = [
    ['plain', 'plain'],
    ['first name', 'first name'],
    ['a.b', '"a.b"'],
    ['city', 'address.city'],
  ] as const;
  const { path } = observe([item({ 'a.b': 1 })], [])[0] ?? {};
  expect(path).toBe('"a.b"');
  const attributes = names.map(([column, attribute]) => ({
    column,
    attribute,
    missing: 0,
    types: [{ type: 'S' as const, share: 1, fits: true }],
    example: undefined,
    exampleKey: undefined,
  }));
  const [, ...lines] = attributeLines({ analyzedAt: '2024-05-06T07:08:09.123Z', sampledItems: 1, attributes });
  expect(lines.map((line) => line.trim().replace(/: .*/, ''))).toEqual([
    '"plain"',
    '"first name"',
    '"a.b"',
    '"city" (address.city)',
  ]);
});

test('an example is cut, says its type, and is not NULL where another is there', () => {
  const examples = (...values: Plain[]): readonly string[] =>
    observe(
      values.map((a) => item({ a })),
      [],
    ).map(({ example }) => example);
  expect(examples('20')).toEqual(['"20"']);
  expect(examples(20)).toEqual(['20']);
  expect(examples(null, null, 'later')).toEqual(['"later"']);
  expect(examples(null)).toEqual(['null']);
  expect(examples('x'.repeat(100))).toEqual([`"${'x'.repeat(59)}…"`]);
  expect(examples({ m: 'a\0b' })[0]).toContain('\\u0000');
});
