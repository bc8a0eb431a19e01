/**
 * Builds dist/: the program, the engine's worker, and its snapshot.
 *
 *   node scripts/build.mjs [FOLDER]
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { leanStart } from './lean-start.mjs';
import { namedExports } from './named-exports.mjs';

const ROOT = new URL('../', import.meta.url);
/** Another folder than dist/ is for tests: they run what they were started on, whatever is built meanwhile. */
const DIST = new URL(`${process.argv[2] ?? 'dist'}/`, ROOT);
const CACHE = new URL('node_modules/.cache/ddbsql/', ROOT);

/** Found at run time in node_modules: dynalite is an emulator few need, PGlite finds its WASM beside itself, pg-native is optional to pg, the keyring is a binary. */
const EXTERNAL = ['dynalite', '@electric-sql/pglite', 'pg-native', '@napi-rs/keyring'];

const COMMON = { bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' };

async function main() {
  const esbuild = await import('esbuild').catch(() => undefined);
  if (!esbuild) {
    // `npm ci --omit=dev` runs `prepare` too.
    console.error('ddbsql: dist is not built, esbuild is not installed');
    return;
  }
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST, { recursive: true });
  await Promise.all([program(esbuild), engine(esbuild)]);
}

/**
 * One file, whose modules run when they are first asked for: it is compiled from a cache (bin/code-cache.js), of which many files would have many, and CommonJS, since that cache does not know
 * dynamic imports.
 */
async function program(esbuild) {
  await esbuild.build({
    ...COMMON,
    entryPoints: {
      main: path('src/main.ts'),
      version: path('src/shell/version.ts'),
      'early-engine': path('src/run/early-engine.ts'),
      'line-thread': path('src/dynamo/codec/line-thread.ts'),
    },
    outdir: fileURLToPath(DIST),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // The SDK's ES modules: its CommonJS ones cannot be freed of what is not used.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'external',
    external: EXTERNAL,
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [namedExports(), leanStart()],
  });
}

/** The engine's files, by the same code as the tests: scripts/artifacts.ts. */
async function engine(esbuild) {
  // A server (--engine) is given the extension's objects by this script.
  await copyFile(path('src/engine/extension/dynamodb_fdw--1.0.sql'), new URL('dynamodb_fdw--1.0.sql', DIST));
  await mkdir(CACHE, { recursive: true });
  const script = new URL(`artifacts-${process.pid}.mjs`, CACHE);
  await esbuild.build({
    ...COMMON,
    entryPoints: [path('scripts/artifacts.ts')],
    outfile: fileURLToPath(script),
    packages: 'external',
  });
  try {
    const { engineArtifacts } = await import(pathToFileURL(fileURLToPath(script)).href);
    const { worker, snapshot } = await engineArtifacts(ROOT);
    await copyFile(worker, new URL('engine-worker.js', DIST));
    await copyFile(snapshot, new URL('engine-snapshot.bin', DIST));
  } finally {
    await rm(script, { force: true });
  }
}

function path(file) {
  return fileURLToPath(new URL(file, ROOT));
}

await main();
