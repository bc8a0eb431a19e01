/**
 * The oracle of whole statements: over random tables, a random statement on foreign tables has the answer that it has on plain tables with the same rows, pushdown or not, in every way of asking.
 *
 * DDBSQL_ORACLE_RUNS sets the number of worlds, a 60th of it (DDBSQL_ORACLE_QUERIES statements on each), DDBSQL_ORACLE_SEED repeats a run; a failure prints the seed of its own world, which repeats it alone with
 * DDBSQL_ORACLE_RUNS=1.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import type { Item } from '../../src/plan/request.ts';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, deleteTable, putItems, uniqueName } from '../emulators/tables.ts';
import { run, startSession } from '../run/session.ts';
import { items, MOOD, type Shape, shape, tableSpec } from './arbitraries.ts';
import { baseTable, type Statement, Statements } from './statements.ts';
import { columnList, comparable } from './world.ts';

// A world of statements takes as long as many of the other oracle's tables.
const RUNS = Math.ceil(Number(process.env.DDBSQL_ORACLE_RUNS ?? 103) / 60);
const STATEMENTS = Number(process.env.DDBSQL_ORACLE_QUERIES ?? 60);
const SEED = process.env.DDBSQL_ORACLE_SEED === undefined ? 20261122 : Number(process.env.DDBSQL_ORACLE_SEED);

let session: Session;
let endpoint: string;
let isDynalite: boolean;

beforeAll(async () => {
  const started = await emulator();
  endpoint = started.endpoint;
  isDynalite = started.kind === 'dynalite';
  session = await startSession(endpoint, { batchRows: 1 });
  await run(session, MOOD);
  await run(session, 'CREATE SCHEMA remote; CREATE SCHEMA plain');
});
afterAll(() => session?.close());

/** What stands for the two tables and the view of the second. */
const [FIRST, SECOND, VIEW] = ['first_table', 'second_table', 'some_view'] as const;
const VIEW_COLUMNS = ['k', 'sk', 'g', 'word', 'n', 'many'];

/** Where they are many, a Scan of the few rows there are is dear enough for keys and indexes to be read instead, and for scans to wait for each other's values. */
const SEGMENTS = [1, 3, 12];

async function load(table: string, name: string, of: Shape, rows: readonly Item[]): Promise<void> {
  await createTable(endpoint, table, tableSpec(of));
  // Of large items a Scan is dear, and an index of keys cheap.
  const padding = rows.length % 2 === 0 ? { padding: { S: 'x'.repeat(3000) } } : {};
  await putItems(
    endpoint,
    table,
    rows.map((row) => ({ ...row, ...padding })),
  );
  const raw = of.raw ? { column: ', item jsonb', option: ", raw_item_column 'item'" } : { column: '', option: '' };
  await run(
    session,
    `CREATE FOREIGN TABLE remote.${name} (${columnList(of)}${raw.column}) SERVER s OPTIONS ("table" '${table}', segments '${SEGMENTS[rows.length % SEGMENTS.length]}'${raw.option})`,
  );
  await run(session, 'SET dynamodb_fdw.pushdown = off');
  await run(session, `CREATE TABLE plain.${name} AS SELECT * FROM remote.${name}`);
  await run(session, 'SET dynamodb_fdw.pushdown = on');
}

/** Ways of asking a query. What `ordered` ones give hangs on the order of its rows; `opaque`: the order of theirs is not the query's. */
const WAYS: readonly {
  readonly of: (query: string) => readonly string[];
  readonly ordered?: true;
  readonly opaque?: true;
}[] = [
  ...Array.from({ length: 6 }, () => ({ of: (query: string) => [query] })),
  { of: (query) => [`CREATE TEMP TABLE asked AS ${query}`, 'TABLE asked', 'DROP TABLE asked'] },
  {
    of: (query) => [
      'BEGIN',
      `DECLARE asked SCROLL CURSOR FOR ${query}`,
      'MOVE 3 IN asked',
      'FETCH BACKWARD ALL FROM asked',
      'FETCH ALL FROM asked',
      'COMMIT',
    ],
    ordered: true,
  },
  {
    of: (query) => [
      'BEGIN',
      `DECLARE asked CURSOR WITH HOLD FOR ${query}`,
      'COMMIT',
      'FETCH ALL FROM asked',
      'CLOSE asked',
    ],
  },
  { of: (query) => [`PREPARE asked AS ${query}`, 'EXECUTE asked', 'EXECUTE asked', 'DEALLOCATE asked'] },
  {
    of: (query) => [
      `PREPARE asked(text, int) AS ${query.replaceAll("'a'", '$1').replaceAll(/ LIMIT 2\b/g, ' LIMIT $2')}`,
      "EXECUTE asked('a', 2)",
      'EXECUTE asked(NULL, NULL)',
      "EXECUTE asked(lower('B'), 1 + 2)",
      'DEALLOCATE asked',
    ],
  },
  { of: (query) => [`COPY (${query}) TO STDOUT`] },
  { of: (query) => [`SELECT asked FROM (${query}) AS asked`], opaque: true },
  { of: (query) => [`SELECT count(*) FROM (${query}) AS asked`] },
  { of: (query) => ['BEGIN', `CREATE TEMP VIEW asked AS ${query}`, 'TABLE asked', 'ROLLBACK'] },
];

