/**
 * vitest's globalSetup: builds the program once for all test files, into a folder of this run's own. `DDBSQL_PROGRAM` tells them where it is; a run that
 * brings another build along (DDBSQL_PROGRAM=/usr/lib/node_modules/ddbsql/bin/ddbsql.js) is tested as it is.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compiled-code.ts';

const repository = new URL('../', import.meta.url).pathname;

export default function setup(): (() => void) | undefined {
  if (process.env.DDBSQL_PROGRAM !== undefined) return undefined;
  // Below node_modules, where what is not bundled is found.
  const folder = join(repository, 'node_modules/.cache/ddbsql', `program-${process.pid}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  execFileSync(process.execPath, [join(repository, 'scripts/build.mjs'), join(folder, 'dist')], { stdio: 'inherit' });
  cpSync(join(repository, 'bin'), join(folder, 'bin'), { recursive: true });
  const program = join(folder, 'bin/ddbsql.js');
  compile(program, folder);
  process.env.DDBSQL_PROGRAM = program;
  return () => {
    delete process.env.DDBSQL_PROGRAM;
    rmSync(folder, { recursive: true, force: true });
  };
}
