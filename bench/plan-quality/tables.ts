/**
 * The tables of the plan-quality benchmark: sizes as they are in small production tables, every item of a table of the same size, so that what a request must take can be worked out
 * by hand.
 */
import type { AttributeValue, Item } from '../../src/plan/request.ts';
import { item, type Plain, type TableSpec } from '../../test/emulators/tables.ts';

export interface BenchTable {
  readonly spec: TableSpec;
  readonly items: readonly Item[];
}

/** An item's size as DynamoDB bills it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(of: Item): number {
  return Object.entries(of).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return 1 + Math.ceil(value.N.replace(/^-|\.|0+$/g, '').length / 2);
  if ('B' in value) return Buffer.from(value.B, 'base64').length;
  if ('L' in value) return value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 3);
  if ('M' in value) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if ('SS' in value) return value.SS.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  return 1;
}

/** The item filled up with a `note` to the given size. */
function padded(bytes: number, plain: Readonly<Record<string, Plain>>): Item {
  const made = item({ ...plain, note: '' });
  const missing = bytes - itemBytes(made);
  if (missing < 0) throw new Error(`an item of ${bytes - missing} bytes does not fit into ${bytes}`);
  return { ...made, note: { S: '.'.repeat(missing) } };
}

function number(n: number, digits: number): string {
  return String(n).padStart(digits, '0');
}

