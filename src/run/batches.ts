/**
 * A scan staged in batches: while PostgreSQL takes in one, the next is fetched and decoded. Where the statement can be answered in two phases (phases.ts) only a batch's partial results stay, once
 * there is more than one batch.
 */

import { rowsOfTag } from '../engine/copy.ts';
import type { Engine, Field } from '../engine/port.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { stagingReference } from '../plan/scan.ts';
import type { Batch } from './fetch.ts';
import { GROUP_TYPES, MERGES, mergedQuery, type Phases, strangersQuery } from './phases.ts';
import type { Decoded, Stager } from './stage.ts';

/** Rows of a batch: few enough to stay in PostgreSQL's memory for temporary tables (temp_buffers, 8 MB). */
export const BATCH_ROWS = 30_000;

/** Partial results are merged among themselves when there are so many times more of them than rows in a batch, and than after the last time. */
const MERGE_AGAIN = 4;

/** Partial results are worth their making where there are so many times fewer of them than rows. */
const FEWER = 2;

/** A scan that is staged, but for its last rows. */
export interface StagedInBatches {
  /** The query that answers the statement; undefined where it is the statement itself. */
  readonly query: string | undefined;
  /** What is to be loaded before the statement itself runs. */
  readonly rest: readonly Decoded[];
}

/** Fetches a scan, and stages all of it that is more than a batch. @throws SqlError */
export async function stageInBatches(
  batches: AsyncIterable<Batch>,
  stager: Stager,
  aggregation: Aggregation,
): Promise<StagedInBatches> {
  let staging = Promise.resolve();
  let decoded: Decoded[] = [];
  let rows = 0;
  /** Rows of the batch before. */
  let staged = 0;
  const stage = async (): Promise<void> => {
    await staging;
    const [before, next] = [staged, decoded];
    staged = rows;
    decoded = [];
    rows = 0;
    staging = (async () => {
      if (before > 0) await aggregation.compact(before);
      await stager.loadDecoded(next);
    })();
    // It is awaited before the next one begins.
    staging.catch(() => {});
  };
  try {
    for await (const each of stager.decoded(batches)) {
      decoded.push(each);
      rows += each.rows;
      if (rows >= aggregation.batchRows) await stage();
    }
    if (staged > 0 && rows > 0) await stage();
  } finally {
    await staging;
  }
  return { query: await aggregation.finish(), rest: decoded };
}

/** A statement that may be answered in two phases. */
export interface Grouping {
  /** As it runs on the staging tables. */
  readonly text: string;
  readonly batchRows?: number | undefined;
  /** Asked when there is more than one batch. */
  phases(): Phases | undefined;
  notice(notice: Notice): void;
}

/** The partial results of one statement. */
export class Aggregation {
  readonly #engine: Engine;
  readonly #staging: string;
  readonly #text: string;
  readonly #table: string;
  readonly #notice: (notice: Notice) => void;
  /** Rows staged at once. */
  readonly batchRows: number;
  readonly #phasesOf: () => Phases | undefined;
  /** undefined: the rows stay, and the statement is answered from them. */
  #phases: Phases | undefined;
  #isAsked = false;
  #types: readonly number[] = [];
  #answer: string | undefined;
  /** What is staged is too varied for partial results to be fewer: it stays until all is there. */
  #holds = false;
  #partials = 0;
  #merged = 0;

  constructor(engine: Engine, plan: ScanPlan, { text, phases, notice, batchRows = BATCH_ROWS }: Grouping) {
    this.#engine = engine;
    this.#notice = notice;
    this.#staging = stagingReference(plan.scan.staging);
    this.#table = `${this.#staging}_partial`;
    this.#text = text;
    this.#phasesOf = phases;
    this.batchRows = batchRows;
  }

