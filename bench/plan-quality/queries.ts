/**
 * The queries, by group. "The fewest" is worked out by hand from tables.ts: half a read unit for each 4,096 bytes begun, per item for GetItem and BatchGetItem, per page of 1 MB for
 * Query and Scan. Often used: an order's partition is 100 x 400 = 40,000 bytes, 10 blocks, 5 units; customers whole 600,000 bytes, 147 blocks, 73.5 units; orders whole 8 pages, 980 units;
 * products whole 250,000 bytes, 31 units; readings whole 5 pages, 551.5 units, one device 450,000 bytes, 55 units.
 */
import { ACROSS } from './queries-across.ts';
import type { BenchGroup, BenchQuery } from './query.ts';

function query(sql: string, requests: number, units: number, why: string): BenchQuery {
  return { sql, requests, units, why };
}

const MANY_IDS = Array.from({ length: 150 }, (_, n) => `'c${String(n).padStart(4, '0')}'`).join(', ');

const BY_KEY: BenchGroup = {
  title: 'By key',
  queries: [
    query("SELECT * FROM customers WHERE id = 'c0007'", 1, 0.5, 'GetItem of one item under 4 KB'),
    query("SELECT name FROM customers WHERE id = 'nobody'", 1, 0.5, 'GetItem that finds nothing costs as much'),
    query("SELECT name FROM customers WHERE id = 'c0007' AND active", 1, 0.5, 'GetItem; PostgreSQL checks the rest'),
    query(
      "SELECT total FROM orders WHERE customer_id = 'c0007' AND placed = '2024-01-01T12:00:00Z'",
      1,
      0.5,
      'GetItem by the full key',
    ),
    query("SELECT * FROM orders WHERE customer_id = 'c0007'", 1, 5, 'Query of a partition of 40,000 bytes: 10 blocks'),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" < 100101',
      1,
      2,
      '100 items of 150 bytes: 4 blocks',
    ),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" <= 100100',
      1,
      2,
      '100 items of 150 bytes: 4 blocks',
    ),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" > 102900',
      1,
      2,
      '101 items, 15,150 bytes: 4 blocks',
    ),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" >= 102901',
      1,
      2,
      '100 items of 150 bytes: 4 blocks',
    ),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" BETWEEN 101001 AND 101100',
      1,
      2,
      '100 items of 150 bytes: 4 blocks',
    ),
    query(
      'SELECT value FROM readings WHERE device = \'d1\' AND "at" >= 101001 AND "at" < 101101',
      1,
      2,
      'a half-open range is one BETWEEN: 101 items, 15,150 bytes, 4 blocks',
    ),
    query(
      "SELECT amount FROM app WHERE pk = 'USER#007' AND sk LIKE 'INVOICE#%'",
      1,
      0.5,
      'begins_with: 19 items of 200 bytes, 3,800 bytes',
    ),
    query("SELECT amount FROM app WHERE pk = 'USER#007' AND sk ^@ 'INVOICE#01'", 1, 0.5, 'begins_with: 9 items'),
    query("SELECT amount FROM app WHERE pk = 'USER#007' AND starts_with(sk, 'PRO')", 1, 0.5, 'begins_with: one item'),
    query(
      "SELECT total FROM orders WHERE customer_id = 'c0007' AND placed >= '2024-10-01' AND status = 'PAID'",
      1,
      0.5,
      'range of 8 items, 3,200 bytes; the status is a filter, which costs nothing',
    ),
    query(
      "SELECT total FROM dated_orders WHERE customer_id = 'c0007' AND placed >= '2024-10-01Z'",
      1,
      0.5,
      'the stored form, ISO 8601 with Z, sorts as time does: range of 8 items, 3,200 bytes',
    ),
    query("SELECT name FROM consistent_customers WHERE id = 'c0007'", 1, 1, 'GetItem, consistent: twice the units'),
  ],
};

