/** Runs an access path: its requests, page by page, under the statement's budget, rate limit and cancel signal. */

import type { DynamoConnection, ReadResponse } from '../dynamo/connection.ts';
import { type Items, parsedItems } from '../dynamo/items.ts';
import { fetchPages } from '../dynamo/pages.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import { SqlError, SqlState } from '../errors.ts';
import { batchGets } from '../plan/access/key.ts';
import type { AccessPath } from '../plan/access/path.ts';
import type { Path } from '../plan/condition.ts';
import type { Item, Key, QueryInput, Request, ScanInput } from '../plan/request.ts';
import type { ForeignScan } from '../plan/scan.ts';
import { mergeOrdered, mergeUnordered } from './merge.ts';
import { usageOf } from './meter.ts';
import type { Usage } from './port.ts';

/** What a fetch needs beside its plan. */
export interface FetchContext {
  readonly connection: DynamoConnection;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  readonly rate: TokenBucket | undefined;
  readonly consistentRead: boolean;
  /** Told of every page. */
  onPage(usage: Usage): void;
  /** Told of a request that is throttled, and made again: its page counts it too. */
  onThrottle(): void;
}

/** A batch of items, or of their number alone. */
export interface Batch {
  readonly items: Items;
  readonly count: number;
}

/**
 * `dynamodb_fdw.max_read_units`: what a query may take. A page's cost is known when it has been read, so a query stops within one page of it: of requests side by side, one waits where those
 * under way, each taken to cost as much as the dearest so far, would use the budget up.
 */
