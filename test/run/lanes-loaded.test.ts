/** What each lane loads: the program bundled as the build does it, but that every module tells when it runs, which in the bundle it does when it is first asked for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type OnLoadResult } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, uniqueName } from '../emulators/tables.ts';

const ROOT = new URL('../../', import.meta.url);
let folder: string;
let endpoint: string;
const table = uniqueName('lanes').toLowerCase();

/** The module, telling its name as it runs: its path below src, or its package's name. */
function telling({ path }: { readonly path: string }): OnLoadResult {
  const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path)?.[1];
  const told = name ?? path.slice(path.indexOf('/src/') + 5);
  const contents = `globalThis.loaded?.add(${JSON.stringify(told)});\n${readFileSync(path, 'utf8')}`;
  return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
}

beforeAll(async () => {
  ({ endpoint } = await emulator());
  await createTable(endpoint, table, { keys: ['pk:S'] });
  folder = mkdtempSync(join(tmpdir(), 'ddbsql-lanes-'));
  symlinkSync(new URL('node_modules', ROOT).pathname, join(folder, 'node_modules'));
  await build({
    entryPoints: { main: new URL('src/main.ts', ROOT).pathname },
    outdir: join(folder, 'dist'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['dynalite', '@electric-sql/pglite', 'pg-native', '@napi-rs/keyring'],
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [{ name: 'telling', setup: ({ onLoad }) => onLoad({ filter: /\.(?:ts|[cm]?js)$/ }, telling) }],
  });
  const { worker, snapshot } = await engineArtifacts(ROOT);
  symlinkSync(worker, join(folder, 'dist/engine-worker.js'));
  symlinkSync(snapshot, join(folder, 'dist/engine-snapshot.bin'));
  writeFileSync(
    join(folder, 'run.cjs'),
    `globalThis.loaded = new Set();
     const { main } = require('./dist/main.cjs');
     main(process.argv.slice(2)).then((code) => {
       require('node:fs').writeSync(3, JSON.stringify([...loaded]));
       process.exit(code);
     });`,
  );
  const setup = [
    'CREATE EXTENSION dynamodb_fdw',
    `CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${endpoint}', aws_region 'us-east-1')`,
    `CREATE FOREIGN TABLE ${table} (pk text, n numeric) SERVER s`,
  ];
  loadedBy('-X', ...setup.flatMap((sql) => ['-c', sql]));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The modules that ran, and the packages that were imported. */
function loadedBy(...argv: readonly string[]): readonly string[] {
  const told = join(folder, 'loaded.json');
  execFileSync('sh', ['-c', 'exec "$0" "$@" 3>"$TOLD"', process.execPath, join(folder, 'run.cjs'), ...argv], {
    env: { ...process.env, DDBSQL_HOME: join(folder, 'home'), TOLD: told },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return JSON.parse(readFileSync(told, 'utf8'));
}

test('--version: next to nothing', () => {
  const loaded = loadedBy('--version');
  expect(loaded.length, loaded.join(' ')).toBeLessThanOrEqual(16);
});

test('an express query: no grammar, no engine', () => {
  const loaded = loadedBy('-X', '-c', `SELECT * FROM ${table} WHERE pk = 'a'`);
  expect(
    loaded.filter((name) => /^chevrotain|^sql\/grammar|^engine\/pglite|^run\/session|^@electric/.test(name)),
  ).toEqual([]);
  expect(loaded).toContain('@aws-sdk/client-dynamodb');
  // The shell's commands are most of it; the SDK's packages count as one each.
  expect(loaded.length, loaded.join(' ')).toBeLessThanOrEqual(256);
});

test('an engine query that reads no table: no client of DynamoDB', () => {
  const loaded = loadedBy('-X', '-c', 'SELECT 1');
  expect(loaded).toContain('engine/pglite/index.ts');
  expect(loaded.filter((name) => /^@aws-sdk|^dynamo\/(?:sdk|client|network)/.test(name))).toEqual([]);
});
