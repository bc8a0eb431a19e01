/** What the rest of ddbsql sees of a DynamoDB: requests as plain data in, items as plain data out, failures as SqlError. */
import type { TableDescription } from '../catalog/model.ts';
import type { BatchGetItemInput, Item, Key, Request } from '../plan/request.ts';
import type { TableOutput } from './describe.ts';
import type { Items } from './items.ts';

/** Read units, as ConsumedCapacity reports them. */
export interface Consumed {
  /** The table's own; the whole where the service does not split it. */
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
  readonly total: number;
}

/** The answer to one request, GetItem and BatchGetItem put into the same form as Query and Scan. */
export interface ReadResponse {
  /** Empty for Select=COUNT. */
  readonly items: Items;
  /** Items after the filter. */
  readonly count: number;
  readonly scannedCount: number;
  readonly lastEvaluatedKey?: Key | undefined;
  readonly unprocessedKeys?: BatchGetItemInput['RequestItems'] | undefined;
  readonly consumed: Consumed;
  /** Attempts made again, and how many of them because of throttling. */
  readonly retries: number;
  readonly throttles: number;
}

export interface Sample {
  readonly items: readonly Item[];
  readonly consumed: Consumed;
}

export interface DynamoConnection {
  readonly region: string;
  /** Where it was configured; undefined for AWS's own. */
  readonly endpoint: string | undefined;

  /**
   * Sends one request and returns its page. An aborted signal ends it at once.
   * @param onThrottle told of each attempt that is throttled, when it is; the page has their number
   * @throws SqlError
   */
  send(request: Request, signal?: AbortSignal, onThrottle?: () => void): Promise<ReadResponse>;

  /** DescribeTable, kept for five minutes; calls at the same time share one request. @throws SqlError */
  describeTable(name: string, signal?: AbortSignal): Promise<TableDescription>;
  /** The same as DynamoDB says it, indexes that no plan uses included. @throws SqlError */
  describeTableOutput(name: string, signal?: AbortSignal): Promise<TableOutput>;
  /** The attribute whose time an item expires at; undefined where none is set. @throws SqlError */
  timeToLiveAttribute(name: string, signal?: AbortSignal): Promise<string | undefined>;
  /** Forgets what DescribeTable said of one table, or of all. */
  forget(name?: string): void;

  /** All table names, page by page. @throws SqlError */
  listTables(signal?: AbortSignal): AsyncIterable<string>;

  /** Up to `count` items, from places spread over a big table. @throws SqlError */
  sample(name: string, count: number, signal?: AbortSignal): Promise<Sample>;

  /** Closes the connections that are kept alive. */
  close(): void;
}
