/** Queries over several references: joins, subqueries, views, prepared statements, set operations, CTEs. Each reference is read on its own. */
import type { BenchGroup, BenchQuery } from './query.ts';

function query(sql: string, requests: number, units: number, why: string): BenchQuery {
  return { sql, requests, units, why };
}

const JOINS: BenchGroup = {
  title: 'Joins',
  queries: [
    query(
      "SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = 'c0007'",
      2,
      5.5,
      'GetItem, and the partition of the same value',
    ),
    query(
      "SELECT o.placed, p.title FROM orders o JOIN products p ON p.sku = o.product_id WHERE o.customer_id = 'c0007' AND o.placed >= '2024-09-27'",
      2,
      5.5,
      'a range of 10 orders (4,000 bytes), then their 10 products by key; all products would be 31',
    ),
    query(
      "SELECT c.name, o.placed, p.title FROM customers c JOIN orders o ON o.customer_id = c.id JOIN products p ON p.sku = o.product_id WHERE c.id = 'c0007' AND o.placed >= '2024-09-27'",
      3,
      6,
      'GetItem, the range of 10 orders, 10 products by key',
    ),
    query(
      "SELECT c.name, o.placed FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE'",
      101,
      96,
      '100 customers by the index (1 unit), a Query each: 10 with orders at 5, 90 without at 0.5; all orders would be 980',
    ),
    query(
      "SELECT c.name, o.placed FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.vip = 'gold' AND c.since = '2020-01-01'",
      11,
      10,
      '10 customers by the sparse index (0.5), a Query each: one at 5, nine that find nothing at 0.5',
    ),
    query(
      "SELECT o.placed, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'NEW'",
      2,
      83.5,
      '200 orders by the index (10); all customers in one Scan (73.5) are cheaper than 200 keys (100)',
    ),
    query(
      'SELECT c.name, o.placed FROM customers c JOIN orders o ON o.customer_id = c.id',
      9,
      1053.5,
      'both tables whole: 73.5 and 980; 2,000 Queries would be 1,900',
    ),
    query(
      "SELECT p.title, o.placed, o.total FROM products p JOIN orders o ON o.product_id = p.sku WHERE p.sku = 's007'",
      2,
      1,
      'GetItem, and by_product: at most 40 entries of 64 bytes',
    ),
    query(
      'SELECT a.value, b.value FROM readings a JOIN readings b ON b.device = a.device AND b."at" = a."at" + 1 WHERE a.device = \'d1\' AND a."at" BETWEEN 100001 AND 100010',
      2,
      1,
      'a range of 10 items, then, since nothing else lies between the 10 keys, which only hindsight knows, a range again; by key it would be 5.5',
    ),
    query(
      "SELECT c.id, o.placed FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.placed >= '2024-10-01' WHERE c.id IN ('c0001', 'c0300')",
      3,
      2,
      'BatchGetItem of 2, then a Query each of the nullable side',
    ),
    query(
      "SELECT c.id, l.placed FROM customers c, LATERAL (SELECT placed FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 3) l WHERE c.id IN ('c0001', 'c0002', 'c0003')",
      4,
      3,
      'BatchGetItem of 3, then the last 3 orders of each: 1,200 bytes',
    ),
  ],
};

