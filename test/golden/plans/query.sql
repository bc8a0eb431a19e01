-- One partition by Query, and every condition its sort key can have.

-- expect: Query on table "music"
-- expect: Key Condition: artist = 'Acme Band'
-- expect-not: Filter Expression
EXPLAIN SELECT song_title, plays FROM music WHERE artist = 'Acme Band';
-- expect: Key Condition: artist = 'Acme Band' AND song_title < 'H'
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title < 'H';
-- expect: Key Condition: artist = 'Acme Band' AND song_title <= 'H'
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title <= 'H';
-- expect: Key Condition: artist = 'Acme Band' AND song_title > 'H'
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND 'H' < song_title;
-- expect: Key Condition: artist = 'Acme Band' AND song_title >= 'H'
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title >= 'H';
-- expect: Key Condition: artist = 'Acme Band' AND song_title BETWEEN 'A' AND 'H'
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title BETWEEN 'A' AND 'H';
-- expect: begins_with(song_title, 'Ha')
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title LIKE 'Ha%';
-- expect: begins_with(song_title, 'Ha')
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title ^@ 'Ha';
-- expect: begins_with(song_title, 'Ha')
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND starts_with(song_title, 'Ha');
-- The pattern says more than its beginning.
-- expect: begins_with(song_title, 'Ha')
-- expect: superset
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title LIKE 'Ha%y';
-- Several conditions on the sort key are folded into the one that a Query takes.
-- expect: Key Condition: artist = 'Acme Band' AND song_title BETWEEN 'C' AND 'H'
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title >= 'A' AND song_title >= 'C' AND song_title <= 'H' AND song_title <= 'Z';
-- A sort key may not stand in the filter: what is left of the range is checked after.
-- expect: BETWEEN 'A' AND 'H'
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title > 'A' AND song_title < 'H';
-- expect: Key Condition: artist = 'Acme Band'
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title <> 'Hold On';
-- Two ranges are two Queries, or one with what lies between.
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND (song_title < 'B' OR song_title >= 'X');
-- Other columns go into the filter.
-- expect: Key Condition: artist = 'Acme Band' AND song_title >= 'H'
-- expect: Filter Expression:
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title >= 'H' AND plays > 100;
-- One Query for each partition key.
-- expect: 2 requests
EXPLAIN SELECT song_title FROM music WHERE artist IN ('Acme Band', 'No One You Know', 'Acme Band');
-- Sort keys that are timestamps, stored as ISO 8601: dates decide the range, PostgreSQL the rest.
-- expect: superset
EXPLAIN SELECT total FROM orders WHERE customer_id = 'c1' AND placed >= '2024-02-01' AND placed < '2024-03-01';
-- A stable expression is evaluated once, before any request.
-- expect: Key Condition: customer_id = 'c1'
EXPLAIN SELECT total FROM orders WHERE customer_id = lower('C' || '1');
