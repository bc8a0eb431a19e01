/**
 * Every case of this folder, through the real program. A plan must not read an item; a case of `errors/` ends with the right code however it is run, and
 * leaves the catalog as it was.
 * `npm run golden` runs these alone, and `npm run golden -- --update NAME` rewrites what a case expects
 * (DDBSQL_GOLDEN_UPDATE is how it says so).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { splitStatements } from '../../src/sql/split.ts';
import { brokenExpectations, type GoldenCase, goldenCases } from './case.ts';
import { type Run, runProgram } from './program.ts';
import { startProxy } from './proxy.ts';
import { type Stubs, startStubs } from './stubs.ts';
import { World } from './world.ts';

/** Cases that ask DynamoDB for nothing that those of queries and errors do not ask for too. */
const ASK_LITTLE: readonly string[] = ['plans', 'shell'];

const UPDATE = process.env.DDBSQL_GOLDEN_UPDATE;

let world: World;
let stubs: Stubs;
beforeAll(async () => {
  [world, stubs] = await Promise.all([World.start(), startStubs()]);
});
afterAll(() => Promise.all([world?.stop(), stubs?.stop()]));

describe.concurrent('golden', { timeout: 300_000 }, () => {
  test.for(goldenCases())('$name', async (golden, { expect, skip }) => {
    if (golden.emulator !== undefined && golden.emulator !== world.kind) skip(`for ${golden.emulator} alone`);
    if (ASK_LITTLE.includes(golden.group) && world.kind !== 'dynalite') skip('asks nothing more of an emulator');
    await check(golden, expect);
  });
});

async function check(golden: GoldenCase, expect: ExpectStatic): Promise<void> {
  const home = await world.home(golden.catalog);
  const proxy = await startProxy(world.endpoint, golden.sizes);
  const endpoint = golden.endpoint === 'none' ? undefined : proxy.endpoint;
  const run = (argv: readonly string[]): Promise<Run> =>
    runProgram(['-X', ...stubs.variables, ...argv], { home, endpoint, cwd: golden.folder });
  try {
    if (golden.setup !== undefined) {
      const { output, exitCode } = await run(['-q', '-v', 'ON_ERROR_STOP=1', '-f', golden.setup]);
      expect(exitCode, output).toBe(0);
    }
    const before = catalogText(home);
    const { output: raw, exitCode } = await run(['-a', '-f', golden.script]);
    const output = stubs.named(raw).replaceAll(proxy.endpoint, 'http://dynamodb');
    expect(brokenExpectations(golden, output)).toEqual([]);
    expect(exitCode).toBe(golden.exitCode);
    if (golden.group === 'plans') expect(proxy.reads, 'a plan reads no item').toEqual([]);
    if (UPDATE === 'all' || UPDATE === golden.group || UPDATE === golden.name)
      writeFileSync(golden.expectedFile, output);
    else expect(output).toBe(golden.expected);
    // The other ways to run it ask nothing else of an emulator.
    if (golden.group !== 'errors' || world.kind !== 'dynalite') return;
    expect((await run(['-v', 'ON_ERROR_STOP=1', '-f', golden.script])).exitCode, 'a script that stops').toBe(3);
    expect((await run(['-c', firstStatement(golden.text)])).exitCode, 'a single command').toBe(1);
    expect(catalogText(home), 'the catalog is as it was').toBe(before);
  } finally {
    await proxy.stop();
  }
}

function catalogText(home: string): string | undefined {
  const file = join(home, 'catalog.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function firstStatement(text: string): string {
  const [first] = splitStatements(text);
  return text.slice(first?.start, first?.end);
}
