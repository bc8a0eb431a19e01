/** The cache of compiled code (bin/code-cache.js): made by the first run of a lane, and of use to every run after it, of whatever lane. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Newer Nodes keep a cache of their own. */
const isNodesOwn = 'enableCompileCache' in Module;
const home = mkdtempSync(join(tmpdir(), 'ddbsql-cache-'));
/** Of a process that begins with the engine, and of any other. */
const cache = join(home, 'cache/code-engine.bin');
const otherCache = join(home, 'cache/code.bin');

beforeAll(() => run('CREATE EXTENSION dynamodb_fdw'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(statement: string): string {
  return runWith(['-c', statement]);
}

/** @param input of standard input */
function runWith(argv: readonly string[], input = ''): string {
  const program = process.env.DDBSQL_PROGRAM ?? '';
  return execFileSync(process.execPath, [program, '-X', '-A', '-t', ...argv], {
    encoding: 'utf8',
    input,
    env: { ...process.env, DDBSQL_HOME: home },
  });
}

/** It is written whole each time, so that the same bytes at another time are another cache. */
function written(file = cache): string {
  return existsSync(file) ? readFileSync(file).toString('base64') : '';
}

test.skipIf(isNodesOwn)(
  'what a run with the engine leaves is taken by the next, and not made again',
  () => {
    expect(run('SELECT 1')).toBe('1\n');
    const left = written();
    expect(left).not.toBe('');
    expect(JSON.parse(readFileSync(cache).toString('utf8', 0, 1024)).lanes).toContain('engine');
    // V8's code is never the same twice: one that was refused would have been written again.
    expect(run('SELECT 2')).toBe('2\n');
    expect(run('SELECT 3')).toBe('3\n');
    expect(written() === left).toBe(true);
  },
  60_000,
);

test.skipIf(isNodesOwn)(
  'a script, of which it is not known what it will want, has a cache of its own',
  () => {
    expect(runWith([], 'SELECT 1;')).toBe('1\n');
    const left = written(otherCache);
    expect(left).not.toBe('');
    expect(runWith([], 'SELECT 2;')).toBe('2\n');
    expect(written(otherCache) === left).toBe(true);
  },
  60_000,
);

test.skipIf(isNodesOwn)(
  'one that is damaged is made again, and nobody hears of it',
  () => {
    const left = readFileSync(cache);
    execFileSync(process.execPath, ['-e', `require('node:fs').truncateSync(${JSON.stringify(cache)}, 2000)`]);
    expect(run('SELECT 4')).toBe('4\n');
    expect(readFileSync(cache).length).toBeGreaterThan(left.length / 2);
  },
  60_000,
);
