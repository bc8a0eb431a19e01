/** Starts PGlite's PostgreSQL on a snapshot. */
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { moduleOf, type PostgresModule } from './backend.ts';
import { DATABASE, startParameters } from './parameters.ts';
import type { SnapshotFile } from './snapshot.ts';
import { keepTemporaryFiles } from './temporary-files.ts';

const TIME_ZONES = '/pglite/share/postgresql/timezone';

export interface BootOptions {
  readonly files: readonly SnapshotFile[];
  /** `pglite.wasm`, compiled. */
  readonly wasm: WebAssembly.Module;
  readonly timeZone?: string | undefined;
}

/** @returns PostgreSQL's module, ready for its first request */
export async function boot({ files: snapshotFiles, wasm, timeZone }: BootOptions): Promise<PostgresModule> {
  const startParams = startParameters();
  const files = new SnapshotFileSystem(snapshotFiles, (module) => {
    // An unknown zone would be fatal at start. Parameters are read after the files are in place.
    if (timeZone !== undefined && module.FS.analyzePath(`${TIME_ZONES}/${timeZone}`).exists) {
      startParams.push('-c', `timezone=${timeZone}`);
    }
  });
  const pglite = new BarePGlite({ database: DATABASE, fs: files, startParams, pgliteWasmModule: wasm });
  await pglite.waitReady;
  return moduleOf(pglite);
}

/** A memory file system that begins with the snapshot's files. */
class SnapshotFileSystem extends MemoryFS {
  readonly #files: readonly SnapshotFile[];
  readonly #filled: (module: PostgresModule) => void;

  constructor(files: readonly SnapshotFile[], filled: (module: PostgresModule) => void) {
    super();
    this.#files = files;
    this.#filled = filled;
  }

  override async initialSyncFs(): Promise<void> {
    const module = moduleOf(this.pg);
    for (const { path, content } of this.#files) {
      // canOwn: the file is the view itself, nothing is copied until it grows.
      if (content) module.FS.writeFile(path, content, { canOwn: true });
      else module.FS.mkdirTree(path);
    }
    const any = this.#files.find(({ content }) => content !== undefined);
    if (any !== undefined) keepTemporaryFiles(module.FS, any.path);
    this.#filled(module);
  }
}

/** PGlite without its catalog of array types, which only its own parsers need: a query less at start. */
class BarePGlite extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}