const LISTS: BenchGroup = {
  title: 'IN and OR of keys',
  queries: [
    query(
      "SELECT name FROM customers WHERE id IN ('c0001', 'c0002', 'c0003', 'c0002', 'c0004', 'c0005')",
      1,
      2.5,
      'one BatchGetItem of 5 distinct keys, half a unit each',
    ),
    query("SELECT name FROM customers WHERE id = 'c0001' OR id = 'c0002'", 1, 1, 'one BatchGetItem of 2 keys'),
    query(
      `SELECT name FROM customers WHERE id IN (${MANY_IDS})`,
      1,
      73.5,
      'Scan, 147 blocks, is cheaper than 150 keys at half a unit',
    ),
    query(
      `SELECT name FROM customers WHERE id IN (${MANY_IDS}) AND id < 'c0120'`,
      2,
      60,
      '120 keys are left: 2 BatchGetItem of at most 100, half a unit each',
    ),
    query(
      "SELECT total FROM orders WHERE customer_id IN ('c0001', 'c0002', 'c0003')",
      3,
      15,
      'a Query each, 5 units each',
    ),
    query(
      "SELECT total FROM orders WHERE (customer_id, placed) IN (('c0001', '2024-01-01T12:00:00Z'), ('c0002', '2024-01-04T12:00:00Z'))",
      1,
      1,
      'one BatchGetItem of 2 full keys',
    ),
    query(
      "SELECT total FROM orders WHERE customer_id = 'c0001' AND placed IN ('2024-01-01T12:00:00Z', '2024-10-24T12:00:00Z')",
      1,
      1,
      'one BatchGetItem of 2 full keys: the whole partition lies between them',
    ),
    query(
      "SELECT total FROM orders WHERE customer_id = 'c0001' AND placed IN ('2024-01-01T12:00:00Z', '2024-01-04T12:00:00Z')",
      1,
      0.5,
      'nothing lies between them, which only hindsight knows: a Query BETWEEN them reads 2 items, 800 bytes',
    ),
    query(
      "SELECT * FROM readings WHERE device IN ('d1', 'd2', 'd3') ORDER BY \"at\" DESC LIMIT 5",
      3,
      1.5,
      'the last 5 items of each device, merged: 750 bytes each',
    ),
    query(
      "SELECT id FROM customers WHERE id = 'c0001' OR email = 'c0007@example.com'",
      2,
      1,
      'GetItem and a Query on by_email, each its own arm',
    ),
    query(
      "SELECT id, name FROM customers WHERE country IN ('IE', 'GB')",
      2,
      2,
      'a Query on by_country each: 100 entries of 45 bytes, 2 blocks',
    ),
  ],
};

const INDEXES: BenchGroup = {
  title: 'Indexes and projections',
  queries: [
    query(
      "SELECT id, name, joined FROM customers WHERE country = 'IE'",
      1,
      1,
      'INCLUDE covers it: 100 entries of 45 bytes, 2 blocks',
    ),
    query(
      "SELECT email FROM customers WHERE country = 'IE'",
      2,
      51,
      'Query (1 unit), then 100 items by key, half a unit each; a Scan would be 73.5',
    ),
    query(
      "SELECT name FROM customers WHERE country = 'IE' AND joined >= '2019-01-01'",
      1,
      1,
      'filter on a projected attribute',
    ),
    query("SELECT id FROM customers WHERE country = 'IE' AND name LIKE '%9%'", 1, 1, 'filter on a projected attribute'),
    query(
      "SELECT id FROM customers WHERE country = 'IE' AND active",
      2,
      51,
      'the filter is not projected: Query (1 unit) and 100 items by key',
    ),
    query("SELECT id FROM customers WHERE email = 'c0007@example.com'", 1, 0.5, 'KEYS_ONLY covers it: one entry'),
    query("SELECT name FROM customers WHERE email = 'c0007@example.com'", 2, 1, 'one entry, then one item by key'),
    query("SELECT * FROM orders WHERE status = 'NEW'", 1, 10, '200 items of 400 bytes: 20 blocks'),
    query(
      "SELECT placed, total FROM orders WHERE product_id = 's007' AND placed > '2024-06-01'",
      1,
      0.5,
      'INCLUDE covers it: at most 40 entries of 64 bytes',
    ),
    query(
      "SELECT placed, total FROM orders WHERE customer_id = 'c0007' AND total > 9000",
      1,
      0.5,
      'local index: a few entries of 50 bytes',
    ),
    query(
      "SELECT sku FROM products WHERE category = 'cat03' AND price < 2000",
      1,
      0.5,
      '20 entries of 28 bytes at most',
    ),
    query(
      "SELECT title FROM products WHERE category = 'cat03' AND price > 0",
      2,
      10.5,
      'Query (560 bytes, half a unit), then 20 items by key; a Scan would be 31',
    ),
    query("SELECT total FROM orders_by_status WHERE status = 'NEW'", 1, 10, 'the pinned index: 20 blocks'),
    query(
      "SELECT name FROM consistent_customers WHERE country = 'IE'",
      1,
      147,
      'no consistent read of a global index: Scan, consistent',
    ),
  ],
};

