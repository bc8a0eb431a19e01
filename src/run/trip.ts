/**
 * A statement's plan: rewritten on staging tables, explained by PostgreSQL, its scans read back and their access paths chosen. Up to here no item is read; this much is EXPLAIN.
 */
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Engine, ResultReceiver, Row } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import { constantOf } from '../plan/constant.ts';
import { dependenciesOf } from '../plan/dependency.ts';
import { type PlanNode, parseExplain } from '../plan/explain-json.ts';
import { planScan } from '../plan/planner.ts';
import { type TableNames, withTableNames } from '../plan/renamed.ts';
import { columnReferences, type ForeignScan, type ScanTarget, scansOf } from '../plan/scan.ts';
import { type Plannable, type ScheduledScan, schedule } from '../plan/schedule.ts';
import { type EditedText, offsetOf, originalPosition, positionOf } from '../sql/edits.ts';
import { parseStatement } from '../sql/parse.ts';
import type { SelectStatement } from '../sql/select.ts';
import type { Span } from '../sql/span.ts';
import type { Statement } from '../sql/statement.ts';
import { walk } from '../sql/visit.ts';
import { countableRelations } from './counted.ts';
import { areStable, foldStable } from './fold.ts';
import { completePlans } from './older-plans.ts';
import { type CatalogScan, catalogScans, createCatalogStaging } from './remote-catalog-scan.ts';
import { repeatable } from './repeatable.ts';
import { permissionDenied, type Rewritten, type Staged } from './rewrite.ts';
import { planSettings, SETTINGS_QUERY, type SessionSettings, settingsOf } from './settings.ts';
import { createStaging, PLANNING_SETTINGS } from './staging.ts';
import type { Statistics } from './statistics.ts';

/** A statement ready to be fetched for and answered. */
export interface QueryPlan {
  /** What runs in the engine in the end. */
  readonly edited: EditedText;
  readonly statement: Statement;
  readonly staged: readonly Staged[];
  readonly roots: readonly PlanNode[];
  /** In the order in which they are fetched. */
  readonly scans: readonly ScheduledScan[];
  /** What is asked of DynamoDB's catalog. */
  readonly catalogs: readonly CatalogScan[];
  /** LIMIT and OFFSET of the whole statement, evaluated; undefined where it has none. */
  readonly limit: RowLimit | undefined;
  /** As they stood when it was planned. */
  readonly settings: SessionSettings;
}

export interface RowLimit {
  /** undefined: no LIMIT, an OFFSET alone. */
  readonly count: number | undefined;
  readonly offset: number;
  readonly statement: SelectStatement;
}

export interface TripContext {
  readonly engine: Engine;
  /** What begins the transaction, or marks where in one the statement began; run first. */
  readonly beginning: string;
  readonly statistics: Statistics;
  /** Ends what DynamoDB is asked for. */
  readonly signal: AbortSignal;
  connectionFor(staged: Staged): Promise<DynamoConnection>;
}

/** Runs `work`, errors' positions changed from the edited text to the one the user typed. */
export async function inUsersText<T>(edited: EditedText, prefix: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
    const offset = offsetOf(edited.text, Math.max(1, error.fields.position - prefix));
    const position = originalPosition(edited, positionOf(edited.text, offset));
    throw error.with({ position, internalQuery: undefined });
  }
}

/**
 * Plans a rewritten statement. The staging tables must not be there yet; they are made, in the transaction that is open.
 * @throws SqlError PostgreSQL's, or of DescribeTable
 */
