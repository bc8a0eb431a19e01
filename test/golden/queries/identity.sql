-- What is said of a row's table is said of the foreign table, not of what PostgreSQL reads in its place.

SELECT tableoid::regclass, tableoid = 'customers'::regclass AS same, count(*) FROM customers GROUP BY tableoid;
SELECT pg_typeof(c), pg_typeof(c.name) FROM customers AS c LIMIT 1;
SELECT public.customers.tableoid::regclass FROM public.customers WHERE public.customers.tableoid = 'public.customers'::regclass LIMIT 1;
-- expect: 0
SELECT count(*) FROM customers WHERE tableoid = 'orders'::regclass;
-- An outer join's row without a table has none.
SELECT c.tableoid::regclass AS c, o.tableoid::regclass AS o FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = 'nobody' LIMIT 1;
CREATE TEMP TABLE mine AS SELECT 1 AS i;
SELECT mine.tableoid::regclass, c.tableoid::regclass FROM mine CROSS JOIN customers AS c LIMIT 1;
CREATE VIEW places AS SELECT tableoid::regclass AS place, name FROM customers;
SELECT DISTINCT place FROM places;
SELECT tableoid::regclass, count(*) FROM (SELECT tableoid FROM customers) AS x GROUP BY 1;
-- expect: LINE 1: SELECT tableoid, nope FROM customers;
SELECT tableoid, nope FROM customers;
-- A view keeps a row of the table as one of the table's type; where no table gave it, it is NULL.
CREATE VIEW whole AS SELECT customers, name FROM customers WHERE name ~ 'Ada';
SELECT (customers).name, pg_typeof(customers), name FROM whole;
CREATE VIEW unmatched AS SELECT c.name, orders FROM customers AS c LEFT JOIN orders ON orders.customer_id = c.name WHERE c.name ~ 'Ada';
SELECT count(*), count(orders) FROM unmatched;
SELECT c.*::customers IS NULL AS nothing, (c.*::public.customers).name FROM customers AS c WHERE c.name ~ 'Ada';
CREATE TEMP TABLE kept AS SELECT c.*::customers FROM customers AS c WHERE c.name ~ 'Ada';
SELECT (c).name FROM kept;
