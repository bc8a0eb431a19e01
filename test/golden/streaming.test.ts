/** A big table on its way through a pipe: whoever reads it decides how fast DynamoDB is read, and when it is enough. */
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CannedServer, startCanned } from '../emulators/canned.ts';
import { cleanEnvironment, PROGRAM, runProgram } from './program.ts';

const ITEMS = 100_000;
/** Two pages a segment. */
const ITEMS_OF_SEGMENTS = 34_000;
const COLUMNS = 'customer text, line numeric, name text, note text, address jsonb, tags jsonb';

let folder: string;
let server: CannedServer;
let segmented: CannedServer;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ddbsql-streaming-'));
  [server, segmented] = await Promise.all([startCanned(ITEMS), startCanned(ITEMS_OF_SEGMENTS)]);
  const access = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  const options = { home: folder, endpoint: server.endpoint, environment: access };
  environment = cleanEnvironment(options);
  const statements = [
    'CREATE EXTENSION dynamodb_fdw',
    'CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw',
    `CREATE FOREIGN TABLE big (${COLUMNS}) SERVER s`,
  ];
  const { output, exitCode } = await runProgram(['-X', '-q', ...statements.flatMap((sql) => ['-c', sql])], options);
  expect(exitCode, output).toBe(0);
});
afterAll(async () => {
  await Promise.all([server?.stop(), segmented?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test.each([['--csv'], ['-A'], ['-At']])('%s | head stops at once, without a word', async (format) => {
  const before = server.scans();
  const status = join(folder, 'status');
  const command =
    '{ "$NODE" "$PROGRAM" -X "$FORMAT" -c "SELECT * FROM big" 2>&3; echo $? > "$STATUS"; } 3>&2 | head -5';
  const { stdout: found } = await promisify(execFile)('/bin/sh', ['-c', `(${command}) 2>&1`], {
    env: { ...environment, NODE: process.execPath, PROGRAM, FORMAT: format, STATUS: status },
  });
  expect(found.trimEnd().split('\n')).toHaveLength(5);
  expect(readFileSync(status, 'utf8')).toBe('0\n');
  expect(server.scans() - before).toBeLessThan(6);
});

test('a pipe that nobody reads holds the scan back, and then all of it comes', async () => {
  const before = server.scans();
  const child = spawn(process.execPath, [PROGRAM, '-X', '--csv', '-c', 'SELECT * FROM big'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = -1;
  while (seen !== server.scans() || seen === before) {
    seen = server.scans();
    await sleep(1_000);
  }
  expect(server.pages).toBeGreaterThan(20);
  expect(seen - before).toBeLessThan(6);
  let lines = 0;
  for await (const chunk of child.stdout) for (const byte of chunk as Buffer) if (byte === 0x0a) lines += 1;
  expect(lines).toBe(ITEMS + 1);
  expect(server.scans() - before).toBe(server.pages);
});

// Newer Nodes keep such a cache themselves.
test.skipIf('enableCompileCache' in Module)('a long scan leaves compiled code that V8 takes', async () => {
  const home = join(folder, 'bare');
  mkdirSync(home);
  copyFileSync(join(folder, 'catalog.json'), join(home, 'catalog.json'));
  const argv = [PROGRAM, '-X', '--csv', '-o', '/dev/null', '-c', 'SELECT * FROM big'];
  const left = async (): Promise<Buffer> => {
    await promisify(execFile)(process.execPath, argv, { env: { ...environment, DDBSQL_HOME: home } });
    return readFileSync(join(home, 'cache/code.bin'));
  };
  const first = await left();
  // What is refused is written again, and never the same.
  expect((await left()).equals(first)).toBe(true);
});

/** A statement of the whole table, over segments; its lines in the order of their text, since segments have none. */
async function bySegments(sql: string, threads: number): Promise<readonly string[]> {
  const settings = [`SET dynamodb_fdw.segments = 5`, `SET dynamodb_fdw.decode_threads = ${threads}`];
  const argv = ['-X', '-q', '--csv', ...[...settings, sql].flatMap((each) => ['-c', each])];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...argv], {
    env: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: segmented.endpoint },
    maxBuffer: 1 << 30,
  });
  return stdout.split('\n').sort();
}

test.each([
  ['as lines', 'SELECT * FROM big'],
  ['row by row', "SELECT customer, line, upper(name) AS name FROM big WHERE address->>'zip' LIKE '%7'"],
  ['in batches', 'SELECT line, count(*), sum(length(note)) FROM big GROUP BY line'],
  ['as a whole', 'SELECT DISTINCT tags FROM big ORDER BY tags'],
])('pages that several threads decode, %s', { timeout: 600_000 }, async (_, sql) => {
  const before = segmented.scans();
  const expected = await bySegments(sql, 0);
  expect(expected.length).toBeGreaterThan(20);
  expect(await bySegments(sql, 3)).toEqual(expected);
  expect(segmented.scans() - before).toBe(2 * segmented.pages);
});
