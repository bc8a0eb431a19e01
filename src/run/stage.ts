/** Fills a staging table: items encoded as COPY text and loaded while the next page is on its way. */
import { type ColumnCodec, columnCodec } from '../dynamo/codec/column.ts';
import { createEncoder, type Encoder } from '../dynamo/codec/encoder.ts';
import { pathText } from '../dynamo/codec/mismatch.ts';
import type { ColumnTarget } from '../dynamo/codec/target.ts';
import type { Engine } from '../engine/port.ts';
import type { OnTypeMismatch } from '../engine/settings.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import type { ColumnReading } from '../plan/columns.ts';
import type { ScanPlan } from '../plan/planner.ts';
import type { Item } from '../plan/request.ts';
import { stagingReference } from '../plan/scan.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { Batch } from './fetch.ts';
import { keyNames, misfitWarning, targetOf, unreadableKey, values } from './misfit.ts';

interface StagedColumn {
  readonly reading: ColumnReading;
  readonly target: ColumnTarget;
  readonly codec: ColumnCodec;
}

/** Loads the batches of one scan into its staging table, and keeps account of what did not fit. */
export class Stager {
  readonly #engine: Engine;
  readonly #plan: ScanPlan;
  readonly #columns: readonly StagedColumn[];
  readonly #encoder: Encoder;
  readonly #mode: OnTypeMismatch;
  readonly #refused = new Map<StagedColumn, { count: number; example: string }>();
  #hasTextTable = false;
  #decodeMs = 0;

  constructor(engine: Engine, plan: ScanPlan, mode: OnTypeMismatch) {
    this.#engine = engine;
    this.#plan = plan;
    this.#mode = mode;
    this.#columns = plan.fetched.map((reading) => {
      const target = targetOf(reading);
      return { reading, target, codec: columnCodec(target) };
    });
    const keys = keyNames(plan.scan.description);
    this.#encoder = createEncoder(
      this.#columns.map(({ target }) => target),
      { mode, keys },
    );
  }

  /** Milliseconds spent in turning items into COPY text. */
  get decodeMs(): number {
    return this.#decodeMs;
  }

  get #table(): string {
    return stagingReference(this.#plan.scan.staging);
  }

  /** Columns that only PostgreSQL's input functions can judge pass through a table of texts. */
  get #needsInput(): boolean {
    return this.#columns.some(({ codec }) => codec.needsInput);
  }

  /** Loads all of a fetch. @throws SqlError */
  async load(batches: AsyncIterable<Batch>): Promise<void> {
    if (this.#columns.length === 0) {
      for await (const batch of batches) await this.#insertEmpty(batch.count);
      return;
    }
    await this.#copy(this.#encoded(batches));
  }

  /** Loads one batch. @throws SqlError */
  async loadBatch(items: readonly Item[]): Promise<void> {
    if (this.#columns.length === 0) await this.#insertEmpty(items.length);
    else if (items.length > 0) await this.#copy([this.#encode(items)]);
  }

  /** Empties the staging table for the next batch. */
  async clear(): Promise<void> {
    await this.#engine.run(`TRUNCATE ${this.#table}`, {});
  }

  /** Rows of which nothing is looked at but that they are there. */
  async #insertEmpty(count: number): Promise<void> {
    if (count > 0) await this.#engine.run(`INSERT INTO ${this.#table} SELECT FROM generate_series(1, ${count})`, {});
  }

  async *#encoded(batches: AsyncIterable<Batch>): AsyncGenerator<Uint8Array> {
    for await (const { items } of batches) if (items.length > 0) yield this.#encode(items);
  }

  #encode(items: readonly Item[]): Uint8Array {
    const started = performance.now();
    const chunk = this.#encoder.encode(items);
    this.#decodeMs += performance.now() - started;
    for (const mismatch of this.#encoder.mismatches()) {
      const column = this.#columns.find(({ target }) => target === mismatch.target);
      if (column?.reading.key !== undefined) throw unreadableKey(mismatch, this.#plan.scan.description.table);
    }
    return chunk;
  }

  async #copy(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const names = this.#columns.map(({ target }) => target.name);
    if (!this.#needsInput) {
      await this.#engine.copyIn(this.#table, names, chunks);
      return;
    }
    const texts = `${this.#table}_text`;
    if (!this.#hasTextTable) {
      const columns = this.#columns.map(
        ({ target, codec }) => `${quoteIdentifier(target.name)} ${codec.needsInput ? 'text' : target.type}`,
      );
      await this.#engine.run(`CREATE TEMP TABLE ${this.#plan.scan.staging}_text (${columns.join(', ')})`, {});
      this.#hasTextTable = true;
    }
    await this.#engine.copyIn(texts, names, chunks);
    await this.#judge(texts, names.map(quoteIdentifier));
    await this.#engine.run(`TRUNCATE ${texts}`, {});
  }

  /** PostgreSQL's input functions convert the texts; what they refuse is a mismatch. */
  async #judge(texts: string, names: readonly string[]): Promise<void> {
    const judged = this.#columns.filter(({ codec }) => codec.needsInput);
    const refusals = judged.map(({ target }) => {
      const name = quoteIdentifier(target.name);
      const refused = `FILTER (WHERE NOT pg_input_is_valid(${name}, ${quoteLiteral(target.type)}))`;
      return `count(${name}) ${refused}, min(left(${name}, 60)) ${refused}`;
    });
    const [row] = (await this.#engine.query(`SELECT ${refusals.join(', ')} FROM ${texts}`)).rows;
    judged.forEach((column, i) => {
      const count = Number(row?.[2 * i] ?? 0);
      if (count === 0) return;
      const example = row?.[2 * i + 1] ?? '';
      if (this.#mode === 'error' || column.reading.key !== undefined) throw refusedError(column, example);
      const before = this.#refused.get(column);
      this.#refused.set(column, { count: (before?.count ?? 0) + count, example: before?.example ?? example });
    });
    const values = this.#columns.map(({ target, codec }, i) => {
      const name = names[i] ?? '';
      if (!codec.needsInput) return name;
      return `CASE WHEN pg_input_is_valid(${name}, ${quoteLiteral(target.type)}) THEN ${name}::${target.type} END`;
    });
    await this.#engine.run(
      `INSERT INTO ${this.#table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${texts}`,
      {},
    );
  }

  /** One WARNING for each column with values that did not fit. */
  warnings(): readonly Notice[] {
    const { table } = this.#plan.scan;
    const misfits = this.#encoder.mismatches().map((mismatch) => misfitWarning(mismatch, table.name));
    const refused = [...this.#refused].map(([{ target }, { count, example }]) =>
      refusedWarning(target, count, example, table.name),
    );
    return [...misfits, ...refused];
  }
}

function refusedError({ target }: StagedColumn, example: string): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `attribute "${pathText(target)}" does not fit column "${target.name}" of type ${target.type}: "${example}"`,
    hint: "Give the column the type text, or SET dynamodb_fdw.on_type_mismatch = 'null'.",
  });
}

function refusedWarning(target: ColumnTarget, count: number, example: string, table: string): Notice {
  return {
    severity: 'WARNING',
    code: '01000',
    message: `${values(count)} of attribute "${pathText(target)}" did not fit column "${target.name}" of type ${target.type} and read as NULL`,
    detail: `PostgreSQL does not take them as ${target.type}: for example "${example}".`,
    hint: `To read them, use ALTER FOREIGN TABLE ${quoteIdentifier(table)} ALTER COLUMN ${quoteIdentifier(target.name)} TYPE text.`,
  };
}
