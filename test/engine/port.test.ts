import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/port.ts';
import { caught } from './caught.ts';
import { Recorder } from './recorder.ts';
import { startEngine } from './start.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
}, 60_000);
afterAll(() => engine.close());

async function events(sql: string): Promise<string[]> {
  const recorder = new Recorder();
  await engine.run(sql, recorder);
  return recorder.events;
}

describe('the simple protocol', () => {
  test('several statements, each with its own result and tag', async () => {
    expect(
      await events('SELECT 1 AS a, NULL AS b; CREATE TEMP TABLE t1 (x int); INSERT INTO t1 VALUES (1), (2);'),
    ).toEqual(['fields a b', 'rows 1|\\N', 'SELECT 1', 'CREATE TABLE', 'INSERT 0 2']);
  });

  test('a result without rows, without columns, and no statement at all', async () => {
    expect(await events('SELECT 1 AS a WHERE false')).toEqual(['fields a', 'SELECT 0']);
    expect(await events('SELECT')).toEqual(['fields ', 'rows ', 'SELECT 1']);
    expect(await events(' -- nothing')).toEqual([]);
  });

  test('one implicit transaction: an error undoes what came before it, and what follows is not run', async () => {
    const recorder = new Recorder();
    const error = await caught(engine.run('CREATE TABLE undone (x int); SELECT 1/0; SELECT 2', recorder));
    expect(error.code).toBe('22012');
    expect(recorder.events).toEqual(['CREATE TABLE']);
    expect((await engine.query("SELECT to_regclass('undone')")).rows).toEqual([[null]]);
  });

  test('values are the text psql prints', async () => {
    const { rows } = await engine.query(
      `SELECT true, 1.50::numeric(10,2), '\\x00ff'::bytea, ARRAY['a', NULL, 'b c'], '{"b": 1, "a": [1]}'::jsonb,
              '2024-02-29 12:00:00+00'::timestamptz, 0.1::float8 + 0.2, 'x'::char(3), '🦊 Zoë', ''`,
    );
    expect(rows).toEqual([
      [
        't',
        '1.50',
        '\\x00ff',
        '{a,NULL,"b c"}',
        '{"a": [1], "b": 1}',
        '2024-02-29 12:00:00+00',
        '0.30000000000000004',
        'x  ',
        '🦊 Zoë',
        '',
      ],
    ]);
  });

  test('fields say their type, modifier and origin', async () => {
    await engine.query('CREATE TEMP TABLE origin (n numeric(10,2), t text)');
    const { fields } = await engine.query('SELECT t, n, n + 1 AS computed FROM origin');
    const oid = Number((await engine.query("SELECT 'origin'::regclass::oid")).rows[0]?.[0]);
    expect(fields).toEqual([
      { name: 't', typeOid: 25, typeModifier: -1, tableOid: oid, columnNumber: 2 },
      { name: 'n', typeOid: 1700, typeModifier: (10 << 16) + 2 + 4, tableOid: oid, columnNumber: 1 },
      { name: 'computed', typeOid: 1700, typeModifier: -1, tableOid: 0, columnNumber: 0 },
    ]);
  });

  test('the order of columns named alike is kept', async () => {
    expect((await engine.query('SELECT 1 AS a, 2 AS a, 3 AS a')).rows).toEqual([['1', '2', '3']]);
  });
});

