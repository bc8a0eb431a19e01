/** psql's transcripts, byte for byte, through the program as a process of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from './normalize.ts';
import { buildProgram, programEnvironment, programWords } from './program.ts';

const source = join(dirname(fileURLToPath(import.meta.url)), 'cases');
const files = readdirSync(source);
const stems = (extension: string): string[] =>
  files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));

let directory: string;
beforeAll(async () => {
  await buildProgram();
  directory = mkdtempSync(join(tmpdir(), 'ddbsql-cases-'));
  cpSync(source, directory, { recursive: true });
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a shell command with stdout and stderr in one, as the transcripts were made. */
function run(command: string, environment: NodeJS.ProcessEnv = {}): string {
  const { stdout } = spawnSync('/bin/bash', ['-c', `exec 2>&1; ${command}`], {
    cwd: directory,
    encoding: 'utf8',
    env: programEnvironment({ HOME: directory, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return stdout;
}

function transcript(stem: string): string {
  return normalize(stem, readFileSync(join(source, `${stem}.out`), 'utf8'));
}

const program = programWords.map((word) => `'${word}'`).join(' ');

describe('scripts', () => {
  it.each(stems('.sql'))(
    '%s',
    (stem) => {
      const output = run(`${program} -X -v ON_ERROR_STOP=0 -f ${stem}.sql`);
      expect(normalize(stem, output)).toBe(transcript(stem));
    },
    60_000,
  );
});

describe('command lines', () => {
  it.each(stems('.sh'))(
    '%s',
    (stem) => {
      const script = readFileSync(join(source, `${stem}.sh`), 'utf8')
        .replaceAll('PSQLRC=', 'DDBSQLRC=')
        .replaceAll('.psqlrc', '.ddbsqlrc');
      // Without quotes: the transcripts split $PSQL into words.
      const output = run(script, { PSQL: `${programWords.join(' ')} -X` });
      const named = output.replace(/\/tmp\/tmp\.\w+\//g, 'tmp.X/');
      expect(normalize(stem, named)).toBe(transcript(stem));
    },
    120_000,
  );
});
