/** SELECT and its parts as text. */
import type {
  Alias,
  CommonTable,
  FrameBound,
  FromItem,
  FunctionRef,
  GroupItem,
  Join,
  SelectBody,
  SelectCore,
  SelectStatement,
  SetOperation,
  SortItem,
  TableRef,
  TargetItem,
  WindowFrame,
  WindowSpec,
  WithClause,
} from '../select.ts';
import { printDml } from './dml.ts';
import { printExpression, printList, printType } from './expression.ts';
import { clause, printIdentifier, printName, printNames, words } from './words.ts';

type BodyPrinters = { readonly [Type in SelectBody['type']]: (node: Extract<SelectBody, { type: Type }>) => string };
type FromPrinters = { readonly [Type in FromItem['type']]: (node: Extract<FromItem, { type: Type }>) => string };

export function printSelect(node: SelectStatement): string {
  return words(
    node.with && printWith(node.with),
    printBody(node.body),
    clause('ORDER BY', node.orderBy, printSortItem),
    printLimit(node),
    node.offset && `OFFSET ${printExpression(node.offset)}`,
    ...node.locking.map(({ text }) => text),
  );
}

function printLimit({ limit, withTies }: SelectStatement): string | undefined {
  if (limit === undefined) return undefined;
  return withTies ? `FETCH FIRST (${printExpression(limit)}) ROWS WITH TIES` : `LIMIT ${printExpression(limit)}`;
}

export function printWith({ recursive, tables }: WithClause): string {
  return words('WITH', recursive && 'RECURSIVE', tables.map(printCommonTable).join(', '));
}

function printCommonTable({ name, columns, materialized, query, tail }: CommonTable): string {
  const text = query.type === 'select' ? printSelect(query) : printDml(query);
  return words(
    printIdentifier(name),
    printNames(columns),
    'AS',
    materialized !== undefined && (materialized ? 'MATERIALIZED' : 'NOT MATERIALIZED'),
    `(${text})`,
    tail,
  );
}

const bodies: BodyPrinters = {
  select: (node) => `(${printSelect(node)})`,
  select_core: printCore,
  values: ({ rows }) => `VALUES ${rows.map((row) => `(${printList(row)})`).join(', ')}`,
  table_core: ({ table }) => `TABLE ${printTable(table)}`,
  set_operation: (node) =>
    words(
      printArm(node.left, node, false),
      node.operator.toUpperCase(),
      node.all && 'ALL',
      printArm(node.right, node, true),
    ),
};

function printBody(node: SelectBody): string {
  return (bodies[node.type] as (node: SelectBody) => string)(node);
}

/** INTERSECT binds tighter than UNION and EXCEPT, and all group to the left. */
function printArm(arm: SelectBody, { operator }: SetOperation, isRight: boolean): string {
  const text = printBody(arm);
  if (arm.type !== 'set_operation') return text;
  const tight = (each: SetOperation['operator']): number => (each === 'intersect' ? 2 : 1);
  const apart = isRight ? tight(arm.operator) <= tight(operator) : tight(arm.operator) < tight(operator);
  return apart ? `(${text})` : text;
}

function printCore(node: SelectCore): string {
  const { distinct, targets, into, from, where, groupBy, groupDistinct, having, windows } = node;
  return words(
    'SELECT',
    distinct === true && 'DISTINCT',
    typeof distinct !== 'boolean' && `DISTINCT ON (${printList(distinct)})`,
    targets.map(printTarget).join(', '),
    into && words('INTO', printPersistence(into.persistence), 'TABLE', printName(into.name)),
    clause('FROM', from, printFrom),
    where && `WHERE ${printExpression(where)}`,
    clause(groupDistinct ? 'GROUP BY DISTINCT' : 'GROUP BY', groupBy, printGroup),
    having && `HAVING ${printExpression(having)}`,
    clause('WINDOW', windows, ({ name, spec }) => `${printIdentifier(name)} AS ${printWindow(spec)}`),
  );
}

export function printPersistence(persistence: 'permanent' | 'temporary' | 'unlogged'): string | undefined {
  if (persistence === 'permanent') return undefined;
  return persistence === 'temporary' ? 'TEMPORARY' : 'UNLOGGED';
}

