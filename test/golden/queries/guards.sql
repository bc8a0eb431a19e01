-- What keeps a query from costing more than was meant.
-- sizes: known

-- expect: NOTICE:  full scan of DynamoDB table "orders"
SELECT count(*) FROM orders;
-- expect-not: NOTICE
SELECT count(*) FROM orders WHERE customer_id = 'c1';
SET dynamodb_fdw.full_scan = deny;
-- expect: ERROR:  query needs a full scan of DynamoDB table "orders"
SELECT count(*) FROM orders;
-- expect: (3 rows)
SELECT total FROM orders WHERE customer_id = 'c1';
SET dynamodb_fdw.full_scan = allow;
-- expect-not: NOTICE
SELECT count(*) FROM orders;
SET dynamodb_fdw.full_scan = never;
SET dynamodb_fdw.max_read_units = 'many';
SET dynamodb_fdw.nonsense = 1;
SET dynamodb_fdw.max_read_units = 0.1;
-- expect: ERROR
SELECT song_title FROM music WHERE artist IN ('Acme Band', 'No One You Know') LIMIT 10;
RESET dynamodb_fdw.max_read_units;
SHOW dynamodb_fdw.full_scan;
SET LOCAL dynamodb_fdw.pushdown = off;
BEGIN;
SET LOCAL dynamodb_fdw.full_scan = deny;
SHOW dynamodb_fdw.full_scan;
COMMIT;
SHOW dynamodb_fdw.full_scan;
RESET dynamodb_fdw.full_scan;
SHOW dynamodb_fdw.full_scan;
