-- 4. Names: dots, dashes, spaces, upper case, reserved words, 255 bytes, emoji, a-b beside a_b; paths; PostgreSQL's 63 bytes.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
IMPORT FOREIGN SCHEMA public LIMIT TO (types) FROM SERVER s INTO public;
\x on
SELECT "a-b", a_b, "a.b", "a b", "Upper", "UPPER", "select", "order", """quoted""", "😀", "1st", "x[0]", " ", ctid_1,
  nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
FROM types WHERE id = 'names';
\x off
SELECT attname, attfdwoptions FROM pg_attribute WHERE attrelid = 'types'::regclass AND attfdwoptions IS NOT NULL;
-- Each is asked for by its own name.
SELECT id FROM types WHERE "a-b" = 1 AND a_b = 2 AND "a.b" = 3 AND "😀" = 11 AND "select" = 8;
-- The option attribute is a name or a path; a name that looks like a path stands in double quotes.
CREATE FOREIGN TABLE paths (
  id text,
  dotted int OPTIONS (attribute '"a.b"'),
  nested int OPTIONS (attribute 'a.b'),
  bracketed int OPTIONS (attribute '"x[0]"'),
  second int OPTIONS (attribute 'ints[1]'),
  deep text OPTIONS (attribute 'nested.aa[2].deep')
) SERVER s OPTIONS (table 'types');
SELECT * FROM paths WHERE id IN ('names', 'arrays', 'others') ORDER BY id;
-- expect: a.b
EXPLAIN SELECT id FROM paths WHERE nested = 5 AND second IS NULL;
SELECT id FROM paths WHERE nested = 5;
SELECT id FROM paths WHERE deep = 'x';
-- Tables: what is too long for a name is cut, and the option table has it whole.
IMPORT FOREIGN SCHEMA public EXCEPT (types, drift, payroll, salaries, orders) FROM SERVER s INTO public;
SELECT ftrelid::regclass, ftoptions FROM pg_foreign_table WHERE ftrelid::regclass::text ~ 'audit|Stock' ORDER BY 1;
SELECT * FROM "Stock.Level-2024";
