/**
 * Runs a benchmark written in TypeScript: bundles it beside the engine's files, and imports it.
 *
 *   node bench/run.mjs plan-quality
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = new URL('../', import.meta.url);
const CACHE = new URL('node_modules/.cache/ddbsql/', ROOT);

const [name, ...argv] = process.argv.slice(2);
if (name === undefined) throw new Error('usage: node bench/run.mjs NAME [ARGUMENT...]');

await mkdir(CACHE, { recursive: true });
const folder = new URL(`bench-${name}-${process.pid}/`, CACHE);
await build({
  entryPoints: [fileURLToPath(new URL(`bench/${name}.ts`, ROOT))],
  outdir: fileURLToPath(folder),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
try {
  const { main } = await import(pathToFileURL(fileURLToPath(new URL(`${name}.mjs`, folder))).href);
  await main(ROOT, argv);
} finally {
  await rm(folder, { recursive: true, force: true });
}
