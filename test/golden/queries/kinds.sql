-- Every kind of value, and what reads as NULL.

\x on
SELECT * FROM kinds WHERE id = 1;
SELECT id, s, n, b, yes, m, l, nil FROM kinds WHERE id = 2;
\x off
-- Drifted values read as NULL, with a word about it.
-- expect: WARNING
SELECT id, s, n, yes FROM kinds ORDER BY id;
SELECT id FROM kinds WHERE s IS NULL ORDER BY id;
SELECT id FROM kinds WHERE s IS NOT NULL ORDER BY id;
SELECT id FROM kinds WHERE n > 0 ORDER BY id;
SELECT id FROM kinds WHERE n = 12345678901234567890.123456789;
SELECT id FROM kinds WHERE yes IS NOT TRUE ORDER BY id;
SELECT id FROM kinds WHERE b = '\x00ff10';
SELECT id FROM kinds WHERE 'a' = ANY (ss);
SELECT id FROM kinds WHERE ns @> '{9}';
SELECT id, item ->> 's' AS s, item -> 'n' AS n FROM kinds ORDER BY id;
SELECT id FROM kinds WHERE item ->> 's' = '42';
SELECT id FROM kinds WHERE item ? 'ss';
SELECT id, jsonb_typeof(item -> 'yes') FROM kinds WHERE item ? 'yes' ORDER BY 1;
SET dynamodb_fdw.on_type_mismatch = error;
-- expect: ERROR
SELECT id, s FROM kinds ORDER BY id;
RESET dynamodb_fdw.on_type_mismatch;
-- The option coerce reads them after all.
CREATE FOREIGN TABLE drifted (id numeric, s text OPTIONS (coerce 'true'), yes text OPTIONS (coerce 'true')) SERVER shop OPTIONS (table 'kinds');
SELECT * FROM drifted ORDER BY id;
SELECT id FROM drifted WHERE s = '42';
-- The same with other types over the same attributes.
CREATE FOREIGN TABLE narrow (id int, n int, s varchar(3)) SERVER shop OPTIONS (table 'kinds');
SELECT * FROM narrow WHERE id = 1;
SELECT count(*) FROM narrow WHERE n = 12345678901234567890;
-- JSON and CSV.
\pset format csv
SELECT id, s, ss, m FROM kinds WHERE id IN (1, 5) ORDER BY id;
\pset format unaligned
SELECT id, s, b FROM kinds WHERE id = 5;
