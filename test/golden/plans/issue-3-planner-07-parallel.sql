-- Planner 7: a Scan in segments, as many as the table's size asks for, where no LIMIT can stop it.
-- 400 MB: one for each 64 MB.
-- expect: Segments: 5
EXPLAIN SELECT total FROM orders;
-- expect: Segments: 5
EXPLAIN SELECT count(*) FROM orders;
-- 6 MB.
-- expect-not: Segments
EXPLAIN SELECT name FROM customers;
-- A LIMIT stops it.
-- expect-not: Segments
EXPLAIN SELECT total FROM orders LIMIT 10;
-- The setting, and the table's option above it.
SET dynamodb_fdw.segments = 3;
-- expect: Segments: 3
EXPLAIN SELECT name FROM customers;
CREATE FOREIGN TABLE wide_customers (id text, name text) SERVER shop OPTIONS (table 'customers', segments '12');
-- expect: Segments: 12
EXPLAIN SELECT name FROM wide_customers;
