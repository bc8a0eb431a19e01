/** One process at a time: a lock beside a file, by `proper-lockfile`. */
import { mkdir, type NoParamCallback, type PathLike, rmdir, rmdirSync, stat, statSync, utimes } from 'node:fs';
import { SqlError } from '../errors.ts';
import { hasCode, ioError } from './io-error.ts';

const LOCK_NOT_AVAILABLE = '55P03';
/** A holder that has not touched its lock for so long is gone: it was killed, or the machine went down. */
const STALE_MS = 5000;
/** Waiting goes on past that, so that a dead process's lock is a delay and no error. */
const WAIT = { maxRetryTime: 15_000, retries: 1000, minTimeout: 10, maxTimeout: 100, factor: 1.5, randomize: true };
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
    const lock = await acquire(file);
    try {
      const mark = lock.mark();
      const result = work();
      lock.ours = mark !== undefined && mark === lock.mark();
      if (lock.ours || attempt === ATTEMPTS) return result;
    } finally {
      await lock.release();
    }
  }
}

interface Lock {
  /** Tells this lock from any other one of the same file; undefined where there is none now. */
  mark(): string | undefined;
  /** A lock that is not ours any more is not removed. */
  ours: boolean;
  release(): Promise<void>;
}

async function acquire(file: string): Promise<Lock> {
  const { lock: lockFile } = await import('proper-lockfile');
  const path = `${file}.lock`;
  const lock: Lock = {
    ours: true,
    mark: () => {
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      return found && `${found.ino}:${found.ctimeNs}`;
    },
    release: async () => {},
  };
  const removeOwn = (directory: PathLike, done: NoParamCallback): void => {
    if (lock.ours) rmdir(directory, done);
    else done(null);
  };
  try {
    lock.release = await lockFile(file, {
      realpath: false,
      stale: STALE_MS,
      retries: WAIT,
      fs: { mkdir, rmdir: removeOwn, rmdirSync, stat, utimes },
      // Noticed by the marks.
      onCompromised: () => {},
    });
  } catch (error) {
    if (!hasCode(error, 'ELOCKED')) throw ioError('create lock', path, error);
    throw new SqlError({
      code: LOCK_NOT_AVAILABLE,
      message: `could not lock file "${file}": another ddbsql holds the lock`,
      hint: `Try again. If no other ddbsql is running, remove the directory "${path}".`,
    });
  }
  return lock;
}
