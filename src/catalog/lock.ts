/** One process at a time: a lock beside a file, by `proper-lockfile`. */
import * as fs from 'node:fs';
import { SqlError } from '../errors.ts';

const LOCK_NOT_AVAILABLE = '55P03';
/** A holder that has not touched its lock for so long is gone: it was killed, or the machine went down. */
const STALE_MS = 5000;
/** Waiting goes on past that, so that a dead process's lock is a delay and no error. */
const WAIT_MS = 15_000;
const RETRY_MS = { minTimeout: 10, maxTimeout: 100, factor: 1.5, randomize: true };
const ATTEMPTS = 3;

/**
 * Runs `work` while no other process holds the lock of `file`.
 *
 * Two waiters that find the same dead lock can take it from each other, as `proper-lockfile` looks and removes in two steps. So the lock is
 * looked at again after the work, and if it was not ours throughout, the work is done again: it must be safe to repeat. It is synchronous,
 * so that nothing else of this process comes between.
 * @throws SqlError 55P03 when others hold it for too long
 */
export async function withFileLock<T>(file: string, work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { release, isOurs } = await acquire(file);
    let result: T;
    try {
      result = work();
    } finally {
      await release();
    }
    if (isOurs || attempt === ATTEMPTS) return result;
  }
}
