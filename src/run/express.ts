/**
 * The express lane: a statement over one foreign table that needs no computing is planned from the saved catalog alone, and its rows are printed straight from DynamoDB. The engine is not
 * asked, and need not run. What it gives is byte for byte what the engine would give; where that is not certain, the statement is left to the other lane.
 */
import type { ForeignColumn, ForeignTable, TableDescription } from '../catalog/model.ts';
import type { CatalogObjects } from '../catalog/objects.ts';
import { savedForeignTable, savedUserMapping } from '../catalog/saved-tables.ts';
import type { ThreadChoice } from '../dynamo/codec/line-threads.ts';
import type { Lines } from '../dynamo/codec/lines.ts';
import type { MismatchPolicy } from '../dynamo/codec/mismatch.ts';
import { PageLines } from '../dynamo/codec/page-lines.ts';
import { createRowPrinter, type PrintedRow, type RowPrinter } from '../dynamo/codec/rows.ts';
import type { ColumnTarget } from '../dynamo/codec/target.ts';
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Items } from '../dynamo/items.ts';
import type { Field, Row } from '../engine/port.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { AccessPath } from '../plan/access/path.ts';
import type { ScanPlan } from '../plan/planner.ts';
import { decodeThreads } from './decode-threads.ts';
import { planExpress, usesOnlyColumns } from './express-scan.ts';
import type { ExpressStatement } from './express-statement.ts';
import { type Batch, Budget, type FetchContext, fetchItems } from './fetch.ts';
import { warnOfFullScan } from './full-scan.ts';
import { addUsage, NO_USAGE, Throttling } from './meter.ts';
import { keyNames, misfitWarning, targetOf, unreadableKey } from './misfit.ts';
import type { StatementReceiver, Usage } from './port.ts';
import type { Resources } from './resources.ts';
import { budgetOf, mismatchMode, rateOf, type SessionSettings } from './settings.ts';

export interface ExpressContext {
  readonly resources: Resources;
  readonly settings: SessionSettings;
  readonly signal: AbortSignal;
  /** See {@link ThreadChoice.script}. */
  readonly lineThread?: string | URL | undefined;
}

/** The foreign table an express statement reads, by the saved catalog; undefined where the statement is one for the engine. */
export function expressTable(statement: ExpressStatement, objects: CatalogObjects): ForeignTable | undefined {
  const table = savedForeignTable(objects, statement.relation);
  return table !== undefined && usesOnlyColumns(statement, table) ? table : undefined;
}

/**
 * Answers the statement, or leaves it: `false` where the engine has to see it, of which nothing was told to the receiver.
 * @throws SqlError
 */
export async function answerExpress(
  statement: ExpressStatement,
  table: ForeignTable,
  objects: CatalogObjects,
  context: ExpressContext,
  receiver: StatementReceiver,
): Promise<boolean> {
  const { resources, settings, signal } = context;
  const connection = await resources.connections.forServer(table.server, async (server) =>
    savedUserMapping(objects, server),
  );
  const remote = table.options.table ?? table.name;
  const answerOf = (description: TableDescription): Answer | undefined => {
    const plan = planExpress(statement, table, description, settings, (index) =>
      resources.statistics.of(description.table, index),
    );
    const rows = plan && ExpressRows.of(plan, statement, settings);
    return plan && rows && new Answer(statement, plan, rows, connection, context, receiver);
  };
  const descriptions = await resources.descriptions();
  const saved = descriptions.of(connection, remote);
  const refusal = saved && (await answerBySaved(saved, answerOf));
  if (refusal === 'answered') return true;
  const description = await connection.describeTable(remote, signal);
  if (refusal !== undefined) {
    // The table is what it was taken for: it was refused for another reason.
    if (JSON.stringify(description.keys) === JSON.stringify(saved?.keys)) throw refusal;
    descriptions.forget(connection, remote);
  }
  const answer = answerOf(description);
  if (answer === undefined) return false;
  if (answer.readsByKey) descriptions.save(connection, description);
  await answer.give();
  return true;
}

