-- Planner 6: order and limit.
-- expect: Stops After: 2 items
-- expect: Page Size: 2
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title LIMIT 2;
-- expect: Order: descending
-- expect: Stops After: 2 items
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title DESC LIMIT 2;
-- A partition key with one value sorts nothing.
-- expect: Stops After: 2 items
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY artist DESC, song_title LIMIT 2;
-- OFFSET is read past.
-- expect: Stops After: 7 items
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title LIMIT 2 OFFSET 5;
-- DynamoDB counts before the filter: the page is larger by what the filter is thought to let through, and fills its last block of 4 KB.
-- expect: Page Size: 26
-- expect: Stops After: 2 items
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' AND genre = 'Rock' ORDER BY song_title LIMIT 2;
-- Above a filter that is not exact, the stop is after rows, which PostgreSQL counts.
-- expect: Stops After: 2 rows
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' AND plays > 5 ORDER BY song_title LIMIT 2;
-- Any other order needs all rows.
-- expect-not: Stops After
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY plays LIMIT 2;
-- expect-not: Stops After
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY lower(song_title) LIMIT 2;
-- expect-not: Stops After
EXPLAIN SELECT song_title FROM music ORDER BY song_title LIMIT 2;
-- expect-not: Stops After
EXPLAIN SELECT artist, year FROM music WHERE genre = 'Rock' ORDER BY year LIMIT 2;
-- So do DISTINCT, groups, windows and joins below a LIMIT.
-- expect-not: Stops After
EXPLAIN SELECT DISTINCT genre FROM music WHERE artist = 'Acme Band' LIMIT 1;
-- expect-not: Stops After
EXPLAIN SELECT song_title, rank() OVER (ORDER BY plays) FROM music WHERE artist = 'Acme Band' LIMIT 1;
-- No order: any rows do.
-- expect: Stops After: 4 items
-- expect-not: full Scan
EXPLAIN SELECT * FROM music LIMIT 4;
