/** Columns from a sample: types, order, names, notes. */
import { expect, test } from 'vitest';
import type { TableDescription } from '../../src/catalog/model.ts';
import { inferTable } from '../../src/dynamo/infer.ts';
import type { Item } from '../../src/plan/request.ts';
import { item } from '../emulators/tables.ts';

const keys: TableDescription['keys'] = { partition: { name: 'zone', type: 'S' }, sort: { name: 'at', type: 'N' } };
const table: Pick<TableDescription, 'keys' | 'indexes'> = {
  keys,
  indexes: [
    {
      name: 'by_token',
      kind: 'global',
      keys: { partition: { name: 'token', type: 'B' }, sort: keys.sort },
      projection: { type: 'ALL' },
      active: true,
      items: 0,
      bytes: 0,
    },
  ],
};
const bare = { keys: { partition: { name: 'id', type: 'S' } }, indexes: [] } as const;
const key = { zone: 'z', at: 1 };

test('each DynamoDB type has its column type; keys first, keys of indexes next, the rest by name', () => {
  const items = [
    item({
      ...key,
      name: 'x',
      size: 1,
      icon: new Uint8Array([1]),
      open: true,
      address: { a: 1 },
      list: [1],
      tags: { SS: ['a'] },
      scores: { NS: ['1'] },
      parts: { BS: ['AQ=='] },
    }),
    item({ ...key, name: null }),
  ];
  const { columns, notes } = inferTable(table, items);
  expect(columns.map(({ name, type, notNull }) => `${name} ${type}${notNull ? ' NOT NULL' : ''}`)).toEqual([
    'zone text NOT NULL',
    'at numeric NOT NULL',
    'token bytea',
    'address jsonb',
    'icon bytea',
    'list jsonb',
    'name text',
    'open boolean',
    'parts bytea[]',
    'scores numeric[]',
    'size numeric',
    'tags text[]',
  ]);
  expect(notes).toEqual([]);
});

test('the order of items and attributes does not matter', () => {
  const items = [item({ id: 'a', b: 1, a: 2 }), item({ id: 'b', c: 'x', a: '3' })];
  const turned = [...items].reverse().map((each) => Object.fromEntries(Object.entries(each).reverse()) as Item);
  expect(inferTable(bare, turned)).toEqual(inferTable(bare, items));
});

test('mixed, rare and NULL attributes are noted', () => {
  const items = Array.from({ length: 100 }, (_, at) =>
    item({
      id: `i${at}`,
      price: at < 97 ? at : `${at} EUR`,
      shape: at % 2 === 0 ? { a: 1 } : [1],
      ...(at < 4 && { once: 'x' }),
      ...(at < 5 && { often: 'x' }),
      gone: null,
    }),
  );
  const { columns, notes } = inferTable(bare, items);
  expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual({
    id: 'text',
    price: 'jsonb',
    shape: 'jsonb',
    once: 'text',
    often: 'text',
    gone: 'text',
  });
  expect(notes).toEqual([
    'attribute "gone" was NULL wherever it was seen: imported as text',
    'attribute "once" is in 4 of 100 sampled items',
    'attribute "price" has values of several types (N 97, S 3): imported as jsonb',
  ]);
});

test("names: PostgreSQL's limit, its own columns, and collisions", () => {
  const long = 'é'.repeat(100);
  const items = [
    item({
      id: 'a',
      [`${long}1`]: 1,
      [`${long}2`]: 1,
      ctid: 1,
      ctid_1: 2,
      'a-b': 1,
      a_b: 1,
      'a.b': 1,
      Select: 1,
      _item: 1,
      '😀': 1,
    }),
  ];
  const { columns, notes } = inferTable(bare, items, ['_item']);
  const named = Object.fromEntries(columns.map(({ name, attribute }) => [attribute ?? name, name]));
  expect(named).toMatchObject({
    'a-b': 'a-b',
    a_b: 'a_b',
    'a.b': 'a.b',
    Select: 'Select',
    '😀': '😀',
    _item: '_item_1',
    ctid: 'ctid_1',
    ctid_1: 'ctid_1_1',
  });
  expect(named[`${long}1`]).toBe('é'.repeat(31));
  expect(named[`${long}2`]).toBe(`${'é'.repeat(30)}_1`);
  expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  expect(columns.every(({ name }) => Buffer.byteLength(name) <= 63)).toBe(true);
  expect(notes.filter((note) => note.includes('is column'))).toHaveLength(5);
});

test('an attribute called __proto__ or constructor is one like any other', () => {
  const items = [JSON.parse('{"id":{"S":"a"},"__proto__":{"N":"1"},"constructor":{"S":"x"}}') as Item];
  expect(inferTable(bare, items).columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'id text',
    '__proto__ numeric',
    'constructor text',
  ]);
});

test('more attributes than a table has columns', () => {
  const wide = Object.fromEntries(Array.from({ length: 1700 }, (_, at) => [`a${String(at).padStart(4, '0')}`, 1]));
  const { columns, notes } = inferTable(bare, [item({ id: 'a', ...wide }), item({ id: 'b', a1699: 1 })]);
  expect(columns).toHaveLength(1599);
  expect(columns.some(({ name }) => name === 'a1699')).toBe(true);
  expect(notes.filter((note) => note.includes('has no column'))).toHaveLength(102);
});

test('no items: the keys alone', () => {
  expect(inferTable(table, []).columns.map(({ name }) => name)).toEqual(['zone', 'at', 'token']);
});
