/** The program as a user has it: a process of its own, its two outputs in the order they were written, and nothing of this machine's AWS configuration. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCompiledCode } from '../compiled-code.ts';

/** What starts it; DDBSQL_PROGRAM names another build's `bin/ddbsql.js`. */
export const PROGRAM = process.env.DDBSQL_PROGRAM ?? new URL('../../bin/ddbsql.js', import.meta.url).pathname;

const PATIENCE_MS = 120_000;

export interface Run {
  /** stdout and stderr as they came, timings replaced. */
  readonly output: string;
  readonly exitCode: number;
}

export interface RunOptions {
  /** DDBSQL_HOME, and the user's home too: no ~/.aws of this machine is read. */
  readonly home: string;
  readonly endpoint?: string | undefined;
  readonly cwd?: string | undefined;
  readonly input?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** The environment of a machine that has only ddbsql. */
export function cleanEnvironment({ home, endpoint, environment }: RunOptions): NodeJS.ProcessEnv {
  withCompiledCode(home);
  return {
    PATH: process.env.PATH,
    HOME: home,
    DDBSQL_HOME: home,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL_DYNAMODB: endpoint }),
    // Nobody answers for an instance's role here, and waiting for it takes seconds.
    AWS_EC2_METADATA_DISABLED: 'true',
    ...environment,
  };
}

export function runProgram(argv: readonly string[], options: RunOptions): Promise<Run> {
  return runCommand(process.execPath, [PROGRAM, ...argv], options);
}

/** Another program in ddbsql's place: psql, to be compared with. */
export async function runCommand(command: string, argv: readonly string[], options: RunOptions): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'ddbsql-golden-run-'));
  const file = join(folder, 'output');
  // One open file for both: what is written to it stands in the order of writing.
  const output = openSync(file, 'a');
  try {
    const child = spawn(command, argv, {
      cwd: options.cwd,
      env: cleanEnvironment(options),
      stdio: [options.input === undefined ? 'ignore' : 'pipe', output, output],
      timeout: PATIENCE_MS,
    });
    child.stdin?.end(options.input);
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? (signal === null ? -1 : -2)));
    });
    return { output: withoutTimings(readFileSync(file, 'utf8')), exitCode };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same text whatever a run took. */
function withoutTimings(text: string): string {
  return text.replace(/\b\d+\.\d{3} ms( \([\d:. d]+\))?/g, '#.### ms');
}
