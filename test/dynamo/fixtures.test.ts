/** The sample tables: an emulator holds them, and import and codec read them. */
import { expect, test } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import { inferTable } from '../../src/dynamo/infer.ts';
import { emulator } from '../emulators/emulator.ts';
import { fixture, loadFixture } from '../emulators/fixtures.ts';
import { uniqueName } from '../emulators/tables.ts';
import { createEncoder } from './encode.ts';

const column = (name: string, base: string, coerce = false): ColumnTarget => ({
  name,
  path: [name],
  base,
  type: base,
  typeModifier: -1,
  coerce,
});

test.each(['drift', 'types'] as const)('%s can be loaded, and every item read back and encoded', async (name) => {
  const { endpoint } = await emulator();
  const table = uniqueName(name);
  const { items } = await loadFixture(endpoint, name, table);
  const connection = await connect({ endpoint, credentials: { kind: 'default' } });
  const sample = await connection.sample(table, 1_000);
  expect(sample.items).toHaveLength(items.length);
  const { columns } = inferTable(await connection.describeTable(table), sample.items);
  const encoder = createEncoder(
    columns.map((each) => ({ ...column(each.name, each.type), path: [each.name] })),
    { mode: 'null', keys: [] },
  );
  expect(encoder.encode(sample.items).length).toBeGreaterThan(1_000);
  // What import chose holds all that is there.
  expect(encoder.mismatches()).toEqual([]);
  connection.close();
});

test('drift: what a strict column leaves out is counted by type, and a coerced one reads more', () => {
  const { items } = fixture('drift');
  const strict = createEncoder([column('age', 'numeric'), column('total', 'numeric'), column('active', 'boolean')], {
    mode: 'null',
    keys: ['PK', 'SK'],
  });
  strict.encode(items);
  expect(
    strict
      .mismatches()
      .map(({ target, count, types, example }) => [target.name, count, Object.fromEntries(types), example.PK]),
  ).toEqual([
    ['active', 4, { N: 2, S: 2 }, { S: 'CUSTOMER#1' }],
    ['total', 13, { S: 8, M: 5 }, { S: 'CUSTOMER#1' }],
    ['age', 4, { S: 4 }, { S: 'CUSTOMER#2' }],
  ]);
  const coerced = createEncoder([column('total', 'numeric', true)], { mode: 'null', keys: [] });
  const texts = new Set(new TextDecoder().decode(coerced.encode(items)).trim().split('\n'));
  expect(texts).toEqual(new Set(['19.9', '19.90', '19,90 EUR', '{"amount": 19.9, "currency": "EUR"}', '\\N']));
});