const MAY_BE_ANOTHER: ReadonlySet<string> = new Set([SqlState.fdwError, SqlState.fdwTableNotFound]);

/**
 * Answers by a description that may be out of date, where that can do no harm: for a read by the table's own key, which DynamoDB refuses where the key is another by now.
 * @returns that error, or undefined where it is not such a read; of both nothing was told to the receiver. @throws SqlError
 */
async function answerBySaved(
  saved: TableDescription,
  answerOf: (description: TableDescription) => Answer | undefined,
): Promise<'answered' | SqlError | undefined> {
  let answer: Answer | undefined;
  try {
    answer = answerOf(saved);
  } catch {
    // An index that an option names may be there by now.
    return undefined;
  }
  if (answer === undefined || !answer.readsByKey) return undefined;
  try {
    await answer.give();
    return 'answered';
  } catch (error) {
    const isRefusal = error instanceof SqlError && MAY_BE_ANOTHER.has(error.code) && !answer.isStarted;
    if (!isRefusal) throw error;
    return error;
  }
}

/** A plan's items as rows of all fetched columns, or as lines of some of them, with account of what did not fit. */
class ExpressRows {
  readonly #plan: ScanPlan;
  readonly #targets: readonly ColumnTarget[];
  readonly #policy: MismatchPolicy;
  readonly #required: ReadonlySet<string>;
  readonly #printer: RowPrinter;
  #lines: PageLines | undefined;

  private constructor(
    plan: ScanPlan,
    targets: readonly ColumnTarget[],
    policy: MismatchPolicy,
    required: ReadonlySet<string>,
    printer: RowPrinter,
  ) {
    this.#plan = plan;
    this.#targets = targets;
    this.#policy = policy;
    this.#required = required;
    this.#printer = printer;
  }

  /** undefined where a fetched column is only PostgreSQL's to read. */
  static of(plan: ScanPlan, statement: ExpressStatement, settings: SessionSettings): ExpressRows | undefined {
    const targets = plan.fetched.map(targetOf);
    // What does not fit reads as NULL, and of NULL only IS NULL is true: PostgreSQL would drop the row.
    const required = new Set(
      statement.qualifiers.filter((q) => q.operator !== 'null' || q.negated).map(({ column }) => column),
    );
    const policy = { mode: mismatchMode(plan.scan.table, settings), keys: keyNames(plan.scan.description) };
    const printer = createRowPrinter(targets, policy, required);
    return printer && new ExpressRows(plan, targets, policy, required, printer);
  }

  /** @throws SqlError for a key that cannot be read, or a mismatch where that is an error */
  print(items: Items): readonly PrintedRow[] {
    const rows = this.#printer.print(items);
    this.#checkKeys(this.#printer);
    return rows;
  }

