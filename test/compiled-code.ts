/**
 * The program's compiled code (bin/code-cache.js). Tests run the program hundreds of times, each in a home of its own; they begin with what a user's home has after the first run, which takes a fifth of the
 * processor's time off a start.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Where vitest's globalSetup has left it. */
const FOLDER = 'DDBSQL_TEST_COMPILED';

/** Runs the program in a home below the folder, and tells the tests where the code is. */
export function compile(program: string, folder: string): void {
  const home = join(folder, 'home');
  const options = { env: { ...process.env, DDBSQL_HOME: home }, input: 'SELECT 1;' };
  for (const argv of [['-c', 'SELECT 1'], []]) execFileSync(process.execPath, [program, '-X', ...argv], options);
  process.env[FOLDER] = join(home, 'cache');
}

/** Puts the code into a new home. One that has a cache keeps it. */
export function withCompiledCode(home: string): void {
  const from = process.env[FOLDER];
  const cache = join(home, 'cache');
  if (from === undefined) return;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    mkdirSync(cache, { mode: 0o700 });
    for (const name of readdirSync(from)) symlinkSync(join(from, name), join(cache, name));
  } catch {
    // It has one, or is none: the program says so where that is what is tested.
  }
}
