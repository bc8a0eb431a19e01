/**
 * The foreign scan of an express statement, made from the statement itself where the other lane reads it back from PostgreSQL's plan, and planned by the same planner. Only a plan whose items
 * are the answer, in the answer's order, is one for the express lane.
 */
import type { ForeignTable, TableDescription } from '../catalog/model.ts';
import { type ColumnReading, readColumns } from '../plan/columns.ts';
import { planScan, type ScanHints, type ScanPlan } from '../plan/planner.ts';
import type { ForeignScan, Occurrence } from '../plan/scan.ts';
import type { Wish } from '../plan/wish.ts';
import type { ColumnRef, Expression, Literal } from '../sql/expression.ts';
import { coercedLiteral } from './express-literal.ts';
import type { ExpressQualifier, ExpressStatement } from './express-statement.ts';
import { planSettings, type SessionSettings } from './settings.ts';

/** The names an express statement uses, all of them columns of its table. */
export function usesOnlyColumns(statement: ExpressStatement, table: ForeignTable): boolean {
  const known = new Set(table.columns.filter(({ typeOid }) => typeOid !== 0).map(({ name }) => name));
  if (table.columns.length === 0) return false;
  const targets = statement.targets.flatMap((target) => ('column' in target ? [target.column] : []));
  const used = [...targets, ...statement.qualifiers.map((q) => q.column), ...statement.order.map((key) => key.column)];
  if (!used.every((name) => known.has(name))) return false;
  // ORDER BY means a label before it means a column.
  return statement.order.every(({ column }) =>
    statement.targets.every((target) => !('label' in target) || target.label !== column || isColumn(target, column)),
  );
}

function isColumn(target: ExpressStatement['targets'][number], column: string): boolean {
  return target.kind === 'column' && target.column === column;
}

/**
 * The statement's plan; undefined where PostgreSQL would have to look at what is fetched.
 * @throws SqlError where an option asks for what DynamoDB cannot do
 */
export function planExpress(
  statement: ExpressStatement,
  table: ForeignTable,
  description: TableDescription,
  settings: SessionSettings,
  observed: NonNullable<ScanHints['observed']>,
): ScanPlan | undefined {
  const planned = planSettings(table, settings);
  // Where nothing is pushed down, PostgreSQL counts, sorts and compares.
  if (!planned.pushdown) return undefined;
  const columns = readColumns(table, description);
  const qualifiers = statement.qualifiers.map((qualifier) => expressionOf(qualifier, columns));
  if (qualifiers.includes(undefined)) return undefined;
  const wish = wishOf(statement);
  if (wish === undefined) return undefined;
  const occurrence: Occurrence = {
    node: { 'Node Type': 'Seq Scan' },
    alias: table.name,
    qualifiers: qualifiers.filter((q) => q !== undefined),
    texts: qualifiers.map(() => ''),
    ancestors: [],
  };
  const scan: ForeignScan = {
    staging: '',
    table,
    description,
    columns,
    needed: neededColumns(statement, table),
    occurrences: [occurrence],
    wish,
  };
  const givesRows = !wish.count && wish.extremes.length === 0;
  const plan = planScan(scan, planned, {
    limit: statement.limit === undefined || !givesRows ? undefined : statement.limit + statement.offset,
    countable: true,
    observed,
  });
  return isWholeAnswer(plan) ? plan : undefined;
}

/** True where no item is fetched that PostgreSQL would drop, and none has to be moved. */
function isWholeAnswer({ wish, access, sorted }: ScanPlan): boolean {
  // An item read back by its key may have changed since the index saw it: PostgreSQL would look again.
  if (!access.exact || access.fetchBack) return false;
  if (wish.extremes.length > 0) return access.stopAfter === 1;
  return wish.order.length === 0 || sorted;
}

function wishOf({ targets, order, limit, offset }: ExpressStatement): Wish | undefined {
  const nothing: Wish = { order: [], limited: false, count: false, extremes: [] };
  const aggregates = targets.filter(({ kind }) => kind === 'count' || kind === 'extreme');
  if (aggregates.length === 0) return { ...nothing, order, limited: limit !== undefined || offset > 0 };
  // A LIMIT of one or more leaves the one row of aggregates.
  if (aggregates.length < targets.length || order.length > 0 || limit === 0 || offset > 0) return undefined;
  if (targets.every(({ kind }) => kind === 'count')) return { ...nothing, count: true };
  const extremes = targets.flatMap((target) => (target.kind === 'extreme' ? [target] : []));
  const present = extremes[0]?.column;
  if (extremes.length < targets.length || extremes.some(({ column }) => column !== present)) return undefined;
  return { ...nothing, extremes, present };
}

function neededColumns({ targets, qualifiers, order }: ExpressStatement, table: ForeignTable): ReadonlySet<string> {
  const everything = targets.some(({ kind }) => kind === 'everything');
  return new Set([
    ...(everything ? table.columns.map(({ name }) => name) : []),
    ...targets.flatMap((target) => ('column' in target ? [target.column] : [])),
    ...qualifiers.map(({ column }) => column),
    ...order.map(({ column }) => column),
  ]);
}

const SPAN = { start: 0, end: 0 } as const;

/** The qualifier as PostgreSQL would print it in EXPLAIN; undefined where its literals do not certainly mean what they seem to. */
function expressionOf(
  { column, operator, negated, values }: ExpressQualifier,
  columns: ReadonlyMap<string, ColumnReading>,
): Expression | undefined {
  const reading = columns.get(column);
  if (reading === undefined || reading.raw) return undefined;
  const operand = columnRef(column);
  const texts = values.map((value) => coercedLiteral(reading, value));
  const [text, ...more] = texts.filter((each) => each !== undefined);
  if (texts.includes(undefined)) return undefined;
  switch (operator) {
    case 'null':
      return { type: 'is', span: SPAN, operand, test: 'null', negated };
    case 'true':
      if (reading.kind.family !== 'boolean') return undefined;
      return negated ? { type: 'not', span: SPAN, operand } : operand;
    case 'like':
      if (text === undefined || reading.kind.family !== 'text') return undefined;
      return { type: 'like', span: SPAN, kind: 'like', operand, pattern: literal(text), negated };
    case '^@':
      if (text === undefined || reading.kind.family !== 'text') return undefined;
      return { type: 'binary', span: SPAN, operator, left: operand, right: literal(text) };
    case 'in':
      if (text === undefined || reading.kind.family === 'boolean') return undefined;
      if (more.length === 0) return compared(operand, negated ? '<>' : '=', text);
      return {
        type: 'quantified',
        span: SPAN,
        operand,
        operator: negated ? '<>' : '=',
        quantifier: negated ? 'all' : 'any',
        argument: literal(arrayText([text, ...more])),
      };
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text === undefined ? undefined : compared(operand, operator, text);
  }
}

function compared(left: ColumnRef, operator: string, text: string): Expression {
  return { type: 'binary', span: SPAN, operator, left, right: literal(text) };
}

function columnRef(name: string): ColumnRef {
  return {
    type: 'column',
    span: SPAN,
    parts: [{ type: 'identifier', span: SPAN, name, quoted: true }],
    star: false,
  };
}

function literal(value: string): Literal {
  return { type: 'literal', span: SPAN, literal: 'string', value };
}

function arrayText(elements: readonly string[]): string {
  return `{${elements.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
