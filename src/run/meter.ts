/** What statements and the session take from DynamoDB, by table. */
import type { ReadResponse } from '../dynamo/connection.ts';
import type { Usage } from './port.ts';

export const NO_USAGE: Usage = {
  requests: 0,
  pages: 0,
  itemsScanned: 0,
  itemsReturned: 0,
  readUnits: 0,
  writeUnits: 0,
  retries: 0,
  throttles: 0,
};

/** The usage of one page. */
export function usageOf(page: ReadResponse): Usage {
  return {
    requests: 1 + page.retries,
    pages: 1,
    itemsScanned: page.scannedCount,
    itemsReturned: page.count,
    readUnits: page.consumed.total,
    writeUnits: 0,
    retries: page.retries,
    throttles: page.throttles,
  };
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    pages: a.pages + b.pages,
    itemsScanned: a.itemsScanned + b.itemsScanned,
    itemsReturned: a.itemsReturned + b.itemsReturned,
    readUnits: a.readUnits + b.readUnits,
    writeUnits: a.writeUnits + b.writeUnits,
    retries: a.retries + b.retries,
    throttles: a.throttles + b.throttles,
  };
}

/** Attempts that were throttled, of requests that have no page yet. */
export class Throttling {
  #count = 0;

  began(): void {
    this.#count++;
  }

  /** A page has come, and counts its own. */
  ended({ throttles }: Usage): void {
    this.#count -= throttles;
  }

  /** What was taken so far, with them. */
  seen(usage: Usage): Usage {
    return { ...usage, throttles: usage.throttles + this.#count };
  }
}

/** Adds up usage by table, for a statement and for the session. */
export class Meter {
  readonly #byTable = new Map<string, Usage>();
  #last: Usage = NO_USAGE;

  /** A new statement begins. */
  reset(): void {
    this.#last = NO_USAGE;
  }

  add(table: string, usage: Usage): void {
    this.#last = addUsage(this.#last, usage);
    this.#byTable.set(table, addUsage(this.#byTable.get(table) ?? NO_USAGE, usage));
  }

  get last(): Usage {
    return this.#last;
  }

  get byTable(): ReadonlyMap<string, Usage> {
    return this.#byTable;
  }
}