const SUBQUERIES: BenchGroup = {
  title: 'Subqueries',
  queries: [
    query(
      "SELECT title FROM products WHERE sku IN (SELECT product_id FROM orders WHERE customer_id = 'c0007' AND placed >= '2024-09-27')",
      2,
      5.5,
      'a range of 10 orders, then 10 products by key',
    ),
    query(
      "SELECT c.name FROM customers c WHERE c.id IN ('c0001', 'c0002') AND EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.placed >= '2024-10-01')",
      3,
      2,
      'BatchGetItem of 2, then a range of 8 orders each',
    ),
    query(
      "SELECT c.name FROM customers c WHERE c.id IN ('c0001', 'c0300') AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
      3,
      2,
      'BatchGetItem of 2, then one order of each is enough to know',
    ),
    query(
      "SELECT name FROM customers WHERE id = (SELECT customer_id FROM orders WHERE status = 'NEW' ORDER BY placed DESC LIMIT 1)",
      2,
      1,
      'the last item of the index, then GetItem',
    ),
    query(
      "SELECT placed FROM orders WHERE customer_id = (SELECT id FROM customers WHERE email = 'c0007@example.com')",
      2,
      5.5,
      'one entry of by_email, then the partition',
    ),
    query(
      "SELECT name, (SELECT max(placed) FROM orders WHERE customer_id = 'c0007') FROM customers WHERE id = 'c0007'",
      2,
      1,
      'GetItem, and the last item of the partition',
    ),
    query(
      "SELECT id FROM customers WHERE country = 'IE' AND id NOT IN (SELECT customer_id FROM orders WHERE status = 'NEW')",
      2,
      11,
      'by_country (1) and by_status (10): NOT IN needs all of it',
    ),
  ],
};

const VIEWS: BenchGroup = {
  title: 'Views, prepared statements, parameters',
  queries: [
    query(
      "SELECT * FROM shipped WHERE customer_id = 'c0007' AND placed >= '2024-10-01'",
      1,
      0.5,
      'through the view: a range of 8 items',
    ),
    query(
      "SELECT * FROM large_shipped WHERE customer_id = 'c0007' AND placed >= '2024-10-01'",
      1,
      0.5,
      'through a view of a view',
    ),
    query("SELECT * FROM spending WHERE id = 'c0007'", 2, 5.5, 'a join in a view: GetItem and the partition'),
    {
      before: ['PREPARE by_id (text) AS SELECT * FROM customers WHERE id = $1'],
      sql: "EXECUTE by_id('c0007')",
      requests: 1,
      units: 0.5,
      why: 'planned with its value: GetItem',
    },
    {
      before: ['PREPARE since (text, text) AS SELECT total FROM orders WHERE customer_id = $1 AND placed >= $2'],
      sql: "EXECUTE since('c0007', '2024-10-01')",
      requests: 1,
      units: 0.5,
      why: 'planned with its values: a range of 8 items',
    },
    {
      sql: 'SELECT name FROM customers WHERE id = $1',
      parameters: ['c0007'],
      requests: 1,
      units: 0.5,
      why: '\\bind: GetItem',
    },
  ],
};

const SETS: BenchGroup = {
  title: 'Set operations and CTEs',
  queries: [
    query(
      "SELECT name FROM customers WHERE id = 'c0001' UNION ALL SELECT title FROM products WHERE sku = 's001'",
      2,
      1,
      'a GetItem for each arm',
    ),
    query(
      "SELECT * FROM (SELECT id AS k, name AS v FROM customers UNION ALL SELECT sku, title FROM products) u WHERE k = 's001'",
      2,
      1,
      'the condition goes into both arms: a GetItem each',
    ),
    query(
      "WITH o AS (SELECT * FROM orders WHERE customer_id = 'c0007') SELECT (SELECT count(*) FROM o), (SELECT max(total) FROM o)",
      1,
      5,
      'the CTE is read once',
    ),
    query(
      "WITH o AS NOT MATERIALIZED (SELECT * FROM orders WHERE customer_id = 'c0007') SELECT a.total, b.total FROM o a, o b WHERE a.placed = '2024-01-01T12:00:00Z' AND b.placed = '2024-10-24T12:00:00Z'",
      1,
      1,
      'two copies of the CTE, one fetch for both: BatchGetItem of 2 keys',
    ),
    query(
      "WITH c AS (SELECT id FROM customers WHERE country = 'IE' LIMIT 5) SELECT count(*) FROM c",
      1,
      0.5,
      '5 entries of by_country',
    ),
  ],
};

export const ACROSS: readonly BenchGroup[] = [JOINS, SUBQUERIES, VIEWS, SETS];
