/**
 * When a failed attempt is made again, and after how long. The SDK's retry handling asks this policy; counting happens in `sdk.ts`.
 *
 * Reads are harmless to repeat, and a scan that took minutes is dear to lose, so ddbsql is more patient than the SDK's default (3 attempts): up to 10
 * attempts or 30 seconds. An endpoint that is not there at all is told soon.
 */
import type { RetryErrorInfo, RetryErrorType, RetryStrategyV2, RetryToken, SdkError } from '@smithy/types';
import type { RetryEvent } from './config.ts';

export const MAX_ATTEMPTS = 10;
const MAX_ELAPSED_MS = 30_000;
/** Nothing listens, no such host, no route: a person is waiting to hear of a wrong endpoint. */
const UNREACHABLE_ATTEMPTS = 3;
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const BASE_MS: Readonly<Record<RetryErrorType, number>> = {
  THROTTLING: 50,
  TRANSIENT: 25,
  SERVER_ERROR: 25,
  CLIENT_ERROR: 0,
};
const MAX_DELAY_MS = 5_000;

class Token implements RetryToken {
  readonly #count: number;
  readonly #delay: number;
  readonly startedAt: number;

  constructor(count: number, delay: number, startedAt: number) {
    this.#count = count;
    this.#delay = delay;
    this.startedAt = startedAt;
  }
  getRetryCount(): number {
    return this.#count;
  }
  getRetryDelay(): number {
    return this.#delay;
  }
}

/** Full jitter, never below half the step: a crowd of segments spreads out, and each waits for something. */
export function backoff(base: number, attempt: number, random: () => number = Math.random): number {
  const step = Math.min(MAX_DELAY_MS, base * 2 ** attempt);
  return Math.round(step / 2 + (step / 2) * random());
}

/** The code of a network error, wherever the SDK put it. */
export function networkCode(error: unknown): string | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return undefined;
}

export class RetryPolicy implements RetryStrategyV2 {
  readonly mode = 'ddbsql';
  readonly #maxAttempts: number;
  readonly #onRetry: ((event: RetryEvent) => void) | undefined;

  constructor(maxAttempts = MAX_ATTEMPTS, onRetry?: (event: RetryEvent) => void) {
    this.#maxAttempts = maxAttempts;
    this.#onRetry = onRetry;
  }

  async acquireInitialRetryToken(): Promise<RetryToken> {
    return new Token(0, 0, Date.now());
  }

  /** @throws Error when it is time to give up: the SDK then throws the attempt's own error */
  async refreshRetryTokenForRetry(token: RetryToken, info: RetryErrorInfo): Promise<RetryToken> {
    const startedAt = token instanceof Token ? token.startedAt : Date.now();
    const attempt = token.getRetryCount() + 1;
    const delay = this.#delay(attempt, info);
    if (delay === undefined || Date.now() - startedAt + delay > MAX_ELAPSED_MS) throw new Error('no more attempts');
    this.#onRetry?.({ error: nameOf(info.error), throttled: info.errorType === 'THROTTLING', attempt, delayMs: delay });
    return new Token(attempt, delay, startedAt);
  }

  recordSuccess(): void {}

  /** Milliseconds before the next attempt; undefined where there is none. */
  #delay(attempt: number, { error, errorType, retryAfterHint }: RetryErrorInfo): number | undefined {
    if (errorType === 'CLIENT_ERROR') return undefined;
    const most = UNREACHABLE.has(networkCode(error) ?? '') ? UNREACHABLE_ATTEMPTS : this.#maxAttempts;
    if (attempt >= Math.min(most, this.#maxAttempts)) return undefined;
    const asked = retryAfterHint ? Math.min(retryAfterHint.getTime() - Date.now(), MAX_DELAY_MS) : 0;
    return Math.max(asked, backoff(BASE_MS[errorType], attempt));
  }
}

function nameOf(error: SdkError | undefined): string {
  return networkCode(error) ?? error?.name ?? 'unknown';
}
