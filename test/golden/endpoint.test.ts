/** The three ways to say where DynamoDB is, and which of them goes before the others. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { runProgram } from './program.ts';
import { World } from './world.ts';

const QUERY = ['-X', '-A', '-t', '-c', "SELECT name FROM customers WHERE id = 'c1'"];
const ANSWER = { exitCode: 0, output: 'Ada Byrne\n' };
/** Nobody listens on port 1. */
const NOBODY = 'http://127.0.0.1:1';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.stop());

describe.concurrent('the endpoint', { timeout: 120_000 }, () => {
  test('from the environment', async ({ expect }) => {
    const home = await world.home('shop');
    expect(await runProgram(QUERY, { home, endpoint: world.endpoint })).toEqual(ANSWER);
  });

  test('from the command line, before the environment', async ({ expect }) => {
    const home = await world.home('shop');
    const argv = ['--endpoint', world.endpoint, ...QUERY];
    expect(await runProgram(argv, { home, endpoint: NOBODY })).toEqual(ANSWER);
  });

  test('from the server, before the environment and after the command line', async ({ expect }) => {
    const home = await world.home('shop');
    const alter = `ALTER SERVER shop OPTIONS (ADD endpoint '${world.endpoint}')`;
    expect(await runProgram(['-X', '-q', '-c', alter], { home })).toEqual({ exitCode: 0, output: '' });
    expect(await runProgram(QUERY, { home, endpoint: NOBODY })).toEqual(ANSWER);
    const { exitCode, output } = await runProgram(['--endpoint', NOBODY, ...QUERY], { home });
    expect(output).toContain('could not connect');
    expect(exitCode).toBe(1);
  });
});
