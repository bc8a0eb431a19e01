/**
 * The express lane gives byte for byte what the engine gives: random tables, items and statements of its forms, through both.
 *
 * DDBSQL_EXPRESS_RUNS sets the number of tables, DDBSQL_EXPRESS_SEED repeats a run.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { COPY, rowOfLine } from '../../src/dynamo/codec/copy-text.ts';
import { type Notice, SqlError } from '../../src/errors.ts';
import { createSession as createExpress } from '../../src/run/express-session.ts';
import { readExpressStatement } from '../../src/run/express-statement.ts';
import type { Session } from '../../src/run/port.ts';
import { createSession } from '../../src/run/session.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, deleteTable, putItems, uniqueName } from '../emulators/tables.ts';
import { items, type Shape, SORT_TYPE, shape, tableSpec } from '../oracle/arbitraries.ts';
import { type Answer, run } from './session.ts';

const RUNS = Number(process.env.DDBSQL_EXPRESS_RUNS ?? 9);
const QUERIES = 60;
const SEED =
  process.env.DDBSQL_EXPRESS_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.DDBSQL_EXPRESS_SEED);

/** Every type that is printed without PostgreSQL, and some that are not. */
const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['t', 'text'],
  ['u', 'text'],
  ['v', 'varchar(3)'],
  ['n', 'numeric'],
  ['m', 'numeric(6,2)'],
  ['i', 'integer'],
  ['l', 'bigint'],
  ['f', 'double precision'],
  ['b', 'boolean'],
  ['y', 'bytea'],
  ['j', 'jsonb'],
  ['ts', 'text[]'],
  ['ns', 'numeric[]'],
  ['e', "timestamptz OPTIONS (format 'epoch')"],
  ['p', "timestamp OPTIONS (format 'epoch_ms')"],
  ['x64', "bytea OPTIONS (format 'base64')"],
  ['co', "numeric OPTIONS (coerce 'true')"],
  ['si', "smallint OPTIONS (attribute 'i')"],
  ['re', "real OPTIONS (attribute 'f')"],
  ['ch', "char(4) OPTIONS (attribute 't')"],
  ['js', "json OPTIONS (attribute 'j')"],
  ['ct', "text OPTIONS (attribute 'n', coerce 'true')"],
  ['deep', "text OPTIONS (attribute 'j.k')"],
  ['ys', "bytea[] OPTIONS (attribute 'ts')"],
];

/**
 * The session behind the lanes, and both of them before it. They share what they have learned of tables, and learn it between statements: so one statement has the same access path in both, which decides
 * which rows a LIMIT without ORDER BY leaves.
 */
let engine: Session;
const toLearn: (() => void)[] = [];
let lanes: Session;
let endpoint: string;

class Left extends Error {}

