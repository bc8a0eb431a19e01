/**
 * A session: text in, results out. Each statement is read, sent the way it has to go (to PostgreSQL as it is, through the catalog, or on a trip to DynamoDB), and the catalog is saved when a
 * transaction that changed it commits.
 */
import { beginsExtended } from '../catalog/extension.ts';
import type { ForeignTable, Options, TableDescription } from '../catalog/model.ts';
import { runWithSecrets } from '../catalog/secrets.ts';
import { readStatistics } from '../catalog/statistics-file.ts';
import {
  columnsOfViews,
  type RelationKind,
  readForeignTables,
  readServers,
  readTablesOfServer,
  relationKinds,
  userMappingFor,
} from '../catalog/tables.ts';
import type { ConnectionConfig } from '../dynamo/config.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Engine, Result, ResultReceiver, TransactionStatus } from '../engine/port.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { stagingReference } from '../plan/scan.ts';
import { applyEdits, originalPosition, positionOf } from '../sql/edits.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { splitStatements } from '../sql/split.ts';
import type { Analyze, ImportForeignSchema, Statement, UserMapping } from '../sql/statement.ts';
import type { Analyzed } from './analyze.ts';
import type { AnalyzeReport } from './analyze-report.ts';
import { answer } from './answer.ts';
import { canceledByUser } from './canceled.ts';
import { CatalogMemory } from './catalog-memory.ts';
import { Budget, type FetchContext, fetchItems } from './fetch.ts';
import { warnOfFullScan } from './full-scan.ts';
import { CatalogKeeper, restartNotice } from './keeper.ts';
import { addUsage, NO_USAGE } from './meter.ts';
import { type EngineChoice, openEngine } from './open-engine.ts';
import { inOwnWords } from './own-words.ts';
import type { ObservedTable, Session, StatementReceiver, Usage } from './port.ts';
import { expandExecute } from './prepared.ts';
import { explained } from './refusal.ts';
import { Resources } from './resources.ts';
import { isUntouched, nameText, type Relation, type Resolve, type Rewritten, rewrite, type Staged } from './rewrite.ts';
import { Running } from './running.ts';
import { savepointStatements } from './savepoints.ts';
import {
  budgetOf,
  checkSet,
  mismatchMode,
  rateOf,
  rateOfServer,
  readSettings,
  type SessionSettings,
} from './settings.ts';
import { stagingName } from './staging.ts';
import { planTrip, type QueryPlan } from './trip.ts';

export interface SessionOptions extends EngineChoice {
  /** What the command line says of the connection, before any server's options. */
  readonly connection?: Partial<ConnectionConfig> | undefined;
  /** See {@link AnswerContext.batchRows}. */
  readonly batchRows?: number | undefined;
  /** Notices that belong to no statement. */
  readonly onNotice?: ((notice: Notice) => void) | undefined;
}

/**
 * Opens a session. Nothing is started yet.
 * @throws SqlError where the saved catalog may not be used
 */
export function createSession(
  options: SessionOptions = {},
  resources: Resources = new Resources(options.connection),
): Session {
  return new LocalSession(options, resources);
}

/** Items looked at to offer a document's keys. */
const COMPLETION_SAMPLE = 20;

/** Command tags after which the catalog may be another. */
const CHANGES_CATALOG = /^(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|IMPORT|REASSIGN|DO|CALL|SECURITY)\b/;
/** Its tag is SELECT. */
const MAKES_TABLE = /\bcreate\s[\s\S]*\bas\b|\binto\b/i;

class LocalSession implements Session {
  readonly #options: SessionOptions;
  readonly #resources: Resources;
  readonly #keeper: CatalogKeeper;
  readonly #memory = new CatalogMemory();
  #engine: Promise<Engine> | undefined;
  #started: Engine | undefined;
  #running: Running | undefined;
  #scans = 0;
  /** Session-level SET statements and PREPAREs, for an engine that takes a lost one's place. */
  readonly #restore = new Map<string, string>();

