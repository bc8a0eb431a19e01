/**
 * The session that the shell sees: what the express lane can answer is answered there, everything else by the session behind it, which is loaded when it is first needed. Both share their
 * connections, and what a session remembers of DynamoDB.
 */
import { statSync } from 'node:fs';
import { type CatalogDocument, catalogPath, readDocument, stampOf } from '../catalog/catalog-file.ts';
import type { ForeignTable, TableDescription } from '../catalog/model.ts';
import type { Notification, Result, TransactionStatus } from '../engine/port.ts';
import { CancelMark, canceledByUser } from './canceled.ts';
import { heeding } from './client-messages.ts';
import { startEngineAhead } from './engine-ahead.ts';
import { answerExpress, expressTable } from './express.ts';
import { plainSettings } from './express-settings.ts';
import { readExpressStatement } from './express-statement.ts';
import { lanesUsed } from './lanes-used.ts';
import type { ObservedTable, Session, StatementReceiver, Usage } from './port.ts';
import { Resources } from './resources.ts';
import type { SessionOptions } from './session-engine.ts';
import { defaultSettings, type SessionSettings } from './settings.ts';

/** Makes the session that answers what the express lane does not. @throws SqlError where the saved catalog may not be used */
export type OpenBehind = (options: SessionOptions, resources: Resources) => Promise<Session>;

const openBehind: OpenBehind = async (options, resources) => {
  // While PostgreSQL starts in its own thread, the session and the grammar are loaded in this one.
  await startEngineAhead(options);
  const { createSession: create } = await import('./session.ts');
  return create(options, resources);
};

/** Opens a session. Nothing is started or loaded yet. */
export function createSession(options: SessionOptions = {}, open: OpenBehind = openBehind): Session {
  return new TwoLanes(options, open);
}

const READS = /^\s*(?:SELECT|TABLE|VALUES)\b/i;
/** Also `SELECT ... INTO`, a second statement, and what runs SQL that is handed over as text. */
const MAY_SET = /set_config|\binto\b|_to_xml|;\s*\S/i;

class TwoLanes implements Session {
  readonly #options: SessionOptions;
  readonly #resources: Resources;
  readonly #open: OpenBehind;
  #document: CatalogDocument | undefined;
  #running: AbortController | undefined;
  readonly #mark = new CancelMark();
  #whole: Promise<Session> | undefined;
  #opened: Session | undefined;
  /** A statement has run in the engine after which the session may not be as it began. */
  #isTouched = false;
  /** What the engine said of the session since then, by the relation as it is written. */
  readonly #verified = new Map<string, SessionSettings | undefined>();

  constructor(options: SessionOptions, open: OpenBehind) {
    this.#options = options;
    this.#open = open;
    this.#resources = new Resources(options.connection);
  }

