/**
 * The foreign scans of a statement, read back from PostgreSQL's own plan over empty staging tables: which columns each needs, which qualifiers apply to it after PostgreSQL's
 * predicate pushdown, and what stands directly above it.
 */
import type { ForeignTable, TableDescription } from '../catalog/model.ts';
import type { ColumnRef, Expression } from '../sql/expression.ts';
import { parseExpression } from '../sql/parse.ts';
import { childrenOf } from '../sql/visit.ts';
import { type ColumnReading, readColumns } from './columns.ts';
import { type PlanNode, walkPlan } from './explain-json.ts';
import { NO_WISH, type Wish, wishOf } from './wish.ts';

/** A reference to a foreign table: its staging table, and what it stands for. */
export interface ScanTarget {
  /** The staging table's name, unique within the statement. */
  readonly staging: string;
  readonly table: ForeignTable;
  readonly description: TableDescription;
}

/** Where a staging table is found, whatever the search path. */
export function stagingReference(name: string): string {
  return `pg_temp.${name}`;
}

/** A sort that PostgreSQL wants of the scan's rows. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** One place in the plan where a staging table is scanned. */
export interface Occurrence {
  readonly node: PlanNode;
  readonly alias: string;
  /** Top-level conjuncts of the filter, as PostgreSQL printed and we parsed them. */
  readonly qualifiers: readonly Expression[];
  /** Their texts, in the same order. */
  readonly texts: readonly string[];
  /** Plan nodes above, the root first. */
  readonly ancestors: readonly PlanNode[];
}

export interface ForeignScan extends ScanTarget {
  readonly columns: ReadonlyMap<string, ColumnReading>;
  /** Names of the columns that the statement looks at. */
  readonly needed: ReadonlySet<string>;
  readonly occurrences: readonly Occurrence[];
  /** What stands directly above, where the scan stands in one place. */
  readonly wish: Wish;
}

/**
 * The scans that stand in the plan. A target that is not in it (`WHERE false`, a removed join) has no scan and is not fetched; one that stands in it twice (a CTE inlined
 * twice) is one scan with two occurrences, and is fetched for both.
 * @param limitsReadColumns whether a LIMIT or OFFSET of the statement may hold a column, which EXPLAIN does not print
 * @throws SqlError where a column cannot read its key attribute
 */
export function scansOf(
  plans: readonly PlanNode[],
  targets: readonly ScanTarget[],
  limitsReadColumns: () => boolean = () => true,
): readonly ForeignScan[] {
  const byStaging = new Map(targets.map((target) => [target.staging, target]));
  const found = new Map<
    string,
    { occurrences: Occurrence[]; needed: Set<string>; columns: ReadonlyMap<string, ColumnReading> }
  >();
  for (const plan of plans) {
    walkPlan(plan, (node, ancestors) => {
      const target = byStaging.get(node['Relation Name'] ?? '');
      if (target === undefined || (node['Node Type'] !== 'Seq Scan' && node['Node Type'] !== 'Sample Scan')) return;
      const entry = found.get(target.staging) ?? {
        occurrences: [],
        needed: new Set<string>(),
        columns: readColumns(target.table, target.description),
      };
      found.set(target.staging, entry);
      const occurrence = readOccurrence(node, ancestors);
      entry.occurrences.push(occurrence);
      for (const name of neededColumns(occurrence, columnNames(target.table), limitsReadColumns))
        entry.needed.add(name);
    });
  }
  return [...found].map(([staging, entry]) => {
    const [only, ...others] = entry.occurrences;
    const wish = only !== undefined && others.length === 0 ? wishOf(only) : NO_WISH;
    return { ...(byStaging.get(staging) as ScanTarget), ...entry, wish };
  });
}

/** Where a staging table that is no foreign table's is scanned, and which of its columns are looked at; undefined where it is not in the plan. */
export function relationScan(
  plans: readonly PlanNode[],
  staging: string,
  columns: readonly string[],
): { readonly occurrences: readonly Occurrence[]; readonly needed: ReadonlySet<string> } | undefined {
  const occurrences: Occurrence[] = [];
  for (const plan of plans) {
    walkPlan(plan, (node, ancestors) => {
      if (node['Relation Name'] === staging) occurrences.push(readOccurrence(node, ancestors));
    });
  }
  if (occurrences.length === 0) return undefined;
  return {
    occurrences,
    needed: new Set(occurrences.flatMap((occurrence) => neededColumns(occurrence, columns, () => true))),
  };
}

