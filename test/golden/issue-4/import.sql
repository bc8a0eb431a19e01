-- 6. Import: indexes noted, what may not be read skipped and named, refresh.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
-- expect: WARNING:  skipped 2 tables that may not be read: "payroll", "salaries"
-- expect: indexes by_total (customer, total), by_status (status, placed)
IMPORT FOREIGN SCHEMA public EXCEPT (drift, types) FROM SERVER s INTO public;
\det
-- Named, it is an error.
IMPORT FOREIGN SCHEMA public LIMIT TO (salaries) FROM SERVER s INTO public;
-- expect: HINT:  To bring foreign tables that are there already up to date
IMPORT FOREIGN SCHEMA public LIMIT TO (orders) FROM SERVER s INTO public;
-- A refresh adds what is missing and changes what does not fit; a column declared in another way stays.
DROP FOREIGN TABLE orders;
CREATE FOREIGN TABLE orders (customer text, placed date, total int, discount int) SERVER s;
-- expect: added column "coupon" text
-- expect: changed column "total" from integer to numeric
-- expect-not: placed
IMPORT FOREIGN SCHEMA public LIMIT TO (orders) FROM SERVER s INTO public OPTIONS (refresh 'true', raw_item_column 'item');
\d orders
IMPORT FOREIGN SCHEMA public LIMIT TO (orders) FROM SERVER s INTO public OPTIONS (refresh 'true');
SELECT placed, total, coupon, item->>'status' AS status FROM orders ORDER BY placed;
