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
-- A row that is not cast is of a type that ends with the statement: nothing is to keep it, and lose it.
CREATE TEMP TABLE lost AS SELECT c, c.name FROM customers AS c WHERE c.name ~ 'Ada';
CREATE TEMP TABLE rows (c customers);
INSERT INTO rows SELECT c FROM customers AS c WHERE c.name ~ 'Ada';
INSERT INTO rows SELECT c.*::customers FROM customers AS c WHERE c.name ~ 'Ada';
SELECT (c).name FROM rows;
BEGIN;
SELECT c INTO TEMP lost FROM customers AS c WHERE c.name ~ 'Ada';
ROLLBACK;
-- Tables of one name in two schemas are told apart by them.
CREATE SCHEMA eu;
CREATE FOREIGN TABLE eu.customers (id text, city text OPTIONS (attribute 'address.city')) SERVER shop OPTIONS ("table" 'customers');
CREATE VIEW eu.orders AS SELECT customer_id, total FROM orders WHERE total > 10;
SELECT public.customers.name, eu.customers.city FROM customers, eu.customers WHERE eu.customers.id = public.customers.id AND name ~ 'Ada';
SELECT name, eu.customers.* FROM eu.customers JOIN public.customers USING (id) WHERE public.customers.name ~ 'Ada';
SELECT count(*), sum(eu.orders.total) FROM orders CROSS JOIN eu.orders;
SELECT customers.id FROM customers, eu.customers;
CREATE SCHEMA mine;
CREATE TABLE mine.customers AS SELECT 'c1' AS id, 7 AS points;
SELECT mine.customers.points, public.customers.name FROM mine.customers, public.customers WHERE mine.customers.id = public.customers.id;
SELECT customers.points FROM mine.customers, public.customers;
SELECT name, (SELECT customers.city FROM eu.customers WHERE eu.customers.id = public.customers.id) FROM public.customers WHERE customers.name ~ 'Ada' ORDER BY customers.name;
SELECT id, (SELECT count(*) FROM orders WHERE orders.customer_id = eu.customers.id) FROM eu.customers WHERE EXISTS (SELECT FROM public.customers WHERE customers.name ~ 'Ada' AND public.customers.id = eu.customers.id);