type Told =
  | { readonly error: string }
  | { readonly columns: readonly string[]; readonly rows: readonly string[]; readonly tags: readonly string[] };

/** All that the statements give, or the error's SQLSTATE; rows sorted where nothing gives them an order. */
async function answer(statements: readonly string[], ordered: boolean): Promise<Told> {
  const rows: string[] = [];
  const tags: string[] = [];
  const columns: string[] = [];
  try {
    for (const statement of statements)
      await session.execute(statement, {
        fields: (fields) => void columns.push(...fields.map(({ name }) => name)),
        rows: (given) => void rows.push(...given.map((row) => JSON.stringify(row))),
        copyData: (chunk) => void rows.push(...Buffer.from(chunk).toString().split('\n')),
        complete: (tag) => void tags.push(tag),
      });
  } catch (error) {
    await run(session, 'ROLLBACK; DEALLOCATE ALL; DROP TABLE IF EXISTS asked');
    if (!(error instanceof SqlError)) throw error;
    return { error: error.code };
  }
  return { columns, rows: ordered ? rows : rows.sort(), tags };
}

test(`statements (${RUNS} worlds, ${STATEMENTS} statements each)`, { timeout: 3_600_000 }, async () => {
  const world = fc.tuple(
    shape.chain((of) => fc.tuple(fc.constant(of), items(of))),
    shape.chain((of) => fc.tuple(fc.constant(of), items(of))),
    fc.nat(),
  );
  let asked = 0;
  let failed = 0;
  let withRows = 0;
  for (let n = 0; n < RUNS; n++) {
    const seed = SEED + n;
    const [drawn] = fc.sample(world, { seed, numRuns: 1 });
    if (drawn === undefined) continue;
    const [[firstShape, firstRows], [secondShape, secondRows], statementSeed] = comparable(drawn, isDynalite);
    const [first, second] = [uniqueName('w').toLowerCase(), uniqueName('w').toLowerCase()];
    await load(first, FIRST, firstShape, firstRows);
    await load(second, SECOND, secondShape, secondRows.slice(0, 12));
    for (const schema of ['remote', 'plain'])
      await run(
        session,
        `CREATE VIEW ${schema}.${VIEW}(${VIEW_COLUMNS.join(', ')}) AS SELECT pk, sk, gpk, t, n, (SELECT count(*) FROM ${schema}.${SECOND} s WHERE s.pk = f.pk) FROM ${schema}.${FIRST} f WHERE t IS NOT NULL OR gpk = 'x'`,
      );
    const bases = [baseTable(FIRST, firstShape), baseTable(SECOND, secondShape)];
    const sortType = bases[0]?.columns[1]?.type ?? 'text';
    const view = {
      name: VIEW,
      columns: VIEW_COLUMNS.map((name, at) => ({
        name,
        type: (['text', sortType, 'text', 'text', 'num', 'num'] as const)[at] ?? 'text',
      })),
    };
    const statements = new Statements(bases, [view], statementSeed);
    for (let s = 0; s < STATEMENTS; s++) {
      const statement: Statement = statements.next();
      const dice = (statementSeed + s * 7919) % 1_000_003;
      const drawnWay = WAYS[dice % WAYS.length];
      const way = drawnWay === undefined || (drawnWay.ordered && !statement.ordered) ? WAYS[0] : drawnWay;
      const ordered = statement.ordered && way?.opaque === undefined;
      const ask = way?.of(statement.text) ?? [];
      await run(session, 'SET search_path = plain');
      const expected = await answer(ask, ordered);
      await run(session, 'SET search_path = remote');
      const place = `DDBSQL_ORACLE_SEED=${seed}, statement ${s}: ${ask.join('; ')}`;
      const actual = await answer(ask, ordered);
      expect(actual, place).toEqual(expected);
      asked++;
      if ('error' in expected) failed++;
      else if (expected.rows.some((row) => row !== '')) withRows++;
      if (dice % 10 > 0) continue;
      await run(session, 'SET dynamodb_fdw.pushdown = off');
      expect(await answer(ask, ordered), `pushdown off, ${place}`).toEqual(actual);
      await run(session, 'SET dynamodb_fdw.pushdown = on');
    }
    await run(session, 'DROP SCHEMA remote, plain CASCADE; CREATE SCHEMA remote; CREATE SCHEMA plain');
    await deleteTable(endpoint, first);
    await deleteTable(endpoint, second);
  }
  console.log(`${asked} statements: ${withRows} with rows, ${failed} that fail`);
  // What has no rows, or fails, compares little.
  expect(withRows / asked).toBeGreaterThan(0.4);
  expect(failed / asked).toBeLessThan(0.05);
});
