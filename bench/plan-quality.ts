/**
 * Plan quality: what each query takes, in requests and read units, beside the fewest possible, worked out by hand (plan-quality/queries.ts). Writes bench/plan-quality.md.
 *
 *   node bench/run.mjs plan-quality [words of the queries to run, which are printed only]
 *
 * Each query runs in a session of its own that knows no more of the tables than DescribeTable says, as AWS would give it: a second run of the same query may do better.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifacts, engineArtifacts } from '../scripts/artifacts.ts';
import type { StatementReceiver } from '../src/run/port.ts';
import { createSession } from '../src/run/session.ts';
import { GROUPS } from './plan-quality/queries.ts';
import type { BenchGroup, BenchQuery } from './plan-quality/query.ts';
import { type Bill, type Service, startService } from './plan-quality/service.ts';
import { CATALOG } from './plan-quality/tables.ts';

interface Measured {
  readonly query: BenchQuery;
  readonly bill: Bill;
  /** What the session itself counted. */
  readonly metered: { readonly requests: number; readonly units: number };
  readonly rows: number;
}

export async function main(root: URL, words: readonly string[]): Promise<void> {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-bench-'));
  const [artifacts, service] = await Promise.all([engineArtifacts(root), startService()]);
  try {
    await inSession(artifacts, service, CATALOG, { sql: 'SELECT 1', requests: 0, units: 0, why: '' });
    const groups: { readonly group: BenchGroup; readonly measured: readonly Measured[] }[] = [];
    for (const group of GROUPS) {
      const measured: Measured[] = [];
      for (const query of group.queries) {
        if (!words.every((word) => query.sql.includes(word))) continue;
        measured.push(await inSession(artifacts, service, query.before ?? [], query));
        const last = measured.at(-1);
        if (last !== undefined) console.log(line(last));
      }
      groups.push({ group, measured });
    }
    if (words.length === 0) writeFileSync(new URL('bench/plan-quality.md', root), report(groups));
  } finally {
    await service.stop();
  }
}

async function inSession(
  artifacts: Artifacts,
  service: Service,
  before: readonly string[],
  query: BenchQuery,
): Promise<Measured> {
  const session = createSession({ artifacts, connection: { endpoint: service.endpoint } });
  try {
    for (const statement of before) await session.execute(statement, {});
    service.bill();
    let rows = 0;
    const receiver: StatementReceiver = {
      rows: (given) => {
        rows += given.length;
      },
    };
    if (query.parameters === undefined) await session.execute(query.sql, receiver);
    else await session.executeWithParameters(query.sql, query.parameters, receiver);
    const { requests, readUnits } = session.lastUsage();
    return { query, bill: service.bill(), metered: { requests, units: readUnits }, rows };
  } catch (error) {
    throw new Error(query.sql, { cause: error });
  } finally {
    await session.close();
  }
}

function isEqual({ query, bill }: Measured): boolean {
  return query.requests === bill.requests && query.units === bill.units;
}

function line(measured: Measured): string {
  const { query, bill, metered, rows } = measured;
  const off =
    metered.requests === bill.requests && metered.units === bill.units
      ? ''
      : `  METER SAYS ${metered.requests} / ${metered.units}`;
  const sign = isEqual(measured) ? 'equal' : `fewest ${query.requests} / ${query.units}`;
  return `${sign}\t${bill.requests} / ${bill.units} (${bill.operations}) ${rows} rows${off}\t${shortened(query.sql)}`;
}

function shortened(sql: string): string {
  return sql.length > 220 ? `${sql.slice(0, 130)} ... ${sql.slice(-70)}` : sql;
}

function report(groups: readonly { readonly group: BenchGroup; readonly measured: readonly Measured[] }[]): string {
  const all = groups.flatMap(({ measured }) => measured);
  const equal = all.filter(isEqual).length;
  const lines = [
    '# Plan quality',
    '',
    `${equal} of ${all.length} queries take the fewest requests and read units possible.`,
    '',
    'Made by `npm run bench:plans`. The fewest: among requests that are sure to hold the answer whatever else the table holds, those that take least on this one, with hindsight. It is worked',
    'out by hand from the fixture (`bench/plan-quality/tables.ts`); units come before requests, and each reference to a table is read on its own. What was taken is counted by a proxy in front',
    'of dynalite that bills as AWS does; DescribeTable gives true counts and sizes; each query runs in a session of its own, with nothing learned from earlier ones.',
    '',
  ];
  for (const { group, measured } of groups) {
    lines.push(
      `## ${group.title}`,
      '',
      '| query | took | requests | units | fewest | equal | why that is the fewest |',
      '|---|---|--:|--:|--:|---|---|',
    );
    for (const each of measured) {
      const { query, bill } = each;
      lines.push(
        `| ${cell(query)} | ${bill.operations || 'nothing'} | ${bill.requests} | ${bill.units} | ${query.requests} / ${query.units} | ${isEqual(each) ? 'yes' : '**no**'} | ${query.why} |`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

function cell({ before = [], sql, parameters }: BenchQuery): string {
  const text =
    [...before, shortened(sql)].join('; ') + (parameters === undefined ? '' : ` \\bind ${parameters.join(' ')}`);
  return `\`${text.replaceAll('|', '\\|')}\``;
}
