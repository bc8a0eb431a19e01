import { expect, test } from 'vitest';
import type { Expression } from '../../src/sql/expression.ts';
import { parseExpression, parseStatement } from '../../src/sql/parse.ts';
import type { SelectStatement } from '../../src/sql/select.ts';
import { type AnyNode, walk } from '../../src/sql/visit.ts';
import { explained, meaning, right } from './corpus.ts';

/** Expressions whose text means the same alone; not those that only stand in a place of their own. */
function standsAlone(node: AnyNode, text: string): node is Expression {
  switch (node.type) {
    case 'array': // [1, 2] inside of ARRAY[...]
      return text.toUpperCase().startsWith('ARRAY');
    case 'column': // the star of SELECT *
      return node.parts.length > 0;
    case 'field': // the target of an assignment, a.b
      return node.operand.type !== 'column' || text.startsWith('(');
    case 'special': // in FROM alone
      return !['XMLTABLE', 'JSON_TABLE', 'CAST'].includes(node.name);
    case 'literal': // the one row of FETCH FIRST ROW ONLY is not written
      return node.span.end > node.span.start;
    default:
      return expressionTypes.has(node.type);
  }
}

const expressionTypes = new Set<string>([
  ...[
    'parameter',
    'cast',
    'unary',
    'binary',
    'and',
    'or',
    'not',
    'is',
    'distinct',
    'between',
    'in',
    'in_subquery',
    'like',
  ],
  ...[
    'quantified',
    'call',
    'value_function',
    'case',
    'array_subquery',
    'row',
    'subquery',
    'exists',
    'subscript',
    'collate',
  ],
  ...['at_time_zone', 'plan_reference'],
]);

test.each(right)('every node of %s has its exact text', (statement) => {
  for (const node of walk(parseStatement(statement))) {
    const text = statement.slice(node.span.start, node.span.end);
    expect(text, node.type).toBe(text.trim());
    if (standsAlone(node, text)) expect(meaning(parseExpression(text)), text).toEqual(meaning(node));
    if (node.type === 'select') expect(meaning(parseStatement(text)), text).toEqual(meaning(node));
    if (node.type === 'table')
      expect(statement.slice(node.nameSpan.start, node.nameSpan.end)).not.toMatch(/\s(AS|ONLY)\s/);
  }
});

test('every node of an expression that EXPLAIN prints has its exact text', () => {
  for (const { key, text } of explained) {
    if (key === 'Sort Key') continue;
    for (const node of walk(parseExpression(text))) {
      const own = text.slice(node.span.start, node.span.end);
      if (standsAlone(node, own)) expect(meaning(parseExpression(own)), own).toEqual(meaning(node));
    }
  }
});

test('spans count UTF-16 code units, so that they slice the text, and leave parentheses out', () => {
  const text = `SELECT '😀', (a + b) * c, "é" FROM t`;
  const { body } = parseStatement(text) as SelectStatement;
  const spans = body.type === 'select_core' ? body.targets.map(({ expression }) => expression) : [];
  const [, product] = spans;
  const sliced = spans.map(({ span }) => text.slice(span.start, span.end));
  expect(sliced).toEqual(["'😀'", '(a + b) * c', '"é"']);
  const left = product?.type === 'binary' ? product.left : undefined;
  expect(text.slice(left?.span.start, left?.span.end)).toBe('a + b');
});