  constructor(options: SessionOptions, resources: Resources) {
    this.#options = options;
    this.#resources = resources;
    this.#keeper = new CatalogKeeper(options.onNotice);
  }

  async serverVersion(): Promise<string> {
    return (await this.#ready()).serverVersion;
  }

  get transactionStatus(): TransactionStatus {
    return this.#started?.transactionStatus ?? 'idle';
  }

  warmUp(): void {
    // What is wrong is told by the statement that needs the engine.
    this.#ready().catch(() => {});
    // Makes the parser.
    tryParse('SELECT');
  }

  async execute(text: string, receiver: StatementReceiver): Promise<void> {
    try {
      await this.#statementByStatement(text, receiver);
    } catch (error) {
      throw explained(error, text);
    }
  }

  async executeWithParameters(
    text: string,
    parameters: readonly (string | null)[],
    receiver: StatementReceiver,
  ): Promise<void> {
    const statement = tryParse(text);
    if (statement === undefined || statement.type === 'other') {
      const engine = await this.#ready();
      const run = () => engine.runWithParameters(text, parameters, this.#noting(receiver, text));
      await this.#settled(engine, run).catch((error: unknown) => {
        throw explained(error, text);
      });
      return;
    }
    const { parameterEdits } = await import('./parameters.ts');
    const bound = applyEdits(text, parameterEdits(statement, parameters));
    try {
      await this.execute(bound.text, receiver);
    } catch (error) {
      if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
      throw error.with({ position: originalPosition(bound, error.fields.position) });
    }
  }

