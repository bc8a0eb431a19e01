/** The DynamoDB tables of the golden cases: a small shop, one table of every kind of value, and those that the document names. */
import type { Item } from '../../src/plan/request.ts';
import { item, type TableSpec } from '../emulators/tables.ts';

export interface DeclaredSize {
  readonly items: number;
  readonly bytes: number;
}

export interface FixtureTable {
  readonly spec: TableSpec;
  readonly items: readonly Item[];
  /** What DescribeTable is made to say: as if the few items stood for so many. Indexes are as large as the table unless told. */
  readonly size: DeclaredSize & { readonly indexes?: Readonly<Record<string, DeclaredSize>> };
}

const music: FixtureTable = {
  spec: {
    keys: ['artist', 'song_title'],
    global: { by_genre: { keys: ['genre', 'year:N'] } },
    local: { by_year: { keys: ['artist', 'year:N'], projection: 'KEYS_ONLY' } },
  },
  size: { items: 200_000, bytes: 60_000_000 },
  items: [
    item({
      artist: 'Acme Band',
      song_title: 'Happy Day',
      year: 2015,
      genre: 'Country',
      album: 'Songs About Life',
      plays: 120,
      rating: 3.5,
      tags: { SS: ['live', 'acoustic'] },
      label: { name: 'Harbour', country: 'US' },
    }),
    item({
      artist: 'Acme Band',
      song_title: 'PartiQL Rocks',
      year: 2020,
      genre: 'Rock',
      album: 'Another Title',
      plays: 7,
      tags: { SS: ['single'] },
      label: { name: 'Harbour', country: 'US' },
    }),
    item({ artist: 'Acme Band', song_title: 'Hold On', year: 1999, genre: 'Rock', plays: 88, rating: 4 }),
    item({
      artist: 'No One You Know',
      song_title: 'Call Me Today',
      year: 2001,
      genre: 'Country',
      album: 'Somewhat Famous',
      plays: 5000,
      rating: 4.8,
      label: { name: 'Nine Miles', country: 'GB' },
    }),
    item({
      artist: 'No One You Know',
      song_title: 'My Dog Spot',
      year: 1998,
      genre: 'Country',
      album: 'Hey Now',
      plays: 3,
    }),
    item({
      artist: 'No One You Know',
      song_title: 'Somewhere Down The Road',
      genre: 'Country',
      plays: 42,
      album: null,
    }),
    item({ artist: 'Björn & the Tides', song_title: 'Älskling', year: 2010, genre: 'Folk', plays: 610, rating: 4.25 }),
    item({
      artist: '東京レイン',
      song_title: '雨の日',
      year: 2018,
      genre: 'Electronic',
      plays: 9001,
      tags: { SS: ['live'] },
    }),
  ],
};

const customers: FixtureTable = {
  spec: { keys: ['id'], global: { by_country: { keys: ['country'], projection: ['name'] } } },
  size: { items: 20_000, bytes: 6_000_000 },
  items: [
    item({
      id: 'c1',
      name: 'Ada Byrne',
      country: 'IE',
      active: true,
      joined: '2023-02-01',
      address: { city: 'Cork', zip: 'T12' },
      phones: ['+353 1', '+353 2'],
    }),
    item({
      id: 'c2',
      name: "Bo O'Hara",
      country: 'IE',
      active: false,
      joined: '2023-07-15',
      address: { city: 'Dublin' },
    }),
    item({ id: 'c3', name: 'Cleo Marsh', country: 'GB', active: true, joined: '2024-01-31' }),
    item({ id: 'c4', name: 'Dov Levi', country: 'IL', joined: '2024-02-29', phones: [] }),
  ],
};