  /** The columns at these places among the fetched ones, as lines. @throws SqlError as `print` does */
  async *write(
    batches: AsyncIterable<Batch>,
    form: TextForm,
    written: readonly number[],
    threads: ThreadChoice | undefined,
  ): AsyncGenerator<Lines> {
    const pages = new PageLines(
      this.#targets,
      { form, written, policy: this.#policy, required: this.#required },
      threads,
    );
    this.#lines = pages;
    for await (const lines of pages.of(batches)) {
      this.#checkKeys(pages);
      yield lines;
    }
  }

  #checkKeys(reader: Pick<RowPrinter, 'mismatches'>): void {
    for (const mismatch of reader.mismatches()) {
      const reading = this.#plan.fetched.find(({ column }) => column.name === mismatch.target.name);
      if (reading?.key !== undefined) throw unreadableKey(mismatch, this.#plan.scan.description.table);
    }
  }

  warn(receiver: StatementReceiver): void {
    for (const mismatch of (this.#lines ?? this.#printer).mismatches())
      receiver.notice?.(misfitWarning(mismatch, this.#plan.scan.table));
  }
}

/** A page's rows, ready to be given. */
interface Given {
  readonly count: number;
  give(): void | Promise<void>;
}

/** Processors: this thread's. */
const BUSY = 1;

/** One answer on its way to the receiver. */
class Answer {
  /** Whether anything was told to the receiver. */
  isStarted = false;
  readonly #statement: ExpressStatement;
  readonly #plan: ScanPlan;
  readonly #rows: ExpressRows;
  readonly #context: ExpressContext;
  readonly #receiver: StatementReceiver;
  readonly #fetching: FetchContext;
  readonly #throttling = new Throttling();
  #taken: Usage = NO_USAGE;

  constructor(
    statement: ExpressStatement,
    plan: ScanPlan,
    rows: ExpressRows,
    connection: DynamoConnection,
    context: ExpressContext,
    receiver: StatementReceiver,
  ) {
    this.#statement = statement;
    this.#plan = plan;
    this.#rows = rows;
    this.#context = context;
    this.#receiver = receiver;
    const { settings, resources, signal } = context;
    const { table, description } = plan.scan;
    this.#fetching = {
      connection,
      signal,
      budget: new Budget(budgetOf([table], settings)),
      rate: resources.bucket(rateOf([table], settings)),
      consistentRead: settings.consistentRead,
      onThrottle: () => {
        this.#throttling.began();
        this.#tell();
      },
      onPage: (usage) => {
        this.#throttling.ended(usage);
        resources.meter.add(description.table, usage);
        this.#taken = addUsage(this.#taken, usage);
        this.#tell();
      },
    };
  }

  #tell(): void {
    const { items, table } = this.#plan.scan.description;
    const estimated = items > 0 ? { estimatedItems: items } : {};
    const usage = this.#throttling.seen(this.#context.resources.meter.last);
    this.#receiver.progress?.({ ...usage, table, ...estimated });
  }

  /** Whether nothing of the table's description but its key matters to it. */
  get readsByKey(): boolean {
    const { method, index } = this.#plan.access;
    return (method === 'GetItem' || method === 'BatchGetItem' || method === 'Query') && index === undefined;
  }

  /** @throws SqlError */
  async give(): Promise<void> {
    const { wish } = this.#plan;
    this.#context.resources.meter.reset();
    // The first page may be long in coming.
    this.#tell();
    warnOfFullScan(this.#plan, this.#context.settings.fullScan, this.#receiver);
    if (wish.count) {
      const total = String(await this.#count());
      await this.#giveOne(this.#statement.targets.map(() => total));
    } else if (wish.extremes.length > 0) await this.#giveOne(await this.#extremes());
    else await this.#giveRows();
  }

  async #giveRows(): Promise<void> {
    const { limit = Number.POSITIVE_INFINITY, offset } = this.#statement;
    const isWhole = limit === Number.POSITIVE_INFINITY && offset === 0;
    const form = isWhole ? await this.#receiver.textForm?.() : undefined;
    const giving = form === undefined ? this.#asRows(limit, offset) : this.#asLines(form);
    let given = 0;
    for await (const batch of giving) {
      await this.#begin();
      given += batch.count;
      if (batch.count > 0) await batch.give();
    }
    await this.#begin();
    this.#rows.warn(this.#receiver);
    await this.#receiver.complete?.(`SELECT ${given}`);
  }

  async *#asRows(limit: number, offset: number): AsyncGenerator<Given> {
    const select = this.#selection();
    let skip = offset;
    let left = limit;
    if (left <= 0) return;
    for await (const { items } of this.#fetch(this.#plan.access)) {
      if (items.length === 0) continue;
      const rows = this.#rows.print(items);
      const wanted = rows.slice(skip, skip + left);
      skip -= Math.min(skip, rows.length);
      left -= wanted.length;
      yield { count: wanted.length, give: () => this.#receiver.rows?.(select(wanted)) };
      if (left <= 0) return;
    }
    this.#learn();
  }

  /** As the receiver would write the rows: page by page, without making any. */
  async *#asLines(form: TextForm): AsyncGenerator<Given> {
    const { settings, lineThread } = this.#context;
    const { access } = this.#plan;
    const threads = decodeThreads(access, settings, BUSY, lineThread);
    for await (const lines of this.#rows.write(this.#fetch(access), form, this.#places(), threads))
      yield { count: lines.count, give: () => this.#receiver.lines?.(lines) };
    this.#learn();
  }

  async #begin(): Promise<void> {
    if (this.isStarted) return;
    this.isStarted = true;
    await this.#receiver.fields?.(this.#fields());
  }

  async #giveOne(row: Row): Promise<void> {
    await this.#begin();
    await this.#receiver.rows?.([row]);
    this.#rows.warn(this.#receiver);
    await this.#receiver.complete?.('SELECT 1');
  }

  async #count(): Promise<number> {
    const { access } = this.#plan;
    let total = 0;
    for await (const { items, count } of this.#fetch(access))
      total += access.count ? count : this.#rows.print(items).length;
    this.#learn();
    return total;
  }

  /** The first item from either end. */
  async #extremes(): Promise<Row> {
    const { access, second, wish } = this.#plan;
    const [first] = wish.extremes;
    const at = this.#plan.fetched.findIndex(({ column }) => column.name === first?.column);
    const ends: (string | null)[] = [];
    for (const path of second === undefined ? [access] : [access, second]) {
      let end: string | null = null;
      for await (const { items } of this.#fetch(path)) end = this.#rows.print(items)[0]?.[at] ?? end;
      ends.push(end);
    }
    this.#learn();
    return wish.extremes.map(({ greatest }) => ends[greatest === first?.greatest ? 0 : 1] ?? null);
  }

  #fetch(access: AccessPath): ReturnType<typeof fetchItems> {
    const { scan, fetched } = this.#plan;
    const paths = fetched.some(({ raw }) => raw) ? 'everything' : fetched.map(({ path }) => path);
    return fetchItems(access, scan, paths, this.#fetching);
  }

  /** The access path was followed to its end. */
  #learn(): void {
    const { resources, settings } = this.#context;
    const { table } = this.#plan.scan.description;
    if (this.#taken.pages > 0)
      resources.statistics.learn(table, this.#plan.access, this.#taken, settings.consistentRead);
  }

  // ---- what the rows look like ----

  /** The targets' columns; `*` is all of the table's. */
  #columns(): readonly { readonly column: ForeignColumn; readonly label: string }[] {
    const { columns } = this.#plan.scan.table;
    return this.#statement.targets.flatMap((target) => {
      if (target.kind === 'everything') return columns.map((column) => ({ column, label: column.name }));
      if (target.kind !== 'column') return [];
      return columns.filter(({ name }) => name === target.column).map((column) => ({ column, label: target.label }));
    });
  }

  /** Where the targets' columns stand among the fetched ones. */
  #places(): readonly number[] {
    const { fetched } = this.#plan;
    return this.#columns().map(({ column }) => fetched.findIndex((reading) => reading.column === column));
  }

