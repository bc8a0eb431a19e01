/**
 * Speed, side by side with what a user would pick instead, all in one run on this machine. Writes bench/results.md.
 *
 *   npm run bench [ROUNDS]      pairs of the short rows (21); the long ones take fewer
 *
 * BENCH_POSTGRES=postgres://... names a server that psql prints from, else one is started where its programs are here; BENCH_ONLY=version,lookup runs these rows (rows.ts has their names), and writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { makeBed } from './speed/bed.ts';
import { type Outcome, ROWS } from './speed/rows.ts';

export async function main(root: URL, [rounds = '21']: readonly string[]): Promise<void> {
  const only = process.env.BENCH_ONLY;
  const bed = await makeBed(root);
  const outcomes: Outcome[] = [];
  try {
    for (const [name, row] of Object.entries(ROWS)) {
      if (only !== undefined && !only.split(',').includes(name)) continue;
      const outcome = await row(bed, Number(rounds)).catch(
        (error: unknown): Outcome => ({
          what: name,
          target: '',
          measured: error instanceof Error ? error.message : String(error),
          met: false,
        }),
      );
      outcomes.push(outcome);
      console.log(line(outcome));
    }
  } finally {
    bed.stop();
  }
  if (only === undefined) writeFileSync(new URL('bench/results.md', root), report(outcomes, rounds));
}

function line({ what, target, measured, met }: Outcome): string {
  return `| ${what} | ${target} | ${measured} | ${met === undefined ? '-' : met ? 'yes' : '**no**'} |`;
}

function report(outcomes: readonly Outcome[], rounds: string): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform} ${process.arch}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    '# Speed',
    '',
    `Made by \`npm run bench\`: ${machine}; ${new Date().toISOString().slice(0, 10)}. Medians of the ratios of ${rounds} interleaved pairs (fewer for long rows). Pages come from`,
    'a server that replays prepared ones, in a process of its own on the same machine.',
    '',
    '| what | target | measured | met |',
    '|---|---|---|---|',
    ...outcomes.map(line),
    '',
    'Where the time of GROUP BY goes: `docs/decisions/0015-aggregation-in-batches.md`; that of a start: `docs/decisions/0001-engine-snapshot.md`; that of a warm statement: `docs/decisions/0017-requests-between-threads.md`.',
    '',
  ].join('\n');
}
