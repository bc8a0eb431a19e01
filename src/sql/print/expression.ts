/** Expressions as text, with the parentheses that PostgreSQL's precedence asks for and few others. */
import type {
  AndOr,
  Argument,
  BinaryOp,
  Expression,
  FunctionCall,
  Literal,
  Quantified,
  SpecialCall,
  UnaryOp,
} from '../expression.ts';
import { Level } from '../level.ts';
import { quoteLiteral } from '../quote.ts';
import type { SelectStatement, TypeName } from '../select.ts';
import { printSelect, printSortItem, printWindow } from './select.ts';
import { clause, printIdentifier, printName, words } from './words.ts';

/** Binds tighter than any operator. */
const tightest = 100;

type NodeOf<Type> = Expression extends infer Node
  ? Node extends { readonly type: infer Types }
    ? Type extends Types
      ? Node
      : never
    : never
  : never;
type Printers = { readonly [Type in Expression['type']]: (node: NodeOf<Type>) => string };
type Levels = { readonly [Type in Expression['type']]: number | ((node: NodeOf<Type>) => number) };

export function printExpression(node: Expression): string {
  return (printers[node.type] as (node: Expression) => string)(node);
}

/** A part of an operator's expression: in parentheses where it binds less tightly than it must. */
function operand(node: Expression, minimum: number): string {
  const text = printExpression(node);
  return levelOf(node) < minimum ? `(${text})` : text;
}

function levelOf(node: Expression): number {
  const level = levels[node.type] as number | ((node: Expression) => number);
  return typeof level === 'number' ? level : level(node);
}

function levelOfOperator(operator: string): number {
  if (/^(?:NOT )?I?LIKE$/.test(operator)) return Level.pattern;
  if (/^(?:[<>=]|<=|>=|<>)$/.test(operator) || operator === 'OVERLAPS') return Level.comparison;
  if (operator === '+' || operator === '-') return Level.sum;
  if (operator === '*' || operator === '/' || operator === '%') return Level.product;
  return operator === '^' ? Level.power : Level.operator;
}

const isSign = ({ operator }: UnaryOp): boolean => operator === '+' || operator === '-';

const levels: Levels = {
  literal: tightest,
  column: tightest,
  parameter: tightest,
  default: tightest,
  value_function: tightest,
  plan_reference: tightest,
  cast: ({ written }) => (written === 'colons' ? Level.typecast : tightest),
  unary: (node) => (isSign(node) ? Level.sign : Level.operator),
  binary: ({ operator }) => levelOfOperator(operator),
  and: Level.and,
  or: Level.or,
  not: Level.not,
  is: Level.is,
  distinct: Level.is,
  between: Level.pattern,
  in: Level.pattern,
  in_subquery: Level.pattern,
  like: Level.pattern,
  quantified: ({ operator }) => levelOfOperator(operator),
  call: ({ partial }) => (partial ? 0 : tightest),
  special: tightest,
  case: tightest,
  array: tightest,
  array_subquery: tightest,
  row: tightest,
  subquery: tightest,
  exists: tightest,
  subscript: tightest,
  field: tightest,
  collate: Level.collate,
  at_time_zone: Level.at,
};