const orders: FixtureTable = {
  spec: {
    keys: ['customer_id', 'placed'],
    global: { by_status: { keys: ['status', 'placed'], projection: 'KEYS_ONLY' } },
    local: { by_total: { keys: ['customer_id', 'total:N'] } },
  },
  size: { items: 1_000_000, bytes: 400_000_000, indexes: { by_status: { items: 300_000, bytes: 30_000_000 } } },
  items: [
    order('c1', '2024-01-05T09:00:00Z', 25, 'PAID', [['sku-1', 2, 12.5]]),
    order('c1', '2024-02-10T10:30:00Z', 99.99, 'SHIPPED', [
      ['sku-2', 1, 89.99],
      ['sku-3', 1, 10],
    ]),
    order('c1', '2024-03-01T00:00:00Z', 5, 'NEW', [['sku-3', 1, 5]]),
    order('c2', '2024-02-11T23:59:59Z', 12.5, 'PAID', [['sku-1', 1, 12.5]]),
    order('c3', '2024-02-12T08:00:00Z', 300, undefined, [['sku-9', 3, 100]]),
    order('gone', '2023-12-31T12:00:00Z', 1, 'NEW', []),
  ],
};

function order(
  customer_id: string,
  placed: string,
  total: number,
  status: string | undefined,
  lines: readonly (readonly [sku: string, quantity: number, price: number])[],
): Item {
  return item({
    customer_id,
    placed,
    total,
    // Without it the item is not in the index by_status.
    ...(status === undefined ? {} : { status }),
    lines: lines.map(([sku, quantity, price]) => ({ sku, quantity, price })),
  });
}

const kinds: FixtureTable = {
  spec: { keys: ['id:N'] },
  size: { items: 10_000, bytes: 4_000_000 },
  items: [
    item({
      id: 1,
      s: 'text',
      n: { N: '12345678901234567890.123456789' },
      b: new Uint8Array([0, 255, 16]),
      yes: true,
      m: { a: 1, b: [true, null] },
      l: [1, 'two', { three: 3 }],
      ss: { SS: ['b', 'a'] },
      ns: { NS: ['10', '9', '-1.5'] },
      bs: { BS: ['AQI=', '/w=='] },
      nil: null,
    }),
    item({ id: 2, s: '', n: 0, yes: false, m: {}, l: [] }),
    // Drifted: other types under the same names.
    item({ id: 3, s: 42, n: 'forty-two', yes: 'yes' }),
    item({ id: 4 }),
    item({ id: 5, s: "quote ' and \\ and \t tab", n: { N: '1E-7' } }),
  ],
};

/** A single-table design, with a name that SQL has to quote. */
const eventLog: FixtureTable = {
  spec: { keys: ['PK', 'SK'] },
  size: { items: 50_000, bytes: 10_000_000 },
  items: [
    item({ PK: 'USER#1', SK: 'PROFILE', Name: 'Ada', 'e-mail': 'ada@example.com' }),
    item({ PK: 'USER#1', SK: 'LOGIN#2024-01-01', ip: '10.0.0.1' }),
    item({ PK: 'USER#1', SK: 'LOGIN#2024-02-01', ip: '10.0.0.2' }),
    item({ PK: 'USER#2', SK: 'PROFILE', Name: 'Bo' }),
  ],
};

/** A table as the document uses it: a key, and something beside it. */
function named(items: readonly Item[]): FixtureTable {
  return { spec: { keys: ['id'] }, items, size: { items: items.length, bytes: items.length * 100 } };
}

export const TABLES: Readonly<Record<string, FixtureTable>> = {
  music,
  customers,
  orders,
  kinds,
  'Event-Log': eventLog,
  dynamodb_table_name: named([item({ id: 'a', attr1: 'one' }), item({ id: 'b', attr1: 'two' }), item({ id: 'c' })]),
  dynamodb_table: named([item({ id: 'raw', n: 1.5, tags: { SS: ['x'] }, inner: { list: [1, null, 'z'] } })]),
  dynamodb_table1: named([
    item({
      id: '1',
      name: 'first',
      size: 3,
      photo: new Uint8Array([1, 2]),
      open: true,
      doc: { a: 1 },
      list: [1, 2],
      words: { SS: ['p', 'q'] },
      numbers: { NS: ['1', '2'] },
      blobs: { BS: ['AQ=='] },
    }),
  ]),
  dynamodb_table2: named([item({ id: '2', name: 'second' })]),
};
