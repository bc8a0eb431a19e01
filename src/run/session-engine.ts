/** A session's engine and what goes with it: the catalog that is kept, what is remembered of it, what runs, and the connections to DynamoDB. */
import { beginsExtended } from '../catalog/extension.ts';
import type { ForeignTable } from '../catalog/model.ts';
import { userMappingFor } from '../catalog/tables.ts';
import type { ConnectionConfig } from '../dynamo/config.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Engine, Notification, ResultReceiver, TransactionStatus } from '../engine/port.ts';
import { type Notice, SqlError } from '../errors.ts';
import type { Statement } from '../sql/statement.ts';
import { CancelMark, canceledByUser } from './canceled.ts';
import { CatalogMemory } from './catalog-memory.ts';
import { failTransaction } from './fail-transaction.ts';
import { CatalogKeeper, restartNotice } from './keeper.ts';
import { type EngineChoice, openEngine } from './open-engine.ts';
import type { StatementReceiver } from './port.ts';
import { ReadOnlyBlock } from './read-only-block.ts';
import type { Resources } from './resources.ts';
import { Running } from './running.ts';
import { savepointStatements } from './savepoints.ts';
import { stagingName } from './staging.ts';

export interface SessionOptions extends EngineChoice {
  /** What the command line says of the connection, before any server's options. */
  readonly connection?: Partial<ConnectionConfig> | undefined;
  /** See {@link AnswerContext.batchRows}. */
  readonly batchRows?: number | undefined;
  /** See {@link ThreadChoice.script}. */
  readonly lineThread?: string | URL | undefined;
  /** Notices that belong to no statement. */
  readonly onNotice?: ((notice: Notice) => void) | undefined;
}

/** Command tags after which the catalog may be another. */
const CHANGES_CATALOG = /^(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|IMPORT|REASSIGN|DO|CALL|SECURITY)\b/;
/** Its tag is SELECT. */
const MAKES_TABLE = /\bcreate\s[\s\S]*\bas\b|\binto\b/i;

/** Class 42: a name that stands for something else than it was taken for is looked up again. */
function isAboutNames(error: unknown): boolean {
  return error instanceof SqlError && error.code.startsWith('42');
}

export class SessionEngine {
  readonly options: SessionOptions;
  readonly resources: Resources;
  readonly keeper: CatalogKeeper;
  readonly memory = new CatalogMemory();
  #engine: Promise<Engine> | undefined;
  #started: Engine | undefined;
  #running: Running | undefined;
  readonly readOnly = new ReadOnlyBlock();
  /** Of the request as a whole, whatever of it runs. */
  readonly request = new CancelMark();
  #scans = 0;
  #notifications: Notification[] = [];
  /** Session-level SET statements and PREPAREs, for an engine that takes a lost one's place. */
  readonly #restore = new Map<string, string>();

  /** @throws SqlError where the saved catalog may not be used */
  constructor(options: SessionOptions, resources: Resources) {
    this.options = options;
    this.resources = resources;
    this.keeper = new CatalogKeeper(options.onNotice);
  }

  get transactionStatus(): TransactionStatus {
    return this.#started?.transactionStatus ?? 'idle';
  }

  /** What has come since this was last asked. */
  takeNotifications(): readonly Notification[] {
    return this.#notifications.splice(0);
  }

  /** Ends the statement that runs. */
  async cancel(): Promise<void> {
    this.request.cancel();
    this.#running?.cancel();
    await this.#started?.cancel();
  }

  async close(): Promise<void> {
    this.#running?.cancel();
    await this.resources.connections.close();
    const engine = await this.#engine?.catch(() => undefined);
    await engine?.close();
  }

