-- Queries on secondary indexes.

-- expect: Query on index "by_genre" of table "music"
-- expect: Key Condition: genre = 'Rock'
EXPLAIN SELECT artist, song_title FROM music WHERE genre = 'Rock' AND year IS NOT NULL;
-- A song without a year is not in the index, so it cannot answer this.
-- expect: full Scan on table "music"
EXPLAIN SELECT artist, song_title FROM music WHERE genre = 'Rock';
-- expect: Key Condition: genre = 'Rock' AND year >= 2000
EXPLAIN SELECT artist, song_title FROM music WHERE genre = 'Rock' AND year >= 2000;
-- expect: Key Condition: genre = 'Rock' AND year BETWEEN 1990 AND 1999
EXPLAIN SELECT artist, song_title FROM music WHERE genre = 'Rock' AND year BETWEEN 1990 AND 1999;
-- Keys of an index are not unique: never GetItem.
-- expect: Query on index "by_genre"
-- expect-not: GetItem
EXPLAIN SELECT artist, song_title FROM music WHERE genre = 'Rock' AND year = 2020;
-- expect: 2 requests
EXPLAIN SELECT artist, song_title FROM music WHERE genre IN ('Rock', 'Folk') AND year > 2000;
-- The local index has the range, the table only the partition.
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' AND year = 2015;
-- The index holds songs that have a year. This asks for all of a genre: those without one would be missing.
-- expect-not: index "by_year"
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band';
-- A range condition says that the attribute is there.
EXPLAIN SELECT customer_id, placed FROM orders WHERE status = 'PAID';
-- The index does not have the column that is asked for.
EXPLAIN SELECT total FROM orders WHERE status = 'PAID' AND placed >= '2024-02-01';
-- expect: Query on index "by_country"
EXPLAIN SELECT name FROM customers WHERE country = 'IE';
EXPLAIN SELECT name, city FROM customers WHERE country = 'IE';
-- A global index has no consistent reads.
SET dynamodb_fdw.consistent_read = on;
-- expect-not: on index "by_genre"
-- expect: Consistent Read: true
EXPLAIN SELECT artist FROM music WHERE genre = 'Rock' AND year = 2020;
RESET dynamodb_fdw.consistent_read;
-- The table's option names the index to read from.
CREATE FOREIGN TABLE rock_years (artist text, song_title text, genre text, year int) SERVER shop OPTIONS (table 'music', index 'by_genre');
-- expect: Scan on index "by_genre"
EXPLAIN SELECT artist FROM rock_years;
-- expect: Query on index "by_genre"
EXPLAIN SELECT artist FROM rock_years WHERE genre = 'Rock' AND artist = 'Acme Band';
