/** A foreign scan planned: its qualifiers judged, its access path chosen. Pure: the same scan, settings and figures give the same plan. */

import type { Expression } from '../sql/expression.ts';
import { chooseAccess } from './access/choose.ts';
import type { AccessNeeds, AccessPath, JudgedQualifier } from './access/path.ts';
import { type ColumnReading, ITEM } from './columns.ts';
import type { Path } from './condition.ts';
import type { Observed } from './cost.ts';
import { withoutPathsIntoKeys } from './key-paths.ts';
import { compileAnyOf, compileQualifier } from './qualifier/compile.ts';
import type { ForeignScan, Occurrence, SortKey } from './scan.ts';
import { all, any, exact, local, type Verdict } from './verdict.ts';
import type { Wish } from './wish.ts';

/** The settings that planning looks at (dynamodb_fdw.*), table and server options already applied. */
export interface PlanSettings {
  readonly pushdown: boolean;
  readonly consistentRead: boolean;
  /** undefined: as many as the table's size asks for. */
  readonly segments?: number | undefined;
}

/** What is known of a scan from outside its own qualifiers. */
export interface ScanHints {
  /** LIMIT plus OFFSET, where the plan has a Limit right above. */
  readonly limit?: number | undefined;
  /** True where the caller can put a number in the place of count(*). */
  readonly countable?: boolean | undefined;
  /** What earlier queries saw of the table, or of an index. */
  readonly observed?: ((index: string | undefined) => Observed) | undefined;
  /** What rows already fetched of another scan leave of this one. */
  readonly dynamic?: DynamicFilter | undefined;
}

/** The values that a join, or a subquery evaluated before, leaves for expressions of a scan. */
export interface DynamicFilter {
  readonly expressions: readonly Expression[];
  /** PostgreSQL's text of the values, row by row, distinct. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** What EXPLAIN shows for it. */
  readonly text: string;
  /** Qualifiers that hold whenever it does, for each row on its own (a correlated equality). */
  readonly replaces: readonly string[];
  /** One row of each of the values is enough (a semi or anti join that asks no more). */
  readonly oneEach: boolean;
}

export interface ScanPlan {
  readonly scan: ForeignScan;
  readonly qualifiers: readonly JudgedQualifier[];
  readonly wish: Wish;
  readonly access: AccessPath;
  /** For min and max: the access path of the other end, read as well. */
  readonly second?: AccessPath | undefined;
  /** The items come in the order of the Sort above, so that PostgreSQL may be given them page by page. */
  readonly sorted: boolean;
  /** The columns that are fetched; the others stay NULL, since nothing looks at them. */
  readonly fetched: readonly ColumnReading[];
}

/**
 * Plans one scan.
 * @throws SqlError where an option asks for what DynamoDB cannot do
 */
export function planScan(scan: ForeignScan, settings: PlanSettings, hints: ScanHints = {}): ScanPlan {
  const fetched = [...scan.columns.values()].filter((reading) => scan.needed.has(reading.column.name));
  const base = {
    description: scan.description,
    consistentRead: settings.consistentRead,
    pinnedIndex: scan.table.options.index,
    segments: settings.segments,
    observed: hints.observed,
  };
  const nothingAsked: Wish = { order: [], limited: false, count: false, extremes: [] };
  if (!settings.pushdown) {
    const qualifiers = judge(scan, false).map((q): JudgedQualifier => ({ ...q, verdict: local('pushdown is off') }));
    const access = chooseAccess({ ...base, qualifiers, paths: 'everything', order: [], count: false });
    return { scan, qualifiers, wish: nothingAsked, access, sorted: false, fetched };
  }
  const { wish } = scan;
  const [only] = scan.occurrences;
  const sealed = wish.count || wish.extremes.length > 0;
  const { dynamic } = hints;
  const own = judge(scan, sealed).filter(({ text }) => dynamic === undefined || !dynamic.replaces.includes(text));
  if (dynamic !== undefined && only !== undefined)
    return planDynamic(scan, dynamic, only, own, wish, { ...base, hints, fetched });
  const qualifiers = own;
  const order = orderOf(scan, wish.order);
  const limit = wish.existence === true ? 1 : wish.limited ? hints.limit : undefined;
  const needs: AccessNeeds = {
    ...base,
    qualifiers,
    paths: pathsOf(fetched),
    order: order ?? [],
    limit: order === undefined ? undefined : limit,
    count: wish.count && hints.countable === true,
    present: presentAttribute(scan, wish),
  };
  const extremes = extremePaths(scan, wish, needs);
  if (extremes !== undefined)
    return { scan, qualifiers, wish, access: extremes[0], second: extremes[1], sorted: false, fetched };
  const access = chooseAccess(needs);
  const sorted = order !== undefined && (access.ordered || access.order !== undefined);
  return { scan, qualifiers, wish, access, sorted, fetched };
}

