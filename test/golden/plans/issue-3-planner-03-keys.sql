-- Planner 3: IN lists and OR of keys.
-- Full keys: one BatchGetItem, duplicates removed.
-- expect: BatchGetItem on table "customers"
-- expect: Estimate: 1 request, 2 items
EXPLAIN SELECT name FROM customers WHERE id IN ('c1', 'c2', 'c1');
-- expect: BatchGetItem on table "customers"
-- expect: Estimate: 1 request, 2 items
EXPLAIN SELECT name FROM customers WHERE id = 'c1' OR id = 'c2';
-- expect: BatchGetItem on table "customers"
-- expect: Estimate: 1 request, 2 items
EXPLAIN SELECT name FROM customers WHERE id = ANY ('{c1,c2}');
-- A hundred a request.
SELECT array_agg('c' || n) AS ids FROM generate_series(1, 150) n \gset
-- expect: BatchGetItem on table "customers" (2 requests)
EXPLAIN SELECT name FROM customers WHERE id = ANY (:'ids');
-- Rows of keys, and several sort keys of one partition.
-- expect: BatchGetItem on table "music"
-- expect-not: Scan on table
EXPLAIN SELECT plays FROM music WHERE (artist, song_title) IN (('Acme Band', 'Hold On'), ('No One You Know', 'My Dog Spot'));
-- expect: BatchGetItem on table "music"
-- expect-not: Scan on table
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title IN ('Hold On', 'Happy Day');
-- Partition keys: a Query each.
-- expect: Query on table "music" (2 requests)
-- expect-not: Scan on table
EXPLAIN SELECT plays FROM music WHERE artist IN ('Acme Band', 'No One You Know');
-- expect: Query on table "music" (2 requests)
-- expect-not: Scan on table
EXPLAIN SELECT plays FROM music WHERE (artist = 'Acme Band' AND song_title > 'H') OR artist = 'No One You Know';
-- In order, they are merged, and stop at LIMIT.
-- expect: Merged by: song_title
-- expect: Stops After: 3 items
-- expect: Page Size: 3
EXPLAIN SELECT artist, song_title FROM music WHERE artist IN ('Acme Band', 'No One You Know') ORDER BY song_title LIMIT 3;
-- expect: Merged by: song_title descending
EXPLAIN SELECT artist, song_title FROM music WHERE artist IN ('Acme Band', 'No One You Know') ORDER BY song_title DESC LIMIT 3;
-- Ranges of one partition that overlap are one.
-- expect-not: requests)
-- expect: Query on table "music"
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND (song_title < 'M' OR song_title BETWEEN 'H' AND 'P');
-- Arms of an OR that speak of keys of different places: a union, each arm by what is cheapest for it.
-- expect: union of 2 access paths, each item once
-- expect: Query on table "orders"
-- expect: Query on index "by_status"
-- expect: key condition, exact
-- expect-not: Scan on table
EXPLAIN SELECT placed FROM orders WHERE customer_id = 'c1' OR status = 'NEW';
-- An arm that needs a Scan makes all of it one; by_genre leaves out songs without a year.
-- expect: full Scan on table "orders"
-- expect-not: union
EXPLAIN SELECT placed FROM orders WHERE customer_id = 'c1' OR total = 5;
-- expect: full Scan on table "music"
-- expect-not: union
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' OR genre = 'Rock';
-- Sort keys that are neighbouring whole numbers: one range of them.
-- expect: year BETWEEN 2019 AND 2021
-- expect: Recheck: music.year = ANY ('{2019,2021,2020}'::integer[]): Query cannot say it here
EXPLAIN SELECT song_title FROM music WHERE genre = 'Rock' AND year IN (2019, 2021, 2020);
