/** What a start loads and what it writes: nothing before it is needed, and nothing but ddbsql's own words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from './program.ts';
import { World } from './world.ts';

/** A resolve hook that notes every module (Node's `module.register`, which `--import` runs before the program). */
const HOOKS = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.DDBSQL_TEST_MODULES, url + '\\n');
  return next(url, context);
}`;
const REGISTER = `
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOKS)}));`;

let folder: string;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ddbsql-startup-'));
  writeFileSync(join(folder, 'register.mjs'), REGISTER);
  world = await World.start();
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The names of the modules a run loads: of a bundle's chunk what it was made from, as far as its name says. */
async function loadedBy(argv: readonly string[], input?: string): Promise<{ modules: string[]; output: string }> {
  const list = join(folder, `modules-${Math.random()}`);
  writeFileSync(list, '');
  const environment = { DDBSQL_TEST_MODULES: list, NODE_OPTIONS: `--import=${join(folder, 'register.mjs')}` };
  const options = { home: await world.home('shop'), endpoint: world.endpoint, input, environment };
  const { output, exitCode } = await runProgram(argv, options);
  expect(exitCode, output).toBe(0);
  const modules = readFileSync(list, 'utf8')
    .split('\n')
    .filter((url) => url.startsWith('file:'));
  return { modules, output };
}

/** Text that stands in a chunk with the AWS SDK, with the engine's client, with the grammar. */
const HEAVY = {
  'the SDK': 'DynamoDB_20120810',
  'the engine': 'engine-worker.js',
  'the grammar': 'MismatchedTokenException',
};

function heavy(modules: readonly string[]): string[] {
  const texts = modules.map((url) => readFileSync(new URL(url), 'utf8'));
  return Object.entries(HEAVY).flatMap(([name, mark]) => (texts.some((text) => text.includes(mark)) ? [name] : []));
}

test('the marks are those of the SDK, the engine and the grammar', async () => {
  const { modules } = await loadedBy(['-X', '-c', 'SELECT genre, count(*) FROM music GROUP BY genre']);
  expect(heavy(modules)).toEqual(Object.keys(HEAVY));
});

test('one table by its key needs no engine', async () => {
  const { modules } = await loadedBy(['-X', '-c', "SELECT name FROM customers WHERE id = 'c1'"]);
  expect(heavy(modules)).not.toContain('the engine');
});

test.each([
  ['--version', ['--version'], undefined],
  ['--help', ['--help'], undefined],
  ['\\q with -c', ['-X', '-c', '\\q'], undefined],
  ['\\q on stdin', ['-X'], '\\q\n'],
  ['\\? and \\echo', ['-X', '-c', '\\?', '-c', '\\echo hello'], undefined],
  ['an empty file', ['-X'], ''],
])('%s loads none of them', async (_, argv, input) => {
  const { modules } = await loadedBy(argv, input);
  expect(heavy(modules)).toEqual([]);
  expect(modules.length).toBeLessThan(40);
});

test('nobody else speaks: no warning of the SDK, of Node or of npm', async () => {
  const home = await world.home('shop');
  // As a shell starts it: with what a user's environment may hold.
  const options = { home, endpoint: world.endpoint, environment: { NODE_ENV: 'development', FORCE_COLOR: '0' } };
  const count = await runProgram(['-X', '-A', '-t', '-c', 'SELECT count(*) FROM customers'], options);
  expect(count).toEqual({ exitCode: 0, output: '4\n' });
  const key = await runProgram(['-X', '-A', '-t', '-c', "SELECT name FROM customers WHERE id = 'c1'"], options);
  expect(key).toEqual({ exitCode: 0, output: 'Ada Byrne\n' });
  const demo = await runProgram(['--demo', '-X', '-A', '-t', '-c', 'SELECT 1'], options);
  expect(demo).toEqual({ exitCode: 0, output: '1\n' });
});
