/** The demo: what its tables hold, that it is the same every time, and that it warns of nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from '../../src/demo/load.ts';
import type { Demo } from '../../src/demo/start.ts';
import { startDemo } from '../../src/demo/start.ts';
import { DEMO_TABLES } from '../../src/demo/tables.ts';
import { connect } from '../../src/dynamo/client.ts';
import { attributeType } from '../../src/dynamo/codec/attribute.ts';
import type { DynamoConnection } from '../../src/dynamo/connection.ts';
import { inferTable } from '../../src/dynamo/infer.ts';
import { parsedItems } from '../../src/dynamo/items.ts';
import { fetchPages } from '../../src/dynamo/pages.ts';
import type { Item } from '../../src/plan/request.ts';
import { startDynalite } from '../emulators/dynalite.ts';
import { call } from '../emulators/tables.ts';

const warnings: Error[] = [];
const onWarning = (warning: Error): void => void warnings.push(warning);
let demo: Demo;
let connection: DynamoConnection;

beforeAll(async () => {
  process.on('warning', onWarning);
  demo = await startDemo();
  connection = await connect({ endpoint: demo.endpoint, credentials: { kind: 'default' } });
});
afterAll(async () => {
  connection.close();
  await demo.stop();
  process.off('warning', onWarning);
});

async function scan(table: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of fetchPages(connection, {
    operation: 'Scan',
    input: { TableName: table, ReturnConsumedCapacity: 'INDEXES' },
  }))
    items.push(...parsedItems(page.items));
  return items;
}

const byText = (items: readonly Item[]): string[] =>
  items.map((item) => JSON.stringify(Object.entries(item).sort())).sort();

test('listens on loopback alone', () => {
  expect(demo.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test.each(DEMO_TABLES.map(({ name }) => name))('%s holds its items, the same every time', async (name) => {
  const table = DEMO_TABLES.find((each) => each.name === name);
  const made = table?.items() ?? [];
  expect(made).toEqual(table?.items());
  expect(byText(await scan(name))).toEqual(byText(made));
});

test('about a thousand items, of every type, with drift and a number of 38 digits', async () => {
  const items = (await Promise.all(DEMO_TABLES.map(({ name }) => scan(name)))).flat();
  expect(items.length).toBeGreaterThan(800);
  expect(items.length).toBeLessThan(1_200);
  expect(new Set(items.flatMap((item) => Object.values(item).map(attributeType)))).toEqual(
    new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS']),
  );
  const ledgers = items.flatMap(({ ledger }) => (ledger && 'N' in ledger ? [ledger.N] : []));
  expect(ledgers.length).toBeGreaterThan(0);
  expect(ledgers.every((digits) => digits.length === 38)).toBe(true);
  const { columns, notes } = inferTable(await connection.describeTable('customers'), await scan('customers'));
  expect(columns.find(({ name }) => name === 'age')?.type).toBe('jsonb');
  expect(notes.some((note) => note.includes('"loyalty_tier" is in 1 of 120'))).toBe(true);
});

test('indexes can be read, and GSI1 is sparse', async () => {
  const { indexes } = await connection.describeTable('music');
  expect(indexes.map(({ name, kind, active }) => [name, kind, active])).toEqual([
    ['by_year', 'local', true],
    ['by_genre', 'global', true],
  ]);
  const open = await connection.send({
    operation: 'Query',
    input: {
      TableName: 'events',
      IndexName: 'GSI1',
      KeyConditionExpression: 'GSI1PK = :p',
      ExpressionAttributeValues: { ':p': { S: 'TICKET#OPEN' } },
      ReturnConsumedCapacity: 'INDEXES',
    },
  });
  expect(open.count).toBeGreaterThan(0);
  expect(open.count).toBeLessThan(40);
});

test('warns of nothing', () => {
  expect(warnings).toEqual([]);
});

test('tables that are not there yet when CreateTable has answered are waited for', async () => {
  const slow = await startDynalite(50);
  try {
    await loadDemo(slow.endpoint);
    const counts = await Promise.all(
      DEMO_TABLES.map(
        async ({ name }) => (await call(slow.endpoint, 'Scan', { TableName: name, Select: 'COUNT' })).Count,
      ),
    );
    expect(counts).toEqual(DEMO_TABLES.map(({ items }) => items().length));
  } finally {
    await slow.stop();
  }
});