/** A scan of which only what matches the other side's values is read. LIMIT holds for each of them on its own. */
function planDynamic(
  scan: ForeignScan,
  dynamic: DynamicFilter,
  occurrence: Occurrence,
  own: readonly JudgedQualifier[],
  wish: Wish,
  {
    hints,
    fetched,
    ...base
  }: Pick<AccessNeeds, 'description' | 'consistentRead' | 'pinnedIndex' | 'segments' | 'observed'> & {
    readonly hints: ScanHints;
    readonly fetched: readonly ColumnReading[];
  },
): ScanPlan {
  const within = { alias: occurrence.alias, columns: scan.columns, sealed: false };
  const verdict = withoutPathsIntoKeys(compileAnyOf(dynamic.expressions, dynamic.rows, within), scan.description);
  const qualifiers = [...own, { text: dynamic.text, verdict }];
  const order = dynamic.replaces.length > 0 && wish.limited ? orderOf(scan, wish.order) : undefined;
  const access = chooseAccess({
    ...base,
    qualifiers,
    paths: pathsOf(fetched),
    order: order ?? [],
    limitEach: limitOfEach(scan, dynamic, order === undefined ? undefined : hints.limit),
    count: false,
  });
  return {
    scan,
    qualifiers,
    wish: { ...wish, limited: false, order: [], count: false, extremes: [] },
    access,
    sorted: false,
    fetched,
  };
}

/** How many items of each value are enough, where values are of one attribute: where they are of several, one partition may have to give items for many of them. */
function limitOfEach(
  scan: ForeignScan,
  { oneEach, expressions }: DynamicFilter,
  limit: number | undefined,
): AccessNeeds['limitEach'] {
  const count = oneEach ? 1 : limit;
  const [expression, ...more] = expressions;
  if (count === undefined || expression?.type !== 'column' || more.length > 0) return undefined;
  const path = scan.columns.get(expression.parts.at(-1)?.name ?? '')?.path;
  return path?.length === 1 ? { count, attribute: String(path[0]) } : undefined;
}

/** The paths to read; the raw item needs all of it. */
function pathsOf(readings: readonly ColumnReading[]): readonly Path[] | 'everything' {
  return readings.some((reading) => reading.path === ITEM) ? 'everything' : readings.map((reading) => reading.path);
}

/** Verdicts on the scan's qualifiers. Where it stands in the plan more than once, an item is wanted if any occurrence wants it. */
function judge(scan: ForeignScan, sealed: boolean): readonly JudgedQualifier[] {
  const judged = scan.occurrences.map(({ alias, qualifiers, texts, node }) => {
    if (qualifiers.length === 0 && node.Filter !== undefined)
      return [{ text: node.Filter, verdict: local('ddbsql cannot read this expression') }];
    return qualifiers.map(
      (expression, i): JudgedQualifier => ({
        text: texts[i] ?? '',
        verdict: withoutPathsIntoKeys(
          compileQualifier(expression, { alias, columns: scan.columns, sealed }),
          scan.description,
        ),
      }),
    );
  });
  const [first, ...rest] = judged;
  if (first === undefined) return [];
  if (rest.length === 0) return first;
  const verdict = any(
    judged.map((list): Verdict => (list.length === 0 ? exact({ kind: 'always' }) : all(list.map((q) => q.verdict)))),
  );
  const text = judged.map((list) => (list.length === 0 ? 'true' : list.map((q) => q.text).join(' AND '))).join(' OR ');
  return [{ text, verdict }];
}

/** The attribute without which the column is NULL, of the column whose NULLs change nothing. */
function presentAttribute(scan: ForeignScan, { present }: Wish): string | undefined {
  const reading = present === undefined ? undefined : scan.columns.get(present);
  return reading === undefined || reading.raw ? undefined : reading.path[0];
}

/** The sort keys as attributes, where reading keeps their order. */
function orderOf(scan: ForeignScan, keys: readonly SortKey[]): AccessNeeds['order'] | undefined {
  const order = keys.map(({ column, descending }, i) => {
    const reading = scan.columns.get(column);
    // Moments that differ in storage may read as the same: what sorts them further must be PostgreSQL.
    if (reading?.kind.family === 'moment' && i < keys.length - 1) return undefined;
    return reading === undefined || !keepsOrder(reading)
      ? undefined
      : { attribute: String(reading.path[0]), descending };
  });
  return order.includes(undefined) ? undefined : order.filter((key) => key !== undefined);
}

/** True where rows sorted by the attribute are sorted by the column: a key (never NULL) whose reading is one to one. */
function keepsOrder(reading: ColumnReading): boolean {
  if (reading.key === undefined || reading.coerce || reading.constrained || reading.path.length > 1) return false;
  switch (reading.kind.family) {
    case 'text':
      return reading.kind.maxLength === undefined;
    case 'number':
    case 'whole':
    case 'bytes':
      return true;
    case 'moment':
      return reading.kind.format !== 'iso8601';
    default:
      return false;
  }
}

/** min and max of a sort key, each as the first item from its end; undefined where one of them cannot be had so. */
function extremePaths(
  scan: ForeignScan,
  wish: Wish,
  needs: AccessNeeds,
): readonly [AccessPath, AccessPath | undefined] | undefined {
  const [first] = wish.extremes;
  if (first === undefined || !wish.extremes.every((extreme) => extreme.column === first.column)) return undefined;
  const ends = [...new Set(wish.extremes.map((extreme) => extreme.greatest))];
  const paths = ends.map((descending) => {
    const order = orderOf(scan, [{ column: first.column, descending }]);
    if (order === undefined) return undefined;
    const access = chooseAccess({ ...needs, order, limit: 1, count: false });
    return access.exact && access.stopAfter === 1 ? access : undefined;
  });
  const [one, other] = paths;
  return one === undefined || paths.includes(undefined) ? undefined : [one, other];
}
