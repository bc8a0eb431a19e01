/** The table of what is measured: each row's contenders, its target, and what came of it. */
import { execFileSync } from 'node:child_process';
import { type Bed, COLUMNS } from './bed.ts';
import { type Contender, pairs, runOnce } from './pairs.ts';

export interface Outcome {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** undefined: not measured, `measured` says why. */
  readonly met: boolean | undefined;
}

type Row = (bed: Bed, rounds: number) => Promise<Outcome>;

const KEY = "SELECT * FROM orders_100000 WHERE customer = 'cust#000000' AND line = 0";
const NAMES = COLUMNS.split(', ').map((column) => column.split(' ')[0]);

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Time over another's, at most. */
function timed(
  what: string,
  most: number,
  ours: (bed: Bed) => Contender,
  theirs: (bed: Bed) => Contender,
  scale = 1,
): Row {
  return async (bed, rounds) => {
    const { ours: a, theirs: b, time } = await pairs(ours(bed), theirs(bed), Math.max(3, Math.round(rounds * scale)));
    const measured = `${time.toFixed(2)} x (${milliseconds(a.milliseconds)} / ${milliseconds(b.milliseconds)})`;
    return { what, target: `at most ${most} x`, measured, met: time <= most };
  };
}

/** Time over another's that is told and not judged. */
function untargeted(what: string, ours: (bed: Bed) => Contender, theirs: (bed: Bed) => Contender): Row {
  const row = timed(what, Number.POSITIVE_INFINITY, ours, theirs);
  return async (bed, rounds) => ({ ...(await row(bed, rounds)), target: 'none', met: undefined });
}

/** Speed over another's, at least. */
function faster(what: string, least: number, ours: (bed: Bed) => Contender, theirs: (bed: Bed) => Contender): Row {
  return async (bed, rounds) => {
    const { ours: a, theirs: b, time } = await pairs(ours(bed), theirs(bed), Math.max(3, Math.round(rounds / 3)));
    const speed = 1 / time;
    const measured = `${speed.toFixed(2)} x (${milliseconds(a.milliseconds)} against ${milliseconds(b.milliseconds)})`;
    return { what, target: `at least ${least} x`, measured, met: speed >= least };
  };
}

function memory(what: string, most: number, under: number, sql: (table: string) => string): Row {
  return async (bed, rounds) => {
    // With the same number of segments: a page of each is in memory.
    const large = bed.ddbsql('--csv', '-c', sql('orders_1000000_by_4'));
    const small = bed.ddbsql('--csv', '-c', sql('orders_100000_by_4'));
    const { ours, theirs, memory: ratio } = await pairs(large, small, Math.max(1, Math.round(rounds / 10)), 0);
    const measured = `${ratio.toFixed(2)} x (${ours.megabytes.toFixed(0)} MB / ${theirs.megabytes.toFixed(0)} MB)`;
    const target = `at most ${most} x${under === Number.POSITIVE_INFINITY ? '' : `, under ${under} MB`}`;
    return { what, target, measured, met: ratio <= most && ours.megabytes < under };
  };
}

const node = (): Contender => ({ command: [process.execPath, '-e', '0'] });
const scanEnv = { TABLE: 'orders_100000', COLUMNS_OF: NAMES.join(',') };
const csv =
  (sql: string) =>
  (bed: Bed): Contender =>
    bed.ddbsql('--csv', '-c', `SET dynamodb_fdw.full_scan = allow`, '-c', sql);
const quietCsv =
  (sql: string) =>
  (bed: Bed): Contender =>
    bed.ddbsql('--csv', '-c', sql);

/** A row for a program that may not be here. */
function ifPresent(what: string, target: string, command: readonly string[], row: Row): Row {
  return async (bed, rounds) => {
    const [program = '', ...args] = command;
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch {
      return { what, target, measured: `not measured: no ${program} here`, met: undefined };
    }
    return row(bed, rounds);
  };
}

const AWS = 'key lookup with -c, whole process, over aws dynamodb get-item';
const awsGetItem = (bed: Bed): Contender => ({
  command: [
    'aws',
    'dynamodb',
    'get-item',
    '--endpoint-url',
    bed.url,
    '--table-name',
    'orders_100000',
    '--key',
    '{"customer":{"S":"cust#000000"},"line":{"N":"0"}}',
  ],
});

const warm =
  (what: string, most: number, ours: string, theirs: string): Row =>
  async (bed) => {
    const { command, env = {} } = bed.rival('warm');
    const [program = '', ...args] = command;
    const text = execFileSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
    const times: Readonly<Record<string, number>> = JSON.parse(text);
    const more = (times[ours] ?? Number.NaN) - (times[theirs] ?? Number.NaN);
    const measured = `${more >= 0 ? '+' : ''}${more.toFixed(2)} ms (${times[ours]?.toFixed(2)} / ${times[theirs]?.toFixed(2)} ms)`;
    return { what, target: `at most + ${most} ms`, measured, met: more <= most };
  };

const GROUPS =
  'SELECT customer_group, count(*), sum(amount) FROM (SELECT line * 5 + quantity AS customer_group, amount FROM @) g GROUP BY 1 LIMIT 3';
const grouped = (table: string): string => GROUPS.replace('@', table);