  /** The session behind this one. @throws SqlError where the saved catalog may not be used */
  #rest(): Promise<Session> {
    this.#whole ??= this.#open(this.#options, this.#resources).then((session) => {
      this.#opened = session;
      return session;
    });
    this.#whole.catch(() => {
      this.#whole = undefined;
    });
    return this.#whole;
  }

  /** The session behind this one, for a statement that may change what it is. */
  #touched(): Promise<Session> {
    this.#isTouched = true;
    this.#verified.clear();
    return this.#rest();
  }

  get transactionStatus(): TransactionStatus {
    return this.#opened?.transactionStatus ?? 'idle';
  }

  async execute(text: string, receiver: StatementReceiver): Promise<void> {
    this.#mark.begin();
    if (await this.#express(text, receiver)) return;
    const session = await (this.#changesNothing(text) ? this.#rest() : this.#touched());
    await this.#cancelling(session, session.execute(text, receiver));
  }

  /** A request that the session behind this one has begun: a cancel that came before it could is handed on. */
  async #cancelling(session: Session, request: Promise<void>): Promise<void> {
    await Promise.all([request, this.#mark.isCanceled ? session.cancel() : undefined]);
  }

  // ---- the express lane ----

  /** Answers the request where it can; false where nothing was told to the receiver. @throws SqlError */
  async #express(text: string, receiver: StatementReceiver): Promise<boolean> {
    if (this.transactionStatus !== 'idle') return false;
    const statement = readExpressStatement(text);
    if (statement === undefined) return false;
    const objects = this.#catalog()?.objects;
    const table = objects && expressTable(statement, objects);
    if (objects === undefined || table === undefined) return false;
    const settings = await this.#settings(statement.relation, table);
    if (settings === undefined) return false;
    const controller = new AbortController();
    this.#running = controller;
    try {
      const { lineThread } = this.#options;
      const context = { resources: this.#resources, settings, signal: controller.signal, lineThread };
      lanesUsed.add('express');
      return await answerExpress(statement, table, objects, context, heeding(settings, receiver));
    } catch (error) {
      throw controller.signal.aborted ? canceledByUser() : error;
    } finally {
      this.#running = undefined;
    }
  }

  /** True of a query after which the session is as it was before: it makes nothing, and no function that it calls can set anything. */
  #changesNothing(text: string): boolean {
    const hasRoutines =
      this.#catalog()?.objects.some(({ kind }) => kind === 'function' || kind === 'procedure') ?? true;
    return !hasRoutines && READS.test(text) && !MAY_SET.test(text);
  }

  /** The saved catalog as it is now; undefined where it may not be used, which the session behind this one will tell. */
  #catalog(): CatalogDocument | undefined {
    try {
      const path = catalogPath();
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (this.#document === undefined || this.#document.stamp !== (stats && stampOf(stats)))
        this.#document = readDocument(path);
      return this.#document;
    } catch {
      return undefined;
    }
  }

  /** The session's settings; undefined where it is not one in which the statement means what it seems to. */
  async #settings(relation: readonly string[], table: ForeignTable): Promise<SessionSettings | undefined> {
    const session = this.#opened;
    if (!this.#isTouched || session === undefined) return this.#isTouched ? undefined : defaultSettings();
    const name = JSON.stringify(relation);
    if (this.#verified.has(name)) return this.#verified.get(name);
    const settings = await plainSettings((sql, parameters) => session.query(sql, parameters), relation, table);
    this.#verified.set(name, settings);
    return settings;
  }

  // ---- all else ----

  takeNotifications(): readonly Notification[] {
    return this.#opened?.takeNotifications() ?? [];
  }

  async serverVersion(): Promise<string> {
    return (await this.#rest()).serverVersion();
  }

  async executeWithParameters(
    text: string,
    parameters: readonly (string | null)[],
    receiver: StatementReceiver,
  ): Promise<void> {
    this.#mark.begin();
    const session = await this.#touched();
    await this.#cancelling(session, session.executeWithParameters(text, parameters, receiver));
  }

  async query(sql: string, parameters?: readonly (string | null)[]): Promise<Result> {
    return (await this.#rest()).query(sql, parameters);
  }

  async describe(text: string): Promise<Result> {
    return (await this.#rest()).describe(text);
  }

  async copyFrom(statement: string, chunks: AsyncIterable<Uint8Array>, receiver: StatementReceiver): Promise<void> {
    this.#mark.begin();
    const session = await this.#touched();
    await this.#cancelling(session, session.copyFrom(statement, chunks, receiver));
  }

  async describeForeignTable(oid: number): Promise<TableDescription | undefined> {
    return (await this.#rest()).describeForeignTable(oid);
  }

  async attributeStatistics(oid: number): Promise<ObservedTable | undefined> {
    return (await this.#rest()).attributeStatistics(oid);
  }

  async remoteTables(server: string, signal?: AbortSignal): Promise<readonly string[]> {
    return (await this.#rest()).remoteTables(server, signal);
  }

  async remoteIndexes(server: string, table: string, signal?: AbortSignal): Promise<readonly string[]> {
    return (await this.#rest()).remoteIndexes(server, table, signal);
  }

  async sampledKeys(oid: number, signal?: AbortSignal): Promise<readonly string[]> {
    return (await this.#rest()).sampledKeys(oid, signal);
  }

  async catalogDdl(): Promise<readonly string[]> {
    return (await this.#rest()).catalogDdl();
  }

  lastUsage(): Usage {
    return this.#resources.meter.last;
  }

  usageByTable(): ReadonlyMap<string, Usage> {
    return this.#resources.meter.byTable;
  }

  async cancel(): Promise<void> {
    this.#mark.cancel();
    this.#running?.abort(canceledByUser());
    await this.#opened?.cancel();
  }

  warmUp(): void {
    this.#rest().then(
      (session) => session.warmUp(),
      // What is wrong is told by the statement that needs it.
      () => {},
    );
  }

  async close(): Promise<void> {
    this.#running?.abort(canceledByUser());
    const session = await this.#whole?.catch(() => undefined);
    await session?.close();
    await this.#resources.connections.close();
  }
}
