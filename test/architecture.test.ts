/** Data flows one way: a folder imports only from those above it. Only main.ts knows them all. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Top to bottom; a folder may import from itself and from those before it. */
const LAYERS = ['errors.ts', 'sql', 'catalog', 'plan', 'dynamo', 'engine', 'run', 'format', 'shell', 'demo', 'main.ts'];
const SOURCE = new URL('../src/', import.meta.url).pathname;

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.ts$/.test(name) ? [path] : [];
  });
}

function layerOf(path: string): string {
  return relative(SOURCE, path).split('/')[0] ?? '';
}

test.each(files(SOURCE).map((path) => relative(SOURCE, path)))('%s imports only downwards', (file) => {
  const path = join(SOURCE, file);
  const layer = LAYERS.indexOf(layerOf(path));
  expect(layer, `${file} stands in no known folder`).toBeGreaterThanOrEqual(0);
  for (const [, specifier] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    const imported = layerOf(join(path, '..', specifier ?? ''));
    // The demo is a data set of its own: it may use the DynamoDB side, and nobody but main.ts uses it.
    expect(LAYERS.indexOf(imported), `${file} imports ${specifier}`).toBeLessThanOrEqual(layer);
  }
});
