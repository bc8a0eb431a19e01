/**
 * All pages of one request: LastEvaluatedKey followed to the end (a filter can leave a page empty that has a next one), UnprocessedKeys of a batch asked
 * for again. The next page is on its way while the consumer handles this one; one page ahead and no more, so that stopping early costs at most that.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchGetItemInput, Key, Request } from '../plan/request.ts';
import type { Consumed, DynamoConnection, ReadResponse } from './connection.ts';
import { canceled } from './errors.ts';
import { backoff } from './retry.ts';

/** One answer, in the order the service gives them. */
export interface Page extends ReadResponse {
  /** No page follows. */
  readonly last: boolean;
}

export interface PageOptions {
  readonly signal?: AbortSignal | undefined;
  /** False: the next page is requested only when it is asked for, for a consumer that probably stops here. True unless told. */
  readonly readAhead?: boolean | undefined;
  /** Waits before each request: a rate limit. May throw. */
  readonly beforeRequest?: ((signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** Told what each answer took; throws to stop there (a budget). */
  readonly afterResponse?: ((consumed: Consumed) => void) | undefined;
}

const UNPROCESSED_BASE_MS = 30;

type Sender = Pick<DynamoConnection, 'send'>;

interface Step {
  readonly request: Request;
  /** Answers in a row in which a batch brought nothing new. */
  readonly fruitless: number;
}

function withStart(request: Request, start: Key): Request {
  switch (request.operation) {
    case 'Query':
      return { operation: 'Query', input: { ...request.input, ExclusiveStartKey: start } };
    case 'Scan':
      return { operation: 'Scan', input: { ...request.input, ExclusiveStartKey: start } };
    case 'GetItem':
    case 'BatchGetItem':
      return request;
  }
}

function withKeys(request: Request, keys: BatchGetItemInput['RequestItems']): Request {
  if (request.operation !== 'BatchGetItem') return request;
  return { operation: 'BatchGetItem', input: { ...request.input, RequestItems: keys } };
}

/** What to send after an answer; undefined after the last. */
function following({ request, fruitless }: Step, response: ReadResponse): Step | undefined {
  if (response.lastEvaluatedKey) return { request: withStart(request, response.lastEvaluatedKey), fruitless: 0 };
  if (!response.unprocessedKeys) return undefined;
  return {
    request: withKeys(request, response.unprocessedKeys),
    fruitless: response.items.length > 0 ? 1 : fruitless + 1,
  };
}

/** @throws SqlError of the request, of the gates, or 57014 when aborted */
export async function* fetchPages(
  connection: Sender,
  request: Request,
  options: PageOptions = {},
): AsyncGenerator<Page, void, undefined> {
  const { signal, readAhead = true, beforeRequest, afterResponse } = options;

  const fetch = async (step: Step, by: AbortSignal | undefined): Promise<ReadResponse> => {
    if (step.fruitless > 0) await pause(backoff(UNPROCESSED_BASE_MS, step.fruitless - 1), by);
    await beforeRequest?.(by);
    if (by?.aborted) throw canceled();
    const response = await connection.send(step.request, by);
    afterResponse?.(response.consumed);
    return response;
  };
  // The consumer's stopping ends the page that is ahead of it too. Most requests have one page, and nothing to make for that.
  let stop: AbortController | undefined;
  let either: AbortSignal | undefined;
  let isUnderWay = false;
  const ahead = (step: Step): Promise<ReadResponse> => {
    stop ??= new AbortController();
    either ??= signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    isUnderWay = true;
    const promise = fetch(step, either).finally(() => {
      isUnderWay = false;
    });
    promise.catch(() => {}); // It is awaited when its turn comes, or dropped.
    return promise;
  };

  try {
    let step: Step | undefined = { request, fruitless: 0 };
    let pending: Promise<ReadResponse> | undefined;
    while (step) {
      const response: ReadResponse = await (pending ?? fetch(step, signal));
      step = following(step, response);
      pending = step && readAhead ? ahead(step) : undefined;
      yield { ...response, last: step === undefined };
    }
  } finally {
    // An abort is an exception with a stack, which takes a tenth of what a small page does.
    if (isUnderWay) stop?.abort();
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    throw canceled();
  }
}
