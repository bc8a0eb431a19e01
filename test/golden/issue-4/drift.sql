-- 3. Drift: values that do not fit, what they are told as, what reads them; ANALYZE; what IMPORT chose.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
CREATE FOREIGN TABLE customer (
  pk text OPTIONS (attribute 'PK'), sk text OPTIONS (attribute 'SK'), v int, name text, age int, active boolean
) SERVER s OPTIONS (table 'drift');
-- One WARNING for each column: how many, which types, one key, and the ALTER.
-- expect: HINT:  To read them, use ALTER FOREIGN TABLE customer ALTER COLUMN age TYPE jsonb
SELECT v, name, age, active FROM customer WHERE sk = 'PROFILE' ORDER BY pk;
-- coerce reads what PostgreSQL's input function takes: N 31 and S "32".
ALTER FOREIGN TABLE customer ALTER COLUMN age OPTIONS (ADD coerce 'true'), ALTER COLUMN active TYPE jsonb;
-- expect: "thirty"
SELECT v, name, age, active FROM customer WHERE sk = 'PROFILE' ORDER BY pk;
-- The pushed condition keeps the other types, and PostgreSQL looks again.
EXPLAIN SELECT name FROM customer WHERE age = 32;
SELECT name, age FROM customer WHERE age = 32;
-- on_type_mismatch 'error' names the key.
ALTER FOREIGN TABLE customer OPTIONS (ADD on_type_mismatch 'error');
ALTER FOREIGN TABLE customer ALTER COLUMN age OPTIONS (DROP coerce);
-- expect: DETAIL:  The item's key is
SELECT name, age FROM customer WHERE sk = 'PROFILE';
-- ANALYZE samples the table and lists what has no column.
ANALYZE customer;
-- expect: INFO:  "customer": column "age"
ANALYZE VERBOSE customer (age, active);
-- What it saw is kept: \d+ shows it beside the columns, and what no column reads.
-- expect: "age": S 57.1 % (does not fit)
-- expect: Attributes without a column:
\d+ customer
-- IMPORT takes the widest type that holds all that it saw, and says so.
-- expect: imported as jsonb
IMPORT FOREIGN SCHEMA public LIMIT TO (drift) FROM SERVER s INTO public;
SELECT total, jsonb_typeof(total) AS type, count(*) FROM drift WHERE entity = 'order' GROUP BY total ORDER BY total;