/** The session, but for what the express lane leaves to it. */
function leaving(session: Session): Session {
  return new Proxy(session, {
    get: (target, name) => {
      if (name === 'execute') return () => Promise.reject(new Left());
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

beforeAll(async () => {
  ({ endpoint } = await emulator());
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  const options = { artifacts: await engineArtifacts(new URL('../../', import.meta.url)), connection: { endpoint } };
  lanes = createExpress(options, async (given, resources) => {
    engine = createSession(given, resources);
    const { statistics } = resources;
    const learn = statistics.learn.bind(statistics);
    statistics.learn = (...read) => void toLearn.push(() => learn(...read));
    return leaving(engine);
  });
  await lanes.catalogDdl();
  await run(engine, 'CREATE EXTENSION dynamodb_fdw');
  await run(engine, "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')");
});
afterAll(() => lanes?.close());

/** Columns of which only PostgreSQL can print the values: every other table does without, so that all of it can be asked for. */
const UNPRINTABLE = new Set(['e', 'co']);

function definition(of: Shape, whole: boolean): string {
  const keys = ['pk text', `sk ${of.sk === 'none' ? 'text' : SORT_TYPE[of.sk]}`, 'gpk text', 'gsk numeric', 'lsk text'];
  const columns = COLUMNS.filter(([name]) => whole || !UNPRINTABLE.has(name));
  return [...keys, ...columns.map(([name, type]) => `${name} ${type}`)].join(', ');
}

// ---- statements ----

const operator = fc.constantFrom('=', '<>', '!=', '<', '<=', '>', '>=');
const texts = fc.constantFrom("'a'", "'ab'", "'abc'", "''", "'é'", "'5'", "E'a\\\\c'", "'b'", "'B'");
const numbers = fc.constantFrom('0', '1', '-1', '5', '5.5', '2.35', '20', '2147483648', "'5'", "'2.345'", '-1000');
const bytes = fc.constantFrom("'\\x'", "'\\x00'", "'\\xFF'", "'\\x0102'");

function condition(column: string, literal: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(operator, literal).map(([o, v]) => `${column} ${o} ${v}`) },
    fc.tuple(operator, literal).map(([o, v]) => `${v} ${o} ${column}`),
    fc.tuple(literal, literal).map(([a, b]) => `${column} BETWEEN ${a} AND ${b}`),
    fc
      .tuple(fc.array(literal, { minLength: 1, maxLength: 4 }), fc.constantFrom('', 'NOT '))
      .map(([list, not]) => `${column} ${not}IN (${list.join(', ')})`),
    fc.constantFrom(`${column} IS NULL`, `${column} IS NOT NULL`),
  );
}

const like = fc
  .tuple(
    fc.constantFrom('t', 'u', 'v', 'pk'),
    fc.constantFrom('a%', '%b%', '%', 'ab', 'a_', '%c', 'a\\%%'),
    fc.boolean(),
  )
  .map(([c, p, not]) => `${c} ${not ? 'NOT ' : ''}LIKE '${p}'`);

function sortLiteral(of: Shape): fc.Arbitrary<string> {
  return of.sk === 'N' ? numbers : of.sk === 'B' ? bytes : texts;
}

const partition = fc.constantFrom(
  "pk = 'a'",
  "pk IN ('a', 'b')",
  "pk = 'ab'",
  "gpk = 'x'",
  "pk IN ('b', 'a', 'é', 'b')",
);

/** Conditions beside a key's. */
function others(of: Shape, maxLength: number): fc.Arbitrary<readonly string[]> {
  const one = fc.oneof(
    { weight: 3, arbitrary: condition('sk', sortLiteral(of)) },
    { weight: 2, arbitrary: fc.constantFrom('t', 'u', 'v', 'lsk', 'ct').chain((c) => condition(c, texts)) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('n', 'm', 'i', 'l', 'f', 'co', 'gsk', 'si').chain((c) => condition(c, numbers)),
    },
    condition('y', bytes),
    like,
    fc.constantFrom(
      'b',
      'NOT b',
      'b = true',
      'b <> false',
      "t ^@ 'a'",
      "(b AND t = 'a')",
      'x.b',
      'j IS NULL',
      "t = 'a' AND t = 'b'",
    ),
  );
  return fc.array(one, { maxLength });
}

function conditions(all: readonly string[]): string {
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}

function where(of: Shape): fc.Arbitrary<string> {
  return fc
    .tuple(fc.option(partition, { freq: 4 }), others(of, 2))
    .map(([key, more]) => conditions([...(key === null ? [] : [key]), ...more]));
}

const names = ['pk', 'sk', 'gpk', 'gsk', 'lsk', ...COLUMNS.map(([name]) => name)];
const target = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...names) },
  fc.constantFrom('x.t', 'x.n AS "Number"', 't word', '*', 'x.*', 'm AS sk'),
);
const columns = fc.array(target, { minLength: 1, maxLength: 5 }).map((list) => list.join(', '));
const counts = fc.constantFrom('count(*)', 'count(*) AS n, count(*)');
const extremes = fc.constantFrom('min(sk)', 'max(sk) AS top', 'min(sk), max(sk)', 'max(gsk), min(gsk)', 'min(lsk)');
const limits = fc.constantFrom('', '', ' LIMIT 2', ' LIMIT 100', ' LIMIT 0', ' LIMIT 3 OFFSET 1', ' OFFSET 1');
const orders = fc.constantFrom(
  ...[' ORDER BY sk', ' ORDER BY sk DESC', ' ORDER BY pk, sk', ' ORDER BY gsk DESC', ' ORDER BY lsk', ' ORDER BY n'],
);

/** A partition, and an order in which its items come. */
const ordered = fc.constantFrom(
  ["pk = 'a'", ' ORDER BY sk'],
  ["pk = 'a'", ' ORDER BY sk DESC'],
  ["pk = 'b'", ' ORDER BY pk, sk'],
  ["pk IN ('b', 'a')", ' ORDER BY sk'],
  ["gpk = 'x'", ' ORDER BY gsk'],
  ["gpk = 'y'", ' ORDER BY gsk DESC'],
  ["pk = 'a'", ' ORDER BY lsk'],
);
/** A partition, and what stands at either end of it. */
const ends = fc.constantFrom(
  ["pk = 'a'", 'min(sk), max(sk)'],
  ["pk = 'b'", 'max(sk) AS top'],
  ["gpk = 'x'", 'max(gsk), min(gsk)'],
  ["pk = 'a'", 'min(lsk)'],
);

/** Mostly what the lane is for, now and then what it has to leave. */
const statement = (of: Shape): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(columns, where(of), limits).map(([t, w, end]) => select(t, w, end)) },
    {
      weight: 6,
      arbitrary: fc
        .tuple(columns, ordered, others(of, 1), limits)
        .map(([t, [key, order], more, end]) => select(t, conditions([key ?? '', ...more]), `${order}${end}`)),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(counts, where(of), fc.constantFrom('', '', ' LIMIT 5')).map((parts) => select(...parts)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(ends, fc.constantFrom('', '', ' LIMIT 1'))
        .map(([[key, t], end]) => select(t ?? '', conditions([key ?? '']), end)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.oneof(columns, counts, extremes), where(of), fc.oneof(orders, fc.constant('')), limits)
        .map(([t, w, order, end]) => select(t, w, `${order}${end}`)),
    },
  );

function select(targets: string, where: string, tail: string): string {
  return `SELECT ${targets} FROM @ x${where}${tail}`;
}