  async query(sql: string, parameters?: readonly (string | null)[]): Promise<Result> {
    return (await this.#ready()).query(sql, parameters);
  }

  async describe(text: string): Promise<Result> {
    const engine = await this.#ready();
    const fields = await engine.describe(text).catch((error: unknown) => {
      throw explained(error, text);
    });
    if (fields.length === 0) return { fields: [], rows: [], tag: '' };
    const rows = fields.map(
      (field) => `(${quoteLiteral(field.name)}, format_type(${field.typeOid}, ${field.typeModifier}))`,
    );
    return engine.query(`SELECT * FROM (VALUES ${rows.join(', ')}) AS d("Column", "Type")`);
  }

  async copyFrom(statement: string, chunks: AsyncIterable<Uint8Array>, receiver: StatementReceiver): Promise<void> {
    const engine = await this.#ready();
    const parsed = tryParse(statement);
    // A foreign table is refused here.
    if (parsed !== undefined) await this.#rewritten(engine, parsed, statement);
    await this.#settled(engine, () => engine.copyFrom(statement, chunks, this.#noting(receiver)));
  }

  async describeForeignTable(oid: number): Promise<TableDescription | undefined> {
    const engine = await this.#ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return undefined;
    const connection = await this.#connection(engine, table.server);
    return this.#abortable((signal) => connection.describeTable(remoteName(table), signal));
  }

  async attributeStatistics(oid: number): Promise<ObservedTable | undefined> {
    const engine = await this.#ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return undefined;
    const statistics = readStatistics({ server: table.server, table: remoteName(table) });
    if (statistics === undefined) return undefined;
    const { observedTable } = await import('./observed.ts');
    return observedTable(table, statistics);
  }

  async remoteTables(server: string, signal?: AbortSignal): Promise<readonly string[]> {
    const engine = await this.#ready();
    const connection = await this.#connection(engine, await foreignServer(engine, server));
    const names: string[] = [];
    for await (const name of connection.listTables(signal)) names.push(name);
    return names;
  }

  async sampledKeys(oid: number, signal?: AbortSignal): Promise<readonly string[]> {
    const engine = await this.#ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return [];
    const analyzed = readStatistics({ server: table.server, table: remoteName(table) });
    if (analyzed !== undefined) return analyzed.attributes.map(({ path }) => path);
    const connection = await this.#connection(engine, table.server);
    const [{ keyPaths }, { meteredReader }, { sampleTable }] = await Promise.all([
      import('./sampled-keys.ts'),
      import('./metered.ts'),
      import('../dynamo/sample.ts'),
    ]);
    // Pressing Tab is no statement, but what it reads is on the bill.
    const reader = meteredReader(connection, undefined, (usage) => this.#resources.meter.add(remoteName(table), usage));
    const { items } = await sampleTable(reader, remoteName(table), COMPLETION_SAMPLE, signal);
    return keyPaths(items);
  }

  async catalogDdl(): Promise<readonly string[]> {
    await this.#ready();
    return this.#keeper.ddl;
  }

  lastUsage(): Usage {
    return this.#resources.meter.last;
  }

  usageByTable(): ReadonlyMap<string, Usage> {
    return this.#resources.meter.byTable;
  }

  async cancel(): Promise<void> {
    this.#running?.cancel();
    await this.#started?.cancel();
  }

  async close(): Promise<void> {
    this.#running?.cancel();
    await this.#resources.connections.close();
    const engine = await this.#engine?.catch(() => undefined);
    await engine?.close();
  }

  // ---- the engine ----

  #ready(): Promise<Engine> {
    this.#engine ??= this.#start();
    this.#engine.catch(() => {
      this.#engine = undefined;
    });
    return this.#engine;
  }

  async #start(): Promise<Engine> {
    const engine = await openEngine(this.#options, beginsExtended(this.#keeper.objects), {
      restore: async () => [...this.#keeper.restoringDdl, ...this.#restore.values()],
      onRestart: ({ inTransaction, failed }) => {
        const local = this.#keeper.engineReplaced();
        this.#memory.forget();
        this.#options.onNotice?.(restartNotice(inTransaction, local, failed));
      },
    });
    await this.#keeper.replay(engine);
    this.#started = engine;
    return engine;
  }

  /** Runs `work`, then brings catalog and secrets to where the engine's transaction is. */
  async #settled<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
    if (engine.transactionStatus === 'idle' && (await this.#keeper.refresh(engine))) this.#memory.forget();
    const before = engine.transactionStatus;
    try {
      const result = await work();
      await this.#keeper.mask(engine);
      if (engine.transactionStatus === 'idle') await this.#keeper.committed(engine);
      return result;
    } catch (error) {
      // An error in a block leaves it failed; outside of one, nothing of the statement stays.
      if (engine.transactionStatus === 'idle') {
        if (before === 'idle') this.#rolledBack();
      }
      throw error;
    }
  }

  #rolledBack(): void {
    this.#keeper.rolledBack();
    this.#memory.forget();
  }

  /** The receiver, with an ear on command tags. */
  #noting(receiver: StatementReceiver, text = ''): ResultReceiver {
    const savepoints = savepointStatements(text);
    let completed = 0;
    return {
      fields: (fields) => receiver.fields?.(fields),
      rows: (rows) => receiver.rows?.(rows),
      copyData: (chunk) => receiver.copyData?.(chunk),
      notice: (notice) => receiver.notice?.(notice),
      complete: (tag) => {
        this.#memory.forget();
        if (CHANGES_CATALOG.test(tag) || MAKES_TABLE.test(text)) this.#keeper.markDirty();
        // ROLLBACK TO has the tag of ROLLBACK, and leaves the transaction open.
        const savepoint = savepoints[completed++];
        if (savepoint !== undefined) this.#keeper.savepoint(savepoint);
        else if (tag === 'ROLLBACK') this.#rolledBack();
        return receiver.complete?.(tag);
      },
    };
  }

  // ---- statements ----

  async #statementByStatement(text: string, receiver: StatementReceiver): Promise<void> {
    const spans = splitStatements(text);
    if (spans.length === 0) return;
    this.#resources.meter.reset();
    // The first statement is read, which makes the parser, while the engine starts.
    const starting = this.#ready();
    const parsed = spans
      .map((span) => ({ span, text: text.slice(span.start, span.end) }))
      .map((each) => ({ ...each, statement: tryParse(each.text) }));
    const engine = await starting;
    // One request is one transaction: several statements share an implicit block, as in PostgreSQL's simple protocol.
    const [first, ...more] = parsed;
    if (first === undefined) return;
    // Another shell's DDL counts from here on.
    await this.#settled(engine, async () => {});
    const plain = await Promise.all(parsed.map(({ statement, text: own }) => this.#isPlain(engine, statement, own)));
    if (plain.every(Boolean)) {
      for (const each of parsed) checkSet(each.text);
      await this.#settled(engine, () => engine.run(text, this.#noting(receiver, text)));
      for (const each of parsed) this.#remember(each.text, each.statement);
      return;
    }
    const implicit =
      more.length > 0 &&
      engine.transactionStatus === 'idle' &&
      !parsed.some(({ text: own }) => controlsTransaction(own));
    if (implicit) await engine.run('BEGIN', {});
    try {
      for (const each of parsed) await this.#one(engine, each.text, each.statement, text, each.span.start, receiver);
      if (implicit) await this.#settled(engine, () => engine.run('COMMIT', {}));
    } catch (error) {
      if (implicit && engine.transactionStatus !== 'idle') await engine.run('ROLLBACK', {});
      if (implicit) this.#rolledBack();
      throw error;
    }
  }

  /** True where PostgreSQL alone answers the statement, as it is written. */
  async #isPlain(engine: Engine, statement: Statement | undefined, text: string): Promise<boolean> {
    if (statement === undefined) return true;
    switch (statement.type) {
      case 'create_user_mapping':
      case 'alter_user_mapping':
      case 'drop_user_mapping':
      case 'import_foreign_schema':
        return false;
      case 'other':
      case 'create_server':
      case 'alter_server':
      case 'create_foreign_table':
      case 'create_view':
      case 'deallocate':
      case 'prepare':
        return true;
      case 'analyze':
        return engine.transactionStatus === 'failed' || (await this.#analyzed(engine, statement)).length === 0;
      default: {
        if (engine.transactionStatus === 'failed') return true;
        if (
          statement.type === 'execute' ||
          (statement.type === 'explain' && (statement.statement as Statement).type === 'execute')
        )
          return false;
        return isUntouched(await this.#rewritten(engine, statement, text));
      }
    }
  }

  async #one(
    engine: Engine,
    text: string,
    statement: Statement | undefined,
    request: string,
    start: number,
    receiver: StatementReceiver,
  ): Promise<void> {
    try {
      await this.#route(engine, text, statement, receiver);
      this.#remember(text, statement);
    } catch (error) {
      if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
      throw error.with({ position: error.fields.position + positionOf(request, start) - 1 });
    }
  }

  async #route(
    engine: Engine,
    text: string,
    statement: Statement | undefined,
    receiver: StatementReceiver,
  ): Promise<void> {
    switch (statement?.type) {
      case 'create_user_mapping':
      case 'alter_user_mapping':
      case 'drop_user_mapping':
        return this.#settled(engine, () => this.#userMapping(engine, text, statement, receiver));
      case 'import_foreign_schema':
        return this.#settled(engine, () => this.#import(engine, text, statement, receiver));
      case 'analyze':
        if (engine.transactionStatus === 'failed') break;
        return this.#analyze(engine, text, statement, receiver);
    }
    if (statement !== undefined && engine.transactionStatus !== 'failed') {
      const expanded = await expandExecute({ statement, text }, engine);
      const trip = expanded ?? { statement, text };
      const rewritten = await this.#rewritten(engine, trip.statement, trip.text);
      if (!isUntouched(rewritten)) {
        return this.#settled(engine, () => this.#trip(engine, trip.statement, rewritten, receiver)).catch(
          (error: unknown) => {
            // The text of a prepared statement is not the one that was typed.
            throw expanded !== undefined && error instanceof SqlError ? error.with({ position: undefined }) : error;
          },
        );
      }
    }
    checkSet(text);
    return this.#settled(engine, () => engine.run(text, this.#noting(receiver, text)));
  }

  /** What a new engine must be told so that it is like the one that was lost. */
  #remember(text: string, statement: Statement | undefined): void {
    const set = /^\s*(?:SET|RESET)\s+(?!LOCAL\b|TRANSACTION\b|CONSTRAINTS\b)(?:SESSION\s+)?(?:"?([\w.]+)"?)/i.exec(
      text,
    );
    if (set !== null) this.#restore.set(`set ${set[1]?.toLowerCase()}`, text);
    else if (statement?.type === 'prepare') this.#restore.set(`prepare ${statement.name.name}`, text);
    else if (statement?.type === 'deallocate') {
      if (statement.name !== undefined) this.#restore.delete(`prepare ${statement.name.name}`);
      else for (const key of this.#restore.keys()) if (key.startsWith('prepare ')) this.#restore.delete(key);
    }
  }

  // ---- the catalog's statements ----

  async #userMapping(engine: Engine, text: string, statement: UserMapping, receiver: StatementReceiver): Promise<void> {
    const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
      engine.query(sql, parameters);
    // `FOR  SERVER s`, as the document prints it, means the current user.
    const { userSpan } = statement;
    const edited = applyEdits(
      text,
      statement.user === undefined ? [{ ...userSpan, replacement: ' CURRENT_USER ' }] : [],
    );
    const whole = statement.user === undefined ? (parseStatement(edited.text) as UserMapping) : statement;
    await runWithSecrets(query, this.#keeper.secrets, edited.text, whole, (sql) =>
      engine.run(sql, this.#noting(receiver)),
    );
  }

  async #import(
    engine: Engine,
    text: string,
    statement: ImportForeignSchema,
    receiver: StatementReceiver,
  ): Promise<void> {
    const server = await foreignServer(engine, statement.server.name);
    const schemas = await engine.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [statement.localSchema.name]);
    if (schemas.rows.length === 0) {
      throw new SqlError({ code: '3F000', message: `schema "${statement.localSchema.name}" does not exist` });
    }
    const connection = await this.#connection(engine, server);
    const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
      engine.query(sql, parameters);
    const rate = this.#resources.bucket(rateOfServer(server, await readSettings(query)));
    const { planImport } = await import('./import.ts');
    const { statements, notices } = await this.#abortable((signal) =>
      planImport(statement, text, {
        connection,
        signal,
        rate,
        existing: async () => {
          const tables = await readTablesOfServer(query, server.name, statement.localSchema.name);
          const oids = tables.map(({ oid }) => oid);
          return { tables, fixed: await columnsOfViews(query, oids) };
        },
        onPage: (usage, table, done, total) => {
          this.#resources.meter.add(table, usage);
          receiver.progress?.({ ...this.#resources.meter.last, table: `table ${done + 1} of ${total}` });
        },
      }),
    );
    const own = engine.transactionStatus === 'idle';
    await engine
      .run([...(own ? ['BEGIN'] : []), ...statements, ...(own ? ['COMMIT'] : [])].join(';\n'), {})
      .catch(async (error: unknown) => {
        if (own) await engine.run('ROLLBACK', {});
        throw error instanceof SqlError ? importError(error) : error;
      });
    this.#keeper.markDirty();
    this.#memory.forget();
    this.#memory.forget();
    for (const notice of notices) receiver.notice?.(notice);
    await receiver.complete?.('IMPORT FOREIGN SCHEMA');
  }

  // ---- statistics ----

  /** The foreign tables that an ANALYZE names. */
  async #analyzed(engine: Engine, { tables, columns }: Analyze): Promise<readonly (Analyzed & { at: number })[]> {
    const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
      engine.query(sql, parameters);
    const kinds = await relationKinds(query, tables.map(nameText));
    const found = kinds.flatMap((kind, at) =>
      kind.relkind === 'f' && kind.reads.includes(kind.oid) ? [{ kind, at }] : [],
    );
    const foreign = await readForeignTables(
      query,
      found.map(({ kind }) => kind.oid),
    );
    return foreign.map((table, n) => {
      const at = found[n]?.at ?? 0;
      return { table, at, columns: columns[at] ?? [] };
    });
  }

  async #analyze(engine: Engine, text: string, statement: Analyze, receiver: StatementReceiver): Promise<void> {
    const analyzed = await this.#analyzed(engine, statement);
    const { analyzable, analyze, checkColumns, isVerbose, localPart } = await import('./analyze.ts');
    const local = localPart(statement, text, (at) => !analyzed.some((each) => each.at === at));
    const isBlock = engine.transactionStatus !== 'idle';
    try {
      for (const each of analyzed) checkColumns(each, text);
      if (local !== undefined) await engine.run(local, { notice: (notice) => receiver.notice?.(notice) });
      const settings = await readSettings((sql) => engine.query(sql));
      const allowed = await analyzable((sql, parameters) => engine.query(sql, parameters), analyzed);
      await this.#abortable(async (signal) => {
        for (const each of analyzed) {
          const { table } = each;
          if (!allowed.has(table.oid)) {
            const message = `permission denied to analyze "${table.name}", skipping it`;
            await receiver.notice?.({ severity: 'WARNING', code: '01000', message });
            continue;
          }
          await analyze(each, {
            connection: await this.#connection(engine, table.server),
            signal,
            rate: this.#resources.bucket(rateOf([table], settings)),
            budget: new Budget(budgetOf([table], settings)),
            sampleSize: settings.sampleSize,
            verbose: isVerbose(statement),
            onPage: (usage) => {
              this.#resources.meter.add(remoteName(table), usage);
              receiver.progress?.({
                ...this.#resources.meter.last,
                table: table.name,
                estimatedItems: settings.sampleSize,
              });
            },
            notice: (notice) => receiver.notice?.(notice),
          });
        }
      });
    } catch (error) {
      if (isBlock && engine.transactionStatus === 'transaction') await failTransaction(engine);
      throw error;
    }
    await receiver.complete?.('ANALYZE');
  }

  // ---- trips to DynamoDB ----

  async #rewritten(engine: Engine, statement: Statement, text: string): Promise<Rewritten> {
    const query = this.#memory.query(engine);
    const resolve: Resolve = async (names, reader) => {
      if (names.length === 0) return new Map();
      const kinds = await relationKinds(query, names, reader);
      const oids = kinds.flatMap((kind) => (kind.relkind === 'f' ? kind.reads : []));
      const tables = new Map((await readForeignTables(query, oids)).map((table) => [table.oid, table]));
      return new Map(kinds.map((kind): [string, Relation] => [kind.name, relationOf(kind, tables)]));
    };
    return rewrite(text, statement, resolve, () => stagingName(++this.#scans));
  }

  async #connection(engine: Engine, server: ForeignTable['server']): Promise<DynamoConnection> {
    const query = this.#memory.query(engine);
    return this.#resources.connections.forServer(server, async (name) =>
      userMappingFor(query, await this.#keeper.secretsOf(engine), name),
    );
  }

  async #trip(engine: Engine, statement: Statement, rewritten: Rewritten, receiver: StatementReceiver): Promise<void> {
    const own = engine.transactionStatus === 'idle';
    // The one function of a query that changes what names mean.
    if (/set_config/i.test(rewritten.edited.text)) this.#memory.forget();
    if (own) await engine.run('BEGIN', {});
    try {
      await this.#abortable((signal) => this.#travel(engine, statement, rewritten, receiver, signal));
      if (own) await engine.run('COMMIT', {});
      else if (statement.type !== 'declare_cursor') await this.#dropStaging(engine, rewritten);
    } catch (error) {
      if (own) {
        await engine.run('ROLLBACK', {});
        throw await inOwnWords(engine, error, rewritten.edited.original);
      }
      if (engine.transactionStatus === 'transaction') await failTransaction(engine);
      throw error;
    }
  }

  async #dropStaging(engine: Engine, { staged, catalogs }: Rewritten): Promise<void> {
    const names = [...staged, ...catalogs].flatMap(({ staging }) => [
      stagingReference(staging),
      `${stagingReference(staging)}_text`,
      `${stagingReference(staging)}_partial`,
    ]);
    await engine.run(`DROP TABLE IF EXISTS ${names.join(', ')}`, {});
  }

  async #travel(
    engine: Engine,
    statement: Statement,
    rewritten: Rewritten,
    receiver: StatementReceiver,
    signal: AbortSignal,
  ): Promise<void> {
    const settings = await readSettings((sql) => engine.query(sql));
    const connectionFor = (staged: Staged): Promise<DynamoConnection> => this.#connection(engine, staged.table.server);
    const plan = await planTrip(statement, rewritten, {
      engine,
      settings,
      statistics: this.#resources.statistics,
      connectionFor,
    });
    if (statement.type === 'explain') {
      const { runExplain } = await import('./explain.ts');
      await runExplain(plan, statement, {
        engine,
        receiver,
        batchRows: this.#options.batchRows,
        run: (inner, report) => this.#answer(engine, plan, settings, inner, signal, report),
      });
      return;
    }
    await this.#answer(engine, plan, settings, receiver, signal);
  }

  async #answer(
    engine: Engine,
    plan: QueryPlan,
    settings: SessionSettings,
    receiver: StatementReceiver,
    signal: AbortSignal,
    report?: AnalyzeReport,
  ): Promise<void> {
    const tables = plan.staged.map(({ table }) => table);
    const budget = new Budget(budgetOf(tables, settings));
    const rate = this.#resources.bucket(rateOf(tables, settings));
    // Looked up before anything is fetched: the engine is busy loading while items arrive.
    const connections = new Map<string, DynamoConnection>();
    for (const staged of plan.staged)
      connections.set(staged.staging, await this.#connection(engine, staged.table.server));
    const meter = this.#resources.meter;
    const taken = new Map<string, Usage>();
    await this.#fillCatalogs(engine, plan, receiver, signal);
    await answer(
      plan,
      {
        engine,
        signal,
        giveUp: () => this.#running?.end(),
        planned: (scan) => {
          warnOfFullScan(scan, settings.fullScan, receiver);
          return scan;
        },
        fetched: (scan, decodeMs, complete) => {
          report?.fetched(scan, decodeMs);
          const { table } = scan.scan.description;
          const usage = taken.get(scan.scan.staging);
          if (complete && usage !== undefined)
            this.#resources.statistics.learn(table, scan.access, usage, settings.consistentRead);
        },
        mismatchMode: (scan) => mismatchMode(scan.scan.table, settings),
        batchRows: this.#options.batchRows,
        async *fetch(scanPlan) {
          const { scan, access, second, fetched } = scanPlan;
          const connection = connections.get(scan.staging);
          if (connection === undefined) throw new Error(`no connection for ${scan.staging}`);
          const { table, items } = scan.description;
          const onPage = (usage: Usage): void => {
            meter.add(table, usage);
            taken.set(scan.staging, addUsage(taken.get(scan.staging) ?? NO_USAGE, usage));
            report?.page(scanPlan, usage);
            receiver.progress?.({ ...meter.last, table, ...(items > 0 ? { estimatedItems: items } : {}) });
          };
          const fetching: FetchContext = {
            connection,
            signal,
            budget,
            rate,
            consistentRead: settings.consistentRead,
            onPage,
          };
          const paths = fetched.some((reading) => reading.raw) ? 'everything' : fetched.map((reading) => reading.path);
          const started = fetchItems(access, scan, paths, fetching);
          yield* report === undefined ? started : report.timed(scanPlan, started);
          if (second !== undefined) yield* fetchItems(second, scan, paths, fetching);
        },
      },
      receiver,
    );
  }

  /** What the statement asks of DynamoDB's catalog, before anything that may wait for it is fetched. */
  async #fillCatalogs(
    engine: Engine,
    { catalogs }: QueryPlan,
    receiver: StatementReceiver,
    signal: AbortSignal,
  ): Promise<void> {
    if (catalogs.length === 0) return;
    const { fillCatalog } = await import('./remote-catalog.ts');
    const servers = await readServers((sql, parameters) => engine.query(sql, parameters));
    const source = {
      engine,
      signal,
      servers,
      connectionFor: (server: ForeignTable['server']) => this.#connection(engine, server),
      notice: (notice: Notice) => receiver.notice?.(notice),
    };
    for (const scan of catalogs) await fillCatalog(scan, source);
  }

  /** Runs `work` so that `cancel` ends it, and whatever it left under way when it is done. */
  async #abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = new Running();
    this.#running = running;
    try {
      return await work(running.signal);
    } catch (error) {
      throw running.isCanceled ? canceledByUser() : error;
    } finally {
      this.#running = undefined;
      running.end();
    }
  }
}

