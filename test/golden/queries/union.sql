-- A union of access paths: by the keys of the table for one arm, of an index for the other.
-- An item that both arms find is there once.
SELECT customer_id, placed FROM orders WHERE customer_id = 'c1' OR status = 'NEW' ORDER BY 1, 2;
SELECT count(*) FROM orders WHERE customer_id = 'c1' OR status IN ('NEW', 'PAID');
SELECT customer_id, placed, total FROM orders WHERE (customer_id = 'c1' OR status = 'NEW') AND total < 50 ORDER BY total;
SELECT count(*) FROM (SELECT FROM orders WHERE customer_id = 'c1' OR status = 'NEW' LIMIT 4) o;
SET dynamodb_fdw.pushdown = off;
SELECT count(*) FROM orders WHERE customer_id = 'c1' OR status IN ('NEW', 'PAID');
