/** The demo's tables: composite keys, indexes of both kinds and all projections, and one single-table design. */
import type { Item } from '../plan/request.ts';
import { customers } from './data/customers.ts';
import { events } from './data/events.ts';
import { music } from './data/music.ts';
import { orders } from './data/orders.ts';
import { products } from './data/products.ts';

type Key = readonly [partition: string, sort?: string];
type Projection = 'ALL' | 'KEYS_ONLY' | readonly string[];

export interface DemoTable {
  readonly name: string;
  readonly keys: Key;
  /** Key attributes that are numbers; the others are strings. */
  readonly numbers?: readonly string[];
  readonly global?: Readonly<Record<string, { readonly keys: Key; readonly projection: Projection }>>;
  readonly local?: Readonly<Record<string, { readonly keys: Key; readonly projection: Projection }>>;
  readonly items: () => readonly Item[];
}

export const DEMO_TABLES: readonly DemoTable[] = [
  {
    name: 'music',
    keys: ['artist', 'song_title'],
    numbers: ['year'],
    global: { by_genre: { keys: ['genre', 'year'], projection: 'ALL' } },
    local: { by_year: { keys: ['artist', 'year'], projection: 'ALL' } },
    items: music,
  },
  {
    name: 'customers',
    keys: ['customer_id'],
    global: { by_country: { keys: ['country'], projection: ['name'] } },
    items: customers,
  },
  {
    name: 'orders',
    keys: ['customer_id', 'order_date'],
    numbers: ['total'],
    global: { by_status: { keys: ['status', 'order_date'], projection: 'ALL' } },
    local: { by_total: { keys: ['customer_id', 'total'], projection: 'KEYS_ONLY' } },
    items: orders,
  },
  {
    name: 'products',
    keys: ['sku'],
    global: { by_category: { keys: ['category', 'price'], projection: 'ALL' } },
    numbers: ['price'],
    items: products,
  },
  {
    // Sparse: only some items have GSI1PK and GSI1SK.
    name: 'events',
    keys: ['PK', 'SK'],
    global: { GSI1: { keys: ['GSI1PK', 'GSI1SK'], projection: 'ALL' } },
    items: events,
  },
];

const keySchema = (keys: Key): object[] =>
  keys.flatMap((name, at) =>
    name === undefined ? [] : [{ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' }],
  );

const projection = (kind: Projection): object =>
  typeof kind === 'string' ? { ProjectionType: kind } : { ProjectionType: 'INCLUDE', NonKeyAttributes: kind };

function indexes(specs: DemoTable['global']): object[] {
  return Object.entries(specs ?? {}).map(([name, spec]) => ({
    IndexName: name,
    KeySchema: keySchema(spec.keys),
    Projection: projection(spec.projection),
  }));
}

/** CreateTable's input. */
export function createTableInput({ name, keys, numbers = [], global, local }: DemoTable): object {
  const attributes = new Set(
    [keys, ...Object.values({ ...global, ...local }).map((index) => index.keys)]
      .flat()
      .filter((key) => key !== undefined),
  );
  return {
    TableName: name,
    KeySchema: keySchema(keys),
    AttributeDefinitions: [...attributes].map((each) => ({
      AttributeName: each,
      AttributeType: numbers.includes(each) ? 'N' : 'S',
    })),
    BillingMode: 'PAY_PER_REQUEST',
    ...(global && { GlobalSecondaryIndexes: indexes(global) }),
    ...(local && { LocalSecondaryIndexes: indexes(local) }),
  };
}
