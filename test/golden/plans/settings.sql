-- What settings and options change in a plan.

SET dynamodb_fdw.pushdown = off;
-- expect: Scan on table "music"
-- expect-not: Filter Expression
EXPLAIN SELECT album FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day' LIMIT 1;
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FROM music;
RESET dynamodb_fdw.pushdown;
SET dynamodb_fdw.consistent_read = on;
-- expect: Consistent Read: true
EXPLAIN SELECT album FROM music WHERE artist = 'Acme Band';
RESET dynamodb_fdw.consistent_read;
SET dynamodb_fdw.segments = 4;
-- expect: Segments: 4
EXPLAIN SELECT album FROM music;
RESET dynamodb_fdw.segments;
CREATE FOREIGN TABLE music8 (artist text, song_title text) SERVER shop OPTIONS (table 'music', segments '8', consistent_read 'true');
-- expect: Segments: 8
-- expect: Consistent Read: true
EXPLAIN SELECT artist FROM music8;
-- A plan of what would be refused is shown all the same.
SET dynamodb_fdw.full_scan = deny;
-- expect: Scan on table "music"
EXPLAIN SELECT artist FROM music;
RESET dynamodb_fdw.full_scan;
-- A column that takes other types has them in its superset.
CREATE FOREIGN TABLE drifted (id numeric, n numeric OPTIONS (coerce 'true')) SERVER shop OPTIONS (table 'kinds');
-- expect: superset
EXPLAIN SELECT id FROM drifted WHERE n = 42;
