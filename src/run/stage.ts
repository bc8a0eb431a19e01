/** Fills a staging table: items encoded as COPY text and loaded while the next page is on its way. */
import { type ColumnCodec, columnCodec } from '../dynamo/codec/column.ts';
import { COPY } from '../dynamo/codec/copy-text.ts';
import type { ThreadChoice } from '../dynamo/codec/line-threads.ts';
import { PageLines } from '../dynamo/codec/page-lines.ts';
import type { ColumnTarget } from '../dynamo/codec/target.ts';
import type { Engine, ResultReceiver, Row } from '../engine/port.ts';
import type { OnTypeMismatch } from '../engine/settings.ts';
import { type Notice, SqlError } from '../errors.ts';
import type { ColumnReading } from '../plan/columns.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { stagingReference } from '../plan/scan.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { Batch } from './fetch.ts';
import {
  keyNames,
  misfitWarning,
  type Refused,
  refusedError,
  refusedWarning,
  targetOf,
  unreadableKey,
} from './misfit.ts';
import { rowFilter } from './row-filter.ts';

interface StagedColumn {
  readonly reading: ColumnReading;
  readonly target: ColumnTarget;
  readonly codec: ColumnCodec;
}

/** What runs once rows are loaded, in one request with them where that can be. */
export interface Then {
  readonly sql: string;
  readonly receiver: ResultReceiver;
}

/** A batch's rows, ready to be loaded. */
export interface Decoded {
  readonly rows: number;
  /** COPY text, to be transferred; undefined where nothing is looked at but that the rows are there. */
  readonly chunk: Uint8Array | undefined;
}

/** Loads the batches of one scan into its staging table, and keeps account of what did not fit. */
export class Stager {
  readonly #engine: Engine;
  readonly #plan: ScanPlan;
  readonly #columns: readonly StagedColumn[];
  readonly #lines: PageLines;
  readonly #mode: OnTypeMismatch;
  /** The key's attributes as texts beside columns that PostgreSQL judges, so that an item it refuses can be named. */
  readonly #keys: readonly ColumnTarget[];
  readonly #refused = new Map<StagedColumn, Refused>();
  #hasTextTable = false;
  /** Whether what is staged is of no more use. */
  #isOver = false;
  /** Asked of PostgreSQL with the first load. */
  #filter: Promise<string | undefined> | undefined;