function times<T>(count: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

const COUNTRIES = ['IE', 'GB', 'FR', 'DE', 'ES', 'IT', 'PT', 'NL', 'BE', 'DK', 'SE', 'NO', 'FI', 'PL', 'CZ', 'AT'];
const MORE_COUNTRIES = ['CH', 'HU', 'GR', 'RO'];

/** 2,000 customers of 300 bytes, 100 in each country; 20 of them are VIPs. */
const customers: BenchTable = {
  spec: {
    keys: ['id'],
    global: {
      by_country: { keys: ['country'], projection: ['name', 'joined'] },
      by_email: { keys: ['email'], projection: 'KEYS_ONLY' },
      by_vip: { keys: ['vip', 'since'] },
    },
  },
  items: times(2000, (n) =>
    padded(300, {
      id: `c${number(n, 4)}`,
      name: `Name ${number(n, 4)}`,
      email: `c${number(n, 4)}@example.com`,
      country: [...COUNTRIES, ...MORE_COUNTRIES][n % 20] ?? '',
      joined: `20${10 + (Math.floor(n / 20) % 10)}-0${1 + (Math.floor(n / 200) % 9)}-15`,
      active: n % 2 === 0,
      address: { city: n % 40 === 0 ? 'Cork' : 'Lyon', zip: number(n, 5) },
      ...(n % 100 === 0 ? { vip: n % 200 === 0 ? 'gold' : 'platinum', since: '2020-01-01' } : {}),
    }),
  ),
};

/** When a customer's k-th order was placed: every third day of 2024. */
function placedAt(k: number): string {
  return new Date(Date.UTC(2024, 0, 1 + 3 * k, 12)).toISOString().replace('.000', '');
}

function statusOf(k: number): string {
  if (k === 99) return 'NEW';
  return k % 4 === 0 ? 'PAID' : 'SHIPPED';
}

/** 20,000 orders of 400 bytes, 100 of each of the first 200 customers; each one's last order is NEW, and 100 were returned. */
const orders: BenchTable = {
  spec: {
    keys: ['customer_id', 'placed'],
    global: {
      by_status: { keys: ['status', 'placed'] },
      by_product: { keys: ['product_id', 'placed'], projection: ['total'] },
      returns: { keys: ['return_reason', 'returned_at'], projection: 'KEYS_ONLY' },
    },
    local: { by_total: { keys: ['customer_id', 'total:N'], projection: 'KEYS_ONLY' } },
  },
  items: times(200, (c) =>
    times(100, (k) =>
      padded(400, {
        customer_id: `c${number(c, 4)}`,
        placed: placedAt(k),
        status: statusOf(k),
        // 1001 to 9981, whatever the order of time. Never a zero at the end, which DynamoDB does not store.
        total: 1001 + 10 * ((k * 37 + c) % 899),
        product_id: `s${number((c * 7 + k) % 500, 3)}`,
        lines: [{ sku: `s${number((c * 7 + k) % 500, 3)}`, quantity: 1 + (k % 3) }],
        ...(k === 50 && c < 100 ? { return_reason: 'broken', returned_at: '2024-07-01' } : {}),
      }),
    ),
  ).flat(),
};

/** 500 products of 500 bytes, 20 in each of 25 categories. */
const products: BenchTable = {
  spec: { keys: ['sku'], global: { by_category: { keys: ['category', 'price:N'], projection: 'KEYS_ONLY' } } },
  items: times(500, (n) =>
    padded(500, {
      sku: `s${number(n, 3)}`,
      title: `Product ${number(n, 3)}`,
      category: `cat${number(n % 25, 2)}`,
      price: 1001 + 10 * n,
      tags: { SS: [n % 2 === 0 ? 'even' : 'odd', 'all'] },
    }),
  ),
};

/** 30,000 readings of 150 bytes, 3,000 of each of 10 devices; one in ten is not ok. */
const readings: BenchTable = {
  spec: { keys: ['device', 'at:N'] },
  items: times(10, (d) =>
    times(3000, (k) =>
      padded(150, { device: `d${d}`, at: 100_001 + k, value: 101 + (k % 800), ok: k % 10 !== 9, kind: 'temperature' }),
    ),
  ).flat(),
};

/** A single-table design: 100 users with a profile and 19 invoices each, 200 bytes an item; only profiles are in GSI1. */
const app: BenchTable = {
  spec: { keys: ['PK', 'SK'], global: { GSI1: { keys: ['GSI1PK', 'GSI1SK'] } } },
  items: times(100, (u) => [
    padded(200, {
      PK: `USER#${number(u, 3)}`,
      SK: 'PROFILE',
      GSI1PK: 'PROFILE',
      GSI1SK: `u${number(u, 3)}@example.com`,
      name: `User ${number(u, 3)}`,
    }),
    ...times(19, (k) => padded(200, { PK: `USER#${number(u, 3)}`, SK: `INVOICE#${number(k, 3)}`, amount: 101 + k })),
  ]).flat(),
};

export const TABLES: Readonly<Record<string, BenchTable>> = { customers, orders, products, readings, app };

/** The foreign tables, views and pinned index over them. */
export const CATALOG: readonly string[] = [
  'CREATE EXTENSION dynamodb_fdw',
  "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')",
  `CREATE FOREIGN TABLE customers (id text, name text, email text, country text, joined text, active boolean, address jsonb, vip text, since text,
     city text OPTIONS (attribute 'address.city'), note text) SERVER s`,
  'CREATE FOREIGN TABLE orders (customer_id text, placed text, status text, total numeric, product_id text, lines jsonb, return_reason text, returned_at text, note text) SERVER s',
  'CREATE FOREIGN TABLE products (sku text, title text, category text, price numeric, tags text[], note text) SERVER s',
  'CREATE FOREIGN TABLE readings (device text, "at" bigint, value numeric, ok boolean, kind text, note text) SERVER s',
  `CREATE FOREIGN TABLE app (pk text OPTIONS (attribute 'PK'), sk text OPTIONS (attribute 'SK'), gsi1pk text OPTIONS (attribute 'GSI1PK'),
     gsi1sk text OPTIONS (attribute 'GSI1SK'), name text, amount numeric) SERVER s`,
  "CREATE FOREIGN TABLE customer_items (id text, item jsonb) SERVER s OPTIONS (table 'customers', raw_item_column 'item')",
  "CREATE FOREIGN TABLE orders_by_status (customer_id text, placed text, status text, total numeric) SERVER s OPTIONS (table 'orders', index 'by_status')",
  "CREATE FOREIGN TABLE consistent_customers (id text, name text, country text) SERVER s OPTIONS (table 'customers', consistent_read 'true')",
  `CREATE FOREIGN TABLE dated_orders (customer_id text, placed timestamptz OPTIONS (format 'iso8601'), total numeric) SERVER s OPTIONS (table 'orders')`,
  "CREATE VIEW shipped AS SELECT customer_id, placed, total FROM orders WHERE status = 'SHIPPED'",
  'CREATE VIEW large_shipped AS SELECT customer_id, placed FROM shipped WHERE total > 9000',
  'CREATE VIEW spending AS SELECT c.id, c.name, o.placed, o.total FROM customers c JOIN orders o ON o.customer_id = c.id',
];
