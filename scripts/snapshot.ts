/** Makes the engine's snapshot: initdb, the product's database, and only what a shell needs of it. */
import { readFile } from 'node:fs/promises';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { EXTENSION_FILES, extensionScript } from '../src/engine/extension/script.ts';
import { type FileSystem, moduleOf } from '../src/engine/pglite/backend.ts';
import { DATABASE } from '../src/engine/pglite/parameters.ts';
import { changesBetween, type Snapshot, type SnapshotFile } from '../src/engine/pglite/snapshot.ts';

const DATA = '/pglite/data';
const EXTENSIONS = '/pglite/share/postgresql/extension';

/** Small WAL segments, because each is there whole from the start. */
const INITDB = ['--wal-segsize=1', '--no-sync', '-c', 'min_wal_size=2MB'];

/** The last segment has the shutdown's checkpoint and no more: neither what was done before, nor what a segment used again has left in it. */
const FRESH_WAL = ['SET wal_recycle = off', 'CHECKPOINT', 'SELECT pg_switch_wal()', 'CHECKPOINT'];

/** @param extension the folder of the extension's files */
export async function makeSnapshot(extension: URL): Promise<Snapshot> {
  // No database can be renamed or dropped from within: twice, each time connected to another.
  const named = await inPostgres([], 'template1', [`ALTER DATABASE postgres RENAME TO ${DATABASE}`]);
  const made = await inPostgres(named.files, DATABASE, [
    'ALTER DATABASE template0 IS_TEMPLATE false',
    'ALTER DATABASE template1 IS_TEMPLATE false',
    'DROP DATABASE template0',
    'DROP DATABASE template1',
  ]);
  const cleaned = await inPostgres(withoutSpareWal(made.files), DATABASE, FRESH_WAL);
  const data = withoutSpareWal(cleaned.files);
  const scripts = await extensionFiles(extension);
  const extended = await inPostgres([...copiesOf(data), ...scripts], DATABASE, [
    'CREATE EXTENSION dynamodb_fdw',
    ...FRESH_WAL,
  ]);
  const whole = withoutSpareWal(extended.files);
  return {
    serverVersion: made.serverVersion,
    files: [...whole, ...scripts],
    plain: changesBetween(whole, data),
  };
}

/** PostgreSQL writes into the files that it is given. */
function copiesOf(files: readonly SnapshotFile[]): readonly SnapshotFile[] {
  return files.map(({ path, content }) => (content ? { path, content: Uint8Array.from(content) } : { path }));
}

/** Runs statements on a data directory, a new one where there are no files, and returns it as a clean shutdown leaves it. */
async function inPostgres(files: readonly SnapshotFile[], database: string, statements: readonly string[]) {
  const fileSystem = new CapturedFileSystem(files);
  const pglite = await PGlite.create({ database, fs: fileSystem, initDbStartParams: INITDB });
  const version = await pglite.query<{ server_version: string }>('SHOW server_version');
  for (const statement of statements) await pglite.exec(statement);
  await pglite.close();
  return { files: fileSystem.captured, serverVersion: version.rows[0]?.server_version ?? '' };
}

/** A memory file system whose data directory can be given, and taken when PostgreSQL has shut down. */
class CapturedFileSystem extends MemoryFS {
  captured: SnapshotFile[] = [];
  readonly #files: readonly SnapshotFile[];

  constructor(files: readonly SnapshotFile[]) {
    super();
    this.#files = files;
  }

  override async initialSyncFs(): Promise<void> {
    const { FS } = moduleOf(this.pg);
    for (const { path, content } of this.#files) {
      if (content) FS.writeFile(path, content);
      else FS.mkdirTree(path);
    }
  }

  override async closeFs(): Promise<void> {
    const { FS } = moduleOf(this.pg);
    this.captured = [{ path: DATA }, ...filesBelow(FS, DATA)];
    return super.closeFs();
  }
}

function filesBelow(FS: FileSystem, folder: string): SnapshotFile[] {
  return FS.readdir(folder)
    .filter((name) => name !== '.' && name !== '..' && name !== 'postmaster.pid')
    .flatMap((name): SnapshotFile[] => {
      const path = `${folder}/${name}`;
      if (FS.isDir(FS.stat(path).mode)) return [{ path }, ...filesBelow(FS, path)];
      return [{ path, content: FS.readFile(path) }];
    });
}

/** After a clean shutdown only the segment with the last checkpoint is read: the first; the rest are empty ones kept for use. */
function withoutSpareWal(files: readonly SnapshotFile[]): SnapshotFile[] {
  const segments = files.map(({ path }) => path).filter((path) => /\/pg_wal\/[0-9A-F]{24}$/.test(path));
  const spare = new Set(segments.sort().slice(1));
  return files.filter(({ path }) => !spare.has(path));
}

async function extensionFiles(folder: URL): Promise<SnapshotFile[]> {
  return Promise.all(
    EXTENSION_FILES.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { path: `${EXTENSIONS}/${name}`, content: Buffer.from(extensionScript(text)) };
    }),
  );
}