describe('errors and notices', () => {
  test('an error has all of its fields, its position in characters', async () => {
    const error = await caught(engine.run("SELECT '🦊🦊', nope FROM pg_class", {}));
    expect(error).toMatchObject({ severity: 'ERROR', code: '42703', message: 'column "nope" does not exist' });
    expect(error.fields.position).toBe(14);
    expect(error.fields.hint).toBeUndefined();
    const hinted = await caught(engine.run('SELECT datnam FROM pg_database', {}));
    expect(hinted.fields.hint).toBe('Perhaps you meant to reference the column "pg_database.datname".');
  });

  test('DETAIL, CONTEXT and the names of what is concerned', async () => {
    await engine.query('CREATE TEMP TABLE keyed (k int PRIMARY KEY)');
    const error = await caught(engine.query('INSERT INTO keyed VALUES (1), (1)'));
    expect(error.fields).toMatchObject({ detail: 'Key (k)=(1) already exists.', constraint: 'keyed_pkey' });
    const inside = await caught(engine.query("DO $$ BEGIN EXECUTE 'selec 1'; END $$"));
    expect(inside.fields).toMatchObject({
      internalQuery: 'selec 1',
      internalPosition: 1,
      where: 'PL/pgSQL function inline_code_block line 1 at EXECUTE',
    });
  });

  test('notices arrive in order, with severity, DETAIL and HINT', async () => {
    const recorder = new Recorder();
    await engine.run(
      `SELECT 1 AS a;
       DO $$ BEGIN RAISE NOTICE 'n'; RAISE WARNING USING MESSAGE = 'w', DETAIL = 'd', HINT = 'h', ERRCODE = '01234'; END $$;
       DROP TABLE IF EXISTS nowhere`,
      recorder,
    );
    expect(recorder.events).toEqual([
      'fields a',
      'rows 1',
      'SELECT 1',
      'NOTICE: n',
      'WARNING: w',
      'DO',
      'NOTICE: table "nowhere" does not exist, skipping',
      'DROP TABLE',
    ]);
    expect(recorder.notices[1]).toMatchObject({ code: '01234', detail: 'd', hint: 'h' });
  });

  test('very deep nesting is an error, not a crash', async () => {
    const depth = 20_000;
    const error = await caught(engine.query(`SELECT ${'('.repeat(depth)}1${')'.repeat(depth)}`));
    expect(['54001', '53200', '42601']).toContain(error.code);
    expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
  });
});

describe('transactions', () => {
  test('the status is that of ReadyForQuery', async () => {
    expect(engine.transactionStatus).toBe('idle');
    await engine.query('BEGIN');
    expect(engine.transactionStatus).toBe('transaction');
    await caught(engine.query('SELECT 1/0'));
    expect(engine.transactionStatus).toBe('failed');
    expect((await caught(engine.query('SELECT 1'))).code).toBe('25P02');
    expect((await engine.query('COMMIT')).tag).toBe('ROLLBACK');
    expect(engine.transactionStatus).toBe('idle');
  });

  test('calls made at once run one after the other', async () => {
    const results = await Promise.all([1, 2, 3].map((n) => engine.query(`SELECT ${n}`)));
    expect(results.map(({ rows }) => rows[0]?.[0])).toEqual(['1', '2', '3']);
  });
});

describe('the extended protocol', () => {
  test('parameters are text or NULL', async () => {
    const { rows } = await engine.query('SELECT $1::int + 1, $2::text IS NULL, $3', ['41', null, "it's"]);
    expect(rows).toEqual([['42', 't', "it's"]]);
  });

  test('one statement only; errors have a position; the session goes on', async () => {
    expect((await caught(engine.query('SELECT 1; SELECT 2', []))).code).toBe('42601');
    const error = await caught(engine.query('SELECT $1::int, nope', ['1']));
    expect(error.fields.position).toBe(17);
    expect((await caught(engine.query('SELECT $1::int', ['x']))).code).toBe('22P02');
    expect((await engine.query('SELECT 1', [])).rows).toEqual([['1']]);
  });

  test('describe gives the columns and runs nothing', async () => {
    await engine.query('CREATE TEMP SEQUENCE untouched');
    const fields = await engine.describe("SELECT nextval('untouched') AS n, $1::text AS t");
    expect(fields.map(({ name, typeOid }) => [name, typeOid])).toEqual([
      ['n', 20],
      ['t', 25],
    ]);
    expect(await engine.describe('DROP SEQUENCE untouched')).toEqual([]);
    expect((await engine.query("SELECT nextval('untouched')")).rows).toEqual([['1']]);
  });
});

