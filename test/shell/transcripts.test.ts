/** psql's transcripts, byte for byte, through the real program: each over an empty catalog. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from './normalize.ts';
import { programWords, run } from './program.ts';

const source = join(import.meta.dirname, 'cases');
const files = readdirSync(source);
const stems = (extension: string): string[] =>
  files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ddbsql-cases-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a shell command with stdout and stderr in one, as the transcripts were made. */
async function output(stem: string, command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const home = join(directory, stem);
  cpSync(source, home, { recursive: true });
  const { stdout } = await run('/bin/bash', ['-c', `exec 2>&1; ${command}`], { home, environment });
  return stdout;
}

function transcript(stem: string): string {
  return normalize(stem, readFileSync(join(source, `${stem}.out`), 'utf8'));
}

const quoted = programWords.map((word) => `'${word}'`).join(' ');

describe.concurrent('scripts', () => {
  it.for(stems('.sql'))('%s', async (stem, { expect: expects }) => {
    const text = await output(stem, `${quoted} -X -v ON_ERROR_STOP=0 -f ${stem}.sql < /dev/null`);
    expects(normalize(stem, text)).toBe(transcript(stem));
  });
});

describe('command lines', () => {
  it.each(stems('.sh'))(
    '%s',
    async (stem) => {
      const script = readFileSync(join(source, `${stem}.sh`), 'utf8')
        .replaceAll('PSQLRC=', 'DDBSQLRC=')
        .replaceAll('.psqlrc', '.ddbsqlrc');
      // Without quotes: the transcripts split $PSQL into words.
      const text = await output(stem, script, { PSQL: `${programWords.join(' ')} -X` });
      const named = text.replace(/\/tmp\/tmp\.\w+\//g, 'tmp.X/');
      expect(normalize(stem, named)).toBe(transcript(stem));
    },
    120_000,
  );
});
