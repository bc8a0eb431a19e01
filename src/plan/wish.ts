/**
 * What stands directly above a scan in PostgreSQL's plan, as far as the fetch can make use of it: an order with a limit, a bare count(*), min and max of a column. Everything
 * unrecognised in between means no wish: LIMIT and COUNT pushed through a node we do not understand would be wrong answers.
 */
import type { Expression } from '../sql/expression.ts';
import { parseExpression, parseSortKey } from '../sql/parse.ts';
import { childrenOf } from '../sql/visit.ts';
import type { PlanNode } from './explain-json.ts';
import type { Occurrence, SortKey } from './scan.ts';

export interface Wish {
  readonly order: readonly SortKey[];
  /** A Limit node stands above; its count is not in the plan, the caller finds it in the statement. */
  readonly limited: boolean;
  /** Only count(*) is asked for. */
  readonly count: boolean;
  /** Only these extremes are asked for. */
  readonly extremes: readonly { readonly column: string; readonly greatest: boolean }[];
  /** Only aggregates of this column are asked for that leave NULLs out: rows without it change nothing. */
  readonly present?: string | undefined;
  /** Only whether there is a row is asked for (an EXISTS that stands alone). */
  readonly existence?: boolean | undefined;
}

export const NO_WISH: Wish = { order: [], limited: false, count: false, extremes: [] };

/** The wish of an occurrence. */
export function wishOf(occurrence: Occurrence): Wish {
  const above = [...occurrence.ancestors].reverse();
  const [parent] = above;
  if (parent === undefined || hasSubplan(occurrence.node)) return NO_WISH;
  if (isExistence(occurrence.node)) return { ...NO_WISH, existence: true };
  if (parent['Node Type'] === 'Aggregate') return aggregateWish(parent, occurrence);
  const chain = above.findIndex((node) => !isTransparent(node));
  const next = chain === -1 ? undefined : above[chain];
  if (next === undefined) return NO_WISH;
  if (next['Node Type'] === 'Limit') return { ...NO_WISH, limited: true };
  if (next['Node Type'] !== 'Sort') return NO_WISH;
  const order = sortKeys(next['Sort Key'] ?? [], occurrence.alias);
  const limit = above[chain + 1];
  return order === undefined ? NO_WISH : { ...NO_WISH, order, limited: limit?.['Node Type'] === 'Limit' };
}

/** Nodes that give exactly the rows they get, in their order. */
function isTransparent(node: PlanNode): boolean {
  return node['Node Type'] === 'Result' && node['One-Time Filter'] === undefined && node.Plans?.length === 1;
}

/** An InitPlan of EXISTS: PostgreSQL takes its first row, and no column of it, which a scalar subquery always has. */
function isExistence(node: PlanNode): boolean {
  const name = node['Subplan Name'] ?? '';
  return node['Parent Relationship'] === 'InitPlan' && /^InitPlan \d+$/.test(name) && (node.Output ?? []).length === 0;
}

function hasSubplan(node: PlanNode): boolean {
  return (node.Plans ?? []).length > 0;
}

function aggregateWish(node: PlanNode, occurrence: Occurrence): Wish {
  if (node.Strategy !== 'Plain' || node.Filter !== undefined || node['Partial Mode'] !== 'Simple') return NO_WISH;
  const calls: Expression[] = [];
  for (const text of node.Output ?? []) {
    const found = aggregateCalls(text);
    if (found === undefined) return NO_WISH;
    calls.push(...found);
  }
  if (calls.length === 0) return NO_WISH;
  if (calls.every((call) => call.type === 'call' && isCount(call))) return { ...NO_WISH, count: true };
  const extremes = calls.map((call) => extremeOf(call, occurrence));
  const aggregated = new Set(calls.map((call) => aggregatedColumn(call, occurrence)));
  const [column] = aggregated;
  return {
    ...NO_WISH,
    extremes: extremes.includes(undefined) ? [] : extremes.filter((e) => e !== undefined),
    present: aggregated.size === 1 ? column : undefined,
  };
}

/** Aggregates that leave NULLs out. https://www.postgresql.org/docs/18/functions-aggregate.html */
const WITHOUT_NULLS: ReadonlySet<string> = new Set(['min', 'max', 'sum', 'avg', 'count']);

/** The column whose values alone the call looks at; undefined for any other call. */
function aggregatedColumn(call: Expression, { alias }: Occurrence): string | undefined {
  if (call.type !== 'call' || call.star || call.over !== undefined || call.args.length !== 1) return undefined;
  const argument = call.args[0]?.value;
  if (!WITHOUT_NULLS.has(call.name.at(-1)?.name ?? '') || argument?.type !== 'column' || argument.star)
    return undefined;
  const [first, second] = argument.parts.map((part) => part.name);
  return second !== undefined && first !== alias ? undefined : (second ?? first);
}

/** The calls in an output expression that may be aggregates; undefined where it cannot be read. Columns outside them do not occur. */
function aggregateCalls(text: string): readonly Expression[] | undefined {
  let root: Expression;
  try {
    root = parseExpression(text);
  } catch {
    return undefined;
  }
  const calls: Expression[] = [];
  const visit = (node: ReturnType<typeof childrenOf>[number]): void => {
    if (node.type === 'call') calls.push(node);
    else childrenOf(node).forEach(visit);
  };
  visit(root);
  return calls;
}

function isCount(call: Extract<Expression, { type: 'call' }>): boolean {
  return call.name.at(-1)?.name === 'count' && call.star && call.filter === undefined && call.over === undefined;
}

function extremeOf(call: Expression, occurrence: Occurrence): Wish['extremes'][number] | undefined {
  if (call.type !== 'call' || call.filter !== undefined) return undefined;
  const name = call.name.at(-1)?.name;
  if (name !== 'min' && name !== 'max') return undefined;
  const column = aggregatedColumn(call, occurrence);
  return column === undefined ? undefined : { column, greatest: name === 'max' };
}

/** A plan's sort keys on the scan's own columns; undefined where one is computed, collated, or of another table. */
function sortKeys(texts: readonly string[], alias: string): readonly SortKey[] | undefined {
  const keys = texts.map((text) => sortKey(text, alias));
  return keys.includes(undefined) ? undefined : (keys as readonly SortKey[]);
}

function sortKey(text: string, alias: string): SortKey | undefined {
  try {
    const { expression, using, direction } = parseSortKey(text);
    if (expression.type !== 'column' || expression.star || using !== undefined) return undefined;
    const [first, second] = expression.parts.map((part) => part.name);
    if (first === undefined || (second !== undefined && first !== alias)) return undefined;
    return { column: second ?? first, descending: direction === 'desc' };
  } catch {
    // EXPLAIN's text is PostgreSQL's: what our grammar cannot read of it is no wish.
    return undefined;
  }
}
