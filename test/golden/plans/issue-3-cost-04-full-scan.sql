-- Cost 4: dynamodb_fdw.full_scan = deny refuses a Scan before it reads, and names the key or index that would serve.
SET dynamodb_fdw.full_scan = 'deny';
-- expect: ERROR:  query needs a full scan of DynamoDB table "orders"
-- expect: read units
-- expect: "customer_id" (table orders)
-- expect: "status" (index by_status)
SELECT total FROM orders WHERE total > 5;
-- Of two tables, the one that needs it is refused before the other is read.
-- expect: ERROR:  query needs a full scan of DynamoDB table "orders"
SELECT c.name FROM customers c, orders o WHERE c.id = 'c1' AND o.total > 5;
-- EXPLAIN still says what it would be.
-- expect: full Scan on table "orders"
EXPLAIN SELECT total FROM orders WHERE total > 5;
-- An index read whole is a full scan too.
-- expect: ERROR:  query needs a full scan
SELECT customer_id FROM orders WHERE status IS NOT NULL;
-- Nothing that can be answered without one is refused.
-- expect-not: ERROR
SELECT total FROM orders WHERE customer_id = '';
