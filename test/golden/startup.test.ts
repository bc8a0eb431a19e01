/** What a start loads and what it writes: nothing before it is needed, and nothing but ddbsql's own words. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from './program.ts';
import { World } from './world.ts';

let folder: string;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ddbsql-startup-'));
  world = await World.start();
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Text that stands in the AWS SDK, in the code that starts the engine, in the grammar. */
const MARKS = {
  'the SDK': 'DynamoDB_20120810',
  'the engine': 'engine-worker.js',
  'the grammar': 'MismatchedTokenException',
};

/** V8's own record of which functions ran (NODE_V8_COVERAGE). */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** What of MARKS a run has used. The program is one file whose modules run when they are first asked for: each is a function, which has run or not. */
async function usedBy(argv: readonly string[], input?: string): Promise<string[]> {
  const records = mkdtempSync(join(folder, 'run-'));
  // The code cache goes around the loader that the record is made in.
  const environment = { NODE_V8_COVERAGE: records, NODE_DISABLE_COMPILE_CACHE: '1' };
  const options = { home: await world.home('shop'), endpoint: world.endpoint, input, environment };
  const { output, exitCode } = await runProgram(argv, options);
  expect(exitCode, output).toBe(0);
  const used = new Set<string>();
  for (const file of readdirSync(records)) {
    const { result }: Coverage = JSON.parse(readFileSync(join(records, file), 'utf8'));
    for (const { url, functions } of result) {
      if (!url.includes('/dist/')) continue;
      const text = readFileSync(new URL(url), 'utf8');
      const hasRun = (at: number): boolean => {
        const around = functions.map(({ ranges: [whole] }) => whole).filter((range) => range !== undefined);
        // The first is the file as a whole.
        return around.slice(1).some((range) => range.startOffset <= at && at < range.endOffset && range.count > 0);
      };
      for (const [name, mark] of Object.entries(MARKS)) if (placesOf(mark, text).some(hasRun)) used.add(name);
    }
  }
  return Object.keys(MARKS).filter((name) => used.has(name));
}

function placesOf(mark: string, text: string): number[] {
  return [...text.matchAll(new RegExp(mark, 'g'))].map(({ index }) => index);
}

test('the marks are those of the SDK, the engine and the grammar', async () => {
  expect(await usedBy(['-X', '-c', 'SELECT genre, count(*) FROM music GROUP BY genre'])).toEqual(Object.keys(MARKS));
});

test('one table by its key needs no engine', async () => {
  const used = await usedBy(['-X', '-c', "SELECT name FROM customers WHERE id = 'c1'"]);
  expect(used).not.toContain('the engine');
});

test.each([
  ['--version', ['--version'], undefined],
  ['--help', ['--help'], undefined],
  ['\\q with -c', ['-X', '-c', '\\q'], undefined],
  ['\\q on stdin', ['-X'], '\\q\n'],
  ['\\? and \\echo', ['-X', '-c', '\\?', '-c', '\\echo hello'], undefined],
  ['an empty file', ['-X'], ''],
])('%s loads none of them', async (_, argv, input) => {
  expect(await usedBy(argv, input)).toEqual([]);
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
