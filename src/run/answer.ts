/**
 * The second half of a statement's trip: what its plan says is fetched, staged, and answered by PostgreSQL.
 *
 * A row-wise statement (one scan, nothing above it that needs all rows) is answered page by page: memory stays flat and the fetch stops when LIMIT is satisfied. Every other statement
 * stages what it needs and runs once.
 */

import type { ThreadChoice } from '../dynamo/codec/line-threads.ts';
import type { Engine, Field, ResultReceiver, Row } from '../engine/port.ts';
import type { OnTypeMismatch } from '../engine/settings.ts';
import type { Notice } from '../errors.ts';
import type { PlanNode } from '../plan/explain-json.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { MAX_DYNAMIC_KEYS, type ScheduledScan, withValues } from '../plan/schedule.ts';
import { applyEdits, type Edit } from '../sql/edits.ts';
import { Aggregation, stageInBatches } from './batches.ts';
import { withCounts } from './counted.ts';
import type { Batch } from './fetch.ts';
import { eager } from './merge.ts';
import { mayHavePhases, phasesOf } from './phases.ts';
import { type Decoded, Stager } from './stage.ts';
import { inUsersText, type QueryPlan, type RowLimit } from './trip.ts';

export interface AnswerContext {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** Ends the requests that are under way. */
  giveUp(): void;
  /** Told of each scan's final plan, before it is fetched. @throws SqlError where it may not be */
  planned(plan: ScanPlan): ScanPlan;
  /** Told when a scan is done, with the milliseconds its items took to decode; `complete` where it was read to its end. */
  fetched(plan: ScanPlan, decodeMs: number, complete: boolean): void;
  /** The items of a scan, as its access path fetches them. */
  fetch(plan: ScanPlan): AsyncGenerator<Batch>;
  mismatchMode(plan: ScanPlan): OnTypeMismatch;
  /** The threads that may decode a scan's pages beside this one. */
  threads(plan: ScanPlan): ThreadChoice | undefined;
  /** What ends the transaction behind the answer, in one request with it; empty where something is still to be done. */
  readonly ending: string;
  /** Rows staged at once where a statement can be answered in two phases; by default as many as are quick. */
  readonly batchRows?: number | undefined;
}

/** Fetches and answers. @throws SqlError */
export async function answer(plan: QueryPlan, context: AnswerContext, receiver: ResultReceiver): Promise<void> {
  const [only] = plan.scans;
  if (only !== undefined && plan.scans.length === 1 && isRowWise(plan, only.plan))
    await stream(plan, only.plan, context, receiver);
  else if (only !== undefined && plan.statement.type === 'select' && (await phased(plan, only.plan, context, receiver)))
    return;
  else await stageAndRun(plan, context, receiver);
}

/** Nodes that handle one row after the other. */
const ROW_WISE: ReadonlySet<string> = new Set(['Result', 'ProjectSet', 'Subquery Scan']);

/** True where each row of the answer comes from one item, in the items' order. */
export function isRowWise(plan: QueryPlan, scan: ScanPlan): boolean {
  const [occurrence, ...others] = scan.scan.occurrences;
  const query = plan.statement;
  if (occurrence === undefined || others.length > 0 || plan.roots.length !== 1 || query.type !== 'select') return false;
  if (
    (query.body.type === 'select_core' && query.body.into !== undefined) ||
    query.locking.length > 0 ||
    query.with !== undefined ||
    scan.access.count ||
    scan.second !== undefined
  )
    return false;
  if ((query.limit !== undefined || query.offset !== undefined) && plan.limit === undefined) return false;
  const root = occurrence.ancestors[0] ?? occurrence.node;
  if (countNodes(root) !== occurrence.ancestors.length + 1) return false;
  // A subquery's rows are not the statement's.
  if ([...occurrence.ancestors, occurrence.node].some((node) => node['Subplan Name'] !== undefined)) return false;
  return occurrence.ancestors.every((node, depth) => {
    if (node['Node Type'] === 'Limit') return depth === 0 && plan.limit !== undefined;
    if (node['Node Type'] === 'Sort') return scan.wish.order.length > 0 && scan.sorted;
    return ROW_WISE.has(node['Node Type']);
  });
}

function countNodes(node: PlanNode): number {
  return (node.Plans ?? []).reduce((sum, child) => sum + countNodes(child), 1);
}

