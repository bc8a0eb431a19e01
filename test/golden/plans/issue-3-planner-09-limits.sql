-- Planner 9: what passes a limit of DynamoDB's is left to PostgreSQL; nothing fails.
-- A hundred operands of IN: two of them.
-- expect: OR plays IN (
-- expect: filter, exact
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND plays IN (
  101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,
  126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,
  151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,
  176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,
  201,202,203,204,205,206,207,208,209,210);
-- 4 KB of expression: thousands of operands are one condition too long; what is short beside it stays.
SELECT string_agg(n::text, ',') AS numbers FROM generate_series(1, 2000) n \gset
-- expect: Recheck
-- expect: Filter Expression: genre = 'Rock'
\set ECHO none
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND genre = 'Rock' AND plays IN (:numbers);
\set ECHO all
-- Too many columns for a projection: the whole item.
SELECT string_agg(format('a_column_with_a_long_name_%s text', n), ', ') AS columns FROM generate_series(1, 200) n \gset
CREATE FOREIGN TABLE wide (artist text, song_title text, :columns) SERVER shop OPTIONS (table 'music');
-- expect: Query on table "music"
-- expect-not: Projection
\o /dev/null
EXPLAIN SELECT * FROM wide WHERE artist = 'Acme Band';
\o
-- expect: Query on table "music"
-- expect-not: Projection
EXPLAIN SELECT * FROM (SELECT wide.* FROM wide WHERE artist = 'Acme Band') w;
