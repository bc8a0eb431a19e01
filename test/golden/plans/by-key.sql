-- Whole keys: one item by GetItem, many by BatchGetItem.

-- expect: GetItem on table "music"
-- expect: Key: (artist = 'Acme Band', song_title = 'Happy Day')
-- expect-not: Filter Expression
EXPLAIN SELECT album FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day';
-- A table with a partition key alone.
-- expect: GetItem on table "kinds"
EXPLAIN SELECT * FROM kinds WHERE id = 1.0;
-- GetItem takes no filter: the rest is checked after.
-- expect: GetItem on table "music"
-- expect: Recheck
EXPLAIN SELECT album FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day' AND year > 2000;
-- expect: BatchGetItem on table "kinds"
EXPLAIN SELECT s FROM kinds WHERE id IN (3, 1, 2, 1.0);
-- expect: BatchGetItem on table "music"
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title IN ('Happy Day', 'Hold On');
-- expect: BatchGetItem on table "music"
EXPLAIN SELECT plays FROM music WHERE (artist, song_title) IN (('Acme Band', 'Happy Day'), ('No One You Know', 'My Dog Spot'));
-- expect: BatchGetItem on table "kinds"
EXPLAIN SELECT s FROM kinds WHERE id = ANY ('{1,2}');
-- expect: BatchGetItem on table "kinds"
EXPLAIN SELECT s FROM kinds WHERE id = 1 OR id = 2;
-- More than 100 keys are more than one request.
-- expect: 2 requests
EXPLAIN SELECT s FROM kinds WHERE id IN (
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68,
  69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101);
-- Keys that cannot be: nothing is asked for.
-- expect-not: Foreign Scan
EXPLAIN SELECT * FROM music WHERE artist = 'Acme Band' AND artist = 'No One You Know';
-- expect: no request
EXPLAIN SELECT * FROM kinds WHERE id > 5 AND id < 5;
-- expect-not: Foreign Scan
EXPLAIN SELECT * FROM music WHERE artist = NULL;
-- DynamoDB's numbers have 38 digits; no item has this key.
-- expect: no request
EXPLAIN SELECT * FROM kinds WHERE id = 1234567890123456789012345678901234567890.5;
-- Values that look like syntax.
-- expect: Key: (artist = 'O''Brien "#p1" :v', song_title = '; DROP')
EXPLAIN SELECT plays FROM music WHERE artist = 'O''Brien "#p1" :v' AND song_title = '; DROP';