const groupBy: Row = async (bed, rounds) => {
  const what = 'GROUP BY over 1M items, time over fetching and decoding alone';
  const ours = bed.ddbsql('-c', grouped('orders_1000000'));
  const theirs = bed.rival('scan-raw', { TABLE: 'orders_1000000', PROJECTION: 'line, quantity, amount' });
  const { ours: a, theirs: b, time } = await pairs(ours, theirs, Math.max(1, Math.round(rounds / 10)), 0);
  const measured = `${time.toFixed(2)} x (${milliseconds(a.milliseconds)} / ${milliseconds(b.milliseconds)} for HTTP and JSON.parse)`;
  return { what, target: 'at most 1.3 x', measured, met: time <= 1.3 };
};

const SIX = 'customer, line, name, city, amount, created';
const PRINT = 'aligned print of 1M rows x 6 columns, over psql printing the same from a server';
const ROWS_LIKE_OURS = `SELECT 'cust#' || lpad((i / 20)::text, 6, '0') AS customer, i % 20 AS line, 'Ada Grace' || i % 10 AS name, 'Berlin' AS city, (i * 37 % 100000) / 100.0 AS amount, 1700000000 + i * 61 AS created FROM generate_series(1, 1000000) AS i`;
/** From a table, so that psql does not wait for the rows to be made. */
const print: Row = async (bed, rounds) => {
  const target = 'at most 0.6 x';
  const url = process.env.BENCH_POSTGRES;
  const env = url === undefined ? bed.postgres() : {};
  if (env === undefined) {
    const measured = 'not measured: no PostgreSQL server here, and BENCH_POSTGRES names none';
    return { what: PRINT, target, measured, met: undefined };
  }
  const psql = ['psql', ...(url === undefined ? [] : [url]), '-X', '-P', 'pager=off', '-q', '-c'];
  await runOnce({ command: [...psql, `CREATE TABLE IF NOT EXISTS ddbsql_bench AS ${ROWS_LIKE_OURS}`], env });
  const ours = bed.ddbsql('-c', `SELECT ${SIX} FROM orders_1000000`);
  const theirs = { command: [...psql, `SELECT ${SIX} FROM ddbsql_bench`], env };
  const { ours: a, theirs: b, time } = await pairs(ours, theirs, Math.max(3, Math.round(rounds / 7)));
  if (url !== undefined) await runOnce({ command: [...psql, 'DROP TABLE ddbsql_bench'] });
  const measured = `${time.toFixed(2)} x (${milliseconds(a.milliseconds)} / ${milliseconds(b.milliseconds)})`;
  return { what: PRINT, target, measured, met: time <= 0.6 };
};

const FILTER = 'SELECT * FROM orders_100000 WHERE length(name) % 2 = 0 AND amount * 2 > 1990';

/** By the word that picks them. */
export const ROWS: Readonly<Record<string, Row>> = {
  version: timed(
    'ddbsql --version, whole process, over node -e 0',
    1.5,
    (bed) => ({ command: [...bed.ddbsql().command.slice(0, 2), '--version'] }),
    node,
  ),
  lookup: timed(
    'key lookup with -c, whole process, over a bundled bare SDK GetItem',
    1.15,
    (bed) => bed.ddbsql('-c', KEY),
    (bed) => bed.rival('get-item'),
  ),
  aws: ifPresent(
    AWS,
    'at most 0.5 x',
    ['aws', '--version'],
    timed(AWS, 0.5, (bed) => bed.ddbsql('-c', KEY), awsGetItem, 0.3),
  ),
  engine: timed(
    'SELECT 1 with -c, a catalog of four tables, whole process, over a bare script that opens PGlite from the same snapshot',
    1.3,
    (bed) => bed.ddbsqlOfFour('-c', 'SELECT 1'),
    (bed) => bed.rival('pglite'),
  ),
  'engine-alone': untargeted(
    "the same, over ddbsql's own engine alone (its thread, V8 flags and start), without program and catalog",
    (bed) => bed.ddbsqlOfFour('-c', 'SELECT 1'),
    (bed) => bed.rival('engine'),
  ),
  'warm-lookup': warm("warm shell, key lookup, over the SDK's own GetItem", 1, 'lookup', 'getItem'),
  'warm-statement': warm(
    "warm shell, engine statement over 20 items, over the SDK's own Query",
    8,
    'statement',
    'query',
  ),
  'scan-sdk': faster(
    'Scan to csv, over paginateScan + unmarshall + csv',
    3,
    quietCsv('SELECT * FROM orders_100000'),
    (bed) => bed.rival('scan-sdk', scanEnv),
  ),
  'scan-raw': faster(
    'Scan to csv, over raw HTTP and JSON.parse without output',
    0.75,
    quietCsv('SELECT * FROM orders_100000'),
    (bed) => bed.rival('scan-raw', scanEnv),
  ),
  filtered: faster(
    'filtered Scan answered by the engine, over the SDK loop with the filter in JavaScript',
    1.5,
    csv(FILTER),
    (bed) => bed.rival('scan-sdk', { ...scanEnv, FILTER: 'yes' }),
  ),
  'group-by': groupBy,
  'memory-csv': memory(
    'resident memory, 1M items to csv, over 100k, 4 segments each',
    1.1,
    200,
    (table) => `SELECT * FROM ${table}`,
  ),
  'memory-groups': memory(
    'resident memory, GROUP BY with 100 groups over 1M items, over 100k',
    1.15,
    Number.POSITIVE_INFINITY,
    grouped,
  ),
  print: ifPresent(PRINT, 'at most 0.6 x', ['psql', '--version'], print),
  segments: faster(
    'parallel Scan of 1M items with 4 segments, 20 ms a page, over 1 segment',
    3.5,
    quietCsv('SELECT count(*) FROM orders_1000000_20ms_by_4'),
    quietCsv('SELECT count(*) FROM orders_1000000_20ms_by_1'),
  ),
};
