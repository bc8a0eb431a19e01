-- 5. The raw item: fetched only when asked for, its paths pushed down; and the typed form.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
CREATE FOREIGN TABLE things (id text, item jsonb) SERVER s OPTIONS (table 'types', raw_item_column 'item');
-- expect-not: everything
EXPLAIN SELECT id FROM things;
EXPLAIN SELECT item FROM things WHERE id = 'others';
SELECT item FROM things WHERE id = 'others';
EXPLAIN SELECT id FROM things WHERE item->'nested'->'aa'->2->>'deep' = 'x';
SELECT id FROM things WHERE item->'nested'->'aa'->2->>'deep' = 'x';
SELECT id FROM things WHERE item->>'yes' = 'true';
SELECT id FROM things WHERE item->>'trailing' = '1.5';
SELECT id FROM things WHERE item ? 'nothing';
SELECT id FROM things WHERE item @> '{"no": false}';
SELECT id FROM things WHERE item #>> '{m,missing}' IS NULL AND item ? 'm';
-- jsonpath: in the lax mode it looks into lists and sets too, so those are kept.
-- expect: Filter Expression: yes = true
EXPLAIN SELECT id FROM things WHERE item @@ '$.yes == true';
SELECT id FROM things WHERE item @@ '$.yes == true';
-- expect: Filter Expression
EXPLAIN SELECT id FROM things WHERE item @? '$.nested.aa[*] ? (@.deep == "x")';
SELECT id FROM things WHERE item @? '$.nested.aa[*] ? (@.deep == "x")';
SELECT id FROM things WHERE item @@ '$.ints == 2';
SELECT id FROM things WHERE item @@ '$.ss == "a"' OR jsonb_path_exists(item, '$.texts ? (@ == "a,b")') ORDER BY id;
-- expect: Local
EXPLAIN SELECT id FROM things WHERE item @? '$.n.double() ? (@ > 1)';
-- A cast that fails is an error: no value that it might refuse is left out.
-- expect: Filter Expression: attribute_exists(
EXPLAIN SELECT id FROM things WHERE (item->>'fraction')::int = 5;
SELECT id FROM things WHERE (item->>'fraction')::int = 5;
SELECT id FROM things WHERE (item->>'exponent')::int = 12000;
-- expect: Filter Expression: n = 0
EXPLAIN SELECT id FROM things WHERE item->'n' = '0' AND (item->>'n')::numeric < 1;
SELECT id FROM things WHERE item->'n' = '0' AND (item->>'n')::numeric < 1;
-- format 'dynamodb' shows the types that jsonb cannot tell: a set from a list, a number from a string.
CREATE FOREIGN TABLE typed (
  id text, ss jsonb, typed_ss jsonb OPTIONS (attribute 'ss', format 'dynamodb'), item jsonb OPTIONS (format 'dynamodb')
) SERVER s OPTIONS (table 'types', raw_item_column 'item');
SELECT ss, typed_ss FROM typed WHERE id = 'sets';
SELECT item->'nested' AS nested FROM typed WHERE id = 'others';
SELECT id, key, value FROM typed, jsonb_each(item) WHERE value ? 'NS' OR value ? 'BS' ORDER BY id, key;
-- Its text is PostgreSQL's to look at.
-- expect: Filter
EXPLAIN SELECT id FROM typed WHERE item->'yes'->>'BOOL' = 'true';
SELECT id FROM typed WHERE item->'yes'->>'BOOL' = 'true';