function columnNames(table: ForeignTable): readonly string[] {
  return table.columns.map((column) => column.name);
}

function readOccurrence(node: PlanNode, ancestors: readonly PlanNode[]): Occurrence {
  const alias = node.Alias ?? node['Relation Name'] ?? '';
  const filter = node.Filter;
  const expression = filter === undefined ? undefined : tryToParse(filter, parseExpression);
  const qualifiers = expression === undefined ? [] : expression.type === 'and' ? expression.operands : [expression];
  const texts = qualifiers.map((q) => (filter ?? '').slice(q.span.start, q.span.end));
  return { node, alias, qualifiers, texts, ancestors };
}

/** EXPLAIN's text is PostgreSQL's; what our grammar cannot read of it is left to PostgreSQL. */
function tryToParse<T>(text: string, parse: (text: string) => T): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The columns a scan reads: of its output, its filter and the subqueries in them; all of them where a text cannot be read or the whole row is taken. */
function neededColumns(
  occurrence: Occurrence,
  everything: readonly string[],
  limitsReadColumns: () => boolean,
): readonly string[] {
  const { node, alias } = occurrence;
  const names = new Set<string>();
  const known = new Set(everything);
  const inner = subqueryTexts(node, limitsReadColumns);
  if (inner === undefined) return everything;
  for (const text of [...(node.Output ?? []), ...(node.Filter === undefined ? [] : [node.Filter]), ...inner]) {
    const expression = tryToParse(text, parseExpression);
    if (expression === undefined) return everything;
    for (const reference of columnReferences(expression)) {
      const [first, second] = reference.parts.map((part) => part.name);
      const isOurs = second === undefined ? true : first === alias;
      if (!isOurs) continue;
      const name = second ?? first ?? '';
      if (reference.star || !known.has(name)) return everything;
      names.add(name);
    }
  }
  return [...names];
}

/** Nodes of which EXPLAIN VERBOSE prints every expression; Limit is one where it has none that names a column. */
const PRINTED_IN_FULL: ReadonlySet<string> = new Set([
  'Aggregate',
  'Append',
  'CTE Scan',
  'Function Scan',
  'Group',
  'Hash',
  'Hash Join',
  'Incremental Sort',
  'Materialize',
  'Nested Loop',
  'ProjectSet',
  'Recursive Union',
  'Result',
  'Sample Scan',
  'Seq Scan',
  'SetOp',
  'Sort',
  'Subquery Scan',
  'Unique',
  'WorkTable Scan',
]);

/** Members of a plan's node that are names, and keys that its input's Output has too. */
const NO_EXPRESSIONS: ReadonlySet<string> = new Set([
  'Node Type',
  'Parent Relationship',
  'Subplan Name',
  'Join Type',
  'Relation Name',
  'Schema',
  'Alias',
  'CTE Name',
  'Function Name',
  'Strategy',
  'Partial Mode',
  'Command',
  'Sampling Method',
  'Sort Key',
  'Presorted Key',
  'Group Key',
]);

/**
 * The expressions of the subqueries that are run for a scan's rows. Their `alias.column` is a column of the scan's, which its own Output and Filter name no more than as `(SubPlan 1)`. For joins above a
 * scan this need not be asked: the scan's Output has what is handed up.
 * @returns undefined where not all of them are printed
 */
function subqueryTexts(scan: PlanNode, limitsReadColumns: () => boolean): readonly string[] | undefined {
  const texts: string[] = [];
  let isComplete = true;
  for (const subquery of scan.Plans ?? []) {
    walkPlan(subquery, (node) => {
      const type = node['Node Type'];
      if (type === 'Limit' ? limitsReadColumns() : !PRINTED_IN_FULL.has(type)) isComplete = false;
      for (const [member, value] of Object.entries(node)) {
        if (NO_EXPRESSIONS.has(member)) continue;
        if (typeof value === 'string') texts.push(value);
        else if (Array.isArray(value)) texts.push(...value.filter((each) => typeof each === 'string'));
      }
    });
  }
  // A value that is handed in and has no name.
  return isComplete && !texts.some((text) => /\$\d/.test(text)) ? texts : undefined;
}

/** The column references in an expression, subqueries included. */
export function columnReferences(expression: Expression): readonly ColumnRef[] {
  const found: ColumnRef[] = [];
  const visit = (node: ReturnType<typeof childrenOf>[number]): void => {
    if (node.type === 'column') found.push(node);
    childrenOf(node).forEach(visit);
  };
  visit(expression);
  return found;
}