  /** @param threads that may decode pages beside this one */
  constructor(engine: Engine, plan: ScanPlan, mode: OnTypeMismatch, threads?: ThreadChoice) {
    this.#engine = engine;
    this.#plan = plan;
    this.#mode = mode;
    this.#columns = plan.fetched.map((reading) => {
      const target = targetOf(reading);
      return { reading, target, codec: columnCodec(target) };
    });
    const keys = keyNames(plan.scan.description);
    this.#keys = this.#needsInput ? keys.map(keyTarget) : [];
    const targets = [...this.#columns.map(({ target }) => target), ...this.#keys];
    this.#lines = new PageLines(targets, { form: COPY, policy: { mode, keys }, transferable: true }, threads);
  }

  /** Milliseconds spent in turning items into COPY text. */
  get decodeMs(): number {
    return this.#lines.milliseconds;
  }

  get #table(): string {
    return stagingReference(this.#plan.scan.staging);
  }

  /** Columns that only PostgreSQL's input functions can judge pass through a table of texts. */
  get #needsInput(): boolean {
    return this.#columns.some(({ codec }) => codec.needsInput);
  }

  /** Loads all of a fetch, and runs a statement on it where one is given. @throws SqlError */
  async load(batches: AsyncIterable<Batch>, then?: Then): Promise<void> {
    if (this.#columns.length > 0) return this.#copy(await whole(this.#chunks(batches)), then);
    for await (const { count } of batches) await this.#insertEmpty(count);
    await this.#run(then);
  }

  /** Decodes the batches that have items. @throws SqlError where a key cannot be read */
  async *decoded(batches: AsyncIterable<Batch>): AsyncGenerator<Decoded> {
    if (this.#columns.length === 0) {
      for await (const { items } of batches) if (items.length > 0) yield { rows: items.length, chunk: undefined };
      return;
    }
    for await (const { bytes, count } of this.#lines.of(batches)) {
      for (const mismatch of this.#lines.mismatches()) {
        const column = this.#columns.find(({ target }) => target === mismatch.target);
        if (column?.reading.key !== undefined) throw unreadableKey(mismatch, this.#plan.scan.description.table);
      }
      yield { rows: count, chunk: bytes };
    }
  }

  /** Loads what was decoded, and runs a statement on what is there where one is given. The chunks are transferred. @throws SqlError */
  async loadDecoded(decoded: readonly Decoded[], then?: Then): Promise<void> {
    if (this.#columns.length > 0) {
      await this.#copy(
        decoded.flatMap(({ chunk }) => chunk ?? []),
        then,
      );
      return;
    }
    await this.#insertEmpty(decoded.reduce((sum, { rows }) => sum + rows, 0));
    await this.#run(then);
  }

  /** Empties the staging table before the next load. */
  clear(): void {
    this.#isOver = true;
  }

  /** Rows of which nothing is looked at but that they are there. */
  async #insertEmpty(count: number): Promise<void> {
    if (count === 0) return;
    await this.#engine.run(`${this.#cleared()}INSERT INTO ${this.#table} SELECT FROM generate_series(1, ${count})`, {});
  }

  async *#chunks(batches: AsyncIterable<Batch>): AsyncGenerator<Uint8Array> {
    for await (const { chunk } of this.decoded(batches)) if (chunk !== undefined) yield chunk;
  }

  async #run(then: Then | undefined): Promise<void> {
    if (then !== undefined) await this.#engine.run(then.sql, then.receiver);
  }

  /** What empties the staging table where it is to be emptied, to be put before a load. */
  #cleared(): string {
    const isOver = this.#isOver;
    this.#isOver = false;
    return isOver ? `TRUNCATE ${this.#table}; ` : '';
  }

  async #copy(chunks: readonly Uint8Array[] | AsyncIterable<Uint8Array>, then?: Then): Promise<void> {
    if (Array.isArray(chunks) && chunks.length === 0) return this.#run(then);
    if (this.#needsInput) {
      await this.#copyTexts(chunks);
      return this.#run(then);
    }
    this.#filter ??= rowFilter(this.#plan, this.#engine);
    const columns = this.#columns.map(({ target }) => target.name);
    const target = { table: this.#table, columns, where: await this.#filter, before: this.#cleared() };
    const loading =
      then === undefined
        ? this.#engine.copyIn(target, chunks)
        : this.#engine.copyInAndRun(target, chunks, then.sql, then.receiver);
    await loading.catch(withoutCopy);
  }

  /** By way of a table of texts: PostgreSQL's input functions convert them, and what they refuse is a mismatch. */
  async #copyTexts(chunks: readonly Uint8Array[] | AsyncIterable<Uint8Array>): Promise<void> {
    const texts = `${this.#table}_text`;
    const names = this.#columns.map(({ target }) => target.name);
    const judged = this.#columns.filter(({ codec }) => codec.needsInput);
    const counts = judged.map(
      (column) => `count(${quoteIdentifier(column.target.name)}) FILTER (WHERE ${refusalOf(column)})`,
    );
    const target = {
      table: texts,
      columns: [...names, ...this.#keys.map(({ name }) => name)],
      before: `${this.#hasTextTable ? `TRUNCATE ${texts}` : this.#createTexts()}; ${this.#cleared()}`,
    };
    this.#hasTextTable = true;
    let refused: Row | undefined;
    const receiver: ResultReceiver = {
      rows: ([row]) => {
        refused = row;
      },
      notice: () => {},
    };
    const convert = `SELECT ${counts.join(', ')} FROM ${texts}; ${this.#convertTexts(texts)}`;
    await this.#engine.copyInAndRun(target, chunks, convert, receiver);
    for (const [i, column] of judged.entries()) await this.#note(column, Number(refused?.[i] ?? 0), texts);
    // A page's texts may stay until the next ones come.
    if (!Array.isArray(chunks) || chunks.length > 1) await this.#engine.run(`TRUNCATE ${texts}`, {});
  }

  #createTexts(): string {
    const columns = this.#columns.map(
      ({ target, codec }) => `${quoteIdentifier(target.name)} ${codec.needsInput ? 'text' : target.type}`,
    );
    const keys = this.#keys.map(({ name }) => `${quoteIdentifier(name)} text`);
    return `CREATE TEMP TABLE ${this.#plan.scan.staging}_text (${[...columns, ...keys].join(', ')}) ON COMMIT DROP`;
  }

  #convertTexts(texts: string): string {
    const names = this.#columns.map(({ target }) => quoteIdentifier(target.name));
    const values = this.#columns.map(({ target, codec }, i) => {
      const name = names[i] ?? '';
      if (!codec.needsInput) return name;
      return `CASE WHEN pg_input_is_valid(${name}, ${quoteLiteral(target.type)}) THEN ${name}::${target.type} END`;
    });
    return `INSERT INTO ${this.#table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${texts}`;
  }

  /** Keeps account of so many texts that were refused. @throws SqlError where one may not be */
  async #note(column: StagedColumn, count: number, texts: string): Promise<void> {
    if (count === 0) return;
    const before = this.#refused.get(column);
    const refused = before ?? (await this.#exampleOf(texts, column));
    if (this.#mode === 'error' || column.reading.key !== undefined) throw refusedError(column.target, refused);
    this.#refused.set(column, { ...refused, count: (before?.count ?? 0) + count });
  }

  /** A value that was refused, and the key of its item. */
  async #exampleOf(texts: string, column: StagedColumn): Promise<Refused> {
    const columns = [
      `left(${quoteIdentifier(column.target.name)}, 60)`,
      ...this.#keys.map(({ name }) => quoteIdentifier(name)),
    ];
    const sql = `SELECT ${columns.join(', ')} FROM ${texts} WHERE ${refusalOf(column)} LIMIT 1`;
    const [row] = (await this.#engine.query(sql)).rows;
    const { partition, sort } = this.#plan.scan.description.keys;
    const [example, ...values] = row ?? [];
    const key = [partition, ...(sort === undefined ? [] : [sort])].map(({ name, type }, at) => {
      const value = values[at] ?? '';
      return `${JSON.stringify(name)}: ${type === 'N' ? value : JSON.stringify(value)}`;
    });
    return { count: 0, example: example ?? '', key: `{${key.join(', ')}}` };
  }

  /** One WARNING for each column with values that did not fit. */
  warnings(): readonly Notice[] {
    const { table } = this.#plan.scan;
    const ours = new Set(this.#columns.map(({ target }) => target));
    const misfits = this.#lines
      .mismatches()
      .filter(({ target }) => ours.has(target))
      .map((mismatch) => misfitWarning(mismatch, table));
    const refused = [...this.#refused].map(([{ target }, each]) => refusedWarning(target, each, table));
    return [...misfits, ...refused];
  }
}

/** True in SQL of a text that the column's input function refuses. */
function refusalOf({ target }: StagedColumn): string {
  return `NOT pg_input_is_valid(${quoteIdentifier(target.name)}, ${quoteLiteral(target.type)})`;
}

/** Chunks that all come, where there is but one; it goes to PostgreSQL in one message then. */
async function whole(chunks: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array> | readonly Uint8Array[]> {
  const first = await chunks.next();
  if (first.done === true) return [];
  const second = await chunks.next();
  if (second.done === true) return [first.value];
  return (async function* () {
    try {
      yield first.value;
      yield second.value;
      yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  })();
}

/** The user has written no COPY, and knows of no staging table. */
function withoutCopy(error: unknown): never {
  if (!(error instanceof SqlError)) throw error;
  const where = error.fields.where?.split('\n').filter((line) => !/^COPY ddbsql_scan_\d+, line /.test(line));
  throw error.with({ where: where?.length ? where.join('\n') : undefined });
}

/** Any key as text. Its name is no column's of DynamoDB's making. */
function keyTarget(attribute: string, at: number): ColumnTarget {
  const name = `ddbsql_key_${at}`;
  return { name, path: [attribute], base: 'text', type: 'text', typeModifier: -1, coerce: true };
}
