/**
 * Two-phase aggregation: where a statement is one scan with nothing above it that needs the rows themselves, only their groups, PostgreSQL aggregates each batch of rows as it is staged, and the
 * answer is computed from those partial results. Memory follows the groups and not the rows. Both phases are queries for PostgreSQL, made of the statement's own text:
 *
 *   partial   SELECT group expressions AS g0, ..., partial aggregates AS a0, ... FROM and WHERE as written GROUP BY 1, ...
 *   merged    SELECT g0, ..., sum(a0)::bigint, ... FROM the partial results GROUP BY 1, ...
 *   answer    the statement's own targets, HAVING, ORDER BY and LIMIT over the merged results, its aggregates and group expressions being columns of them
 *
 * Whatever is not surely the same is left as it is. Sums of floating-point numbers depend on the order in which they are added; the aggregates here do not, or PostgreSQL keeps the order: rows of a
 * batch come before those of the next.
 */
import type { PlanNode } from '../plan/explain-json.ts';
import { applyEdits, type Edit } from '../sql/edits.ts';
import type { Expression, FunctionCall } from '../sql/expression.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { FromItem, GroupItem, SelectCore, SelectStatement, SortItem } from '../sql/select.ts';
import type { Span } from '../sql/span.ts';
import { type AnyNode, childrenOf, walk } from '../sql/visit.ts';
import type { QueryPlan } from './trip.ts';

export interface Phases {
  /** The partial results of what is staged. */
  readonly partial: string;
  /** How each column of the partial results is merged: itself for a group's, else an aggregate's call on it. */
  readonly columns: readonly PartialColumn[];
  /** Functions that must not be aggregates, and those that must be PostgreSQL's own. */
  readonly plainFunctions: readonly string[];
  readonly aggregates: readonly string[];
  /** The answer, by the names that its columns have; undefined where it cannot be told what ORDER BY means. */
  answer(merged: string, names: readonly string[]): string | undefined;
}

export interface PartialColumn {
  readonly name: string;
  /** undefined: a group's. */
  readonly merge: keyof typeof MERGES | undefined;
}

/** The aggregate that makes one partial result of two, and the types (pg_type's oids) of partial results for which that gives what a single phase gives. */
export const MERGES = {
  // bigint, of smallint and integer; numeric, of bigint and numeric. What is exact may be added in any order.
  sum: [20, 1700],
  // Types without two texts for values that are equal.
  min: [16, 17, 20, 21, 23, 25, 1043, 1082, 1083, 1114, 1184, 1700],
  max: [16, 17, 20, 21, 23, 25, 1043, 1082, 1083, 1114, 1184, 1700],
  bool_and: [16],
  bool_or: [16],
  every: [16],
  bit_and: [20, 21, 23],
  bit_or: [20, 21, 23],
  bit_xor: [20, 21, 23],
} as const;

/** Types of group expressions: those whose equal values have one text, and numeric, of which PostgreSQL shows the one that came first. */
export const GROUP_TYPES: readonly number[] = [16, 17, 20, 21, 23, 25, 1043, 1082, 1083, 1114, 1184, 1700, 2950];

const isMerge = (name: string): name is keyof typeof MERGES => Object.hasOwn(MERGES, name);

/** Nodes that handle one row after the other, below the one that groups; and nodes that handle groups, above it. */
const BELOW: ReadonlySet<string> = new Set(['Result', 'ProjectSet', 'Subquery Scan', 'Sort', 'Incremental Sort']);
const GROUPING: ReadonlySet<string> = new Set(['Aggregate', 'Group', 'Unique']);
const ABOVE: ReadonlySet<string> = new Set([
  'Result',
  'ProjectSet',
  'Subquery Scan',
  'Sort',
  'Incremental Sort',
  'Limit',
]);

