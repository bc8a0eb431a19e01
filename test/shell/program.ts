/** Builds the program with the stand-in session once, and runs it as a process of its own. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../..');
const cache = join(repository, 'node_modules/.cache/ddbsql-shell-test');
/** Test files run at the same time, each on a build of its own. */
const directory = join(cache, String(process.pid));
const snapshot = join(cache, 'snapshot.tar');

/** Bundles the program, and initialises a database if none has been yet. */
export async function buildProgram(): Promise<void> {
  mkdirSync(directory, { recursive: true });
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  await build({
    entryPoints: [join(here, 'stand-in/main.ts')],
    outdir: directory,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    external: ['*/run/session.ts'],
    logLevel: 'error',
  });
  if (existsSync(snapshot)) return;
  const database = await PGlite.create();
  const data = await database.dumpDataDir('none');
  await database.close();
  const written = join(directory, 'snapshot.tar');
  writeFileSync(written, Buffer.from(await data.arrayBuffer()));
  renameSync(written, snapshot);
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The command that starts the program, as words for a shell or a pseudo-terminal. */
export const programWords: readonly string[] = [process.execPath, join(directory, 'main.js'), snapshot];

/** The environment the transcripts were made in. */
export function programEnvironment(changed: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { COLUMNS: _, PAGER: __, PSQL_PAGER: ___, DDBSQL_PAGER: ____, ...inherited } = process.env;
  return { ...inherited, LC_ALL: 'C.UTF-8', TZ: 'UTC', DDBSQL_HOME: join(directory, 'home'), ...changed };
}

export function runProgram(argv: readonly string[], options: ProgramOptions = {}): SpawnSyncReturns<string> {
  const [command = '', ...words] = programWords;
  return spawnSync(command, [...words, ...argv], {
    encoding: 'utf8',
    input: options.input ?? '',
    env: programEnvironment(options.environment),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}