const printers: Printers = {
  literal: printLiteral,
  column: ({ parts, star }) => [...parts.map(printIdentifier), ...(star ? ['*'] : [])].join('.'),
  parameter: ({ number }) => `$${number}`,
  default: () => 'DEFAULT',
  value_function: ({ name, precision }) => (precision === undefined ? name : `${name}(${precision})`),
  plan_reference: ({ text }) => text,
  cast: ({ operand: value, target, written }) => {
    if (written === 'cast') return `CAST(${printExpression(value)} AS ${printType(target)})`;
    if (written === 'colons') return `${operand(value, Level.typecast)}::${printType(target)}`;
    const { intervalFields, ...plain } = target;
    return words(printType(plain), printExpression(value), intervalFields);
  },
  unary: printUnary,
  binary: printBinary,
  and: (node) => printJunction(node, 'AND', Level.not),
  or: (node) => printJunction(node, 'OR', Level.and),
  not: (node) => `NOT ${operand(node.operand, Level.not)}`,
  is: ({ operand: value, test, negated, detail }) => {
    const tested = test === 'normalized' ? words(detail, 'NORMALIZED') : words(test.toUpperCase(), detail);
    return words(operand(value, Level.comparison), 'IS', negated && 'NOT', tested);
  },
  distinct: ({ left, right, negated }) =>
    words(
      operand(left, Level.comparison),
      negated ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM',
      operand(right, Level.comparison),
    ),
  between: ({ operand: value, low, high, symmetric, negated }) =>
    words(
      operand(value, Level.escape),
      negated && 'NOT',
      symmetric ? 'BETWEEN SYMMETRIC' : 'BETWEEN',
      printRestricted(low),
      'AND',
      operand(high, Level.escape),
    ),
  in: ({ operand: value, list, negated }) =>
    `${operand(value, Level.escape)} ${negated ? 'NOT IN' : 'IN'} (${printList(list)})`,
  in_subquery: ({ operand: value, query, negated }) =>
    `${operand(value, Level.escape)} ${negated ? 'NOT IN' : 'IN'} (${printSelect(query)})`,
  like: ({ kind, operand: value, pattern, escape: escapeWith, negated }) =>
    words(
      operand(value, Level.escape),
      negated && 'NOT',
      kind === 'similar' ? 'SIMILAR TO' : kind.toUpperCase(),
      operand(pattern, Level.escape),
      escapeWith && `ESCAPE ${operand(escapeWith, Level.escape)}`,
    ),
  quantified: printQuantified,
  call: printCall,
  special: printSpecial,
  case: ({ operand: value, whens, otherwise }) =>
    words(
      'CASE',
      value && printExpression(value),
      ...whens.map(({ when, then }) => `WHEN ${printExpression(when)} THEN ${printExpression(then)}`),
      otherwise && `ELSE ${printExpression(otherwise)}`,
      'END',
    ),
  array: ({ elements }) => `ARRAY[${printList(elements)}]`,
  array_subquery: ({ query }) => `ARRAY(${printSelect(query)})`,
  row: ({ elements, explicit }) => `${explicit ? 'ROW' : ''}(${printList(elements)})`,
  subquery: ({ query }) => `(${printSelect(query)})`,
  exists: ({ query }) => `EXISTS (${printSelect(query)})`,
  subscript: (node) => {
    const inside = node.slice ? `${printOptional(node.lower)}:${printOptional(node.upper)}` : printOptional(node.lower);
    return `${printOwner(node.operand, node.operand.type === 'column')}[${inside}]`;
  },
  field: (node) => `${printOwner(node.operand, false)}.${node.field === undefined ? '*' : printIdentifier(node.field)}`,
  collate: (node) => `${operand(node.operand, Level.collate)} COLLATE ${printName(node.collation)}`,
  at_time_zone: ({ operand: value, zone }) =>
    zone === undefined
      ? `${operand(value, Level.at)} AT LOCAL`
      : `${operand(value, Level.at)} AT TIME ZONE ${operand(zone, Level.collate)}`,
};

export function printList(list: readonly Expression[]): string {
  return list.map(printExpression).join(', ');
}

function printOptional(node: Expression | undefined): string {
  return node === undefined ? '' : printExpression(node);
}

function printLiteral({ literal, value }: Literal): string {
  switch (literal) {
    case 'string':
      return quoteLiteral(value);
    case 'number':
      return value;
    case 'bit':
      return `B'${value}'`;
    case 'hex':
      return `X'${value}'`;
    case 'boolean':
    case 'null':
      return value.toUpperCase();
  }
}

