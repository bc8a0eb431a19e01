-- Planner 4: dynamic filters. The cheap side comes first, its distinct values are the other's keys.
-- Inner, by partition key: a Query each.
-- expect: Keys From: c.id
-- expect: Query on table "orders", by values that come first
-- expect-not: full Scan on table "orders"
EXPLAIN SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE';
-- By full key: BatchGetItem.
-- expect: BatchGetItem on table "customers", by values that come first
-- expect: Keys From: o.customer_id
EXPLAIN SELECT c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id > 'a' AND o.status = 'NEW' AND o.placed > '2024-02-01Z';
-- Semi joins: IN and EXISTS.
-- expect: by values that come first
-- expect-not: DynamoDB: full Scan
EXPLAIN SELECT total FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE country = 'IE');
-- expect: by values that come first
-- expect-not: DynamoDB: full Scan
EXPLAIN SELECT name FROM customers c WHERE c.id IN ('c1', 'c2') AND EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.total > 100);
-- Where one row says it, one item of each is read.
-- expect: Stops After: 1 item of each value
EXPLAIN SELECT name FROM customers c WHERE c.id IN ('c1', 'c2') AND EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id);
-- expect: Stops After: 1 item of each value
EXPLAIN SELECT name FROM customers c WHERE c.id IN ('c1', 'c2') AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id);
-- The nullable side of an outer join, and not the side that is kept.
-- expect: Keys From: c.id
EXPLAIN SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE';
-- expect-not: Keys From
EXPLAIN SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status = 'NEW' AND o.customer_id = 'c1';
-- expect-not: Keys From
EXPLAIN SELECT c.name, o.total FROM customers c FULL JOIN orders o ON o.customer_id = c.id;
-- NOT IN and what stands below an aggregate or LIMIT need all of their rows.
-- expect-not: Keys From
EXPLAIN SELECT id FROM customers WHERE country = 'IE' AND id NOT IN (SELECT customer_id FROM orders WHERE status = 'NEW');
-- expect-not: Keys From
EXPLAIN SELECT c.name FROM customers c JOIN (SELECT customer_id FROM orders ORDER BY total LIMIT 5) o ON o.customer_id = c.id AND c.id = 'c1' || lower('');
-- Three tables in a chain.
-- expect: BatchGetItem on table "customers"
-- expect: Keys From: c.id
-- expect: Keys From: o.status
-- expect-not: DynamoDB: full Scan
EXPLAIN SELECT m.plays FROM customers c JOIN orders o ON o.customer_id = c.id JOIN music m ON m.artist = o.status
  WHERE c.id IN ('c1', 'c2') AND o.placed BETWEEN '2024-01-01Z' AND '2024-02-01Z';
-- A scalar subquery is evaluated first.
-- expect: Keys From: (InitPlan 1).col1
-- expect-not: DynamoDB: full Scan
EXPLAIN SELECT total FROM orders WHERE customer_id = (SELECT id FROM customers WHERE id = 'c2');
-- LATERAL top n: a Query of n items each.
-- expect: Stops After: 2 items of each value
-- expect: Order: descending
EXPLAIN SELECT c.name, top.song_title FROM customers c, LATERAL (SELECT song_title FROM music m WHERE m.artist = c.name ORDER BY song_title DESC LIMIT 2) top
  WHERE c.id IN ('c1', 'c2');
