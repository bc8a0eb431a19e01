/**
 * A session: text in, results out. Each statement is read, sent the way it has to go (to PostgreSQL as it is, through the catalog, or on a trip to DynamoDB), and the catalog is saved when a
 * transaction that changed it commits.
 */
import type { TableDescription } from '../catalog/model.ts';
import { readStatistics } from '../catalog/statistics-file.ts';
import { readForeignTables } from '../catalog/tables.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Notification, Result, TransactionStatus } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import { applyEdits, originalPosition } from '../sql/edits.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { foreignServer, remoteName } from './foreign-server.ts';
import type { ObservedTable, Session, StatementReceiver, Usage } from './port.ts';
import { explained } from './refusal.ts';
import { Resources } from './resources.ts';
import { runStatements } from './route.ts';
import { SessionEngine, type SessionOptions } from './session-engine.ts';
import { rewriteStatement } from './travel.ts';
import { tryParse } from './try-parse.ts';

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

class LocalSession implements Session {
  readonly #session: SessionEngine;

  constructor(options: SessionOptions, resources: Resources) {
    this.#session = new SessionEngine(options, resources);
  }

  takeNotifications(): readonly Notification[] {
    return this.#session.takeNotifications();
  }

  async serverVersion(): Promise<string> {
    return (await this.#session.ready()).serverVersion;
  }

  get transactionStatus(): TransactionStatus {
    return this.#session.transactionStatus;
  }

  warmUp(): void {
    // What is wrong is told by the statement that needs the engine.
    this.#session.ready().catch(() => {});
    // Makes the parser.
    tryParse('SELECT');
  }

  async execute(text: string, receiver: StatementReceiver): Promise<void> {
    try {
      await runStatements(this.#session, text, receiver);
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
      this.#session.request.begin();
      const engine = await this.#session.ready();
      await this.#session.checkCanceled(engine);
      const run = () =>
        this.#session.readOnly.run(engine, text, () =>
          engine.runWithParameters(text, parameters, this.#session.noting(receiver, text)),
        );
      await this.#session.settled(engine, run).catch((error: unknown) => {
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
    return (await this.#session.ready()).query(sql, parameters);
  }

  async describe(text: string): Promise<Result> {
    const engine = await this.#session.ready();
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
    this.#session.request.begin();
    const engine = await this.#session.ready();
    const parsed = tryParse(statement);
    // A foreign table is refused here.
    if (parsed !== undefined) await rewriteStatement(this.#session, engine, parsed, statement);
    await this.#session.checkCanceled(engine);
    await this.#session.settled(engine, () =>
      this.#session.readOnly.run(engine, statement, () =>
        engine.copyFrom(statement, chunks, this.#session.noting(receiver)),
      ),
    );
  }

  async describeForeignTable(oid: number): Promise<TableDescription | undefined> {
    const engine = await this.#session.ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return undefined;
    const connection = await this.#session.connection(engine, table.server);
    return this.#session.abortable((signal) => connection.describeTable(remoteName(table), signal));
  }

  async attributeStatistics(oid: number): Promise<ObservedTable | undefined> {
    const engine = await this.#session.ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return undefined;
    const statistics = readStatistics({ server: table.server, table: remoteName(table) });
    if (statistics === undefined) return undefined;
    const { observedTable } = await import('./observed.ts');
    return observedTable(table, statistics);
  }

  async remoteTables(server: string, signal?: AbortSignal): Promise<readonly string[]> {
    const connection = await this.#connectionTo(server);
    const names: string[] = [];
    for await (const name of connection.listTables(signal)) names.push(name);
    return names;
  }

  async remoteIndexes(server: string, table: string, signal?: AbortSignal): Promise<readonly string[]> {
    const connection = await this.#connectionTo(server);
    return (await connection.describeTable(table, signal)).indexes.map(({ name }) => name);
  }

  async #connectionTo(server: string): Promise<DynamoConnection> {
    const engine = await this.#session.ready();
    return this.#session.connection(engine, await foreignServer(engine, server));
  }

  async sampledKeys(oid: number, signal?: AbortSignal): Promise<readonly string[]> {
    const engine = await this.#session.ready();
    const [table] = await readForeignTables((sql, parameters) => engine.query(sql, parameters), [oid]);
    if (table === undefined) return [];
    const analyzed = readStatistics({ server: table.server, table: remoteName(table) });
    if (analyzed !== undefined) return analyzed.attributes.map(({ path }) => path);
    const connection = await this.#session.connection(engine, table.server);
    const [{ keyPaths }, { meteredReader }, { sampleTable }] = await Promise.all([
      import('./sampled-keys.ts'),
      import('./metered.ts'),
      import('../dynamo/sample.ts'),
    ]);
    // Pressing Tab is no statement, but what it reads is on the bill.
    const reader = meteredReader(connection, undefined, (usage) =>
      this.#session.resources.meter.add(remoteName(table), usage),
    );
    const { items } = await sampleTable(reader, remoteName(table), COMPLETION_SAMPLE, signal);
    return keyPaths(items);
  }

  async catalogDdl(): Promise<readonly string[]> {
    await this.#session.ready();
    return this.#session.keeper.ddl;
  }

  lastUsage(): Usage {
    return this.#session.resources.meter.last;
  }

  usageByTable(): ReadonlyMap<string, Usage> {
    return this.#session.resources.meter.byTable;
  }

  cancel(): Promise<void> {
    return this.#session.cancel();
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
