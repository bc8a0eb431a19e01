/**
 * The engine's two files, the worker's script and the snapshot, made again only when what they are made from has changed. They are kept in
 * node_modules/.cache, where tests use them as they are and the build copies them from.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packSnapshot } from '../src/engine/pglite/snapshot.ts';
import { makeSnapshot } from './snapshot.ts';

const CACHE = 'node_modules/.cache/ddbsql/';
const EXTENSION = 'src/engine/extension/';

/** Everything a snapshot depends on. */
const SNAPSHOT_SOURCES = [
  'node_modules/@electric-sql/pglite/package.json',
  'scripts/snapshot.ts',
  'src/catalog/options.ts',
  'src/engine/pglite/parameters.ts',
  'src/engine/pglite/snapshot.ts',
  `${EXTENSION}dynamodb_fdw--1.0.sql`,
  `${EXTENSION}dynamodb_fdw.control`,
  `${EXTENSION}script.ts`,
];

export interface Artifacts {
  readonly worker: string;
  readonly snapshot: string;
}

/** @param root the repository, ending in a slash */
export async function engineArtifacts(root: URL): Promise<Artifacts> {
  await mkdir(new URL(CACHE, root), { recursive: true });
  const [worker, snapshot] = await Promise.all([workerScript(root), snapshotFile(root)]);
  return { worker, snapshot };
}

/** The engine's thread. PGlite stays outside: it finds its files beside itself. */
function workerScript(root: URL): Promise<string> {
  return threadScript(root, 'src/engine/pglite/worker.ts', 'worker');
}

/** The script of a thread that turns pages into lines, for tests: the build makes its own. @param root the repository, ending in a slash */
export async function lineThreadScript(root: URL): Promise<string> {
  await mkdir(new URL(CACHE, root), { recursive: true });
  return threadScript(root, 'src/dynamo/codec/line-thread.ts', 'line-thread');
}

/** Bundled, because a thread is not transformed by the test runner. */
async function threadScript(root: URL, entry: string, name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, root))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@electric-sql/pglite'],
    write: false,
    logLevel: 'warning',
  });
  const [script] = outputFiles;
  if (!script) throw new Error(`esbuild made no script of ${entry}`);
  return cached(
    root,
    (hash) => `${name}-${hash}.mjs`,
    [script.contents],
    async () => script.contents,
  );
}

async function snapshotFile(root: URL): Promise<string> {
  const sources = await Promise.all(SNAPSHOT_SOURCES.map((file) => readFile(new URL(file, root))));
  return cached(
    root,
    (hash) => `snapshot-${hash}.bin`,
    sources,
    async () => packSnapshot(await makeSnapshot(new URL(EXTENSION, root))),
  );
}

/** The file named after the hash of `sources`, made where it is missing. Renamed into place: whoever finds it finds it whole. */
async function cached(
  root: URL,
  name: (hash: string) => string,
  sources: readonly Uint8Array[],
  make: () => Promise<Uint8Array>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(source);
  const file = fileURLToPath(new URL(CACHE + name(hash.digest('hex').slice(0, 16)), root));
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, await make());
    await rename(unfinished, file);
  }
  return file;
}
