/** EXISTS and LATERAL with LIMIT stop after the first items of each value: of a value, not of a request that asks for several. Compared with plain tables of the same rows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { run, startSession } from './session.ts';

let emulator: RunningEmulator;
let session: Session;
beforeAll(async () => {
  emulator = await startDynalite();
  await createTable(emulator.endpoint, 'people', { keys: ['id'] });
  await createTable(emulator.endpoint, 'orders', {
    keys: ['person', 'n:N'],
    global: { by_status: { keys: ['status', 'n:N'], projection: 'KEYS_ONLY' } },
  });
  const ids = Array.from({ length: 12 }, (_, at) => `p${at}`);
  await putItems(
    emulator.endpoint,
    'people',
    ids.map((id, at) => item({ id, at, status: at % 2 === 0 ? 'RARE' : 'DONE' })),
  );
  // So much of it that a Scan is dear, and little of it rare.
  const orders = ids.flatMap((person, at) =>
    Array.from({ length: 20 }, (_, n) =>
      item({ person, n, status: at % 3 === 0 && n > 16 ? 'RARE' : 'DONE', at: n % 4, padding: 'x'.repeat(3000) }),
    ),
  );
  for (let at = 0; at < orders.length; at += 25) await putItems(emulator.endpoint, 'orders', orders.slice(at, at + 25));
  session = await startSession(emulator.endpoint);
  await run(session, 'CREATE FOREIGN TABLE people (id text, at int, status text) SERVER s');
  await run(session, 'CREATE FOREIGN TABLE orders (person text, n int, status text, at int, padding text) SERVER s');
  await run(session, 'CREATE SCHEMA plain');
  for (const table of ['people', 'orders']) await run(session, `CREATE TABLE plain.${table} AS TABLE ${table}`);
});
afterAll(async () => {
  await session?.close();
  await emulator?.stop();
});

test.each([
  "SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = p.id AND o.status = 'RARE')",
  "SELECT id FROM people p WHERE NOT EXISTS (SELECT FROM orders o WHERE o.person = p.id AND o.status = 'RARE')",
  "SELECT id FROM people p WHERE p.id IN (SELECT person FROM orders o WHERE o.status = 'RARE')",
  "SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = p.id AND o.at = p.at AND o.person < 'p5')",
  'SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = p.id AND o.n = p.at)',
  'SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = p.id)',
  "SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = 'p3' AND o.n = p.at)",
  "SELECT id FROM people p WHERE EXISTS (SELECT FROM orders o WHERE o.person = 'p3' AND o.at = p.at)",
  "SELECT a.id, b.n FROM people a, LATERAL (SELECT n FROM orders o WHERE o.person = a.id AND o.status = 'RARE' ORDER BY n LIMIT 1) b",
  'SELECT a.id, b.n FROM people a, LATERAL (SELECT n FROM orders o WHERE o.person = a.id ORDER BY n DESC LIMIT 2) b',
  'SELECT a.id, b.n FROM people a, LATERAL (SELECT n FROM orders o WHERE o.status = a.status AND o.person = a.id ORDER BY n DESC LIMIT 2) b',
  "SELECT a.id, b.n FROM people a, LATERAL (SELECT n FROM orders o WHERE o.status = 'RARE' AND o.at = a.at ORDER BY n LIMIT 1) b",
  'SELECT v.x, v.y, b.n FROM (SELECT p.id AS x, q.at AS y FROM people p, people q WHERE q.at < 4) v, LATERAL (SELECT n FROM orders o WHERE o.person = v.x AND o.at = v.y ORDER BY n LIMIT 1) b',
])('%s', async (sql) => {
  const rows = async (text: string): Promise<readonly string[]> =>
    (await run(session, text)).rows.map((row) => JSON.stringify(row)).sort();
  const want = await rows(sql.replaceAll(/\b(people|orders)\b/g, 'plain.$1'));
  expect(want.length).toBeGreaterThan(0);
  expect(await rows(sql), (await run(session, `EXPLAIN ${sql}`)).rows.flat().join('\n')).toEqual(want);
});