/** Whether a plan's shape lets its statement be answered in two phases: one scan, above it one line of nodes, of which one groups. */
export function mayHavePhases({ scans, roots, catalogs }: QueryPlan): boolean {
  const [scheduled, ...others] = scans;
  if (scheduled === undefined || others.length > 0 || scheduled.dynamic !== undefined) return false;
  const { scan, access, fetched } = scheduled.plan;
  const [occurrence, ...more] = scan.occurrences;
  if (occurrence === undefined || more.length > 0 || roots.length !== 1 || catalogs.length > 0) return false;
  return !access.count && fetched.length > 0 && groupsOneScan(roots[0], [...occurrence.ancestors, occurrence.node]);
}

/** The phases of a statement whose plan's shape lets it have them; undefined where it has to be answered in one all the same. */
export function phasesOf(plan: QueryPlan): Phases | undefined {
  const statement = parseStatement(plan.edited.text);
  const query = statement.type === 'explain' ? statement.statement : statement;
  const columns = plan.scans[0]?.plan.scan.table.columns.map((column) => column.name);
  if (query.type !== 'select' || columns === undefined) return undefined;
  try {
    return new Splitter(plan.edited.text, query, columns).phases();
  } catch (error) {
    if (error instanceof OnePhase) return undefined;
    throw error;
  }
}

/** True where the plan is one line of nodes down to the scan, one of which groups. */
function groupsOneScan(root: PlanNode | undefined, line: readonly PlanNode[]): boolean {
  if (root === undefined || root !== line[0]) return false;
  if (line.some((node) => (node.Plans?.length ?? 0) > 1 || node['Subplan Name'] !== undefined)) return false;
  const names = line.slice(0, -1).map((node) => node['Node Type']);
  const at = names.findLastIndex((name) => GROUPING.has(name));
  return (
    at >= 0 &&
    names.slice(0, at).every((name) => ABOVE.has(name)) &&
    names.slice(at + 1).every((name) => BELOW.has(name))
  );
}

/** Not an error: the statement is answered in one phase. */
class OnePhase extends Error {}

class Splitter {
  readonly #text: string;
  readonly #query: SelectStatement;
  /** Names that FROM gives; undefined where they are not known. */
  readonly #inputs: ReadonlySet<string> | undefined;
  readonly #groups: string[] = [];
  readonly #groupTexts: string[] = [];
  readonly #columns: PartialColumn[] = [];
  readonly #partials: string[] = [];
  /** What stands for an aggregate, by its text. */
  readonly #known = new Map<string, string>();
  readonly #plain = new Set<string>();
  readonly #aggregates = new Set<string>();
  /** Whether something that may fail is computed of each row: more than its columns. */
  #computes = false;

  constructor(text: string, query: SelectStatement, tableColumns: readonly string[]) {
    this.#text = text;
    this.#query = query;
    const from = query.body.type === 'select_core' ? query.body.from[0] : undefined;
    this.#inputs = from?.type === 'table' && from.alias?.columns === undefined ? new Set(tableColumns) : undefined;
  }

