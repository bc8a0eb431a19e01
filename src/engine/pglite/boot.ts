/** Starts PGlite's PostgreSQL on a snapshot. */
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { moduleOf, type PostgresModule } from './backend.ts';
import { DATABASE, startParameters } from './parameters.ts';
import type { Snapshot } from './snapshot.ts';

const TIME_ZONES = '/pglite/share/postgresql/timezone';

export interface BootOptions {
  readonly snapshot: Promise<Snapshot>;
  /** `pglite.wasm`, being compiled: PGlite unpacks its files meanwhile. */
  readonly wasm: Promise<WebAssembly.Module>;
  readonly timeZone?: string | undefined;
}

/** @returns PostgreSQL's module, ready for its first request */
export async function boot({ snapshot, wasm, timeZone }: BootOptions): Promise<PostgresModule> {
  const startParams = startParameters();
  const files = new SnapshotFileSystem(snapshot, wasm, (module) => {
    // An unknown zone would be fatal at start. Parameters are read after the files are in place.
    if (timeZone !== undefined && module.FS.analyzePath(`${TIME_ZONES}/${timeZone}`).exists) {
      startParams.push('-c', `timezone=${timeZone}`);
    }
  });
  const pglite = new BarePGlite({ database: DATABASE, fs: files, startParams });
  // Emscripten itself would wait for ever for a module that does not compile.
  await Promise.all([wasm, pglite.waitReady]);
  return moduleOf(pglite);
}

type EmscriptenOptions = Parameters<MemoryFS['init']>[1];
type InstantiateWasm = (
  imports: WebAssembly.Imports,
  done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/** A memory file system that begins with the snapshot's files; and, being asked first, the one to say which module runs. */
class SnapshotFileSystem extends MemoryFS {
  readonly #snapshot: Promise<Snapshot>;
  readonly #wasm: Promise<WebAssembly.Module>;
  readonly #filled: (module: PostgresModule) => void;

  constructor(
    snapshot: Promise<Snapshot>,
    wasm: Promise<WebAssembly.Module>,
    filled: (module: PostgresModule) => void,
  ) {
    super();
    this.#snapshot = snapshot;
    this.#wasm = wasm;
    this.#filled = filled;
  }

  override async init(pglite: PGlite, options: EmscriptenOptions) {
    const instantiateWasm: InstantiateWasm = (imports, done) => {
      void this.#wasm.then(async (module) => done(await WebAssembly.instantiate(module, imports), module));
      return {};
    };
    return super.init(pglite, { ...options, instantiateWasm } as EmscriptenOptions);
  }

  override async initialSyncFs(): Promise<void> {
    const module = moduleOf(this.pg);
    for (const { path, content } of (await this.#snapshot).files) {
      // canOwn: the file is the view itself, nothing is copied until it grows.
      if (content) module.FS.writeFile(path, content, { canOwn: true });
      else module.FS.mkdirTree(path);
    }
    this.#filled(module);
  }
}

/** PGlite without its catalog of array types, which only its own parsers need: a query less at start. */
class BarePGlite extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}