export async function planTrip(statement: Statement, rewritten: Rewritten, context: TripContext): Promise<QueryPlan> {
  const { engine, beginning } = context;
  const { edited, staged } = rewritten;
  const made = [
    ...staged.map(({ staging, table }) => createStaging(staging, table)),
    ...rewritten.catalogs.map(createCatalogStaging),
  ];
  const span = explainedSpan(statement, edited);
  // With all else that is asked before anything is known, and first: what is looked up for the targets belongs into the transaction.
  const explaining = explain(engine, edited, span, [`${beginning}; ${SETTINGS_QUERY};`, ...made].join('\n'));
  const describing = Promise.all(staged.map((each) => describeTarget(each, context)));
  // The transaction is to have begun before it can be ended.
  const [explained, described] = await Promise.allSettled([explaining, describing]);
  if (explained.status === 'rejected') throw explained.reason;
  if (described.status === 'rejected') throw described.reason;
  const { settings, roots: printed } = explained.value;
  const targets = described.value;
  const roots = withTableNames(printed, renamedColumns(staged));
  const found = scansOf(roots, targets, () => limitsReadColumns(edited.text));
  for (const scan of found) checkColumns(scan, staged);
  const limit = await rowLimit(engine, statement, edited);
  const scans = await Promise.all(found.map((scan) => foldStable(scan, engine)));
  const wanted = limit?.count === undefined ? undefined : limit.count + limit.offset;
  const countable = countableIn(statement, edited);
  const plannable = scans.map((scan): Plannable => {
    const limit = limitAbove(scan, wanted, edited.text);
    const hints = {
      countable: countable.has(scan.staging),
      observed: (index: string | undefined) => context.statistics.of(scan.description.table, index),
      ...(limit === undefined ? {} : { limit }),
    };
    const scanSettings = planSettings(scan.table, settings);
    return { plan: planScan(scan, scanSettings, hints), settings: scanSettings, hints };
  });
  const dependencies = plannable.length > 1 ? await repeatable(dependenciesOf(roots, scans, edited.text), engine) : [];
  const catalogs = catalogScans(roots, rewritten.catalogs);
  return { edited, statement, staged, roots, scans: schedule(plannable, dependencies), catalogs, limit, settings };
}

function renamedColumns(staged: readonly Staged[]): ReadonlyMap<string, TableNames> {
  return new Map(staged.flatMap(({ staging, renamed }) => (renamed === undefined ? [] : [[staging, renamed]])));
}

/** @throws SqlError 42501 where a scan reads a column that the user may not read */
function checkColumns({ staging, table, needed }: ForeignScan, staged: readonly Staged[]): void {
  const readable = staged.find((each) => each.staging === staging)?.readable;
  if (readable === undefined || [...needed].every((column) => readable.includes(column))) return;
  throw permissionDenied('foreign table', table.name);
}

/** LIMIT plus OFFSET of the Limit node nearest above a scan: the statement's own, or written as numbers in the subquery whose only relation the scan is. */
function limitAbove(scan: ForeignScan, wanted: number | undefined, text: string): number | undefined {
  const [occurrence, ...more] = scan.occurrences;
  if (occurrence === undefined || more.length > 0) return undefined;
  const limits = occurrence.ancestors.filter((node) => node['Node Type'] === 'Limit');
  const nearest = limits.at(-1);
  if (nearest === undefined) return undefined;
  if (nearest === occurrence.ancestors[0]) return wanted;
  return limitOfSubquery(parseStatement(text), scan.staging);
}

function limitOfSubquery(statement: Statement, staging: string): number | undefined {
  for (const node of walk(statement)) {
    if (node.type !== 'select' || node.body.type !== 'select_core' || node.withTies) continue;
    const [from, ...others] = node.body.from;
    if (from?.type !== 'table' || others.length > 0 || from.name.at(-1)?.name !== staging) continue;
    const count = node.limit === undefined ? undefined : constantOf(node.limit)?.text;
    const offset = node.offset === undefined ? '0' : constantOf(node.offset)?.text;
    if (count == null || offset == null || !/^\d{1,15}$/.test(count) || !/^\d{1,15}$/.test(offset)) return undefined;
    return Number(count) + Number(offset);
  }
  return undefined;
}

/** Whether a LIMIT or OFFSET names a column, which only one of a query around it can be; or there is none to look at, so that PostgreSQL has it from elsewhere. */
function limitsReadColumns(text: string): boolean {
  const limits = [...walk(parseStatement(text))].flatMap((node) =>
    node.type === 'select' ? [node.limit, node.offset].filter((limit) => limit !== undefined) : [],
  );
  return limits.length === 0 || limits.some((limit) => columnReferences(limit).length > 0);
}

/** The scans whose count(*) can be put into the text: not where the text holds more than a query. */
function countableIn(statement: Statement, edited: EditedText): ReadonlySet<string> {
  const isQuery =
    statement.type === 'select' || (statement.type === 'explain' && statement.statement.type === 'select');
  return isQuery ? countableRelations(edited.text) : new Set();
}

async function describeTarget(staged: Staged, context: TripContext): Promise<ScanTarget> {
  const connection = await context.connectionFor(staged);
  const name = staged.table.options.table ?? staged.table.name;
  return { ...staged, description: await connection.describeTable(name, context.signal) };
}