const SPARSE: BenchGroup = {
  title: 'Sparse indexes',
  queries: [
    query(
      "SELECT * FROM customers WHERE vip = 'gold' AND since >= '2019-01-01'",
      1,
      0.5,
      'both keys are asked for, so the index misses nothing: 10 items of 300 bytes',
    ),
    query(
      "SELECT id FROM customers WHERE vip = 'gold'",
      1,
      73.5,
      'an item without since is not in the index: only a Scan is right',
    ),
    query(
      'SELECT id FROM customers WHERE vip IS NOT NULL AND since IS NOT NULL',
      1,
      1,
      'Scan of the index: 20 items of 300 bytes, 2 blocks',
    ),
    query(
      'SELECT id, email FROM customers WHERE email IS NOT NULL',
      1,
      7.5,
      'Scan of the index: 2,000 entries of 29 bytes, 15 blocks',
    ),
    query(
      "SELECT customer_id, placed FROM orders WHERE return_reason = 'broken' AND returned_at >= '2024-01-01'",
      1,
      1.5,
      '100 entries of 82 bytes: 3 blocks',
    ),
    query(
      "SELECT total FROM orders WHERE return_reason = 'broken' AND returned_at >= '2024-01-01'",
      2,
      51.5,
      'Query (1.5 units), then 100 items by key',
    ),
    query("SELECT name FROM app WHERE gsi1pk = 'PROFILE' AND gsi1sk LIKE 'u00%'", 1, 0.5, '10 items of 200 bytes'),
    query(
      'SELECT sum(total) FROM orders WHERE total IS NOT NULL',
      1,
      122.5,
      'Scan of the local index: 20,000 entries of 50 bytes, 245 blocks, a page',
    ),
  ],
};

const DOCUMENTS: BenchGroup = {
  title: 'jsonb, document paths, the raw item',
  queries: [
    query(
      "SELECT name FROM customers WHERE id = 'c0040' AND address->>'city' = 'Cork'",
      1,
      0.5,
      'GetItem; PostgreSQL checks the document',
    ),
    query("SELECT id FROM customers WHERE address->>'city' = 'Cork'", 1, 73.5, 'no index: Scan with a filter'),
    query("SELECT id FROM customers WHERE city = 'Cork'", 1, 73.5, 'the same by a column of its own'),
    query("SELECT item FROM customer_items WHERE item->>'id' = 'c0007'", 1, 0.5, 'the key, by way of the raw item'),
    query(
      "SELECT item FROM customer_items WHERE item->>'country' = 'IE' AND item->>'joined' >= '2019-01-01'",
      2,
      6,
      'Query on by_country (1 unit) with the filter that it projects, then 10 items by key',
    ),
    query("SELECT sku FROM products WHERE 'even' = ANY(tags)", 1, 31, 'no index: Scan with contains()'),
  ],
};

const AGGREGATES: BenchGroup = {
  title: 'Aggregates',
  queries: [
    query("SELECT count(*) FROM readings WHERE device = 'd1'", 1, 55, 'Select=COUNT: 450,000 bytes, 110 blocks'),
    query("SELECT count(*) FROM readings WHERE device = 'd1' AND ok", 1, 55, 'Select=COUNT with a filter'),
    query("SELECT count(*) FROM orders WHERE status = 'NEW'", 1, 10, 'Select=COUNT on the index: 20 blocks'),
    query("SELECT count(*) FROM products WHERE category = 'cat03' AND price > 0", 1, 0.5, '20 entries of 28 bytes'),
    query('SELECT count(*) FROM customers', 1, 73.5, 'Select=COUNT of the table: ItemCount is hours old'),
    query(
      "SELECT count(*) FROM orders WHERE status = 'PAID'",
      2,
      245,
      '5,000 items, 2,000,000 bytes in 2 pages: 257 and 233 blocks',
    ),
    query('SELECT min("at"), max("at") FROM readings WHERE device = \'d1\'', 2, 1, 'the first and the last item'),
    query('SELECT max("at") FROM readings WHERE device = \'d1\' AND "at" < 101000', 1, 0.5, 'the last item below'),
    query("SELECT max(placed) FROM orders WHERE status = 'NEW'", 1, 0.5, 'the last item of the index'),
    query("SELECT min(total) FROM orders WHERE customer_id = 'c0007'", 1, 0.5, 'the first entry of the local index'),
    query("SELECT max(price) FROM products WHERE category = 'cat03'", 1, 0.5, 'the last entry of the index'),
    query(
      "SELECT status, count(*), sum(total) FROM orders WHERE customer_id = 'c0007' GROUP BY status",
      1,
      5,
      'the partition, its three columns',
    ),
    query(
      'SELECT status, count(*) FROM orders GROUP BY status',
      8,
      980,
      'all of it: 7 pages of 257 blocks and one of 161',
    ),
    query(
      'SELECT max(total) FROM orders',
      1,
      122.5,
      'max leaves NULLs out, so the local index misses nothing: 20,000 entries of 50 bytes',
    ),
    query("SELECT EXISTS (SELECT 1 FROM readings WHERE device = 'd1')", 1, 0.5, 'the first item says it'),
  ],
};

