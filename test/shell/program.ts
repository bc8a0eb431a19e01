/** The program as a user has it, built by vitest's globalSetup and run as a process of its own over a home of its own. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { withCompiledCode } from '../compiled-code.ts';

/** What starts it. */
export const program: string = process.env.DDBSQL_PROGRAM ?? resolve(import.meta.dirname, '../../bin/ddbsql.js');

/** The command as words for a shell or a pseudo-terminal. */
export const programWords: readonly string[] = [process.execPath, program];

/** A machine that has only ddbsql: nothing of this one's AWS configuration, no colour, no pager, psql's transcripts' time zone. */
export function programEnvironment(home: string, changed: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  withCompiledCode(home);
  return {
    PATH: process.env.PATH,
    HOME: home,
    DDBSQL_HOME: home,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...changed,
  };
}

export interface RunOptions {
  readonly home: string;
  readonly cwd?: string;
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a command to its end. */
export async function run(command: string, argv: readonly string[], options: RunOptions): Promise<Run> {
  const child = spawn(command, argv, {
    cwd: options.cwd ?? options.home,
    env: programEnvironment(options.home, options.environment),
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((done, failed) => {
    child.once('error', failed);
    child.once('close', (exitCode) => done(exitCode ?? -1));
  });
  return { ...output, code };
}

export function runProgram(argv: readonly string[], options: RunOptions): Promise<Run> {
  return run(process.execPath, [program, ...argv], options);
}