export function printTarget({ expression, alias }: TargetItem): string {
  return words(printExpression(expression), alias && `AS ${printIdentifier(alias)}`);
}

const groups: { readonly [Kind in GroupItem['kind']]: (item: GroupItem) => string } = {
  expression: ({ expressions }) => printList(expressions),
  empty: () => '()',
  rollup: ({ expressions }) => `ROLLUP (${printList(expressions)})`,
  cube: ({ expressions }) => `CUBE (${printList(expressions)})`,
  sets: ({ items }) => `GROUPING SETS (${items.map(printGroup).join(', ')})`,
};

function printGroup(item: GroupItem): string {
  return groups[item.kind](item);
}

export function printSortItem({ expression, direction, using, nulls }: SortItem): string {
  return words(
    printExpression(expression),
    direction?.toUpperCase(),
    using && `USING ${using}`,
    nulls && `NULLS ${nulls.toUpperCase()}`,
  );
}

export function printWindow({ base, partitionBy, orderBy, frame, hidden }: WindowSpec): string {
  const inside = words(
    hidden && '?',
    base && printIdentifier(base),
    clause('PARTITION BY', partitionBy, printExpression),
    clause('ORDER BY', orderBy, printSortItem),
    frame && printFrame(frame),
  );
  return `(${inside})`;
}

function printFrame({ mode, start, end, exclude }: WindowFrame): string {
  return words(
    mode.toUpperCase(),
    end === undefined ? printBound(start) : `BETWEEN ${printBound(start)} AND ${printBound(end)}`,
    exclude && `EXCLUDE ${exclude.toUpperCase()}`,
  );
}

function printBound({ bound, offset }: FrameBound): string {
  return words(offset && printExpression(offset), bound.toUpperCase());
}

const fromItems: FromPrinters = {
  table: printTable,
  from_subquery: ({ lateral, query, alias }) =>
    words(lateral && 'LATERAL', `(${printSelect(query)})`, alias && printAlias(alias)),
  from_function: printFunction,
  join: printJoin,
};

export function printFrom(node: FromItem): string {
  return (fromItems[node.type] as (node: FromItem) => string)(node);
}

export function printTable({ name, only, alias, sample }: TableRef): string {
  return words(
    only && 'ONLY',
    printName(name),
    alias && printAlias(alias),
    sample && `TABLESAMPLE ${printName(sample.method)} (${printList(sample.args)})`,
    sample?.repeatable && `REPEATABLE (${printExpression(sample.repeatable)})`,
  );
}

function printFunction({ lateral, rowsFrom, calls, ordinality, alias }: FunctionRef): string {
  const printed = calls.map(({ call, definitions }) =>
    words(printExpression(call), definitions && `AS ${printDefinitions(definitions)}`),
  );
  return words(
    lateral && 'LATERAL',
    rowsFrom ? `ROWS FROM (${printed.join(', ')})` : printed.join(', '),
    ordinality && 'WITH ORDINALITY',
    alias && printAlias(alias),
  );
}

function printDefinitions(definitions: NonNullable<Alias['definitions']>): string {
  const columns = definitions.map(({ name, dataType, collation }) =>
    words(printIdentifier(name), printType(dataType), collation && `COLLATE ${printName(collation)}`),
  );
  return `(${columns.join(', ')})`;
}

function printAlias({ name, columns, definitions }: Alias): string {
  return words('AS', name && printIdentifier(name), printNames(columns), definitions && printDefinitions(definitions));
}

function printJoin(node: Join): string {
  const { join, natural, left, right, on, using, usingAlias, alias } = node;
  const rightText = printFrom(right);
  const text = words(
    printFrom(left),
    natural && 'NATURAL',
    join !== 'inner' && join.toUpperCase(),
    'JOIN',
    right.type === 'join' && right.alias === undefined ? `(${rightText})` : rightText,
    on && `ON ${printExpression(on)}`,
    using && `USING ${printNames(using)}`,
    usingAlias && `AS ${printIdentifier(usingAlias)}`,
  );
  return alias === undefined ? text : `(${text}) ${printAlias(alias)}`;
}
