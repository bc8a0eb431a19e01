-- Planner 5: aggregates.
-- count(*) above an exact filter: only numbers come.
-- expect: Select: COUNT
-- expect-not: Projection
EXPLAIN SELECT count(*) FROM music;
-- expect: Select: COUNT
-- expect-not: Projection
EXPLAIN SELECT count(*) FROM music WHERE artist = 'Acme Band';
-- expect: Select: COUNT
-- expect-not: Projection
EXPLAIN SELECT count(*) FROM music WHERE artist = 'Acme Band' AND genre = 'Rock';
-- expect: Select: COUNT
-- expect-not: Projection
EXPLAIN SELECT count(*) + 1 AS more FROM music WHERE genre = 'Rock' AND year > 2000;
-- Above one that is not, rows are counted.
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FROM music WHERE artist = 'Acme Band' AND plays > 5;
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FROM music WHERE artist = 'Acme Band' AND lower(genre) = 'rock';
-- expect-not: Select: COUNT
EXPLAIN SELECT count(rating) FROM music WHERE artist = 'Acme Band';
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FILTER (WHERE genre = 'Rock') FROM music WHERE artist = 'Acme Band';
-- expect-not: Select: COUNT
EXPLAIN SELECT genre, count(*) FROM music WHERE artist = 'Acme Band' GROUP BY genre;
-- min and max of the sort key: one item from its end.
-- expect: Stops After: 1 item
-- expect: Page Size: 1
EXPLAIN SELECT min(song_title) FROM music WHERE artist = 'Acme Band';
-- expect: Order: descending
-- expect: Stops After: 1 item
EXPLAIN SELECT max(song_title) FROM music WHERE artist = 'Acme Band';
-- expect: Order: descending
-- expect: Stops After: 1 item
EXPLAIN SELECT min(song_title), max(song_title) FROM music WHERE artist = 'Acme Band' AND song_title < 'P';
-- They leave NULLs out, so that a sparse index on the column misses nothing.
-- expect: Query on index "by_total"
-- expect: Stops After: 1 item
EXPLAIN SELECT max(total) FROM orders WHERE customer_id = 'c1';
-- Of anything else, all rows.
-- expect-not: Stops After
EXPLAIN SELECT max(plays) FROM music WHERE artist = 'Acme Band';
-- expect-not: Stops After
EXPLAIN SELECT max(song_title), count(*) FROM music WHERE artist = 'Acme Band';
-- EXISTS that stands alone: the first item.
-- expect: Stops After: 1 item
EXPLAIN SELECT EXISTS (SELECT 1 FROM music WHERE artist = 'Acme Band');
-- Groups and sums read their columns alone.
-- expect: Projection: artist, song_title, genre, plays
EXPLAIN SELECT genre, sum(plays), avg(plays) FROM music GROUP BY genre;