function printUnary(node: UnaryOp): string {
  const text = operand(node.operand, isSign(node) ? Level.sign : Level.operator + 1);
  // Two signs would make a comment, other symbols another operator.
  const apart = !isSign(node) || /^[~!@#^&|`?+\-*/%<>=]/.test(text);
  return apart ? `${node.operator} ${text}` : node.operator + text;
}

function printBinary({ operator, left, right }: BinaryOp): string {
  const level = levelOfOperator(operator);
  const chains = level !== Level.comparison;
  return `${operand(left, chains ? level : level + 1)} ${operator} ${operand(right, level + 1)}`;
}

function printJunction({ operands }: AndOr, word: string, minimum: number): string {
  return operands.map((each) => operand(each, minimum)).join(` ${word} `);
}

/** Where the grammar takes a restricted expression (b_expr), what has operators goes in parentheses, but for a sign. */
function printRestricted(node: Expression): string {
  const signed = node.type === 'unary' && isSign(node) && levelOf(node.operand) === tightest;
  return signed ? printExpression(node) : operand(node, tightest);
}

function printQuantified({ operand: value, operator, quantifier, argument }: Quantified): string {
  const level = levelOfOperator(operator);
  const chains = level !== Level.comparison && level !== Level.pattern;
  const text = argument.type === 'select' ? printSelect(argument) : printExpression(argument);
  return `${operand(value, chains ? level : level + 1)} ${operator} ${quantifier.toUpperCase()} (${text})`;
}

/** What a subscript or field is taken of; `bare` says that it may stand without parentheses. */
function printOwner(node: Expression, bare: boolean): string {
  const owns = ['subscript', 'field', 'parameter', 'subquery'].includes(node.type);
  return owns || bare ? printExpression(node) : `(${printExpression(node)})`;
}

const keywordCalls = new Set(['coalesce', 'greatest', 'least', 'nullif', 'grouping']);

function printArgument({ name, variadic, value }: Argument): string {
  return words(variadic && 'VARIADIC', name && `${printIdentifier(name)} =>`, printExpression(value));
}

function printCall(node: FunctionCall): string {
  const { name, args, star, distinct, orderBy, withinGroup, filter, partial } = node;
  const [first] = name;
  const isKeyword = name.length === 1 && first?.quoted === false && keywordCalls.has(first.name);
  const called = isKeyword ? first.name.toUpperCase() : printName(name);
  const inside = words(
    star && '*',
    distinct && 'DISTINCT',
    args.map(printArgument).join(', '),
    clause('ORDER BY', orderBy, printSortItem),
  );
  return words(
    partial && 'PARTIAL',
    `${called}(${inside})`,
    withinGroup && `WITHIN GROUP (ORDER BY ${withinGroup.map(printSortItem).join(', ')})`,
    filter && `FILTER (WHERE ${printExpression(filter)})`,
    printOver(node),
  );
}

function printOver({ over }: FunctionCall | SpecialCall): string | undefined {
  if (over === undefined) return undefined;
  return `OVER ${over.type === 'identifier' ? printIdentifier(over) : printWindow(over)}`;
}

/** Calls that take restricted expressions, and those that take no operators at all. */
const restrictedCalls = new Set(['POSITION', 'XMLTABLE', 'XMLEXISTS', 'JSON_OBJECT', 'JSON_OBJECTAGG']);

export function printSpecial(node: SpecialCall): string {
  const { name, parts, filter } = node;
  const print = restrictedCalls.has(name) ? printRestricted : printExpression;
  let text = '';
  for (const part of parts) {
    const piece = printPart(part, print);
    const tight = text === '' || text.endsWith('(') || piece === ',' || piece === ')';
    text += tight ? piece : ` ${piece}`;
  }
  const call = name === 'COLLATION FOR' ? `${name} (${text})` : `${name}(${text})`;
  return words(call, filter && `FILTER (WHERE ${printExpression(filter)})`, printOver(node));
}

function printPart(
  part: string | Expression | TypeName | SelectStatement,
  print: (node: Expression) => string,
): string {
  if (typeof part === 'string') return part;
  if (part.type === 'type_name') return printType(part);
  return part.type === 'select' ? printSelect(part) : print(part);
}

/** `timestamp(3) with time zone`: the modifiers stand after the first word. */
export function printType({ name, modifiers, intervalFields, dimensions, setof }: TypeName): string {
  const text = typeof name === 'string' ? name : printName(name);
  const [first = '', ...rest] = /^time/.test(text) && typeof name === 'string' ? text.split(' ') : [text];
  const modified = modifiers.length === 0 ? first : `${first}(${printList(modifiers)})`;
  const bounds = dimensions.map((bound) => `[${bound ?? ''}]`).join('');
  return words(setof && 'SETOF', modified, ...rest, intervalFields) + bounds;
}
