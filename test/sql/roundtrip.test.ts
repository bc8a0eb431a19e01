/** parse(print(node)) is the node: nodes are made up at random, as deep and as odd as they come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Argument, Expression, Identifier, QualifiedName } from '../../src/sql/expression.ts';
import { parseExpression, parseStatement } from '../../src/sql/parse.ts';
import { printExpression, printStatement } from '../../src/sql/print.ts';
import type {
  Alias,
  CommonTable,
  FromItem,
  GroupItem,
  SelectBody,
  SelectStatement,
  SortItem,
  TargetItem,
  TypeName,
  WindowSpec,
} from '../../src/sql/select.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { meaning } from './corpus.ts';

const span = { start: 0, end: 0 };
/** All choices count the depth together; too deep, the first is taken. */
const deep = { maxDepth: 3, depthIdentifier: 'node', withCrossShrink: true } as const;
const option = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const some = <Value>(value: fc.Arbitrary<Value>, maxLength = 3): fc.Arbitrary<Value[]> =>
  fc.array(value, { minLength: 1, maxLength });
const few = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { maxLength: 2 });

/** Names that need quotes and names that do not, keywords of every category among them. */
const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b1',
    '_x',
    'year',
    'value',
    'name',
    'at',
    'rows',
    'filter',
    'select',
    'values',
    'left',
    'int',
    'is',
  ),
  fc.constantFrom('A b', 'été', 'a"b', '1a', '😀', 'a$b'),
);
const identifier: fc.Arbitrary<Identifier> = name.map((each) => ({
  type: 'identifier',
  span,
  name: each,
  quoted: false,
}));
const qualified: fc.Arbitrary<QualifiedName> = some(identifier);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.constantFrom("it's", 'a\\b', "\\'", '$$', '--', '/*', ''),
);
const safeText = text.filter((value) => !value.includes('\0'));

const literal: fc.Arbitrary<Expression> = fc.oneof(
  safeText.map((value): Expression => ({ type: 'literal', span, literal: 'string', value })),
  fc
    .constantFrom('0', '1', '1.5', '.5', '1e10', '1_000', '0xff', '99999999999')
    .map((value): Expression => ({ type: 'literal', span, literal: 'number', value })),
  fc.constantFrom('0101', '').map((value): Expression => ({ type: 'literal', span, literal: 'bit', value })),
  fc.constantFrom('1fF').map((value): Expression => ({ type: 'literal', span, literal: 'hex', value })),
  fc.constantFrom('true', 'false').map((value): Expression => ({ type: 'literal', span, literal: 'boolean', value })),
  fc.constant<Expression>({ type: 'literal', span, literal: 'null', value: 'null' }),
);

const type: fc.Arbitrary<TypeName> = fc
  .record({
    type: fc.constant('type_name' as const),
    span: fc.constant(span),
    setof: fc.constant(false),
    name: fc.oneof(
      fc.constantFrom('integer', 'bigint', 'double precision', 'boolean', 'json', 'time with time zone'),
      qualified.map((parts) => [{ ...parts[0], name: 'mytype' } as Identifier, ...parts.slice(1)]),
    ),
    modifiers: fc.constant([]),
    dimensions: fc.array(option(fc.nat(9)), { maxLength: 2 }),
  })
  .chain((plain) =>
    fc.oneof(
      fc.constant(plain),
      fc.constantFrom('numeric', 'timestamp without time zone', 'character varying', 'interval').map((modified) => ({
        ...plain,
        name: modified,
        modifiers: [{ type: 'literal', span, literal: 'number', value: '3' } as const],
      })),
      fc
        .constantFrom('day', 'day to second', 'second(3)')
        .map((intervalFields) => ({ ...plain, name: 'interval', intervalFields })),
    ),
  );

const symbol = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '<',
  '>',
  '=',
  '<=',
  '>=',
  '<>',
  '||',
  '->',
  '->>',
  '@>',
  '~',
  '?',
  '@-',
  'OPERATOR(pg_catalog.+)',
);

