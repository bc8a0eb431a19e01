/**
 * Every case of this folder, through the real program. `npm run golden` runs these alone, and `npm run golden -- --update NAME` rewrites what a case expects
 * (DDBSQL_GOLDEN_UPDATE is how it says so).
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { brokenExpectations, type GoldenCase, goldenCases } from './case.ts';
import { runProgram } from './program.ts';
import { startProxy } from './proxy.ts';
import { type Stubs, startStubs } from './stubs.ts';
import { World } from './world.ts';

const UPDATE = process.env.DDBSQL_GOLDEN_UPDATE;

let world: World;
let stubs: Stubs;
beforeAll(async () => {
  [world, stubs] = await Promise.all([World.start(), startStubs()]);
});
afterAll(() => Promise.all([world?.stop(), stubs?.stop()]));

describe.concurrent('golden', () => {
  test.each(goldenCases())('$name', async (golden, { expect, skip }) => {
    if (golden.emulator !== undefined && golden.emulator !== world.kind) skip(`for ${golden.emulator} alone`);
    await check(golden, expect);
  });
});

async function check(golden: GoldenCase, expect: ExpectStatic): Promise<void> {
  const home = await world.home(golden.catalog);
  const proxy = await startProxy(world.endpoint, golden.sizes);
  try {
    const argv = ['-X', '-a', ...stubs.variables, '-f', golden.script];
    const run = await runProgram(argv, { home, endpoint: proxy.endpoint, cwd: golden.folder });
    const output = stubs.named(run.output).replaceAll(proxy.endpoint, 'http://dynamodb');
    expect(brokenExpectations(golden, output)).toEqual([]);
    expect(run.exitCode).toBe(golden.exitCode);
    if (golden.group === 'plans') expect(proxy.reads, 'a plan reads no item').toEqual([]);
    if (UPDATE === 'all' || UPDATE === golden.name) writeFileSync(golden.expectedFile, output);
    else expect(output).toBe(golden.expected);
  } finally {
    await proxy.stop();
  }
}
