/** Contenders run in turn, so that what else the machine does falls on all of them alike; what counts is the median of the pairs' ratios. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Contender {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Run {
  readonly milliseconds: number;
  /** The most memory that was resident, in MB; 0 where the system does not tell. */
  readonly megabytes: number;
}

/** Runs a process to its end, its output thrown away. @throws where it fails */
export function runOnce({ command, env = {} }: Contender): Promise<Run> {
  const [program = '', ...args] = command;
  const started = performance.now();
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  let megabytes = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(child.pid));
  }, 25);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${command.join(' ')} ended with ${code}: ${errors.slice(0, 500)}`));
      else resolve({ milliseconds: performance.now() - started, megabytes });
    });
  });
}

function residentMegabytes(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export interface Pairs {
  readonly ours: Run;
  readonly theirs: Run;
  /** Our time over theirs, and our memory over theirs: medians over the pairs. */
  readonly time: number;
  readonly memory: number;
}

/** @param warm runs of each that do not count */
export async function pairs(ours: Contender, theirs: Contender, rounds: number, warm = 1): Promise<Pairs> {
  const all: { readonly ours: Run; readonly theirs: Run }[] = [];
  for (let round = -warm; round < rounds; round++) {
    const pair = { ours: await runOnce(ours), theirs: await runOnce(theirs) };
    if (round >= 0) all.push(pair);
  }
  const middle = (of: (pair: (typeof all)[number]) => number): number => median(all.map(of));
  return {
    ours: { milliseconds: middle((p) => p.ours.milliseconds), megabytes: middle((p) => p.ours.megabytes) },
    theirs: { milliseconds: middle((p) => p.theirs.milliseconds), megabytes: middle((p) => p.theirs.megabytes) },
    time: middle((p) => p.ours.milliseconds / p.theirs.milliseconds),
    memory: middle((p) => p.ours.megabytes / p.theirs.megabytes),
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
