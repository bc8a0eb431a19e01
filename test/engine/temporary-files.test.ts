/** Temporary tables are the same whatever becomes of their files: emptied, cut short and filled again, in a transaction that stays and in one that does not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/port.ts';
import { startEngine } from './start.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine?.close());

const fill = (from: number, to: number): string =>
  `INSERT INTO staged SELECT i, repeat(chr(97 + i % 26), 40) FROM generate_series(${from}, ${to}) AS i`;

/** A checksum of the rows, and how many there are. */
async function state(): Promise<unknown> {
  const { rows } = await engine.query("SELECT count(*), md5(string_agg(a || b, ',' ORDER BY a)) FROM staged");
  return rows[0];
}

async function expected(ranges: string): Promise<unknown> {
  const { rows } = await engine.query(
    `SELECT count(*), md5(string_agg(i || repeat(chr((97 + i % 26)::int), 40), ',' ORDER BY i)) FROM (${ranges}) AS r (i)`,
  );
  return rows[0];
}

const series = (from: number, to: number): string => `SELECT generate_series(${from}, ${to})`;

test('filled, emptied and filled again in one transaction', async () => {
  await engine.run('BEGIN; CREATE TEMP TABLE staged (a int, b text) ON COMMIT DROP', {});
  for (const rows of [30_000, 5, 60_000, 0, 200]) {
    await engine.run(`TRUNCATE staged; ${fill(1, rows)}`, {});
    expect(await state()).toEqual(await expected(series(1, rows)));
  }
  await engine.run('COMMIT', {});
});

test('cut short by VACUUM, and longer than the buffers hold', async () => {
  await engine.run(
    `CREATE TEMP TABLE staged (a int, b text); ${fill(1, 300_000)}; DELETE FROM staged WHERE a > 1000`,
    {},
  );
  await engine.run('VACUUM staged', {});
  const { rows } = await engine.query("SELECT pg_relation_size('staged') < 200000");
  expect(rows).toEqual([['t']]);
  await engine.run(fill(500_000, 700_000), {});
  expect(await state()).toEqual(await expected(`${series(1, 1000)} UNION ALL ${series(500_000, 700_000)}`));
  await engine.run('DROP TABLE staged', {});
});

test('what is rolled back is as it was', async () => {
  await engine.run(`BEGIN; CREATE TEMP TABLE staged (a int, b text); ${fill(1, 20_000)}; SAVEPOINT s`, {});
  await engine.run(`TRUNCATE staged; ${fill(7, 9)}; ROLLBACK TO s`, {});
  expect(await state()).toEqual(await expected(series(1, 20_000)));
  await engine.run(`${fill(20_001, 40_000)}; COMMIT; BEGIN; TRUNCATE staged; ${fill(1, 3)}; ROLLBACK`, {});
  expect(await state()).toEqual(await expected(series(1, 40_000)));
  await engine.run('DROP TABLE staged', {});
});