  /** Whether partial results will do; makes the table for them. @throws SqlError */
  async isSound(): Promise<boolean> {
    if (!this.#isAsked) {
      this.#isAsked = true;
      const phases = this.#phasesOf();
      if (phases !== undefined && (await this.#prepare(phases))) this.#phases = phases;
    }
    return this.#phases !== undefined;
  }

  /** Puts what is staged, so many rows, among the partial results, and empties the staging table. @throws SqlError */
  async compact(rows: number): Promise<void> {
    if (this.#holds || !(await this.isSound()) || this.#phases === undefined) return;
    this.#holds = (await this.#take(this.#phases)) * FEWER > rows;
  }

  /** The query that answers the statement once all is staged; undefined where it is the statement itself. @throws SqlError */
  async finish(): Promise<string | undefined> {
    if (this.#phases === undefined || this.#answer === undefined) return undefined;
    await this.#take(this.#phases);
    return this.#answer;
  }

  /**
   * Makes the table of partial results, and asks PostgreSQL whether the phases give what the statement gives: its types tell which aggregates they are. What it refuses is answered in one phase.
   * @returns whether they do
   */
  async #prepare(phases: Phases): Promise<boolean> {
    const engine = this.#engine;
    await engine.run('SAVEPOINT ddbsql_phases', {});
    try {
      const answer = await this.#check(phases);
      if (answer !== undefined) {
        await engine.run('RELEASE ddbsql_phases', {});
        this.#answer = answer;
        return true;
      }
    } catch (error) {
      const isRefusal =
        engine.transactionStatus === 'failed' && !(error instanceof SqlError && error.code === SqlState.queryCanceled);
      if (!isRefusal) throw error;
    }
    await engine.run('ROLLBACK TO ddbsql_phases; RELEASE ddbsql_phases', {});
    return false;
  }

  async #check(phases: Phases): Promise<string | undefined> {
    const engine = this.#engine;
    if ((await engine.query(strangersQuery(phases))).rows.length > 0) return undefined;
    const partials = await engine.describe(phases.partial);
    this.#types = partials.map(({ typeOid }) => typeOid);
    if (!phases.columns.every(({ merge }, i) => isExact(merge, this.#types[i] ?? 0))) return undefined;
    await engine.run(`CREATE TEMP TABLE ${nameOf(this.#table)} ON COMMIT DROP AS ${phases.partial} WITH NO DATA`, {});
    const expected = await engine.describe(this.#text);
    const answer = phases.answer(
      mergedQuery(phases, this.#table, this.#types),
      expected.map(({ name }) => name),
    );
    return answer !== undefined && sameColumns(expected, await engine.describe(answer)) ? answer : undefined;
  }

  /** @returns the number of partial results that it made */
  async #take(phases: Phases): Promise<number> {
    const made = await this.#run(`INSERT INTO ${this.#table} ${phases.partial}; TRUNCATE ${this.#staging}`);
    this.#partials += made;
    if (this.#partials > MERGE_AGAIN * Math.max(this.batchRows, this.#merged)) await this.#merge(phases);
    return made;
  }

  async #merge(phases: Phases): Promise<void> {
    const merged = `${this.#table}_merged`;
    this.#merged = await this.#run(
      `CREATE TEMP TABLE ${nameOf(merged)} ON COMMIT DROP AS ${mergedQuery(phases, this.#table, this.#types)};
       TRUNCATE ${this.#table}; INSERT INTO ${this.#table} SELECT * FROM ${merged}; DROP TABLE ${merged}`,
    );
    this.#partials = this.#merged;
  }

  /** @returns the rows of the first statement. @throws SqlError without a position, which would be one in a text that the user has not written */
  async #run(sql: string): Promise<number> {
    const tags: string[] = [];
    const notice = this.#notice;
    try {
      await this.#engine.run(sql, { complete: (tag) => void tags.push(tag), notice });
    } catch (error) {
      throw error instanceof SqlError ? error.with({ position: undefined }) : error;
    }
    return rowsOfTag(tags[0] ?? '0');
  }
}

/** CREATE TEMP TABLE takes no schema but pg_temp, which it needs not. */
function nameOf(reference: string): string {
  return reference.slice(reference.indexOf('.') + 1);
}

function isExact(merge: keyof typeof MERGES | undefined, type: number): boolean {
  const types: readonly number[] = merge === undefined ? GROUP_TYPES : MERGES[merge];
  return types.includes(type);
}

function sameColumns(a: readonly Field[], b: readonly Field[]): boolean {
  const id = ({ name, typeOid, typeModifier }: Field): string => JSON.stringify([name, typeOid, typeModifier]);
  return a.length === b.length && a.every((field, i) => id(field) === id(b[i] as Field));
}
