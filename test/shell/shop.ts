/** What the shell is tried on beside psql's transcripts: two DynamoDB tables behind a proxy that can be slow, and a home whose catalog has them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { runProgram } from './program.ts';

/** What must never reach a terminal: it would set the window's title. */
export const attack = '\x1b]0;owned\x07';

export interface Shop {
  readonly home: string;
  readonly proxy: FaultProxy;
  stop(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const home = mkdtempSync(join(tmpdir(), 'ddbsql-shop-'));
  const dynalite = await startDynalite();
  await createTable(dynalite.endpoint, 'orders', { keys: ['id'] });
  await putItems(dynalite.endpoint, 'orders', [
    item({ id: 'o1', note: `gift${attack}`, address: { city: 'Lima', geo: { lat: 1, lon: 2 } } }),
    item({ id: 'o2', note: 'plain', address: { city: 'Oslo', country: 'NO' } }),
    // A key that drives the terminal when it is named in a message, and an attribute of a type that the column has not.
    item({ id: attack, note: 3 }),
  ]);
  // Several pages.
  await createTable(dynalite.endpoint, 'big', { keys: ['id'] });
  const filler = 'x'.repeat(4000);
  const big = Array.from({ length: 750 }, (_, n) => item({ id: `b${n}`, filler }));
  await putItems(dynalite.endpoint, 'big', big);
  const proxy = await startFaultProxy(dynalite.endpoint);
  const { code, stderr } = await runProgram(
    [
      ...['-X', '-q', '-v', 'ON_ERROR_STOP=1'],
      ...['-c', 'CREATE EXTENSION dynamodb_fdw'],
      ...[
        '-c',
        `CREATE SERVER shop FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${proxy.endpoint}', aws_region 'us-east-1')`,
      ],
      ...['-c', "CREATE USER MAPPING FOR CURRENT_USER SERVER shop OPTIONS (aws_access_id 'a', aws_access_key 'b')"],
      ...['-c', 'CREATE FOREIGN TABLE orders (id text, note text, address jsonb) SERVER shop'],
      ...[
        '-c',
        "CREATE FOREIGN TABLE documents (id text, all_item jsonb) SERVER shop OPTIONS (table 'orders', raw_item_column 'all_item')",
      ],
      ...['-c', 'CREATE FOREIGN TABLE big (id text, filler text) SERVER shop'],
    ],
    { home },
  );
  if (code !== 0) throw new Error(stderr);
  proxy.reset();
  return {
    home,
    proxy,
    stop: async () => {
      await proxy.stop();
      await dynalite.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
