/** EXPLAIN of a statement over foreign tables: PostgreSQL's tree, with the DynamoDB requests of each foreign scan. Without ANALYZE no item is read. */
import type { Engine } from '../engine/port.ts';
import { parseBoolean } from '../engine/settings.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { ShownScan } from '../plan/explain-scan.ts';
import { explainJson, explainText } from '../plan/explain-tree.ts';
import type { Explain } from '../sql/statement.ts';
import { AnalyzeReport } from './analyze-report.ts';
import { Aggregation, BATCH_ROWS } from './batches.ts';
import { mayHavePhases, phasesOf } from './phases.ts';
import type { StatementReceiver } from './port.ts';
import { explainCatalogs, explainCatalogsJson } from './remote-catalog-scan.ts';
import { explainedWith, type QueryPlan, spanToExplain } from './trip.ts';

export interface ExplainContext {
  readonly engine: Engine;
  readonly receiver: StatementReceiver;
  /** As the statement itself would be answered. */
  readonly batchRows?: number | undefined;
  /** Fetches and answers, for ANALYZE. */
  run(receiver: StatementReceiver, report: AnalyzeReport): Promise<void>;
}

const TEXT_OID = 25;
const JSON_OID = 114;

/** @throws SqlError */
export async function runExplain(plan: QueryPlan, statement: Explain, context: ExplainContext): Promise<void> {
  await checkOptions(plan, statement, context.engine);
  const options = readOptions(statement);
  const lines = await linesOf(plan, options, context);
  const { receiver } = context;
  await receiver.fields?.([
    {
      name: 'QUERY PLAN',
      typeOid: options.format === 'json' ? JSON_OID : TEXT_OID,
      typeModifier: -1,
      tableOid: 0,
      columnNumber: 0,
    },
  ]);
  await receiver.rows?.(lines.map((line) => [line]));
  await receiver.complete?.('EXPLAIN');
}

interface ExplainOptions {
  readonly analyze: boolean;
  readonly verbose: boolean;
  /** The times of each scan. */
  readonly timing: boolean;
  /** What the whole statement took, under the tree. */
  readonly summary: boolean;
  readonly format: 'text' | 'json';
}

/** PostgreSQL's own say on the options, as they are written before a statement that does nothing. @throws SqlError */
async function checkOptions(plan: QueryPlan, { options, statement }: Explain, engine: Engine): Promise<void> {
  if (options.length === 0) return;
  const { original } = plan.edited;
  await engine.query(`${original.slice(0, statement.span.start)}SELECT${original.slice(statement.span.end)}`);
}

/** Of those that PostgreSQL has taken, what says anything of a foreign scan. */
function readOptions({ options }: Explain): ExplainOptions {
  const last = (name: string): Explain['options'][number] | undefined =>
    options.findLast((option) => option.name === name);
  const flag = (name: string, unset = false): boolean => {
    const option = last(name);
    if (option === undefined) return unset;
    return option.value === undefined || parseBoolean(option.value) === true;
  };
  const format = last('format')?.value?.toLowerCase() ?? 'text';
  if (format !== 'text' && format !== 'json') {
    throw new SqlError({
      code: SqlState.featureNotSupported,
      message: `EXPLAIN option FORMAT ${format} does not show foreign scans`,
      hint: 'Use FORMAT TEXT or FORMAT JSON.',
    });
  }
  const analyze = flag('analyze');
  return {
    analyze,
    verbose: flag('verbose'),
    timing: flag('timing', analyze),
    summary: flag('summary', analyze),
    format,
  };
}

async function linesOf(plan: QueryPlan, options: ExplainOptions, context: ExplainContext): Promise<readonly string[]> {
  // PostgreSQL's costs would be those of the empty staging tables.
  const words = [
    'COSTS OFF',
    ...(options.verbose ? ['VERBOSE'] : []),
    ...(options.format === 'json' ? ['FORMAT JSON'] : []),
  ];
  const report = new AnalyzeReport();
  const { receiver } = context;
  const told: StatementReceiver = {
    notice: (notice) => receiver.notice?.(notice),
    progress: (progress) => receiver.progress?.(progress),
  };
  // Before it is run: CREATE TABLE AS makes what it could not be explained to make again.
  const lines = await explainedWith(context.engine, plan.edited, spanToExplain(plan), `EXPLAIN (${words.join(', ')}) `);
  if (options.analyze) await context.run(told, report);
  const shown = plan.scans.map(({ plan: scan, dynamic }): ShownScan => {
    const taken = report.planTaken(scan);
    if (taken !== undefined) return { plan: taken };
    if (dynamic === undefined) return { plan: scan };
    if (!dynamic.isLikely) return { plan: scan, mayUseKeysFrom: dynamic.dependency.text };
    return { plan: dynamic.expected, keysFrom: { text: dynamic.dependency.text, keys: dynamic.keys }, otherwise: scan };
  });
  const inBatches = await aggregatesInBatches(plan, context);
  if (options.format === 'json')
    return [
      explainCatalogsJson(
        explainJson(lines.join('\n'), shown, (scan) => ({
          ...(inBatches ? { 'Aggregated In Batches': true } : {}),
          ...report.json(scan, options.timing),
        })),
        plan.catalogs,
      ),
    ];
  const tree = explainCatalogs(
    explainText(lines, shown, options.verbose, (scan) => [
      ...(inBatches ? ['Aggregated: in batches, of which partial results are kept'] : []),
      ...report.lines(scan, options.timing),
    ]),
    plan.catalogs,
  );
  return options.analyze && options.summary ? [...tree, ...report.totalLines()] : tree;
}

/** Whether the statement is answered from partial results, as it likely reads more than a batch. */
async function aggregatesInBatches(
  plan: QueryPlan,
  { engine, batchRows = BATCH_ROWS }: ExplainContext,
): Promise<boolean> {
  const [scan] = plan.scans;
  if (scan === undefined || !mayHavePhases(plan) || scan.plan.access.estimate.items <= batchRows) return false;
  const { start, end } = spanToExplain(plan);
  const text = plan.edited.text.slice(start, end);
  return new Aggregation(engine, scan.plan, { text, phases: () => phasesOf(plan), notice: () => {} }).isSound();
}