const { expression, query } = fc.letrec<{
  expression: Expression;
  query: SelectStatement;
  body: SelectBody;
  from: FromItem;
}>((tie) => {
  const e = tie('expression');
  const q = tie('query');
  const boolean = fc.boolean();
  const node = <Type extends Expression['type'], Fields extends object>(
    kind: Type,
    fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
  ) => fc.record({ type: fc.constant(kind), span: fc.constant(span), ...fields } as never) as fc.Arbitrary<Expression>;

  const sort: fc.Arbitrary<SortItem> = fc.record({
    type: fc.constant('sort' as const),
    span: fc.constant(span),
    expression: e,
    direction: option(fc.constantFrom('asc' as const, 'desc' as const)),
    nulls: option(fc.constantFrom('first' as const, 'last' as const)),
  });
  const bound = fc.oneof(
    fc.constantFrom({ bound: 'unbounded preceding' as const }, { bound: 'current row' as const }),
    e.map((offset) => ({ bound: 'preceding' as const, offset })),
  );
  const window: fc.Arbitrary<WindowSpec> = fc.record({
    type: fc.constant('window' as const),
    span: fc.constant(span),
    base: option(identifier.filter((each) => each.name !== 'rows')),
    partitionBy: few(e),
    orderBy: few(sort),
    frame: option(
      fc.record({ mode: fc.constantFrom('rows' as const, 'range' as const), start: bound, end: option(bound) }),
    ),
  });
  const argument: fc.Arbitrary<Argument> = fc.record({
    type: fc.constant('argument' as const),
    span: fc.constant(span),
    name: option(identifier),
    variadic: fc.constant(false),
    value: e,
  });
  const call = node('call', {
    name: qualified.filter(([first]) => first?.name !== 'values'),
    args: some(argument),
    star: fc.constant(false),
    distinct: boolean,
    orderBy: few(sort),
    filter: option(e),
    over: option(fc.oneof(identifier, window)),
  });
  const owner = fc.oneof(deep, node('column', { parts: qualified, star: fc.constant(false) }), e);

  const alias: fc.Arbitrary<Alias> = fc.record({
    type: fc.constant('alias' as const),
    span: fc.constant(span),
    name: identifier,
    columns: option(some(identifier)),
  });
  const target: fc.Arbitrary<TargetItem> = fc
    .record({
      type: fc.constant('target' as const),
      span: fc.constant(span),
      expression: fc.oneof(e, fc.constant<Expression>({ type: 'column', span, parts: [], star: true })),
      alias: option(identifier),
    })
    .map((item) =>
      item.expression.type === 'column' && item.expression.parts.length === 0 ? { ...item, alias: undefined } : item,
    );
  const group: fc.Arbitrary<GroupItem> = fc.oneof(
    e.map((each): GroupItem => ({ type: 'group', span, kind: 'expression', expressions: [each], items: [] })),
    fc.constant<GroupItem>({ type: 'group', span, kind: 'empty', expressions: [], items: [] }),
    some(e).map((expressions): GroupItem => ({ type: 'group', span, kind: 'rollup', expressions, items: [] })),
  );
  const core: fc.Arbitrary<SelectBody> = fc.record({
    type: fc.constant('select_core' as const),
    span: fc.constant(span),
    distinct: fc.oneof(boolean, some(e)),
    targets: some(target),
    from: few(tie('from')),
    where: option(e),
    groupBy: few(group),
    groupDistinct: fc.constant(false),
    having: option(e),
    windows: few(fc.record({ name: identifier, spec: window })),
  });
  const commonTable: fc.Arbitrary<CommonTable> = fc.record({
    type: fc.constant('cte' as const),
    span: fc.constant(span),
    name: identifier,
    columns: option(some(identifier)),
    materialized: option(boolean),
    query: q,
  });

  return {
    expression: fc.oneof(
      deep,
      literal,
      node('column', { parts: qualified, star: fc.constant(false) }),
      node('parameter', { number: fc.integer({ min: 1, max: 9 }) }),
      node('value_function', { name: fc.constantFrom('CURRENT_DATE', 'CURRENT_USER', 'LOCALTIME') }),
      node('cast', { operand: e, target: type, written: fc.constantFrom('colons', 'cast') }),
      node('unary', { operator: fc.constantFrom('+', '-', '@', '~', '!!'), operand: e }),
      node('binary', { operator: symbol, left: e, right: e }),
      fc.constantFrom('and', 'or').chain((kind) =>
        node(kind as 'and', {
          operands: fc.array(
            e.filter((each) => each.type !== kind),
            { minLength: 2, maxLength: 3 },
          ),
        }),
      ),
      node('not', { operand: e }),
      node('is', {
        operand: e,
        test: fc.constantFrom('null', 'true', 'unknown', 'document', 'json'),
        negated: boolean,
      }),
      node('distinct', { left: e, right: e, negated: boolean }),
      node('between', { operand: e, low: e, high: e, symmetric: boolean, negated: boolean }),
      node('in', { operand: e, list: some(e.filter((each) => each.type !== 'subquery')), negated: boolean }),
      node('in_subquery', { operand: e, query: q, negated: boolean }),
      node('like', {
        kind: fc.constantFrom('like', 'ilike', 'similar'),
        operand: e,
        pattern: e,
        escape: option(e),
        negated: boolean,
      }),
      node('quantified', {
        operand: e,
        operator: fc.oneof(symbol, fc.constantFrom('LIKE', 'NOT ILIKE')),
        quantifier: fc.constantFrom('any', 'all'),
        argument: fc.oneof(
          e.filter((each) => each.type !== 'subquery'),
          q,
        ),
      }),
      call,
      node('case', {
        operand: option(e),
        whens: some(
          fc.tuple(e, e).map(([when, value]) =>
            Object.fromEntries([
              ['when', when],
              ['then', value],
            ]),
          ),
          2,
        ),
        otherwise: option(e),
      }),
      node('array', { elements: few(e) }),
      node('array_subquery', { query: q }),
      node('row', { elements: few(e), explicit: fc.constant(true) }),
      node('row', { elements: fc.array(e, { minLength: 2, maxLength: 3 }), explicit: fc.constant(false) }),
      node('subquery', { query: q }),
      node('exists', { query: q }),
      node('subscript', { operand: owner, slice: fc.constant(false), lower: e }),
      node('subscript', { operand: owner, slice: fc.constant(true), lower: option(e), upper: option(e) }),
      node('field', { operand: owner, field: identifier }),
      node('collate', { operand: e, collation: qualified }),
      node('at_time_zone', { operand: e, zone: option(e) }),
      fc
        .tuple(e, e)
        .map(([from, to]): Expression => ({ type: 'special', span, name: 'SUBSTRING', parts: [from, 'FROM', to] })),
      fc.tuple(e, e).map(
        ([needle, within]): Expression => ({
          type: 'special',
          span,
          name: 'POSITION',
          parts: [needle, 'IN', within],
        }),
      ),
      e.map((source): Expression => ({ type: 'special', span, name: 'EXTRACT', parts: ['year', 'FROM', source] })),
    ),
    query: fc.record({
      type: fc.constant('select' as const),
      span: fc.constant(span),
      with: option(
        fc.record({
          type: fc.constant('with' as const),
          span: fc.constant(span),
          recursive: boolean,
          tables: some(commonTable, 2),
        }),
      ),
      body: tie('body'),
      orderBy: few(sort),
      withTies: fc.constant(false),
      limit: option(e),
      offset: option(e),
      locking: fc.constant([]),
    }),
    body: fc.oneof(
      deep,
      qualified.map(
        (parts): SelectBody => ({
          type: 'table_core',
          span,
          table: { type: 'table', span, name: parts, nameSpan: span, only: false },
        }),
      ),
      core,
      some(some(e)).map((rows): SelectBody => ({ type: 'values', span, rows })),
      fc.record({
        type: fc.constant('set_operation' as const),
        span: fc.constant(span),
        operator: fc.constantFrom('union' as const, 'intersect' as const, 'except' as const),
        all: boolean,
        // As the parser makes them: what is not a plain SELECT on the right is in parentheses.
        left: fc.oneof(core, q),
        right: fc.oneof(core, q),
      }),
    ),
    from: fc.oneof(
      deep,
      fc.record({
        type: fc.constant('table' as const),
        span: fc.constant(span),
        name: qualified,
        nameSpan: fc.constant(span),
        only: boolean,
        alias: option(alias),
      }),
      fc.record({
        type: fc.constant('from_subquery' as const),
        span: fc.constant(span),
        lateral: boolean,
        query: q,
        alias: option(alias),
      }),
      fc.record({
        type: fc.constant('join' as const),
        span: fc.constant(span),
        join: fc.constantFrom('inner' as const, 'left' as const, 'full' as const),
        natural: fc.constant(false),
        left: tie('from'),
        right: tie('from'),
        on: e,
        alias: option(alias),
      }),
    ),
  };
});

test('an expression is printed as a text that is read as the same', () => {
  fc.assert(
    fc.property(expression, (node) => {
      expect(meaning(parseExpression(printExpression(node)))).toEqual(meaning(node));
    }),
    { numRuns: 1000 },
  );
});

test('a query is printed as a text that is read as the same', () => {
  fc.assert(
    fc.property(query, (node) => {
      expect(meaning(parseStatement(printStatement(node as Statement)))).toEqual(meaning(node));
    }),
    { numRuns: 60 },
  );
});
