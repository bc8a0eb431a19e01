import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/port.ts';
import { createServerEngine } from '../../src/engine/server/index.ts';
import type { Restart } from '../../src/engine/session.ts';
import { caught } from './caught.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { Recorder } from './recorder.ts';

const programs = await postgresPrograms();
if (programs === undefined)
  console.warn('test/engine/server: skipped, there is no PostgreSQL server (apt-get install postgresql)');

const ENDLESS = 'SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b';

describe.skipIf(programs === undefined)('on a server', () => {
  let server: PostgresServer;
  let engine: Engine;
  const restarts: Restart[] = [];

  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
    engine = await createServerEngine({
      url: server.url,
      restore: async () => ['CREATE TEMP TABLE again (a int)'],
      onRestart: (restart) => restarts.push(restart),
    });
  }, 60_000);
  afterAll(async () => {
    await engine?.close();
    await server?.stop();
  });

  async function cancelSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await engine.cancel();
  }

  test('statements, rows, tags and notices, in order', async () => {
    const recorder = new Recorder();
    await engine.run("SELECT 1 AS a, NULL AS b; DO $$ BEGIN RAISE NOTICE 'n'; END $$; SELECT 'Zoë' AS c", recorder);
    const expected = ['fields a b', 'rows 1|\\N', 'SELECT 1', 'NOTICE: n', 'DO', 'fields c', 'rows Zoë', 'SELECT 1'];
    expect(recorder.events).toEqual(expected);
    expect(engine.serverVersion).toMatch(/^\d+\.\d+$/);
  });

  test('errors, positions and the transaction status', async () => {
    const error = await caught(engine.query("SELECT '🦊🦊', nope FROM pg_class"));
    expect(error).toMatchObject({ code: '42703', fields: { position: 14 } });
    await engine.query('BEGIN');
    expect(engine.transactionStatus).toBe('transaction');
    await caught(engine.query('SELECT 1/0'));
    expect(engine.transactionStatus).toBe('failed');
    expect((await engine.query('COMMIT')).tag).toBe('ROLLBACK');
    expect(engine.transactionStatus).toBe('idle');
  });

  test('parameters and describe', async () => {
    expect((await engine.query('SELECT $1::int + 1, $2::text', ['41', null])).rows).toEqual([['42', null]]);
    expect((await engine.describe('SELECT 1 AS n')).map(({ name, typeOid }) => [name, typeOid])).toEqual([['n', 23]]);
    expect(await engine.describe('CREATE TABLE never (a int)')).toEqual([]);
  });

  test('settings have their defaults, and RESET returns to them', async () => {
    await engine.query('SET dynamodb_fdw.pushdown = off; RESET dynamodb_fdw.pushdown');
    expect((await engine.query('SHOW dynamodb_fdw.pushdown')).rows).toEqual([['on']]);
    expect((await engine.query('SHOW dynamodb_fdw.rate_limit')).rows).toEqual([['']]);
  });

  test('large results come as the receiver takes them, complete and in order', async () => {
    let next = 1;
    let most = 0;
    await engine.run("SELECT g, repeat('x', 50) FROM generate_series(1, 200000) g", {
      async rows(rows) {
        for (const [n] of rows) if (Number(n) === next) next++;
        most = Math.max(most, rows.length);
        if (next < 20_000) await new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    expect(next).toBe(200_001);
    expect(most).toBeLessThan(20_000);
  });

  test('a receiver that fails ends the statement', async () => {
    const failing = engine.run(ENDLESS.replace('count(*)', 'a, b'), {
      rows() {
        throw new Error('enough');
      },
    });
    await expect(failing).rejects.toThrow('enough');
    expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
  });

  test('COPY in both directions', async () => {
    await engine.query('CREATE TEMP TABLE copied (a int, "B c" text)');
    async function* chunks() {
      for (let n = 0; n < 100; n++) yield Buffer.from(`${n}\tZoë\n`.repeat(1000));
    }
    expect(await engine.copyIn({ table: 'copied', columns: ['a', 'B c'] }, chunks())).toBe(100_000);
    expect((await engine.query('SELECT count(*), sum(a), min("B c") FROM copied')).rows).toEqual([
      ['100000', '4950000', 'Zoë'],
    ]);
    const both = new Recorder();
    const target = { table: 'copied', columns: ['a', 'B c'], before: 'TRUNCATE copied; ' };
    await engine.copyInAndRun(target, chunks(), 'SELECT count(*), max(a) FROM copied', both);
    expect(both.events.slice(1)).toEqual(['rows 100000|99', 'SELECT 1']);
    let length = 0;
    await engine.run('COPY copied (a) TO STDOUT', {
      copyData(chunk) {
        length += chunk.length;
      },
    });
    expect(length).toBe(290_000);
    const recorder = new Recorder();
    await engine.copyFrom('COPY copied FROM STDIN (FORMAT csv)', [Buffer.from('1,x\n')], recorder);
    expect(recorder.events).toEqual(['COPY 1']);
  });

  test('COPY that fails: bad data, no data, a source that fails', async () => {
    async function* endless() {
      for (let n = 0; ; n++) yield Buffer.from(n === 5 ? 'x\n' : '1\n'.repeat(1000));
    }
    expect((await caught(engine.copyIn({ table: 'copied', columns: ['a'] }, endless()))).code).toBe('22P02');
    expect((await caught(engine.run('COPY copied FROM STDIN', {}))).code).toBe('57014');
    async function* failing() {
      yield Buffer.from('1\n');
      throw new Error('no more pages');
    }
    await expect(engine.copyIn({ table: 'copied', columns: ['a'] }, failing())).rejects.toThrow('no more pages');
    expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
  });

  test('cancel: a statement, and a COPY that waits for data', async () => {
    await engine.query('BEGIN');
    const [error] = await Promise.all([caught(engine.query(ENDLESS)), cancelSoon()]);
    expect(error).toMatchObject({ code: '57014', message: 'canceling statement due to user request' });
    expect(engine.transactionStatus).toBe('failed');
    await engine.query('ROLLBACK');
    async function* typing() {
      yield Buffer.from('1\n');
      await new Promise(() => {});
    }
    const [waiting] = await Promise.all([
      caught(engine.copyIn({ table: 'copied', columns: ['a'] }, typing())),
      cancelSoon(),
    ]);
    expect(waiting.code).toBe('57014');
  });

  test('a session the server ends says so; the next call has a new one, restored', async () => {
    await engine.query('BEGIN');
    const error = await caught(engine.query('SELECT pg_terminate_backend(pg_backend_pid())'));
    expect(error).toMatchObject({ code: '57P01', severity: 'FATAL' });
    expect((await engine.query('SELECT count(*) FROM again')).rows).toEqual([['0']]);
    expect(restarts).toMatchObject([{ reason: 'crash', inTransaction: true, failed: [] }]);
  });

  test('a server that is not there', async () => {
    const error = await caught(createServerEngine({ url: 'postgres://postgres@127.0.0.1:1/x' }));
    expect(error).toMatchObject({ code: '08001', severity: 'FATAL' });
    expect(error.message).toMatch(
      /^connection to server at "127.0.0.1", port 1 failed: Connection refused\n\tIs the server/,
    );
    expect((await caught(createServerEngine({ url: server.url.replace('/postgres?', '/nowhere?') }))).code).toBe(
      '3D000',
    );
  });
});