  /** The engine, started at the first call. @throws SqlError */
  ready(): Promise<Engine> {
    this.#engine ??= this.#start();
    this.#engine.catch(() => {
      this.#engine = undefined;
    });
    return this.#engine;
  }

  async #start(): Promise<Engine> {
    const { server } = this.options;
    const isExtended = server === undefined && beginsExtended(this.keeper.objects);
    const opened = openEngine(this.options, isExtended, {
      onNotification: (notification) => void this.#notifications.push(notification),
      restore: async () => [...this.keeper.restoringDdl, ...this.#restore.values()],
      onRestart: ({ inTransaction, failed }) => {
        const local = this.keeper.engineReplaced();
        this.memory.forget();
        this.options.onNotice?.(restartNotice(inTransaction, local, failed));
      },
    });
    // Made while PostgreSQL starts.
    const ddl = server === undefined ? this.keeper.replayDdl(isExtended) : undefined;
    const engine = await opened;
    await this.keeper.replay(engine, ddl);
    this.#started = engine;
    return engine;
  }

  /**
   * Runs `work`, then brings catalog and secrets to where the engine's transaction is.
   * @param onlyLooks whether what is known of the catalog holds where it fails
   * @throws SqlError `work`'s
   */
  async settled<T>(engine: Engine, work: () => Promise<T>, onlyLooks = false): Promise<T> {
    if (engine.transactionStatus === 'idle' && (await this.keeper.refresh(engine))) this.memory.forget();
    const before = engine.transactionStatus;
    try {
      const result = await work();
      await this.keeper.mask(engine);
      if (engine.transactionStatus === 'idle') await this.keeper.committed(engine);
      return result;
    } catch (error) {
      // An error in a block leaves it failed; outside of one, nothing of the statement stays.
      if (engine.transactionStatus === 'idle') {
        if (before === 'idle' && onlyLooks && !isAboutNames(error)) this.keeper.rolledBack();
        else if (before === 'idle') this.rolledBack();
      }
      throw error;
    }
  }

  /** What the catalog and the memory of it were before the transaction that is undone. */
  rolledBack(): void {
    this.keeper.rolledBack();
    this.memory.forget();
  }

  /**
   * The receiver, with an ear on command tags.
   * @param onlyLooks whether what runs is what the memory has been told of
   */
  noting(receiver: StatementReceiver, text = '', onlyLooks = false): ResultReceiver {
    const savepoints = savepointStatements(text);
    let completed = 0;
    return {
      fields: (fields) => receiver.fields?.(fields),
      rows: (rows) => receiver.rows?.(rows),
      copyData: (chunk) => receiver.copyData?.(chunk),
      notice: (notice) => receiver.notice?.(notice),
      complete: (tag) => {
        if (!onlyLooks) this.memory.forget();
        if (CHANGES_CATALOG.test(tag) || MAKES_TABLE.test(text)) this.keeper.markDirty();
        // ROLLBACK TO has the tag of ROLLBACK, and leaves the transaction open.
        const savepoint = savepoints[completed++];
        if (savepoint !== undefined) this.keeper.savepoint(savepoint);
        else if (tag === 'ROLLBACK') this.rolledBack();
        return receiver.complete?.(tag);
      },
    };
  }

  /** What a new engine must be told so that it is like the one that was lost. */
  remember(text: string, statement: Statement | undefined): void {
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

  /** The connection to a server's DynamoDB, by the user's mapping. @throws SqlError where its options or credentials are no good */
  async connection(engine: Engine, server: ForeignTable['server']): Promise<DynamoConnection> {
    const query = this.memory.query(engine);
    return this.resources.connections.forServer(server, async (name) =>
      userMappingFor(query, await this.keeper.secretsOf(engine), name),
    );
  }

  /** Runs `work` so that `cancel` ends it, and whatever it left under way when it is done. */
  async abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
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

  /** To be asked before something is begun that only the engine can stop. @throws SqlError 57014 where the request has been cancelled */
  async checkCanceled(engine: Engine): Promise<void> {
    if (this.request.isCanceled && engine.transactionStatus === 'transaction') await failTransaction(engine);
    this.request.check();
  }

  /** Ends the requests that are under way. */
  giveUp(): void {
    this.#running?.end();
  }

  /** A name for a staging table that the session has not had yet. */
  nextStaging(): string {
    return stagingName(++this.#scans);
  }
}
