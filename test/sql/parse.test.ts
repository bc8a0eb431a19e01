import { expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { parseExpression, parseSortKey, parseStatement } from '../../src/sql/parse.ts';
import type { SelectCore } from '../../src/sql/select.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { meaning } from './corpus.ts';

function core(text: string): SelectCore {
  const statement = parseStatement(text);
  if (statement.type !== 'select' || statement.body.type !== 'select_core') throw new Error(`no plain SELECT: ${text}`);
  return statement.body;
}

type StatementOf<Type, Node = Statement> = Node extends { readonly type: infer Types }
  ? Type extends Types
    ? Node
    : never
  : never;

function only<Type extends Statement['type']>(text: string, type: Type): StatementOf<Type> {
  const statement = parseStatement(text);
  expect(statement.type).toBe(type);
  return statement as StatementOf<Type>;
}

/** An expression in prefix form, to see how it groups. */
function grouping(node: Expression): string {
  switch (node.type) {
    case 'binary':
      return `(${node.operator} ${grouping(node.left)} ${grouping(node.right)})`;
    case 'unary':
      return `(${node.operator} ${grouping(node.operand)})`;
    case 'and':
    case 'or':
      return `(${node.type} ${node.operands.map(grouping).join(' ')})`;
    case 'not':
      return `(not ${grouping(node.operand)})`;
    case 'is':
      return `(is ${grouping(node.operand)} ${node.negated ? 'not ' : ''}${node.test})`;
    case 'distinct':
      return `(distinct ${grouping(node.left)} ${grouping(node.right)})`;
    case 'between':
      return `(between ${grouping(node.operand)} ${grouping(node.low)} ${grouping(node.high)})`;
    case 'like':
      return `(${node.kind} ${grouping(node.operand)} ${grouping(node.pattern)})`;
    case 'cast':
      return `(cast ${grouping(node.operand)})`;
    case 'collate':
      return `(collate ${grouping(node.operand)})`;
    case 'at_time_zone':
      return `(at ${grouping(node.operand)}${node.zone ? ` ${grouping(node.zone)}` : ''})`;
    case 'quantified':
      return `(${node.operator} ${node.quantifier} ${grouping(node.operand)})`;
    case 'column':
      return node.parts.map((part) => part.name).join('.');
    case 'literal':
      return node.value;
    default:
      return node.type;
  }
}

test.each([
  ['a or b and c', '(or a (and b c))'],
  ['not a and b', '(and (not a) b)'],
  ['not a = b', '(not (= a b))'],
  ['a = b is null', '(is (= a b) null)'],
  ['a is null = b', '(= (is a null) b)'],
  ['a is distinct from b = c', '(distinct a (= b c))'],
  ['a < b || c', '(< a (|| b c))'],
  ['a || b + c', '(|| a (+ b c))'],
  ['a + b * c ^ d', '(+ a (* b (^ c d)))'],
  ['a - b - c', '(- (- a b) c)'],
  ['a ^ b ^ c', '(^ (^ a b) c)'],
  ['- a ^ b', '(^ (- a) b)'],
  ['-a::int', '(- (cast a))'],
  ['- a collate "C"', '(collate (- a))'],
  ['@ a + b', '(@ (+ a b))'],
  ['@ a || b', '(|| (@ a) b)'],
  ['a ^ @ b + c', '(^ a (@ (+ b c)))'],
  ['1 + not a = b', '(+ 1 (not (= a b)))'],
  ["a at time zone 'x' at time zone 'y'", '(at (at a x) y)'],
  ["a + b at time zone 'x'", '(+ a (at b x))'],
  ['a between b and c and d', '(and (between a b c) d)'],
  ['a between b + 1 and c = d', '(= (between a (+ b 1) c) d)'],
  ["a like 'x' || b and c", '(and (like a (|| x b)) c)'],
  ['a = any (b) and c', '(and (= any a) c)'],
  ['a -> b -> c = d', '(= (-> (-> a b) c) d)'],
  ['a <> b or a != b', '(or (<> a b) (<> a b))'],
  ['(a and b) and (c and d)', '(and a b c d)'],
])('%s groups as PostgreSQL groups it', (text, expected) => {
  expect(grouping(parseExpression(text))).toBe(expected);
});

test('names fold to lower case, but only ASCII letters do, and are cut after 63 bytes', () => {
  const [first, second, third] = core(`SELECT ÀBC, "ÀBC", ${'é'.repeat(40)}`).targets;
  expect(first?.expression).toMatchObject({ parts: [{ name: 'Àbc', quoted: false }] });
  expect(second?.expression).toMatchObject({ parts: [{ name: 'ÀBC', quoted: true }] });
  expect(third?.expression).toMatchObject({ parts: [{ name: 'é'.repeat(31) }] });
});

test('string constants are unescaped', () => {
  const values = core(
    String.raw`SELECT 'it''s', E'a\tb\'\x41\u00e9', U&'\0041\+01F600', $x$a'b$x$, 'a'
      'b', U&'!0041' UESCAPE '!'`,
  ).targets.map(({ expression }) => expression.type === 'literal' && expression.value);
  expect(values).toEqual(["it's", "a\tb'Aé", 'A😀', "a'b", 'ab', 'A']);
});

test('a typed literal is a cast, and keeps how it was written', () => {
  expect(meaning(parseExpression("date '2020-01-01'"))).toMatchObject({
    type: 'cast',
    written: 'prefix',
    target: { name: [{ name: 'date' }] },
    operand: { type: 'literal', value: '2020-01-01' },
  });
  expect(meaning(parseExpression("interval '1' day to second(3)"))).toMatchObject({
    target: { name: 'interval', intervalFields: 'day to second(3)' },
  });
  expect(meaning(parseExpression("timestamp(3) with time zone 'x'"))).toMatchObject({
    target: { name: 'timestamp with time zone', modifiers: [{ value: '3' }] },
  });
});

test('types have canonical names where SQL gives them words of their own', () => {
  const names = [
    'int',
    'dec(3)',
    'float(10)',
    'float',
    'nchar varying(3)',
    'char',
    'bit varying',
    'time',
    'int4',
    's.t[]',
  ];
  const types = names
    .map((name) => parseExpression(`a::${name}`))
    .map((cast) => cast.type === 'cast' && cast.target.name);
  expect(types.slice(0, 8)).toEqual([
    ...['integer', 'numeric', 'real', 'double precision', 'character varying', 'character', 'bit varying'],
    'time without time zone',
  ]);
  expect(types[8]).toMatchObject([{ name: 'int4' }]);
  expect(types[9]).toMatchObject([{ name: 's' }, { name: 't' }]);
});

test('a parenthesised SELECT is the same SELECT, with the clauses that are added to it', () => {
  const plain = meaning(parseStatement('SELECT a FROM t ORDER BY a LIMIT 1'));
  expect(meaning(parseStatement('(SELECT a FROM t LIMIT 1) ORDER BY a'))).toEqual(plain);
  expect(meaning(parseStatement('((SELECT a FROM t ORDER BY a) LIMIT 1)'))).toEqual(plain);
});

test('LIMIT, FETCH and OFFSET have their spans', () => {
  const text = 'SELECT a FROM t OFFSET 5 ROWS FETCH FIRST 10 ROWS ONLY';
  const { limitSpan, offsetSpan, limit } = only(text, 'select');
  expect(text.slice(limitSpan?.start, limitSpan?.end)).toBe('FETCH FIRST 10 ROWS ONLY');
  expect(text.slice(offsetSpan?.start, offsetSpan?.end)).toBe('OFFSET 5 ROWS');
  expect(limit).toMatchObject({ value: '10' });
  expect(only('SELECT a FROM t LIMIT ALL', 'select').limit).toBeUndefined();
});

test('SELECT INTO is a select with into', () => {
  expect(core('SELECT a INTO TEMP s.u FROM t').into).toMatchObject({
    persistence: 'temporary',
    name: [{ name: 's' }, { name: 'u' }],
  });
});

test('a word that could be an operator is a label where nothing follows that an operator takes', () => {
  const labels = (text: string): unknown[] => core(text).targets.map(({ alias }) => alias?.name);
  expect(labels('SELECT a at, b is, c in, d and FROM t')).toEqual(['at', 'is', 'in', 'and']);
  expect(labels('SELECT 1 + 2 and FROM t')).toEqual(['and']);
  expect(labels('SELECT a is null, b at local FROM t')).toEqual([undefined, undefined]);
});

test('a server without a name is refused with a hint', () => {
  expect.assertions(1);
  try {
    parseStatement("CREATE SERVER FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'x')");
  } catch (error) {
    expect((error as SqlError).fields).toMatchObject({
      code: '42601',
      message: 'syntax error at or near "FOREIGN"',
      position: 15,
      hint: 'Write a name for the server: CREATE SERVER name FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (...).',
    });
  }
});

test('a user mapping may lack its user, and says where it should be', () => {
  const text = "CREATE USER MAPPING FOR  SERVER s OPTIONS (profile 'p')";
  const { user, userSpan, server } = only(text, 'create_user_mapping');
  expect(user).toBeUndefined();
  expect(userSpan).toEqual({ start: 23, end: 23 });
  expect(server.name).toBe('s');
  expect(only('CREATE USER MAPPING FOR server SERVER s', 'create_user_mapping').user).toMatchObject({ name: 'server' });
  expect(only('CREATE USER MAPPING FOR public SERVER s', 'create_user_mapping').user).toEqual({ keyword: 'PUBLIC' });
  expect(only('DROP USER MAPPING IF EXISTS FOR USER SERVER s', 'drop_user_mapping')).toMatchObject({
    ifExists: true,
    user: { keyword: 'USER' },
  });
});

test('options carry their values and where those stand', () => {
  const text = `ALTER SERVER s OPTIONS (ADD a 'it''s', SET "B" 'x', DROP c, d 'y')`;
  const { options } = only(text, 'alter_server');
  expect(options.map(({ action, name, value }) => [action, name.name, value])).toEqual([
    ['add', 'a', "it's"],
    ['set', 'B', 'x'],
    ['drop', 'c', undefined],
    ['add', 'd', 'y'],
  ]);
  expect(options.map(({ valueSpan }) => valueSpan && text.slice(valueSpan.start, valueSpan.end))).toEqual([
    "'it''s'",
    "'x'",
    undefined,
    "'y'",
  ]);
});

test('a foreign table keeps columns, types and options, and the rest as text', () => {
  const node = only(
    `CREATE FOREIGN TABLE IF NOT EXISTS music.artist (
      id text NOT NULL OPTIONS (attribute 'Id') DEFAULT 'x',
      n numeric(10, 2) CHECK (n > 0 AND n < (5)),
      CONSTRAINT c CHECK (n > 0)
    ) SERVER s OPTIONS (table 'Music')`,
    'create_foreign_table',
  );
  expect(node).toMatchObject({ ifNotExists: true, server: { name: 's' }, elements: ['CONSTRAINT c CHECK (n > 0)'] });
  expect(node.columns.map(({ name, rest, options }) => [name.name, rest, options.length])).toEqual([
    ['id', "NOT NULL DEFAULT 'x'", 1],
    ['n', 'CHECK (n > 0 AND n < (5))', 0],
  ]);
});

test('IMPORT FOREIGN SCHEMA keeps its filter', () => {
  expect(only('IMPORT FOREIGN SCHEMA x LIMIT TO (a, "B") FROM SERVER s INTO y', 'import_foreign_schema')).toMatchObject(
    {
      filter: { kind: 'limit_to', tables: [{ name: 'a' }, { name: 'B' }] },
    },
  );
});

test('EXPLAIN keeps its options in both forms', () => {
  const names = (text: string): unknown[] => only(text, 'explain').options.map(({ name, value }) => [name, value]);
  expect(names('EXPLAIN ANALYZE VERBOSE SELECT 1')).toEqual([
    ['analyze', undefined],
    ['verbose', undefined],
  ]);
  expect(names('EXPLAIN (ANALYZE, FORMAT json, COSTS off, WAL 1) SELECT 1')).toEqual([
    ['analyze', undefined],
    ['format', 'json'],
    ['costs', 'off'],
    ['wal', '1'],
  ]);
  expect(names('EXPLAIN (SELECT 1)')).toEqual([]);
});

test('a statement that is PostgreSQL’s business is other, with its first words', () => {
  expect(only("SET dynamodb_fdw.full_scan = 'deny'", 'other').words).toEqual(['SET', 'DYNAMODB_FDW']);
  expect(only('CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED)', 'other').words.slice(0, 2)).toEqual([
    'CREATE',
    'TABLE',
  ]);
  expect(only('', 'other').words).toEqual([]);
  expect(only('-- nothing', 'other').words).toEqual([]);
});

test.each([
  ['(SubPlan 1)', '(SubPlan 1)'],
  ['(hashed SubPlan 2).col1', '(hashed SubPlan 2).col1'],
  ['(InitPlan 1).col2', '(InitPlan 1).col2'],
  ['(rescan SubPlan 1).col1', '(rescan SubPlan 1).col1'],
  ['(alternatives: SubPlan 1 or hashed SubPlan 2)', '(alternatives: SubPlan 1 or hashed SubPlan 2)'],
  ['EXISTS(SubPlan 1)', 'EXISTS(SubPlan 1)'],
  ['ARRAY(SubPlan 1)', 'ARRAY(SubPlan 1)'],
  ['(ANY (m.a = (hashed SubPlan 1).col1))', '(ANY (m.a = (hashed SubPlan 1).col1))'],
  ['(ALL (m.a <> (SubPlan 1).col1))', '(ALL (m.a <> (SubPlan 1).col1))'],
])('%s is a reference to a subplan', (text, verbatim) => {
  expect(parseExpression(text)).toMatchObject({
    type: 'plan_reference',
    text: verbatim,
    span: { start: 0, end: text.length },
  });
});

test('what EXPLAIN alone prints is read there and nowhere else', () => {
  expect(parseExpression('(NOT EXISTS(SubPlan 1))')).toMatchObject({
    type: 'not',
    operand: { type: 'plan_reference' },
  });
  expect(parseExpression('(m.n = $0)')).toMatchObject({ right: { type: 'parameter', number: 0 } });
  expect(parseExpression('(PARTIAL count(*))')).toMatchObject({ type: 'call', partial: true, star: true });
  expect(parseExpression('sum(a) OVER (?)')).toMatchObject({ over: { type: 'window', hidden: true } });
  expect(() => parseStatement('SELECT (SubPlan 1)')).toThrow(SqlError);
  expect(() => parseStatement('SELECT sum(a) OVER (?)')).toThrow(SqlError);
});

test('a sort key of EXPLAIN is read with its order', () => {
  expect(parseSortKey('m.a COLLATE "C" DESC NULLS LAST')).toMatchObject({
    direction: 'desc',
    nulls: 'last',
    expression: { type: 'collate' },
  });
});
