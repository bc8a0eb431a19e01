/**
 * A rate limit in read units a second. What a request costs is known only from its answer, so a request may start while the balance is positive, and its
 * cost is taken off afterwards; the next one waits until the debt is paid.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { canceled } from './errors.ts';

export class TokenBucket {
  readonly #perSecond: number;
  readonly #now: () => number;
  #balance: number;
  #at: number;

  /** At most one second's worth is saved up. */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#balance = perSecond;
    this.#at = now();
  }

  /** Milliseconds until a request may start. */
  get waitMs(): number {
    this.#fill();
    return this.#balance > 0 ? 0 : (-this.#balance / this.#perSecond) * 1000 + 1;
  }

  #fill(): void {
    const now = this.#now();
    this.#balance = Math.min(this.#perSecond, this.#balance + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
  }

  /** Resolves when a request may start; several waiting at once look again in turn. @throws SqlError 57014 when aborted */
  async ready(signal?: AbortSignal): Promise<void> {
    for (let wait = this.waitMs; wait > 0; wait = this.waitMs) {
      try {
        await sleep(wait, undefined, signal ? { signal } : {});
      } catch {
        throw canceled();
      }
    }
  }

  spend(units: number): void {
    this.#fill();
    this.#balance -= units;
  }
}