// ---- comparing ----

/** Requests that run at the same time have no first item to take as the example. */
function withoutOrder(notice: Notice): Notice {
  const kinds = notice.detail
    ?.replace(/^Found |; for example.*/gs, '')
    .split(', ')
    .sort()
    .join(', ');
  return { ...notice, detail: kinds };
}

/** All that a receiver is told, or the error; rows sorted where nothing gives them an order. */
async function told(session: Session, sql: string, isOrdered: boolean): Promise<unknown> {
  try {
    const { fields, rows, tags, notices }: Answer = await run(session, sql);
    const lines = rows.map((row) => JSON.stringify(row));
    return {
      // Which columns of a staging table they were is nobody's business.
      fields: fields.map((f) => ({ ...f, tableOid: 0, columnNumber: 0 })),
      rows: isOrdered ? lines : lines.sort(),
      tags,
      notices: isOrdered ? notices : notices.map(withoutOrder).sort((a, b) => (a.message < b.message ? -1 : 1)),
    };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return error.fields;
  }
}

/** What the express lane alone tells; undefined where it leaves the statement to the engine. */
async function expressed(sql: string, isOrdered: boolean): Promise<unknown> {
  try {
    return await told(lanes, sql, isOrdered);
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  }
}

function hasRows(told: unknown): told is { readonly rows: readonly string[] } {
  return typeof told === 'object' && told !== null && 'rows' in told;
}

/** The rows of what the express lane tells a receiver that wants lines. */
async function lined(sql: string, isOrdered: boolean): Promise<readonly string[]> {
  const rows: (readonly (string | null)[])[] = [];
  await lanes.execute(sql, {
    textForm: async () => COPY,
    rows: (given) => void rows.push(...given),
    lines: ({ bytes, count }) => {
      const lines = Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
      expect(lines.length).toBe(count);
      for (const line of lines) rows.push(rowOfLine(Buffer.from(line, 'latin1')));
    },
  });
  const texts = rows.map((row) => JSON.stringify(row));
  return isOrdered ? texts : texts.sort();
}

/** Which rows a LIMIT leaves without ORDER BY hangs on the order in which BatchGetItem answers, which DynamoDB does not promise. */
const ANY_ROWS = /^(SELECT .*?)(?: LIMIT [1-9]\d*)?(?: OFFSET \d+)?$/;

/** The same answer; where any of the rows will do, as many of them. */
async function expectSame(actual: unknown, expected: unknown, sql: string, name: string): Promise<void> {
  const [, all = sql] = ANY_ROWS.exec(sql) ?? [];
  if (all === sql || / ORDER BY /.test(sql) || !hasRows(actual) || !hasRows(expected)) {
    expect(actual, name).toEqual(expected);
    return;
  }
  expect({ ...actual, rows: actual.rows.length }, name).toEqual({ ...expected, rows: expected.rows.length });
  const every = await told(engine, all, false);
  const left = hasRows(every) ? [...every.rows] : [];
  for (const row of actual.rows) {
    const at = left.indexOf(row);
    expect(at, `${name}: ${row}`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
}

test(`express = engine (${RUNS} tables, ${QUERIES} statements each)`, { timeout: 3_600_000 }, async () => {
  const world = shape.chain((of) =>
    fc.tuple(fc.constant(of), items(of), fc.array(statement(of), { minLength: QUERIES, maxLength: QUERIES })),
  );
  let asked = 0;
  let taken = 0;
  for (let n = 0; n < RUNS; n++) {
    const seed = SEED + n;
    const [drawn] = fc.sample(world, { seed, numRuns: 1 });
    if (drawn === undefined) continue;
    const [of, rows, statements] = drawn;
    const table = uniqueName('x').toLowerCase();
    await createTable(endpoint, table, tableSpec(of));
    await putItems(endpoint, table, rows);
    await run(engine, `CREATE FOREIGN TABLE ${table} (${definition(of, n % 2 === 0)}) SERVER s`);
    for (const form of statements) {
      const sql = form.replace('@', table);
      if (readExpressStatement(sql) === undefined) throw new Error(`not read: ${sql}`);
      asked++;
      for (const learn of toLearn.splice(0)) learn();
      const isOrdered = / ORDER BY/.test(sql);
      const actual = await expressed(sql, isOrdered);
      if (actual === undefined) continue;
      taken++;
      const expected = await told(engine, sql, isOrdered);
      await expectSame(actual, expected, sql, `DDBSQL_EXPRESS_SEED=${seed}: ${sql}`);
      if (!hasRows(expected)) continue;
      const lines = { rows: await lined(sql, isOrdered) };
      await expectSame(lines, { rows: expected.rows }, sql, `DDBSQL_EXPRESS_SEED=${seed}: ${sql} as lines`);
    }
    await run(engine, `DROP FOREIGN TABLE ${table}`);
    await deleteTable(endpoint, table);
  }
  console.log(`${taken} of ${asked} statements took the express lane`);
  // About two fifths of them do: where fewer than half as many do, little is compared any more.
  expect(taken / asked).toBeGreaterThan(0.2);
});
