-- Joins: the side that is cheap to fetch comes first, and its values are the other's keys.

-- expect: Key Condition: customer_id = 'c1'
-- expect: GetItem on table "customers"
EXPLAIN SELECT o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = 'c1';
-- expect: Keys From: c.id
EXPLAIN SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE';
EXPLAIN SELECT c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id = 'c1' AND o.placed = '2024-01-05 09:00+00';
-- expect: Keys From: c.id
EXPLAIN SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.total > 50 WHERE c.id IN ('c1', 'c4');
EXPLAIN SELECT c.name, o.total FROM customers c RIGHT JOIN orders o ON o.customer_id = c.id WHERE o.status = 'NEW';
-- Nothing says which keys: both tables are read.
-- expect-not: Keys From
EXPLAIN SELECT c.name, o.total FROM customers c FULL JOIN orders o ON o.customer_id = c.id;
EXPLAIN SELECT a.song_title, b.song_title FROM music a JOIN music b ON a.artist = b.artist AND a.song_title < b.song_title WHERE a.artist = 'Acme Band';
-- Semi-joins and anti-joins.
-- expect: Keys From: customers.id
EXPLAIN SELECT total FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE country = 'IE');
EXPLAIN SELECT name FROM customers c WHERE id = 'c1' AND EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id AND o.status = 'PAID');
-- expect-not: Keys From
EXPLAIN SELECT name FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id);
-- A scalar subquery.
-- expect: Keys From: (InitPlan 1)
EXPLAIN SELECT total FROM orders WHERE customer_id = (SELECT id FROM customers WHERE id = 'c2');
-- LATERAL.
EXPLAIN SELECT c.name, last.total
  FROM customers c CROSS JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 1) last
  WHERE c.id IN ('c1', 'c2');
-- expect: Page Size: 1
EXPLAIN SELECT c.name, first.song_title
  FROM customers c CROSS JOIN LATERAL (SELECT song_title FROM music WHERE artist = c.name ORDER BY song_title DESC LIMIT 1) first
  WHERE c.id IN ('c1', 'c2');
-- With a table of PostgreSQL's own.
CREATE TEMP TABLE wanted (id text);
INSERT INTO wanted VALUES ('c1'), ('c2');
EXPLAIN SELECT c.name FROM wanted w JOIN customers c ON c.id = w.id;
-- One request for all: its filter could take the values, but saves nothing by it, and it may not stop after the first of them.
-- expect: Key Condition: status = 'PAID'
-- expect-not: Stops After
EXPLAIN SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'PAID') AND c.country = 'IE';
-- Where items are fetched back, a filter by the values leaves fewer of them. What stands for a value is not shown.
-- expect: Key Condition: status = 'PAID'
-- expect: Filter Expression: customer_id = ...
-- expect: Fetch Back
EXPLAIN SELECT total FROM orders WHERE status = 'PAID' AND customer_id = (SELECT max(id) FROM customers WHERE country = 'IE');
