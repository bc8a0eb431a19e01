/**
 * The catalog between sessions: one JSON file that shells share.
 *
 * A save is a merge: under a lock the file is read again, and this session's changes are applied to what it holds by then. The file is
 * replaced in one step (`conf` writes beside it, syncs and renames) and is its owner's alone from its first byte.
 */
import { copyFileSync, linkSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SqlError, SqlState } from '../errors.ts';
import { type CatalogDocument, catalogPath, FORMAT, printDocument, readDocument, stampOf } from './catalog-file.ts';
import { ensureHomeDirectory, homeDirectory } from './home.ts';
import { hasCode, ioError } from './io-error.ts';
import { withFileLock } from './lock.ts';
import { mergeCatalogs } from './merge.ts';
import { byKey, type CatalogObjects, sameDefinition } from './objects.ts';
import { withoutSignalHandlers } from './signal-handlers.ts';

/** Nobody writes for so long. */
const LEFTOVER_MS = 10_000;

export type { CatalogDocument } from './catalog-file.ts';

export interface SaveResult {
  /** What is saved now: the base of the next save. */
  readonly document: CatalogDocument;
  /** True where it holds changes of others besides ours: `diffToDdl(next, document.objects)` brings them into the engine. */
  readonly merged: boolean;
}

/** Reads the saved catalog; empty where nothing was saved yet. @throws SqlError */
export function loadCatalog(): CatalogDocument {
  return readDocument(catalogPath());
}

/** Whether the file may hold something else than `base` by now: a look at the directory entry, nothing is read. */
export function changedOnDisk(base: CatalogDocument): boolean {
  const stats = statSync(catalogPath(), { bigint: true, throwIfNoEntry: false });
  return (stats && stampOf(stats)) !== base.stamp;
}

/**
 * Saves what this session made of `base`, on top of what others have saved since. User mappings of `next` have their secrets in clear.
 * @throws SqlError 40001 where others changed the same objects, 55P03 where the lock is not to be had, 58030 where writing fails, F0000
 *   where the file must not be touched. Nothing is saved then.
 */
export async function saveCatalog(base: CatalogDocument, next: CatalogObjects): Promise<SaveResult> {
  const path = await prepare();
  const { default: Conf } = await withoutSignalHandlers(() => import('conf'));
  return withFileLock(path, (assertHeld) => {
    const current = readDocument(path);
    const objects = mergeCatalogs(base.objects, next, current.objects);
    const merged = !sameObjects(objects, next);
    if (sameObjects(objects, current.objects)) return { document: current, merged };
    const document = { format: FORMAT, revision: current.revision + 1, objects } as const;
    replaceFile(path, printDocument(document), (text) => {
      const conf = new Conf<Record<string, unknown>>({
        cwd: homeDirectory(),
        configName: 'catalog',
        fileExtension: 'json',
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        // The last moment before the file is replaced.
        serialize: () => {
          assertHeld();
          return text;
        },
      });
      withoutSnap(() => {
        conf.store = { ...document };
      });
    });
    return { document: readDocument(path), merged };
  });
}

/** The directory, and the file's own path where `catalog.json` is a link to somewhere else. */
async function prepare(): Promise<string> {
  const path = catalogPath();
  try {
    ensureHomeDirectory();
  } catch (error) {
    throw ioError('create directory', homeDirectory(), error, 'Set DDBSQL_HOME to a directory that can be written.');
  }
  try {
    return realpathSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return path;
    throw ioError('read catalog file', path, error);
  }
}

function sameObjects(a: CatalogObjects, b: CatalogObjects): boolean {
  const others = byKey(b);
  return a.length === b.length && a.every((object) => sameDefinition(object, others.get(object.key)));
}

/**
 * Has `write` replace the file, and makes sure that it did: a disk that fills up can cut a write short without an error. The old file stays
 * linked until then, and comes back where the new one is not whole.
 */
function replaceFile(path: string, text: string, write: (text: string) => void): void {
  const previous = `${path}.previous`;
  try {
    removeLeftovers(path);
    const existed = keep(path, previous);
    try {
      write(text);
    } catch (error) {
      rmSync(previous, { force: true });
      throw error;
    }
    if (readFileSync(path, 'utf8') === text) {
      rmSync(previous, { force: true });
      return;
    }
    if (existed) renameSync(previous, path);
    else rmSync(path);
  } catch (error) {
    throw ioError('write catalog file', path, error);
  }
  throw new SqlError({ code: SqlState.ioError, message: `could not write catalog file "${path}": it was cut short` });
}

function keep(path: string, previous: string): boolean {
  rmSync(previous, { force: true });
  try {
    linkSync(path, previous);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    // A file system without hard links.
    copyFileSync(path, previous);
    return true;
  }
}

/** Half-written files of processes that were killed. They can hold secrets. */
function removeLeftovers(path: string): void {
  const leftover = `${basename(path)}.tmp-`;
  for (const name of readdirSync(dirname(path))) {
    const file = join(dirname(path), name);
    const old = Date.now() - LEFTOVER_MS;
    if (name.startsWith(leftover) && (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < old) {
      rmSync(file, { force: true });
    }
  }
}

/** In a Snap package's environment, which terminals hand on to their shells, `conf` would write in place instead of renaming. */
function withoutSnap(write: () => void): void {
  const { SNAP } = process.env;
  delete process.env.SNAP;
  try {
    write();
  } finally {
    if (SNAP !== undefined) process.env.SNAP = SNAP;
  }
}