const ORDER: BenchGroup = {
  title: 'ORDER BY, LIMIT, OFFSET, DISTINCT',
  queries: [
    query('SELECT * FROM readings WHERE device = \'d1\' ORDER BY "at" LIMIT 10', 1, 0.5, '10 items of 150 bytes'),
    query('SELECT * FROM readings WHERE device = \'d1\' ORDER BY "at" DESC LIMIT 10', 1, 0.5, 'the same from the end'),
    query(
      'SELECT * FROM readings WHERE device = \'d1\' ORDER BY "at" LIMIT 10 OFFSET 20',
      1,
      1,
      '30 items, 4,500 bytes: 2 blocks',
    ),
    query("SELECT * FROM readings WHERE device = 'd1' AND NOT ok LIMIT 5", 1, 1, 'one in ten: 50 items, 2 blocks'),
    query(
      "SELECT * FROM readings WHERE device = 'd1' AND ok LIMIT 5",
      1,
      0.5,
      'nine in ten, which only hindsight knows: 5 items',
    ),
    query("SELECT * FROM orders WHERE status = 'NEW' ORDER BY placed DESC LIMIT 10", 1, 0.5, '10 items of 400 bytes'),
    query(
      "SELECT placed, total FROM orders WHERE customer_id = 'c0007' AND total > 0 ORDER BY total DESC LIMIT 3",
      1,
      0.5,
      '3 entries of the local index',
    ),
    query(
      "SELECT status, total FROM orders WHERE customer_id = 'c0007' AND total > 0 ORDER BY total DESC LIMIT 3",
      2,
      2,
      '3 entries of the local index, then 3 items by key; the partition would be 5',
    ),
    query(
      "SELECT placed, total FROM orders WHERE customer_id = 'c0007' ORDER BY total DESC LIMIT 3",
      1,
      5,
      'an order without total sorts first and is not in the index: only the partition is right',
    ),
    query("SELECT * FROM app WHERE pk = 'USER#007' ORDER BY sk DESC", 1, 0.5, '20 items of 200 bytes'),
    query('SELECT * FROM customers LIMIT 10', 1, 0.5, '10 items of 300 bytes'),
    query('SELECT * FROM customers LIMIT 20 OFFSET 10', 1, 1.5, '30 items, 9,000 bytes: 3 blocks'),
    query('SELECT * FROM customers LIMIT 0', 0, 0, 'nothing is asked for'),
    query('SELECT id, name FROM customers ORDER BY name LIMIT 5', 1, 73.5, 'no index has that order: Scan'),
    query("SELECT DISTINCT status FROM orders WHERE customer_id = 'c0007'", 1, 5, 'the partition'),
    query(
      'SELECT DISTINCT device FROM readings',
      5,
      551.5,
      'a Scan of all 5 pages: DynamoDB has no request that skips to the next partition',
    ),
  ],
};

const IMPOSSIBLE: BenchGroup = {
  title: 'Impossible',
  queries: [
    query("SELECT * FROM customers WHERE id = 'c0001' AND id = 'c0002'", 0, 0, 'two values at once'),
    query("SELECT * FROM customers WHERE id = ''", 0, 0, 'no key is empty'),
    query('SELECT * FROM customers WHERE id IS NULL', 0, 0, 'no key is missing'),
    query('SELECT * FROM readings WHERE device = \'d1\' AND "at" > 10 AND "at" < 5', 0, 0, 'an empty range'),
    query('SELECT * FROM readings WHERE device = \'d1\' AND "at" BETWEEN 9 AND 5', 0, 0, 'reversed'),
    query('SELECT * FROM products WHERE price = 1e200', 0, 0, 'no attribute is as large'),
    query('SELECT * FROM products WHERE title = NULL', 0, 0, 'never true'),
    query('SELECT * FROM customers WHERE active AND false', 0, 0, 'never true'),
  ],
};

export const GROUPS: readonly BenchGroup[] = [
  BY_KEY,
  LISTS,
  INDEXES,
  SPARSE,
  DOCUMENTS,
  AGGREGATES,
  ORDER,
  IMPOSSIBLE,
  ...ACROSS,
];