async function stageAndRun(plan: QueryPlan, context: AnswerContext, receiver: ResultReceiver): Promise<void> {
  const counts = new Map<string, number>();
  const stagers: Stager[] = [];
  const filled = new Map<string, Promise<void>>();
  let isAnswered = false;
  const fill = async (scheduled: ScheduledScan): Promise<void> => {
    const scan = await planOf(scheduled, filled, context);
    const stager = new Stager(context.engine, scan, context.mismatchMode(scan), context.threads(scan));
    stagers.push(stager);
    if (scan.access.count) counts.set(scan.scan.staging, await countAll(context.fetch(scan)));
    else if (plan.scans.length > 1) await stager.load(eager(context.fetch(scan)));
    else {
      isAnswered = true;
      const out = atEnd(withWarnings(receiver, stagers));
      await inUsersText(plan.edited, 0, () =>
        stager.load(eager(context.fetch(scan)), { sql: plan.edited.text + context.ending, receiver: out }),
      );
    }
    context.fetched(scan, stager.decodeMs, true);
  };
  // What may be refused is refused before anything is read.
  for (const { plan: scan, dynamic } of plan.scans) if (dynamic === undefined) context.planned(scan);
  // Scans that wait for no other run at the same time; in this order, what is waited for stands before who waits.
  for (const scheduled of plan.scans) filled.set(scheduled.plan.scan.staging, fill(scheduled));
  await allOf([...filled.values()], context.giveUp);
  if (isAnswered) return;
  const counted = withCounts(plan.edited.text, counts);
  const out = atEnd(withWarnings(receiver, stagers));
  await inUsersText(plan.edited, 0, () =>
    inUsersText(counted, 0, () => context.engine.run(counted.text + context.ending, out)),
  );
}

/** Answers a statement that may be answered in two phases. @returns false, with nothing done, for any other */
async function phased(
  plan: QueryPlan,
  planned: ScanPlan,
  context: AnswerContext,
  receiver: ResultReceiver,
): Promise<boolean> {
  if (!mayHavePhases(plan)) return false;
  const { engine, batchRows, ending } = context;
  const scan = context.planned(planned);
  const stager = new Stager(engine, scan, context.mismatchMode(scan), context.threads(scan));
  const notice = (message: Notice): void => receiver.notice?.(message);
  const aggregation = new Aggregation(engine, scan, {
    text: plan.edited.text,
    phases: () => phasesOf(plan),
    notice,
    batchRows,
  });
  const { query, rest } = await stageInBatches(eager(context.fetch(scan)), stager, aggregation);
  context.fetched(scan, stager.decodeMs, true);
  const out = atEnd(withWarnings(receiver, [stager]));
  if (query !== undefined) await engine.run(query + ending, out);
  else
    await inUsersText(plan.edited, 0, () =>
      stager.loadDecoded(rest, { sql: plan.edited.text + ending, receiver: out }),
    );
  return true;
}

/** Waits for all, so that none goes on behind an error's back. The first error ends the others, and is thrown. */
async function allOf(work: readonly Promise<void>[], giveUp: () => void): Promise<void> {
  try {
    await Promise.all(work);
  } catch (error) {
    giveUp();
    await Promise.allSettled(work);
    throw error;
  }
}

/** A scan's plan, by the values of the scans it waits for where it does. */
async function planOf(
  scheduled: ScheduledScan,
  filled: ReadonlyMap<string, Promise<void>>,
  context: AnswerContext,
): Promise<ScanPlan> {
  const { dynamic, plan } = scheduled;
  if (dynamic === undefined) return plan;
  await Promise.all(dynamic.dependency.waitsFor.map((staging) => filled.get(staging)));
  const { rows } = await context.engine.query(`${dynamic.dependency.query} LIMIT ${MAX_DYNAMIC_KEYS + 1}`);
  return context.planned(withValues(scheduled, rows));
}

async function countAll(batches: AsyncIterable<Batch>): Promise<number> {
  let total = 0;
  for await (const { count } of batches) total += count;
  return total;
}

/** The receiver of a statement that has the transaction's end behind it, of which it is not told. */
function atEnd(receiver: ResultReceiver): ResultReceiver {
  let isComplete = false;
  return {
    ...receiver,
    complete: (tag) => {
      if (isComplete) return;
      isComplete = true;
      return receiver.complete?.(tag);
    },
  };
}

/** The receiver, told of mismatches when the statement completes, before its tag. */
function withWarnings(receiver: ResultReceiver, stagers: readonly Stager[]): ResultReceiver {
  return {
    fields: (fields) => receiver.fields?.(fields),
    rows: (rows) => receiver.rows?.(rows),
    notice: (notice) => receiver.notice?.(notice),
    copyData: (chunk) => receiver.copyData?.(chunk),
    complete: (tag) => {
      for (const stager of stagers) for (const warning of stager.warnings()) receiver.notice?.(warning);
      return receiver.complete?.(tag);
    },
  };
}

