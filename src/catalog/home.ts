/** Where ddbsql's own files live: the catalog, the history, caches. */
import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { hasCode } from './io-error.ts';

/**
 * `DDBSQL_HOME`, or the system's directory for configuration. `conf` would name the same directory; it is worked out here because starting
 * up must not load `conf` for it (a test compares the two).
 */
export function homeDirectory(): string {
  const own = process.env.DDBSQL_HOME;
  return own !== undefined && own !== '' ? resolve(own) : defaultHomeDirectory();
}

/** The directory where no other was named. */
export function defaultHomeDirectory(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Preferences', 'ddbsql');
    case 'win32':
      return join(process.env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'ddbsql', 'Config');
    default:
      return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'ddbsql');
  }
}

/** Makes the directory, for its owner alone, if it is not there yet. @throws the operating system's error */
export function ensureHomeDirectory(): string {
  const directory = homeDirectory();
  makeDirectory(directory);
  return directory;
}

/** Where what can be made again is kept: below `DDBSQL_HOME`, or the system's directory for caches. bin/code-cache.js, which starts before all else, says the same. */
export function cacheDirectory(): string {
  const { DDBSQL_HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (DDBSQL_HOME) return join(resolve(DDBSQL_HOME), 'cache');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'ddbsql', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ddbsql');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'ddbsql');
}

/**
 * Makes a directory and those above it, for their owner alone. Not by Node's `recursive`, which says ENOENT of a file system that is read-only.
 * @throws the operating system's error
 */
export function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, 'EEXIST') && statSync(path).isDirectory()) return;
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    if (statSync(dirname(path), { throwIfNoEntry: false }) !== undefined) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}
