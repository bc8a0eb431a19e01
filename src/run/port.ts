/** What the shell sees of everything below it: one session that answers text with results, as a PostgreSQL connection would. */
import type { TableDescription } from '../catalog/model.ts';
import type { Lines } from '../dynamo/codec/lines.ts';
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { Notification, Result, ResultReceiver, TransactionStatus } from '../engine/port.ts';

/** What a statement, or a session, took from DynamoDB. */
export interface Usage {
  readonly requests: number;
  readonly pages: number;
  readonly itemsScanned: number;
  readonly itemsReturned: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly retries: number;
  readonly throttles: number;
}

/** How far a running fetch is, told a few times a second. */
export interface Progress extends Usage {
  /** The table's name, or which of an import's tables it is: `table 12 of 300`. */
  readonly table: string;
  /** From DescribeTable; undefined when unknown. */
  readonly estimatedItems?: number | undefined;
}

/** A DynamoDB type and its share of the items that have the attribute. */
export interface ObservedType {
  readonly type: string;
  readonly share: number;
  /** The column reads it; true where there is no column. */
  readonly fits: boolean;
}

/** What ANALYZE saw of a column's attribute, or of an attribute without a column. */
export interface ObservedAttribute {
  readonly column: string | undefined;
  /** As the column option `attribute` names it. */
  readonly attribute: string;
  /** Share of the sampled items without it. */
  readonly missing: number;
  /** Most first; none where it is in no item of the sample. */
  readonly types: readonly ObservedType[];
  /** A value, cut short, and its item's key. */
  readonly example: string | undefined;
  readonly exampleKey: string | undefined;
}

export interface ObservedTable {
  /** ISO 8601. */
  readonly analyzedAt: string;
  readonly sampledItems: number;
  /** The foreign table's columns in their order, then the attributes it has no column for. */
  readonly attributes: readonly ObservedAttribute[];
}

/** A ResultReceiver that may also follow a fetch while it runs. */
export interface StatementReceiver extends ResultReceiver {
  progress?(progress: Progress): void;
  /** Asked before `fields`: the form of text in which rows may come as `lines`, where to print them is nothing but to write them so. */
  textForm?(): Promise<TextForm | undefined>;
  /** Rows in that form. Their bytes hold until the promise that it may return is settled. */
  lines?(lines: Lines): void | Promise<void>;
}

export interface Session {
  /** PostgreSQL's version (`18.3`); starts the engine if it does not run yet. */
  serverVersion(): Promise<string>;
  /** `idle` while the engine has not been started. */
  readonly transactionStatus: TransactionStatus;

  /**
   * Answers one request: one or more statements in one implicit transaction, as psql sends them.
   * @throws SqlError with the position in characters of `text`
   */
  execute(text: string, receiver: StatementReceiver): Promise<void>;
  /** The same for one statement with `$1`, `$2` ... bound (psql's \bind). @throws SqlError */
  executeWithParameters(
    text: string,
    parameters: readonly (string | null)[],
    receiver: StatementReceiver,
  ): Promise<void>;
  /** ddbsql's own catalog queries (the \d family): straight to the engine, nothing planned. @throws SqlError */
  query(sql: string, parameters?: readonly (string | null)[]): Promise<Result>;
  /** Column names and types of a query without running it (\gdesc): rows of (name, type). @throws SqlError */
  describe(text: string): Promise<Result>;
  /** COPY ... FROM STDIN data of psql's \copy: chunks of COPY text or csv as the statement says. @throws SqlError */
  copyFrom(statement: string, chunks: AsyncIterable<Uint8Array>, receiver: StatementReceiver): Promise<void>;

  /** What DescribeTable says of a foreign table's DynamoDB table; undefined where the oid is none of ours. @throws SqlError */
  describeForeignTable(oid: number): Promise<TableDescription | undefined>;
  /** What the last ANALYZE of a foreign table saw; undefined where there was none, or the oid is none of ours. @throws SqlError */
  attributeStatistics(oid: number): Promise<ObservedTable | undefined>;
  /** The names of the DynamoDB tables that a foreign server reaches. @throws SqlError */
  remoteTables(server: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** The names of the indexes of a DynamoDB table that a foreign server reaches. @throws SqlError */
  remoteIndexes(server: string, table: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Top-level and nested keys seen when a foreign table was last sampled or read, for completion: paths such as `address`, `address.city`. @throws SqlError */
  sampledKeys(oid: number, signal?: AbortSignal): Promise<readonly string[]>;
  /** The catalog as DDL, secrets masked. @throws SqlError */
  catalogDdl(): Promise<readonly string[]>;

  /** Notifications for the session that have come since this was last asked. */
  takeNotifications(): readonly Notification[];

  /** What the last statement and the whole session took. */
  lastUsage(): Usage;
  usageByTable(): ReadonlyMap<string, Usage>;

  /** Ends what runs: its DynamoDB requests at once, and the engine's part. The running call rejects with 57014. */
  cancel(): Promise<void>;
  /** Starts the engine in the background (an interactive shell, while the user types). */
  warmUp(): void;
  close(): Promise<void>;
}