  phases(): Phases {
    const query = this.#query;
    const core = query.body;
    if (core.type !== 'select_core' || query.with !== undefined || query.locking.length > 0 || query.withTies)
      throw new OnePhase();
    if (core.into !== undefined || typeof core.distinct !== 'boolean' || core.groupDistinct || core.windows.length > 0)
      throw new OnePhase();
    const [from, ...more] = core.from;
    if (from === undefined || more.length > 0) throw new OnePhase();
    this.#checkFrom(from);
    if (core.where !== undefined) this.#checkRowwise(core.where);
    const groupBy = core.distinct && core.groupBy.length === 0 && !this.#hasAggregate(core) ? undefined : core.groupBy;
    if (core.distinct && (groupBy !== undefined || core.having !== undefined)) throw new OnePhase();
    const groups =
      groupBy?.map((item) => this.#groupExpression(item, core)) ?? core.targets.map(({ expression }) => expression);
    for (const group of groups) this.#addGroup(group);

    const targets = core.targets.map(({ expression }) => this.#over(expression));
    const having = core.having === undefined ? undefined : this.#over(core.having);
    const orderBy = query.orderBy.map((item) => this.#sortItem(item));
    // PostgreSQL drops rows by what HAVING says of groups before it computes of them: `sum(1 / i) ... GROUP BY i HAVING i <> 0` does not divide by zero.
    if (this.#computes && core.having !== undefined && this.#dropsRows(core.having)) throw new OnePhase();
    // Nothing is grouped, and nothing aggregated: whatever groups stands in a subquery.
    if (this.#groups.length === 0 && this.#partials.length === 0) throw new OnePhase();

    const columns: readonly PartialColumn[] = [
      ...this.#groups.map((_, i) => ({ name: `g${i}`, merge: undefined })),
      ...this.#columns,
    ];
    const values = [...this.#groupTexts.map((text, i) => `${text} AS g${i}`), ...this.#partials];
    const where = core.where === undefined ? '' : ` WHERE ${this.#slice(core.where.span)}`;
    const tail = [query.limitSpan, query.offsetSpan].flatMap((span) => (span === undefined ? [] : [this.#slice(span)]));
    return {
      partial: `SELECT ${values.join(', ')} FROM ${this.#slice(from.span)}${where}${this.#groupClause()}`,
      columns,
      plainFunctions: [...this.#plain],
      aggregates: [...this.#aggregates],
      answer: (merged, names) => {
        const order = orderBy.map(({ name, text, over }) => (name !== undefined && names.includes(name) ? text : over));
        if (names.length !== targets.length || order.includes(undefined)) return undefined;
        return [
          `SELECT ${targets.map((text, i) => `${text} AS ${quoteIdentifier(names[i] ?? '')}`).join(', ')}`,
          `FROM (${merged}) AS ddbsql_merged`,
          ...(having === undefined ? [] : [`WHERE ${having}`]),
          ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
          ...tail,
        ].join(' ');
      },
    };
  }

  #slice({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }

  #groupClause(): string {
    return this.#groups.length === 0 ? '' : ` GROUP BY ${this.#groups.map((_, i) => i + 1).join(', ')}`;
  }

  /** A table, or a subquery that gives a row for each of its rows: that none is lost or made of others the plan has told, but for what PostgreSQL may have simplified. */
  #checkFrom(from: FromItem): void {
    if (from.type === 'table') {
      if (from.sample !== undefined) throw new OnePhase();
      return;
    }
    if (from.type !== 'from_subquery' || from.lateral) throw new OnePhase();
    const { body, with: common, limit, offset, locking } = from.query;
    if (
      body.type !== 'select_core' ||
      common !== undefined ||
      limit !== undefined ||
      offset !== undefined ||
      locking.length > 0
    )
      throw new OnePhase();
    const [inner, ...more] = body.from;
    const isPlain =
      body.distinct === false && body.groupBy.length === 0 && body.having === undefined && body.windows.length === 0;
    if (!isPlain || inner === undefined || more.length > 0) throw new OnePhase();
    this.#checkFrom(inner);
    for (const { expression } of body.targets) this.#checkRowwise(expression);
    if (body.where !== undefined) this.#checkRowwise(body.where);
  }

  /** No subquery, no window, no aggregate. */
  #checkRowwise(expression: Expression): void {
    for (const node of walk(expression)) {
      if (node.type === 'select') throw new OnePhase();
      if (node.type === 'call') this.#noteCall(node);
      if (node.type === 'special') checkSpecial(node);
    }
  }

  /** A function whose name is no aggregate's that is known here; whether it is one all the same PostgreSQL is asked. */
  #noteCall({ name, over, partial, withinGroup }: FunctionCall): void {
    const function_ = name.at(-1)?.name ?? '';
    if (over !== undefined || partial === true || withinGroup !== undefined || function_ === 'grouping')
      throw new OnePhase();
    this.#plain.add(function_);
  }

  /** Whether a condition, or one that is ANDed to others, is of groups alone. */
  #dropsRows(having: Expression): boolean {
    const conditions = having.type === 'and' ? having.operands : [having];
    return conditions.some((each) => ![...walk(each)].some((node) => node.type === 'call' && isAggregate(node)));
  }

  #hasAggregate(core: SelectCore): boolean {
    const nodes = [...core.targets, ...(core.having === undefined ? [] : [core.having])];
    return nodes.some((node) => [...walk(node)].some((inner) => inner.type === 'call' && isAggregate(inner)));
  }

  /** A GROUP BY item's expression: itself, the target of its number, or the target that it names. */
  #groupExpression({ kind, expressions }: GroupItem, { targets }: SelectCore): Expression {
    const [expression, ...more] = expressions;
    if (kind !== 'expression' || expression === undefined || more.length > 0 || expression.type === 'row')
      throw new OnePhase();
    if (expression.type === 'literal') {
      const target = targets[Number(expression.value) - 1];
      if (expression.literal !== 'number' || target === undefined) throw new OnePhase();
      return target.expression;
    }
    const name = bareName(expression);
    if (name === undefined) return expression;
    const named = targets.filter((target) => target.alias?.name === name);
    if (named.length === 0) return expression;
    // A column of FROM goes before a target's name.
    const others = named.filter((target) => idOf(target.expression) !== idOf(expression));
    if (others.length === 0) return expression;
    if (this.#inputs === undefined) throw new OnePhase();
    if (this.#inputs.has(name)) return expression;
    return named[0]?.expression ?? expression;
  }

  #addGroup(expression: Expression): void {
    if (expression.type === 'column' && expression.star) throw new OnePhase();
    const id = idOf(expression);
    if (this.#groups.includes(id)) return;
    this.#checkRowwise(expression);
    if (expression.type !== 'column') this.#computes = true;
    this.#groups.push(id);
    this.#groupTexts.push(this.#slice(expression.span));
  }

  /** The expression's text over the merged results. */
  #over(expression: Expression): string {
    const edits: Edit[] = [];
    this.#replace(expression, edits);
    const shift = expression.span.start;
    const own = edits.map(({ start, end, replacement }) => ({ start: start - shift, end: end - shift, replacement }));
    return applyEdits(this.#slice(expression.span), own).text;
  }

  #replace(node: AnyNode, edits: Edit[]): void {
    if (node.type === 'select' || node.type === 'column') {
      const group = node.type === 'column' ? this.#groups.indexOf(idOf(node)) : -1;
      if (group < 0) throw new OnePhase();
      edits.push({ ...node.span, replacement: `g${group}` });
      return;
    }
    const group = this.#groups.indexOf(idOf(node));
    if (group >= 0 && node.type !== 'literal') {
      edits.push({ ...node.span, replacement: `g${group}` });
    } else if (node.type === 'call' && isAggregate(node)) {
      edits.push({ ...node.span, replacement: this.#aggregate(node) });
    } else {
      if (node.type === 'call') this.#noteCall(node);
      if (node.type === 'special') checkSpecial(node);
      for (const child of childrenOf(node)) this.#replace(child, edits);
    }
  }

  /** What stands for an aggregate in the answer; its partial results are added to the columns. */
  #aggregate(call: FunctionCall): string {
    const { name, distinct, orderBy, args, filter, over } = call;
    const function_ = name.at(-1)?.name ?? '';
    if (distinct || orderBy.length > 0 || over !== undefined || call.withinGroup !== undefined || name.length > 1)
      throw new OnePhase();
    if (args.some((argument) => argument.variadic || argument.name !== undefined)) throw new OnePhase();
    for (const argument of args) this.#checkRowwise(argument.value);
    if (filter !== undefined) this.#checkRowwise(filter);
    if (filter !== undefined || args.some(({ value }) => value.type !== 'column')) this.#computes = true;
    const text = this.#slice(call.span);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#aggregates.add(function_);
    // What follows the name: the arguments, and FILTER.
    const rest = this.#text.slice(name[0]?.span.end ?? call.span.start, call.span.end);
    const value =
      function_ === 'avg'
        ? `(${this.#partial(`sum${rest}`, 'sum')}::numeric OPERATOR(pg_catalog./) ${this.#partial(`count${rest}`, 'sum')}::numeric)`
        : this.#partial(text, isMerge(function_) ? function_ : 'sum');
    this.#known.set(text, value);
    return value;
  }

  #partial(text: string, merge: keyof typeof MERGES): string {
    const name = `a${this.#columns.length}`;
    this.#columns.push({ name, merge });
    this.#partials.push(`${text} AS ${name}`);
    return name;
  }

  /** A name of the answer's stands for its column, as does a number; anything else is an expression over the merged results. */
  #sortItem({ expression, span }: SortItem): SortText {
    const text = this.#slice(span);
    if (expression.type === 'literal') return { name: undefined, text, over: text };
    const name = bareName(expression);
    const head = this.#text.slice(span.start, expression.span.start);
    const tail = this.#text.slice(expression.span.end, span.end);
    const isGroup = this.#groups.includes(idOf(expression));
    if (name !== undefined && !isGroup) return { name, text, over: undefined };
    return { name, text, over: `${head}${this.#over(expression)}${tail}` };
  }
}

/** An ORDER BY item: as it is written, which it stays where its name is one of the answer's, and over the merged results. */
interface SortText {
  readonly name: string | undefined;
  readonly text: string;
  readonly over: string | undefined;
}

function checkSpecial(node: Extract<AnyNode, { type: 'special' }>): void {
  if (node.over !== undefined || node.filter !== undefined || /AGG$/.test(node.name)) throw new OnePhase();
}

function isAggregate({ name }: FunctionCall): boolean {
  const function_ = name.at(-1)?.name ?? '';
  return function_ === 'count' || function_ === 'avg' || isMerge(function_);
}

function bareName(expression: Expression): string | undefined {
  return expression.type === 'column' && !expression.star && expression.parts.length === 1
    ? expression.parts[0]?.name
    : undefined;
}

/** The same for expressions that say the same: without their places, and columns without the relation that is the only one there is. */
function idOf(node: AnyNode): string {
  return JSON.stringify(node, (key, value) => {
    if (key === 'span' || key === 'quoted') return undefined;
    const isColumn = value !== null && typeof value === 'object' && value.type === 'column' && !value.star;
    return isColumn ? { column: value.parts.at(-1).name } : value;
  });
}

/** The partial results of `table` merged, as a query. @param types the oid of each column's type */
export function mergedQuery({ columns }: Phases, table: string, types: readonly number[]): string {
  const groups = columns.filter(({ merge }) => merge === undefined);
  const values = columns.map(({ name, merge }, i) =>
    // A sum of bigints is numeric.
    merge === undefined ? name : `pg_catalog.${merge}(${name})${types[i] === 20 ? '::bigint' : ''} AS ${name}`,
  );
  const clause = groups.length === 0 ? '' : ` GROUP BY ${groups.map(({ name }) => name).join(', ')}`;
  return `SELECT ${values.join(', ')} FROM ${table}${clause}`;
}

/** A query for the functions that are not what they seem: a plain one that is an aggregate, or of which two calls that are written alike differ, or an aggregate of the user's own. */
export function strangersQuery({ plainFunctions, aggregates }: Phases): string {
  const list = (names: readonly string[]): string =>
    `ARRAY[${names.map((name) => quoteLiteral(name)).join(', ')}]::text[]`;
  return `SELECT 1 FROM pg_catalog.pg_proc WHERE ((prokind <> 'f' OR provolatile = 'v') AND proname = ANY (${list(plainFunctions)}))
    OR (pronamespace <> 'pg_catalog'::regnamespace AND proname = ANY (${list(aggregates)})) LIMIT 1`;
}