describe('large results', () => {
  test('arrive in batches, complete and in order', async () => {
    let batches = 0;
    let next = 1;
    await engine.run("SELECT g, repeat('x', 50) FROM generate_series(1, 100000) g", {
      rows(rows) {
        batches++;
        for (const [n] of rows) if (Number(n) === next) next++;
      },
    });
    expect(next).toBe(100_001);
    expect(batches).toBeGreaterThan(10);
  });

  test('wait for the receiver: the engine does not run ahead of it', async () => {
    await engine.query('CREATE TEMP SEQUENCE made');
    let seen = 0;
    let ahead = 0;
    const limit = 1_000_000;
    // Sequences are not transactional: what is read afterwards is how far the engine got before the receiver stopped it.
    const stopped = engine.run(`SELECT nextval('made'), repeat('x', 100) FROM generate_series(1, ${limit})`, {
      async rows(rows) {
        seen += rows.length;
        if (seen < 20_000) return;
        await new Promise((resolve) => setTimeout(resolve, 300));
        throw new Error('enough');
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    ahead = Number((await engine.query("SELECT nextval('made')")).rows[0]?.[0]) - seen;
    expect(ahead).toBeLessThan(100_000);
  });

  test('a value larger than any buffer', async () => {
    const { rows } = await engine.query("SELECT repeat('0123456789', 2000000)");
    expect(rows[0]?.[0]?.length).toBe(20_000_000);
  });
});

describe('COPY', () => {
  test('copyIn loads chunks that hold whole lines', async () => {
    await engine.query('CREATE TEMP TABLE copied (a int, "B c" text, d text[])');
    const lines = (from: number, to: number) =>
      Buffer.from(Array.from({ length: to - from }, (_, i) => `${from + i}\t{x,y}\tZoë\\t\\\\\n`).join(''));
    async function* chunks() {
      for (let n = 0; n < 50; n++) yield new Uint8Array(lines(n * 1000, (n + 1) * 1000));
    }
    expect(await engine.copyIn({ table: 'copied', columns: ['a', 'd', 'B c'] }, chunks())).toBe(50_000);
    const { rows } = await engine.query('SELECT count(*), sum(a), min("B c"), min(d) FROM copied');
    expect(rows).toEqual([['50000', '1249975000', 'Zoë\t\\', '{x,y}']]);
    expect(await engine.copyIn({ table: 'copied', columns: [] }, [])).toBe(0);
  });

  test('copyInAndRun loads and runs in one request, of which only what is run is told', async () => {
    await engine.query('CREATE TEMP TABLE loaded (a int, b text)');
    const target = { table: 'loaded', columns: ['a', 'b'], where: 'a > 1', before: 'TRUNCATE loaded; ' };
    const recorder = new Recorder();
    const rows = () => [new Uint8Array(Buffer.from('1\tx\n2\ty\n3\tz\n'))];
    await engine.copyInAndRun(target, rows(), 'SELECT a, b FROM loaded ORDER BY a; SELECT 1 AS one', recorder);
    expect(recorder.events).toEqual(['fields a b', 'rows 2|y 3|z', 'SELECT 2', 'fields one', 'rows 1', 'SELECT 1']);
    async function* chunks() {
      for (let n = 0; n < 50; n++) yield new Uint8Array(Buffer.from(`${n}\tx\n`.repeat(10_000)));
    }
    const counted = new Recorder();
    await engine.copyInAndRun(target, chunks(), 'SELECT count(*), max(a) FROM loaded', counted);
    expect(counted.events.slice(1)).toEqual(['rows 480000|49', 'SELECT 1']);
  });

  test('copyInAndRun tells where an error is in what is run, and not where one is in COPY', async () => {
    await engine.query('CREATE TEMP TABLE "zoë" (a int)');
    const target = { table: '"zoë"', columns: ['a'] };
    const error = await caught(
      engine.copyInAndRun(target, [new Uint8Array(Buffer.from('1\n'))], "SELECT 'é', nothing", {}),
    );
    expect(error.fields).toMatchObject({ code: '42703', position: 13 });
    const wrong = { ...target, where: 'nothing > 1' };
    const before = await caught(engine.copyInAndRun(wrong, [], 'SELECT 1', {}));
    expect(before.code).toBe('42703');
    expect(before.fields.position).toBeUndefined();
    const data = await caught(engine.copyInAndRun(target, [new Uint8Array(Buffer.from('x\n'))], 'SELECT 1', {}));
    expect(data).toMatchObject({ code: '22P02' });
    expect((await engine.query('SELECT count(*) FROM "zoë"')).rows).toEqual([['0']]);
  });

  test('a chunk that shares its memory is not taken away', async () => {
    await engine.query('CREATE TEMP TABLE shared (a text)');
    const small = Buffer.from('pooled\n');
    await engine.copyIn({ table: 'shared', columns: ['a'] }, [small, small]);
    expect(small.toString()).toBe('pooled\n');
    expect((await engine.query('SELECT count(*) FROM shared')).rows).toEqual([['2']]);
  });

  test('an error in the data ends it, and nothing is loaded', async () => {
    await engine.query('CREATE TEMP TABLE strict (a int)');
    let given = 0;
    async function* endless() {
      for (;;) {
        given++;
        yield Buffer.from(`${given}\n`.repeat(1000) + (given === 5 ? 'x\n' : ''));
      }
    }
    const error = await caught(engine.copyIn({ table: 'strict', columns: ['a'] }, endless()));
    expect(error).toMatchObject({ code: '22P02', message: 'invalid input syntax for type integer: "x"' });
    expect(error.fields.where).toBe('COPY strict, line 5001, column a: "x"');
    expect((await engine.query('SELECT count(*) FROM strict')).rows).toEqual([['0']]);
    expect((await caught(engine.copyIn({ table: 'nowhere', columns: ['a'] }, endless()))).code).toBe('42P01');
  });

  test('a source that fails, fails the statement, and its own error is thrown', async () => {
    async function* failing() {
      yield Buffer.from('1\n');
      throw new Error('no more pages');
    }
    await expect(engine.copyIn({ table: 'strict', columns: ['a'] }, failing())).rejects.toThrow('no more pages');
    expect((await engine.query('SELECT count(*) FROM strict')).rows).toEqual([['0']]);
  });

  test('a source that never ends does not hold up a statement that failed', async () => {
    async function* typing() {
      yield Buffer.from('x\n');
      await new Promise(() => {});
    }
    expect((await caught(engine.copyIn({ table: 'strict', columns: ['a'] }, typing()))).code).toBe('22P02');
  });

  test('copyFrom takes the statement as it is', async () => {
    const recorder = new Recorder();
    const csv = Buffer.from('a\n"1"\n2\n');
    await engine.copyFrom(
      'COPY strict FROM STDIN (FORMAT csv, HEADER)',
      [csv.subarray(0, 4), csv.subarray(4)],
      recorder,
    );
    expect(recorder.events).toEqual(['COPY 2']);
  });

  test('STDIN without data is an error', async () => {
    const error = await caught(engine.run('COPY strict FROM STDIN', {}));
    expect(error.message).toBe('COPY from stdin failed: there is no data to copy from');
  });

  test('TO STDOUT goes to copyData', async () => {
    expect(await events("COPY (VALUES (1, 'Zoë'), (2, NULL)) TO STDOUT")).toEqual(['copy 1\tZoë\n2\t\\N\n', 'COPY 2']);
    let length = 0;
    await engine.run('COPY (SELECT * FROM generate_series(1, 200000)) TO STDOUT', {
      copyData(chunk) {
        length += chunk.length;
      },
    });
    expect(length).toBe(1_288_895);
  });
});