async function stream(
  plan: QueryPlan,
  scan: ScanPlan,
  context: AnswerContext,
  receiver: ResultReceiver,
): Promise<void> {
  context.planned(scan);
  // Where LIMIT may end it, no page is read ahead.
  const threads = plan.limit === undefined ? context.threads(scan) : undefined;
  const stager = new Stager(context.engine, scan, context.mismatchMode(scan), threads);
  const out = new LimitedRows(receiver, plan.limit);
  const run = (page: readonly Decoded[]): Promise<void> => {
    const rest = withRestOfLimit(plan.edited.text, plan, out.wanted);
    return inUsersText(plan.edited, 0, () =>
      inUsersText(rest, 0, () => stager.loadDecoded(page, { sql: rest.text, receiver: out.receiver })),
    );
  };
  let staged = false;
  let answering = Promise.resolve();
  const answerPage = async (page: Decoded): Promise<void> => {
    await answering;
    const isFirst = !staged;
    staged = true;
    answering = (async () => {
      if (!isFirst) stager.clear();
      await run([page]);
    })();
    // It is awaited before the next page's.
    answering.catch(() => {});
  };
  try {
    for await (const decoded of out.isSatisfied ? [] : stager.decoded(context.fetch(scan))) {
      await answerPage(decoded);
      // The next page is decoded meanwhile, but not where LIMIT may have it never asked for.
      if (plan.limit !== undefined) await answering;
      if (out.isSatisfied) break;
    }
  } finally {
    await answering;
  }
  context.fetched(scan, stager.decodeMs, !out.isSatisfied);
  // No item at all: the statement still has columns to show.
  if (!staged) await run([]);
  for (const warning of stager.warnings()) receiver.notice?.(warning);
  await receiver.complete?.(`SELECT ${out.given}`);
}

/**
 * The statement with what is left of its LIMIT and OFFSET, which are counted over all pages: PostgreSQL computes nothing of the rows behind it, which may be what fails. Sorted rows it has computed by then
 * in any case, and rows that compare equal keep the items' order where it sorts all of them.
 */
function withRestOfLimit(text: string, plan: QueryPlan, wanted: number): ReturnType<typeof applyEdits> {
  if (plan.limit === undefined) return applyEdits(text, []);
  const { limitSpan, offsetSpan, orderBy } = plan.limit.statement;
  const limit = Number.isFinite(wanted) && orderBy.length === 0 ? `LIMIT ${wanted}` : '';
  const shift = plan.edited.text.length - plan.edited.original.length;
  // LIMIT and OFFSET of the whole statement stand behind every relation it names.
  const edits = [limitSpan, offsetSpan]
    .filter((span) => span !== undefined)
    .map(
      (span): Edit => ({
        start: span.start + shift,
        end: span.end + shift,
        replacement: span === limitSpan ? limit : '',
      }),
    );
  return applyEdits(text, edits);
}

/** Passes rows on after OFFSET and up to LIMIT, over several runs of the statement as over one. */
class LimitedRows {
  readonly #receiver: ResultReceiver;
  #skip: number;
  #left: number;
  #given = 0;
  #hasFields = false;

  constructor(receiver: ResultReceiver, limit: RowLimit | undefined) {
    this.#receiver = receiver;
    this.#skip = limit?.offset ?? 0;
    this.#left = limit?.count ?? Number.POSITIVE_INFINITY;
  }

  get given(): number {
    return this.#given;
  }

  /** How many of the rows to come matter. */
  get wanted(): number {
    return this.#skip + this.#left;
  }

  get isSatisfied(): boolean {
    return this.#left <= 0;
  }

  get receiver(): ResultReceiver {
    return {
      fields: (fields: readonly Field[]) => {
        if (this.#hasFields) return undefined;
        this.#hasFields = true;
        return this.#receiver.fields?.(fields);
      },
      rows: (rows: readonly Row[]) => {
        const wanted = rows.slice(this.#skip, this.#skip + this.#left);
        this.#skip -= Math.min(this.#skip, rows.length);
        this.#left -= wanted.length;
        this.#given += wanted.length;
        return wanted.length > 0 ? this.#receiver.rows?.(wanted) : undefined;
      },
      notice: (notice) => this.#receiver.notice?.(notice),
    };
  }
}