/** The statements that failed are not the one that was typed. */
function importError(error: SqlError): SqlError {
  const hint = "To bring foreign tables that are there already up to date, use OPTIONS (refresh 'true').";
  return error.with({ position: undefined, ...(error.code === SqlState.duplicateTable ? { hint } : {}) });
}

/** The DynamoDB table's name. */
function remoteName(table: ForeignTable): string {
  return table.options.table ?? table.name;
}

/** @throws SqlError 42704 where there is no such server */
async function foreignServer(engine: Engine, name: string): Promise<ForeignTable['server']> {
  const { rows } = await engine.query(
    `SELECT (SELECT json_object_agg(option_name, option_value) FROM pg_options_to_table(srvoptions))::text
     FROM pg_foreign_server WHERE srvname = $1`,
    [name],
  );
  const [row] = rows;
  if (row === undefined)
    throw new SqlError({ code: SqlState.undefinedObject, message: `server "${name}" does not exist` });
  return { name, options: (JSON.parse(row[0] ?? 'null') ?? {}) as Options };
}

function relationOf(found: RelationKind, tables: ReadonlyMap<number, ForeignTable>): Relation {
  const { schema, relation, readable, owner, definition } = found;
  const table = tables.get(found.oid);
  if (table !== undefined) return { kind: 'foreign table', table, readable };
  if (found.isRemoteCatalog) return { kind: 'remote catalog', catalog: { schema, name: relation }, readable };
  // A materialized view is data of the engine's own.
  const isView = found.relkind === 'v' && found.reads.length > 0 && definition !== undefined;
  return isView ? { kind: 'view', name: `${schema}.${relation}`, definition, owner, readable } : { kind: 'other' };
}

function tryParse(text: string): Statement | undefined {
  try {
    return parseStatement(text);
  } catch {
    // PostgreSQL says what is wrong, in its own words and at its own place.
    return undefined;
  }
}

function controlsTransaction(text: string): boolean {
  return /^\s*(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|PREPARE\s+TRANSACTION|VACUUM)\b/i.test(text);
}

/** An error of ours in the user's transaction block fails the block, as any error does in PostgreSQL. */
async function failTransaction(engine: Engine): Promise<void> {
  await engine.run("DO $$ BEGIN RAISE EXCEPTION 'failed'; END $$", {}).catch(() => {});
}
