-- Planner 2: which index, by cost, and which not.
-- A global index on the partition key, with a range on its sort key.
-- expect: Query on index "by_genre"
-- expect: Key Condition: genre = 'Rock' AND year >= 2000
-- expect-not: Scan on table
EXPLAIN SELECT artist, year FROM music WHERE genre = 'Rock' AND year >= 2000;
-- A local index.
-- expect: Query on index "by_total"
-- expect-not: Scan on table
EXPLAIN SELECT total FROM orders WHERE customer_id = 'c1' AND total > 50;
-- The table where its own key says more.
-- expect: GetItem on table "music"
EXPLAIN SELECT plays FROM music WHERE genre = 'Rock' AND year = 2020 AND artist = 'Acme Band' AND song_title = 'Hold On';
-- A sparse index is used only where the qualifiers imply that its keys are there.
-- expect: full Scan on table "music"
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock';
-- expect: full Scan on table "music"
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock' AND year IS NULL;
-- expect: Query on index "by_genre"
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock' AND year IS NOT NULL;
-- expect: Query on index "by_genre"
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock' AND year <> 1999;
-- INCLUDE covers what is asked for.
-- expect: Query on index "by_country"
-- expect-not: Fetch Back
EXPLAIN SELECT id, name FROM customers WHERE country = 'IE';
-- What it does not project is read back by key, where that is cheaper than a Scan.
-- expect: Fetch Back: BatchGetItem by key, since the index projects INCLUDE
EXPLAIN SELECT id, active FROM customers WHERE country = 'IE';
-- expect: Fetch Back: BatchGetItem by key, since the index projects KEYS_ONLY
EXPLAIN SELECT total FROM orders WHERE status = 'NEW' AND placed IS NOT NULL;
-- A filter on what it does not project is checked after reading back.
-- expect: Fetch Back
-- expect: Recheck: customers.active
-- expect-not: Filter Expression
EXPLAIN SELECT id FROM customers WHERE country = 'IE' AND active;
-- Two keys of it: the order of the index, without a sort of all.
-- expect: Query on index "by_genre"
-- expect: Order: descending
EXPLAIN SELECT artist, year FROM music WHERE genre = 'Rock' AND year > 0 ORDER BY year DESC LIMIT 2;
-- The index alone holds the items that have its keys: smaller than the table.
-- expect: full Scan on index "by_status"
EXPLAIN SELECT customer_id FROM orders WHERE status IS NOT NULL;
-- An option pins an index.
CREATE FOREIGN TABLE orders_by_status (customer_id text, placed timestamptz, status text) SERVER shop OPTIONS (table 'orders', index 'by_status');
-- expect: Query on index "by_status"
EXPLAIN SELECT customer_id FROM orders_by_status WHERE status = 'NEW';
-- expect: Scan on index "by_status"
EXPLAIN SELECT customer_id FROM orders_by_status WHERE customer_id = 'c1';
-- One that does not exist.
CREATE FOREIGN TABLE orders_by_nothing (customer_id text) SERVER shop OPTIONS (table 'orders', index 'by_nothing');
-- expect: ERROR:  index "by_nothing" of DynamoDB table "orders" does not exist
-- expect: by_status
EXPLAIN SELECT customer_id FROM orders_by_nothing;
-- A consistent read never uses a global index, and is an error where one is pinned.
SET dynamodb_fdw.consistent_read = on;
-- expect: full Scan on table "customers"
-- expect: Consistent Read: true
EXPLAIN SELECT id, name FROM customers WHERE country = 'IE';
-- expect: Query on index "by_total"
EXPLAIN SELECT total FROM orders WHERE customer_id = 'c1' AND total > 50;
-- expect: ERROR:  consistent reads are not supported on global secondary index "by_status"
-- expect: HINT:  Drop the option consistent_read
EXPLAIN SELECT customer_id FROM orders_by_status WHERE status = 'NEW';
