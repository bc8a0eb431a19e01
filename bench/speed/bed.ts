/** What every row needs: the program as it is installed, a catalog, the server of prepared pages, and the rivals bundled as a user would bundle them. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import type { Contender } from './pairs.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

const RIVALS = ['get-item', 'scan-sdk', 'scan-raw', 'engine', 'pglite', 'warm'] as const;
export const COLUMNS =
  'customer text, line numeric, order_id text, name text, email text, city text, status text, amount numeric, quantity numeric, created numeric, note text, express boolean, address jsonb, tags jsonb';

export interface Bed {
  readonly url: string;
  rival(name: (typeof RIVALS)[number], env?: Readonly<Record<string, string>>): Contender;
  /** `ddbsql -X` and what follows. */
  ddbsql(...argv: readonly string[]): Contender;
  /** The same with a catalog of four tables, where the bench's own has those in all variants. */
  ddbsqlOfFour(...argv: readonly string[]): Contender;
  /** A PostgreSQL server for psql, of the folder's own; undefined where its programs are not here, or it does not start. */
  postgres(): Contender['env'];
  stop(): void;
}

export async function makeBed(root: URL): Promise<Bed> {
  const cache = fileURLToPath(new URL('node_modules/.cache/ddbsql/', root));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-bed-'));
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [fileURLToPath(new URL('scripts/build.mjs', root)), dist], { stdio: 'inherit' });
  cpSync(fileURLToPath(new URL('bin/', root)), join(folder, 'bin'), { recursive: true });
  const entry = (name: string): string => fileURLToPath(new URL(`bench/speed/${name}.ts`, root));
  await build({
    entryPoints: [...RIVALS.map((name) => entry(`rivals/${name}`)), entry('server')],
    outdir: join(folder, 'rivals'),
    outbase: fileURLToPath(new URL('bench/speed/', root)),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['@electric-sql/pglite', '@napi-rs/keyring', 'dynalite', 'pg-native'],
    banner: { js: "import { createRequire as __make } from 'node:module'; const require = __make(import.meta.url);" },
    logLevel: 'error',
  });
  const server = fork(join(folder, 'rivals/server.mjs'));
  const [port] = (await once(server, 'message')) as [number];
  const url = `http://127.0.0.1:${port}`;
  const artifacts = await engineArtifacts(root);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    DDBSQL_HOME: join(folder, 'home'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    WORKER: artifacts.worker,
    SNAPSHOT: artifacts.snapshot,
  });
  let postgres: PostgresServer | undefined;
  const program = join(folder, 'bin/ddbsql.js');
  const ofFour = { DDBSQL_HOME: join(folder, 'home-of-four') };
  const bed: Bed = {
    url,
    rival: (name, env = {}) => ({ command: [process.execPath, join(folder, `rivals/rivals/${name}.mjs`)], env }),
    ddbsql: (...argv) => ({ command: [process.execPath, program, '-X', ...argv] }),
    ddbsqlOfFour: (...argv) => ({ command: [process.execPath, program, '-X', ...argv], env: ofFour }),
    postgres: () => {
      postgres ??= startPostgres();
      return postgres?.env;
    },
    stop: () => {
      postgres?.stop();
      stop(server, folder);
    },
  };
  catalog(program, [...TABLES.map(createTable), ...TABLES.flatMap(createVariants)]);
  catalog(program, TABLES.map(createTable), ofFour);
  return bed;
}

const TABLES = ['orders_100000', 'orders_1000000', 'orders_100000_20ms', 'orders_1000000_20ms'];

const createTable = (table: string): string => `CREATE FOREIGN TABLE ${table} (${COLUMNS}) SERVER bench`;

const createVariants = (table: string): string[] =>
  [1, 4].map(
    (n) =>
      `CREATE FOREIGN TABLE ${table}_by_${n} (${COLUMNS}) SERVER bench OPTIONS ("table" '${table}', segments '${n}')`,
  );

function catalog(program: string, tables: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const statements = [
    'CREATE EXTENSION dynamodb_fdw',
    'CREATE SERVER bench FOREIGN DATA WRAPPER dynamodb_fdw',
    ...tables,
  ];
  execFileSync(process.execPath, [program, '-X', '-q', ...statements.flatMap((sql) => ['-c', sql])], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
}

function stop(server: ChildProcess, folder: string): void {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
