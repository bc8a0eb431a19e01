/**
 * What ddbsql asks of the PostgreSQL that computes answers. PGlite is one implementation, a PostgreSQL server the other.
 *
 * Values travel as PostgreSQL's own text for each type (what psql prints); nothing is converted to JavaScript types.
 */
import type { Notice } from '../errors.ts';

/** One column of a result (RowDescription). */
export interface Field {
  readonly name: string;
  readonly typeOid: number;
  readonly typeModifier: number;
  /** The table and attribute number the column comes from; 0 where it is computed. */
  readonly tableOid: number;
  readonly columnNumber: number;
}

/** What NOTIFY sent to a channel that the session LISTENs to. */
export interface Notification {
  readonly channel: string;
  /** Empty where there is none. */
  readonly payload: string;
  /** Of the server process that sent it. */
  readonly processId: number;
}

/** One row: PostgreSQL's text of each value, null for SQL NULL. */
export type Row = readonly (string | null)[];

/** Where the results of one request arrive, in the order the server sends them. A method may return a promise: back-pressure. */
export interface ResultReceiver {
  /** A result set begins. */
  fields?(fields: readonly Field[]): void | Promise<void>;
  rows?(rows: readonly Row[]): void | Promise<void>;
  /** A statement ended, with its command tag (`SELECT 3`, `CREATE TABLE`). */
  complete?(tag: string): void | Promise<void>;
  notice?(notice: Notice): void;
  /** COPY ... TO STDOUT data, as sent. */
  copyData?(chunk: Uint8Array): void | Promise<void>;
}

/** A whole result set in memory: for ddbsql's own small queries. */
export interface Result {
  readonly fields: readonly Field[];
  readonly rows: readonly Row[];
  readonly tag: string;
}

/** ReadyForQuery's status: idle, in a transaction block, in a failed one. */
export type TransactionStatus = 'idle' | 'transaction' | 'failed';

/** Where a COPY loads to. */
export interface CopyTarget {
  /** Quoted SQL text. */
  readonly table: string;
  /** None means all of them. */
  readonly columns: readonly string[];
  /** SQL text: rows of which it is not true are left out. */
  readonly where?: string | undefined;
  /** Statements that run before it, in the same request: SQL text that ends in a semicolon, or is empty. */
  readonly before?: string | undefined;
}

export interface Engine {
  /** e.g. `18.3`. */
  readonly serverVersion: string;
  readonly transactionStatus: TransactionStatus;
  /** Roles are a whole server's, and not this session's alone. */
  readonly sharesRoles: boolean;

  /**
   * Runs one request by the simple protocol: one or several statements, in one implicit transaction, as psql sends them.
   * @throws SqlError the statement's error, position in characters of `sql`.
   */
  run(sql: string, receiver: ResultReceiver): Promise<void>;

  /**
   * Runs one statement by the extended protocol with text parameters; rows arrive in batches (`batch` rows a receiver call).
   * @throws SqlError
   */
  runWithParameters(sql: string, parameters: readonly (string | null)[], receiver: ResultReceiver): Promise<void>;

  /** `run` for ddbsql's own one-statement queries, collected. Notices are dropped. @throws SqlError */
  query(sql: string, parameters?: readonly (string | null)[]): Promise<Result>;

  /**
   * Loads rows into a table: COPY FROM chunks in COPY's text format.
   * A chunk holds whole lines. Chunks are transferred: the caller gives them up.
   * @returns number of rows loaded. @throws SqlError
   */
  copyIn(target: CopyTarget, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number>;

  /**
   * Loads rows as `copyIn` does and runs `sql` as `run` does, in one request: going to and fro between threads costs more than a small statement.
   * @throws SqlError of either, a position in characters of `sql`
   */
  copyInAndRun(
    target: CopyTarget,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    sql: string,
    receiver: ResultReceiver,
  ): Promise<void>;

  /**
   * Runs a COPY ... FROM STDIN statement as the user wrote it, with `chunks` for its data, in the statement's own format and cut anywhere.
   * @throws SqlError, or whatever `chunks` throws, once the statement has failed because of it
   */
  copyFrom(
    statement: string,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    receiver: ResultReceiver,
  ): Promise<void>;

  /** The columns a statement would give, without running it; none where it gives no rows. @throws SqlError */
  describe(sql: string): Promise<readonly Field[]>;

  /**
   * Stops what runs now. The running call rejects with SQLSTATE 57014 and the session goes on, as in PostgreSQL. An engine that does not
   * react is ended, a new one takes its place, and what was lost is told through `onRestart`.
   */
  cancel(): Promise<void>;
  close(): Promise<void>;
}