export class Budget {
  readonly #limit: number | undefined;
  #spent = 0;
  #items = 0;
  #dearest: number | undefined;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  /** Called before each request. @throws SqlError 53400 where the budget is used up */
  check(table: string): void {
    if (this.#limit === undefined || this.#spent < this.#limit) return;
    throw new SqlError({
      code: SqlState.configurationLimitExceeded,
      message: `query exceeded its budget of ${this.#limit} read units`,
      detail: `It had used ${this.#spent} read units and read ${this.#items} items when it stopped, with more to read of table "${table}".`,
      hint: 'Narrow the query to a key (EXPLAIN shows what it would read), or raise dynamodb_fdw.max_read_units.',
    });
  }

  /**
   * Sends a request when the budget has room for it.
   * @param atMost what it is likely to take, where its kind tells
   * @throws SqlError 53400 where it is used up, and what `send` throws
   */
  async sent(table: string, send: () => Promise<ReadResponse>, atMost = 0): Promise<ReadResponse> {
    this.check(table);
    while (!this.#hasRoom(atMost)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.check(table);
    }
    this.#underWay++;
    try {
      const response = await send();
      const { total } = response.consumed;
      this.#spent += total;
      this.#items += response.scannedCount;
      this.#dearest = Math.max(this.#dearest ?? 0, total);
      return response;
    } finally {
      this.#underWay--;
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  /** Until one request has told what they cost, there is one at a time. */
  #hasRoom(atMost: number): boolean {
    if (this.#limit === undefined || this.#underWay === 0) return true;
    if (this.#dearest === undefined) return false;
    return this.#spent + this.#underWay * Math.max(this.#dearest, atMost) < this.#limit;
  }
}

const CONCURRENT_QUERIES = 8;
/** Read units of 1 MB, a page's size. */
const PAGE_UNITS = 128;
/** More items than a page of 1 MB is likely to hold. */
const MAX_PAGE_ITEMS = 100_000;

/** The pages of one request. */
type Pages = (request: Request, pace?: Pace) => AsyncGenerator<Batch>;

/** How many requests run at once: half as many after a page that was throttled, slowly more again after pages that were not. */
class Pace {
  readonly #most: number;
  #width: number;

  constructor(most: number) {
    this.#most = most;
    this.#width = most;
  }

  get width(): number {
    return Math.max(1, Math.floor(this.#width));
  }

  page(throttles: number): void {
    this.#width = throttles > 0 ? Math.max(1, this.#width / 2) : Math.min(this.#most, this.#width + 1 / 8);
  }
}

/**
 * The items of an access path. The consumer may stop at any time; what is under way then is ended.
 * @param paths what to read when items are fetched back from the table
 * @throws SqlError
 */
export async function* fetchItems(
  access: AccessPath,
  scan: ForeignScan,
  paths: readonly Path[] | 'everything',
  context: FetchContext,
): AsyncGenerator<Batch> {
  const stream =
    access.arms === undefined ? fetchSingle(access, scan, paths, context) : union(access, scan, paths, context);
  if (access.stopAfter === undefined || !access.exact) {
    yield* stream;
    return;
  }
  let left = access.stopAfter;
  for await (const batch of stream) {
    const items: Item[] = [];
    for (const item of parsedItems(batch.items)) {
      items.push(item);
      if (!holdsNul(item)) left--;
      if (left <= 0) break;
    }
    yield { items, count: items.length };
    if (left <= 0) return;
  }
}

function fetchSingle(
  access: AccessPath,
  scan: ForeignScan,
  paths: readonly Path[] | 'everything',
  context: FetchContext,
): AsyncGenerator<Batch> {
  const pages: Pages = (request, pace) => batches(request, access, scan, context, pace);
  return access.fetchBack ? fetchBack(read(access, pages), scan, paths, context) : read(access, pages);
}

/** The items of all arms, each once: one that an arm before has given is known by its key. */
async function* union(
  access: AccessPath,
  scan: ForeignScan,
  paths: readonly Path[] | 'everything',
  context: FetchContext,
): AsyncGenerator<Batch> {
  const arms = (access.arms ?? []).map((arm) => () => fetchItems(arm, scan, paths, context));
  // Where a limit may end it, the later arms may never be needed.
  const stream = mergeUnordered(arms, () => (access.stopAfter === undefined ? CONCURRENT_QUERIES : 1));
  const keyOf = keyReader(scan);
  const given = new Set<string>();
  for await (const batch of stream) {
    const items = parsedItems(batch.items).filter((item) => {
      const key = JSON.stringify(keyOf(item));
      const isNew = !given.has(key);
      given.add(key);
      return isNew;
    });
    yield { items, count: items.length };
  }
}

/** Reads the table's key of an item. Numbers come in DynamoDB's one form for each, so that equal keys have equal texts. */
function keyReader({ description }: ForeignScan): (item: Item) => Key {
  const { partition, sort } = description.keys;
  const names = sort === undefined ? [partition.name] : [partition.name, sort.name];
  return (item) => Object.fromEntries(names.map((name) => [name, item[name] ?? { NULL: true }]));
}

/** Text with U+0000 reads as NULL, and a qualifier that DynamoDB found true may not be: such an item may be one that PostgreSQL drops, so it does not count towards a LIMIT. */
function holdsNul(item: Item): boolean {
  return JSON.stringify(item).includes('\\u0000');
}

/** All requests of the path, in its order where it has one. */
async function* read(access: AccessPath, pages: Pages): AsyncGenerator<Batch> {
  const requests = access.method === 'Scan' ? segmentsOf(access) : access.requests;
  if (access.order !== undefined && !access.ordered) {
    const streams = requests.map((request) => itemsOnly(pages(request)));
    for await (const items of mergeOrdered(streams, access.order)) yield { items, count: items.length };
  } else if (access.stopAfter !== undefined || access.order !== undefined || requests.length === 1) {
    // One after the other: the later ones may never be needed.
    for (const request of requests) yield* pages(request);
  } else {
    const pace = new Pace(access.method === 'Scan' ? requests.length : CONCURRENT_QUERIES);
    yield* mergeUnordered(
      requests.map((request) => () => pages(request, pace)),
      () => pace.width,
    );
  }
}

function segmentsOf(access: AccessPath): readonly Request[] {
  const [request] = access.requests;
  if (access.segments <= 1 || request?.operation !== 'Scan') return access.requests;
  return Array.from({ length: access.segments }, (_, segment): Request => {
    const input: ScanInput = { ...request.input, Segment: segment, TotalSegments: access.segments };
    return { operation: 'Scan', input };
  });
}

async function* itemsOnly(stream: AsyncGenerator<Batch>): AsyncGenerator<readonly Item[]> {
  for await (const batch of stream) yield parsedItems(batch.items);
}

/**
 * The pages of one request. A page size (Limit) is a first guess at how much must be looked at: DynamoDB's Limit counts before the filter, so a page that did not suffice is followed by
 * one as large as all before it together.
 */
async function* batches(
  request: Request,
  access: AccessPath,
  scan: ForeignScan,
  context: FetchContext,
  pace?: Pace,
): AsyncGenerator<Batch> {
  const stopsEarly = access.stopAfter !== undefined || access.stopEachAfter !== undefined;
  let left = access.stopEachAfter ?? Number.POSITIVE_INFINITY;
  let looked = 0;
  let next: Request | undefined = request;
  while (next !== undefined) {
    const limit: number | undefined = limitOf(next);
    const { table } = scan.description;
    const within: Pick<DynamoConnection, 'send'> = {
      send: async (sent, signal) => {
        const send = (): Promise<ReadResponse> => context.connection.send(sent, signal, context.onThrottle);
        const response = await context.budget.sent(table, send, unitsOfPage(sent));
        // It is paid for, whether or not anybody comes to look at it.
        context.onPage(usageOf(response));
        return response;
      },
    };
    const pages = fetchPages(within, next, {
      signal: context.signal,
      // Requests side by side are ahead of each other: one more page of each would only wait in memory.
      readAhead: !stopsEarly && pace === undefined,
      beforeRequest: async (signal) => {
        context.budget.check(table);
        await context.rate?.ready(signal);
      },
      afterResponse: (consumed) => context.rate?.spend(consumed.total),
    });
    next = undefined;
    for await (const page of pages) {
      pace?.page(page.throttles);
      looked += page.scannedCount;
      left -= page.items.length;
      yield left < 0
        ? { items: parsedItems(page.items).slice(0, left), count: page.count + left }
        : { items: page.items, count: page.count };
      if (left <= 0) return;
      if (limit !== undefined && page.lastEvaluatedKey !== undefined) {
        next = continued(request, page.lastEvaluatedKey, Math.min(Math.max(looked, 1), MAX_PAGE_ITEMS));
        break;
      }
    }
  }
}

/** What a page of a Scan takes, which is full but for a segment's last; of other requests nothing is known before. */
function unitsOfPage(request: Request): number {
  if (request.operation !== 'Scan' || request.input.Limit !== undefined) return 0;
  return PAGE_UNITS * (request.input.ConsistentRead ? 2 : 1);
}

function limitOf(request: Request): number | undefined {
  return request.operation === 'Query' || request.operation === 'Scan' ? request.input.Limit : undefined;
}

function continued(request: Request, start: Key, limit: number): Request {
  const more = { ExclusiveStartKey: start, Limit: limit };
  if (request.operation === 'Query')
    return { operation: 'Query', input: { ...request.input, ...more } satisfies QueryInput };
  if (request.operation === 'Scan')
    return { operation: 'Scan', input: { ...request.input, ...more } satisfies ScanInput };
  return request;
}

/** Items that an index found, read whole from the table by their keys, in the index's order. */
async function* fetchBack(
  found: AsyncGenerator<Batch>,
  scan: ForeignScan,
  paths: readonly Path[] | 'everything',
  context: FetchContext,
): AsyncGenerator<Batch> {
  const keyOf = keyReader(scan);
  const none: Pick<AccessPath, 'stopAfter'> = {};
  for await (const batch of found) {
    if (batch.items.length === 0) continue;
    const keys = parsedItems(batch.items).map(keyOf);
    const requests = batchGets({ description: scan.description, paths, consistentRead: context.consistentRead }, keys);
    const byKey = new Map<string, Item>();
    const pages = mergeUnordered(
      requests.map((request) => () => batches(request, none as AccessPath, scan, context)),
      () => CONCURRENT_QUERIES,
    );
    for await (const page of pages)
      for (const item of parsedItems(page.items)) byKey.set(JSON.stringify(keyOf(item)), item);
    // An item deleted since the index saw it is gone.
    const items = keys.map((key) => byKey.get(JSON.stringify(key))).filter((item) => item !== undefined);
    yield { items, count: items.length };
  }
}
