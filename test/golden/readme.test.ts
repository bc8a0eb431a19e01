/** The README says what is so: its sessions are what the demo prints, its SQL runs, and its tables leave nothing out. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SETTINGS } from '../../src/engine/settings.ts';
import { runProgram } from './program.ts';
import { World } from './world.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const BLOCKS = [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.stop());

/** What was typed at the prompts of a session, and what came. */
function session(text: string): { typed: string; shown: string } {
  const lines = text.split('\n');
  const prompt = /^ddbsql[=-]> ?/;
  const typed = lines.filter((line) => prompt.test(line)).map((line) => line.replace(prompt, ''));
  return { typed: typed.join('\n'), shown: bare(lines.filter((line) => !prompt.test(line)).join('\n')) };
}

/** Without the blanks at the ends of lines, which an editor takes away. */
function bare(text: string): string {
  return text.replace(/ +$/gm, '').trim();
}

test('sessions are what the demo prints', { timeout: 120_000 }, async () => {
  const sessions = BLOCKS.filter(({ text }) => text.includes('ddbsql=>')).map(({ text }) => session(text));
  expect(sessions.length).toBeGreaterThan(0);
  const home = await world.home('empty');
  for (const { typed, shown } of sessions) {
    const file = join(world.folder, 'session.sql');
    writeFileSync(file, typed);
    const { output } = await runProgram(['--demo', '-X', '-f', file], { home });
    expect(bare(output)).toBe(shown);
  }
});

test('SQL runs', { timeout: 120_000 }, async () => {
  const home = await world.home('empty');
  const sql = BLOCKS.filter(({ language }) => language === 'sql')
    .map(({ text }) => text)
    .join('\n');
  // What it imports from is an account that is not there.
  const input = sql.replace(/^IMPORT [^;]*;/gm, '');
  const { output, exitCode } = await runProgram(['-X', '-v', 'ON_ERROR_STOP=1', '-f', '-'], { home, input });
  expect(exitCode, output).toBe(0);
});

test('the command line runs', { timeout: 120_000 }, async () => {
  const line = /^npm install && \.\/bin\/ddbsql\.js --demo -c "(.*)"$/m.exec(README)?.[1];
  const { output, exitCode } = await runProgram(['--demo', '-c', line ?? ''], { home: await world.home('empty') });
  expect(exitCode, output).toBe(0);
  expect(output).toContain('Jazz');
});

test('every setting is named', () => {
  for (const { name } of Object.values(SETTINGS)) expect(README).toContain(`\`${name}\``);
});

test('links lead somewhere, and every decision is in the index', () => {
  const root = new URL('../../', import.meta.url);
  const index = readFileSync(new URL('docs/README.md', root), 'utf8');
  const links = (text: string): string[] => [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, link = '']) => link);
  for (const link of links(README)) expect(existsSync(new URL(link, root)), link).toBe(true);
  const decisions = readdirSync(new URL('docs/decisions', root)).map((file) => `decisions/${file}`);
  expect(links(index)).toEqual(decisions.toSorted());
});

test('CI runs the line of the README', () => {
  const ci =
    readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .at(-1) ?? '';
  const line = /^npm install && npm test$/m.exec(README)?.[0] ?? 'no such line';
  expect(ci.replace(' --no-audit --no-fund', '')).toBe(line);
});
