import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/port.ts';
import { caught } from './caught.ts';
import { startEngine } from './start.ts';

/** Runs for minutes, and neither reads nor writes anything. */
const ENDLESS = 'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b';
const CANCELED = { code: '57014', message: 'canceling statement due to user request' };

let engine: Engine;
let restarts = 0;
beforeAll(async () => {
  engine = await startEngine({
    onRestart: () => {
      restarts++;
    },
  });
}, 60_000);
afterAll(async () => {
  await engine.close();
  expect(restarts).toBe(0);
});

async function cancelSoon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  await engine.cancel();
}

test('a running statement is cancelled as by PostgreSQL, and the session lives on', async () => {
  await engine.query('CREATE TEMP TABLE kept AS SELECT 1 AS a');
  await engine.query('BEGIN; INSERT INTO kept VALUES (2); SAVEPOINT s');
  const [error] = await Promise.all([caught(engine.query(ENDLESS)), cancelSoon()]);
  expect(error).toMatchObject(CANCELED);
  expect(engine.transactionStatus).toBe('failed');
  await engine.query('ROLLBACK TO s; COMMIT');
  expect((await engine.query('SELECT sum(a) FROM kept')).rows).toEqual([['3']]);
});

test('with parameters, and inside PL/pgSQL', async () => {
  const [bound] = await Promise.all([caught(engine.query(`${ENDLESS} WHERE a > $1`, ['0'])), cancelSoon()]);
  expect(bound).toMatchObject(CANCELED);
  const [looping] = await Promise.all([caught(engine.query('DO $$ BEGIN LOOP END LOOP; END $$')), cancelSoon()]);
  expect(looping).toMatchObject(CANCELED);
});

test('a statement whose receiver is slow, or waits for ever', async () => {
  const rows = "SELECT g, repeat('x', 100) FROM generate_series(1, 100000000) g";
  const slow = engine.run(rows, { rows: () => new Promise((resolve) => setTimeout(resolve, 20)) });
  const [first] = await Promise.all([caught(slow), cancelSoon()]);
  expect(first).toMatchObject(CANCELED);
  const stuck = engine.run(rows, { rows: () => new Promise(() => {}) });
  const [second] = await Promise.all([caught(stuck), cancelSoon()]);
  expect(second).toMatchObject(CANCELED);
});

test('a COPY that waits for data', async () => {
  await engine.query('CREATE TEMP TABLE filled (a text)');
  async function* typing() {
    yield Buffer.from('one\n');
    await new Promise(() => {});
  }
  const [error] = await Promise.all([
    caught(engine.copyIn({ table: 'filled', columns: ['a'] }, typing())),
    cancelSoon(),
  ]);
  expect(error.code).toBe('57014');
  expect((await engine.query('SELECT count(*) FROM filled')).rows).toEqual([['0']]);
});

test('a statement that has not begun yet', async () => {
  const running = caught(engine.query(ENDLESS));
  await Promise.resolve();
  await engine.cancel();
  expect(await running).toMatchObject(CANCELED);

  const starting = await startEngine();
  const first = caught(starting.query(ENDLESS));
  await new Promise((resolve) => setImmediate(resolve));
  await starting.cancel();
  expect(await first).toMatchObject(CANCELED);
  await starting.close();
});

test('nothing running: nothing happens, and the next statement is not hit', async () => {
  await engine.cancel();
  expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
});

test('a cancel that comes as its statement ends does not hit the next one', async () => {
  for (let round = 0; round < 50; round++) {
    const quick = engine.query('SELECT 1').catch(() => {});
    if (round % 2) await new Promise((resolve) => setImmediate(resolve));
    await engine.cancel();
    await quick;
    expect((await engine.query('SELECT 2')).rows).toEqual([['2']]);
  }
});
