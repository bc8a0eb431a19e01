-- 2. Numbers exactly: 38 digits, 1E-130 to 9.99E+125, -0, trailing zeros; also inside jsonb, raw items and json output.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
CREATE FOREIGN TABLE numbers (
  id text, minus_zero numeric, digits38 numeric, minus38 numeric, tiny numeric, huge numeric, "trailing" numeric,
  exponent numeric, fraction numeric, int8 bigint, item jsonb
) SERVER s OPTIONS (table 'types', raw_item_column 'item');
\x on
SELECT minus_zero, digits38, minus38, tiny, huge, "trailing", exponent, fraction, int8 FROM numbers WHERE id = 'numbers';
-- expect: 12345678901234567890123456789012345678
SELECT item->'digits38' AS digits38, item->'tiny' AS tiny, item->>'huge' AS huge, item->'tenth' AS tenth FROM numbers WHERE id = 'numbers';
\x off
-- A comparison with all 38 digits finds it, one with another last digit does not, and both are asked of DynamoDB.
SELECT id FROM numbers WHERE digits38 = 12345678901234567890123456789012345678;
SELECT id FROM numbers WHERE digits38 = 12345678901234567890123456789012345679;
-- expect: Filter Expression: digits38 = 12345678901234567890123456789012345679
EXPLAIN SELECT id FROM numbers WHERE digits38 = 12345678901234567890123456789012345679;
-- PostgreSQL computes with them.
SELECT digits38 + 1 AS next, tiny * 10 > tiny AS ten_times, huge > 9e125 AS huge FROM numbers WHERE id = 'numbers';
\pset format json
SELECT digits38, minus_zero, "trailing", item->'beyond_int8' AS beyond_int8 FROM numbers WHERE id = 'numbers';
