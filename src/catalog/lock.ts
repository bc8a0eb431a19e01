/** One process at a time: a lock beside a file, by `proper-lockfile`. */
import { mkdir, type NoParamCallback, type PathLike, rmdir, rmdirSync, stat, statSync, utimes } from 'node:fs';
import { SqlError } from '../errors.ts';
import { hasCode, ioError } from './io-error.ts';
import { withoutSignalHandlers } from './signal-handlers.ts';

const LOCK_NOT_AVAILABLE = '55P03';
/** A holder that has not touched its lock for so long is gone: it was killed, or the machine went down. */
const STALE_MS = 5000;
/** Waiting goes on past that, so that a dead process's lock is a delay and no error. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = { least: 10, most: 100 } as const;
const ATTEMPTS = 10;

/**
 * Runs `work` while no other process holds the lock of `file`.
 *
 * A lock can be lost: to a waiter that took its holder, stopped for a while, for dead; and two waiters that find the same dead lock can take
 * it from each other, as `proper-lockfile` looks and removes in two steps. So the lock is looked at again after the work, and if it was not
 * ours throughout, the work is done again: it must be safe to repeat. It is synchronous, so that nothing else of this process comes between.
 * @param work is given a function that throws where the lock is lost, to be called right before a change is made
 * @throws SqlError 55P03 when others hold it for too long
 */
export async function withFileLock<T>(file: string, work: (assertHeld: () => void) => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const lock = await acquire(file);
    const mark = lock.mark();
    const isHeld = (): boolean => mark !== undefined && mark === lock.mark();
    try {
      const result = work(() => {
        if (!isHeld()) throw notAvailable(file);
      });
      lock.ours = isHeld();
      if (lock.ours || attempt === ATTEMPTS) return result;
    } catch (error) {
      lock.ours = isHeld();
      if (lock.ours || attempt === ATTEMPTS) throw error;
    } finally {
      await lock.release();
    }
  }
}

function notAvailable(file: string): SqlError {
  return new SqlError({
    code: LOCK_NOT_AVAILABLE,
    message: `could not lock file "${file}": another ddbsql holds the lock`,
    hint: `Try again. If no other ddbsql is running, remove the directory "${file}.lock".`,
  });
}

interface Lock {
  /** Tells this lock from any other one of the same file; undefined where there is none now. */
  mark(): string | undefined;
  /** A lock that is not ours any more is not removed. */
  ours: boolean;
  release(): Promise<void>;
}

async function acquire(file: string): Promise<Lock> {
  const { lock: lockFile } = await withoutSignalHandlers(() => import('proper-lockfile'));
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
  const options = {
    realpath: false,
    stale: STALE_MS,
    fs: { mkdir, rmdir: removeOwn, rmdirSync, stat, utimes },
    // Noticed by the marks.
    onCompromised: () => {},
  };
  // Not the package's own retries: they go on where there will never be a lock, in a directory that is read-only.
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      lock.release = await lockFile(file, options);
      return lock;
    } catch (error) {
      if (!hasCode(error, 'ELOCKED')) throw ioError('create lock', path, error);
    }
    if (Date.now() > deadline) throw notAvailable(file);
    const pause = PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
