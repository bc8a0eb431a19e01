/** The document's statements give the same however they come: from a file, on stdin, with -c, and typed at the prompt. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeLines } from './interactive.ts';
import { type Run, runProgram } from './program.ts';
import { startProxy } from './proxy.ts';
import { World } from './world.ts';

const SCRIPT = new URL('./document/document.sql', import.meta.url).pathname;
const STATEMENTS = readFileSync(SCRIPT, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('--'));
/** Several processes, so that what one declares the next one finds. */
const A_PROCESS = 10;

let world: World;
let fromFile: string;
beforeAll(async () => {
  world = await World.start();
  const run = await inNewHome((options) => runProgram(['-X', '-f', SCRIPT], options));
  expect(run.exitCode, run.output).toBe(0);
  fromFile = unplaced(run.output);
});
afterAll(() => world?.stop());

async function inNewHome<T>(work: (options: { home: string; endpoint: string }) => Promise<T>): Promise<T> {
  const proxy = await startProxy(world.endpoint, 'unknown');
  try {
    return await work({ home: await world.home('empty'), endpoint: proxy.endpoint });
  } finally {
    await proxy.stop();
  }
}

/** Without the places of a script that messages begin with. */
function unplaced(output: string): string {
  return output.replace(/^ddbsql:\S+?:\d+: /gm, '');
}

describe.concurrent('the document', { timeout: 300_000 }, () => {
  test('on stdin', async ({ expect }) => {
    const run = await inNewHome((options) => runProgram(['-X'], { ...options, input: readFileSync(SCRIPT, 'utf8') }));
    expect(run).toEqual({ exitCode: 0, output: expect.any(String) });
    expect(unplaced(run.output)).toBe(fromFile);
  });

  test('with -c', async ({ expect }) => {
    const outputs = await inNewHome(async (options) => {
      const runs: Run[] = [];
      for (let at = 0; at < STATEMENTS.length; at += A_PROCESS) {
        const commands = STATEMENTS.slice(at, at + A_PROCESS).flatMap((statement) => ['-c', statement]);
        runs.push(await runProgram(['-X', ...commands], options));
      }
      return runs.map(({ output }) => output);
    });
    expect(outputs.join('')).toBe(fromFile);
  });

  test('typed', async ({ expect }) => {
    const screen = await inNewHome((options) => typeLines(STATEMENTS, options));
    const answers = screen
      .split('\n')
      .filter((line) => !line.startsWith('ddbsql=>'))
      .map((line) => line.trimEnd());
    const expected = fromFile.split('\n').map((line) => line.trimEnd());
    // The greeting stands above the first answer.
    expect(answers.slice(answers.indexOf('CREATE EXTENSION')).join('\n').trimEnd()).toBe(expected.join('\n').trimEnd());
  });
});