  /** From rows of the fetched columns to rows of the targets. */
  #selection(): (rows: readonly PrintedRow[]) => readonly Row[] {
    const places = this.#places();
    if (places.length === this.#plan.fetched.length && places.every((place, i) => place === i)) return (rows) => rows;
    return (rows) => rows.map((row) => places.map((place) => row[place] ?? null));
  }

  #fields(): readonly Field[] {
    const plain = this.#columns();
    if (plain.length > 0) return plain.map(({ column, label }) => fieldOf(column, label));
    return this.#statement.targets.flatMap((target) => {
      if (target.kind === 'count') return [field(target.label, BIGINT)];
      if (target.kind !== 'extreme') return [];
      const column = this.#plan.scan.columns.get(target.column)?.column;
      // min and max of a varchar are those of text.
      const isVarchar = column?.base === 'character varying';
      return [field(target.label, isVarchar ? TEXT : (column?.typeOid ?? TEXT))];
    });
  }
}

const BIGINT = 20;
const TEXT = 25;

function fieldOf(column: ForeignColumn, label: string): Field {
  return { ...field(label, column.typeOid), typeModifier: column.typeModifier, columnNumber: column.number };
}

function field(name: string, typeOid: number): Field {
  return { name, typeOid, typeModifier: -1, tableOid: 0, columnNumber: 0 };
}