/** The part of the statement that EXPLAIN takes: COPY's query, else all of it. */
function explainedSpan(statement: Statement, edited: EditedText): Span {
  const inner =
    statement.type === 'copy' || statement.type === 'explain'
      ? statement.type === 'copy'
        ? statement.query
        : statement.statement
      : undefined;
  if (inner === undefined) return { start: 0, end: edited.text.length };
  const shift = (offset: number): number => editedOffset(edited, offset);
  return { start: shift(inner.span.start), end: shift(inner.span.end) };
}

/** Where an offset of the original stands in the edited text. Edits end before or begin after it, or it is one's start. */
function editedOffset(edited: EditedText, offset: number): number {
  let shift = 0;
  for (const edit of edited.edits) {
    if (edit.end > offset) break;
    shift += edit.replacement.length - (edit.end - edit.start);
  }
  return offset + shift;
}

const EXPLAIN = 'EXPLAIN (FORMAT JSON, VERBOSE, COSTS OFF) ';

interface Explained {
  readonly settings: SessionSettings;
  readonly roots: readonly PlanNode[];
}

/** PostgreSQL's plans, under the planning settings, which hold for this alone. `before` is run first, and gives the session's settings. */
async function explain(engine: Engine, edited: EditedText, span: Span, before: string): Promise<Explained> {
  const results = await resultsWith(engine, edited, span, EXPLAIN, before);
  const json = results.at(-1)?.map(([line]) => line ?? '') ?? [];
  return {
    settings: settingsOf(results[0]?.[0]),
    roots: completePlans(parseExplain(json.join('\n')), engine.serverVersion),
  };
}

/** The lines of an EXPLAIN with the given beginning (up to the statement). */
export async function explainedWith(
  engine: Engine,
  edited: EditedText,
  span: Span,
  beginning: string,
): Promise<readonly string[]> {
  const [lines = []] = await resultsWith(engine, edited, span, beginning, '');
  return lines.map(([line]) => line ?? '');
}

/** All results of one request: those of `before`, and of an EXPLAIN under the planning settings. */
async function resultsWith(
  engine: Engine,
  edited: EditedText,
  span: Span,
  beginning: string,
  before: string,
): Promise<readonly (readonly Row[])[]> {
  const start = `${before} SAVEPOINT ddbsql_plan; ${PLANNING_SETTINGS} ${beginning}`;
  const prefix = [...start].length - [...edited.text.slice(0, span.start)].length;
  // A comment may end the statement.
  const end = '\n; ROLLBACK TO ddbsql_plan; RELEASE ddbsql_plan';
  const results: Row[][] = [];
  const receiver: ResultReceiver = {
    fields: () => void results.push([]),
    rows: (rows) => void results.at(-1)?.push(...rows),
    notice: () => {},
  };
  await inUsersText(edited, prefix, () => engine.run(start + edited.text.slice(span.start, span.end) + end, receiver));
  return results;
}

/** The text EXPLAIN runs on, for the tree that is shown. */
export function spanToExplain(plan: QueryPlan): Span {
  return explainedSpan(plan.statement, plan.edited);
}

/** The statement's own LIMIT and OFFSET, where it is a query that has them. */
async function rowLimit(engine: Engine, statement: Statement, edited: EditedText): Promise<RowLimit | undefined> {
  const query = statement.type === 'explain' ? statement.statement : statement;
  if (query.type !== 'select' || (query.limit === undefined && query.offset === undefined) || query.withTies)
    return undefined;
  // What a subquery gives is known when its relations are read, which is too late to stop at.
  const limits = [query.limit, query.offset].filter((limit) => limit !== undefined);
  if (limits.some((limit) => [...walk(limit)].some(({ type }) => type === 'select'))) return undefined;
  // PostgreSQL evaluates it again, to another number.
  if (!(await areStable(limits, engine))) return undefined;
  const text = (span: Span): string => edited.original.slice(span.start, span.end);
  const value = async (expression: SelectStatement['limit']): Promise<number | null | undefined> => {
    if (expression === undefined) return undefined;
    // FETCH FIRST ROW ONLY is a 1 that stands nowhere.
    const written = expression.type === 'literal' ? expression.value : text(expression.span);
    if (/^\d{1,15}$/.test(written)) return Number(written);
    const [row] = (await engine.query(`SELECT (${written})::bigint`)).rows;
    return row?.[0] == null ? null : Number(row[0]);
  };
  const count = await value(query.limit);
  const offset = await value(query.offset);
  // PostgreSQL will say what is wrong with a negative one.
  if ((count ?? 0) < 0 || (offset ?? 0) < 0) return undefined;
  return { count: count ?? undefined, offset: offset ?? 0, statement: query };
}
