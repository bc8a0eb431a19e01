-- What DynamoDB can count, and where it can find an extreme.

-- expect: Select: COUNT
-- expect-not: Projection
EXPLAIN SELECT count(*) FROM orders;
-- expect: Select: COUNT
EXPLAIN SELECT count(*) FROM orders WHERE customer_id = 'c1';
-- expect: Select: COUNT
EXPLAIN SELECT count(*) FROM orders WHERE customer_id = 'c1' AND total > 10;
-- Not above a condition that PostgreSQL checks again.
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FROM music WHERE album LIKE 'S_ngs%';
-- expect-not: Select: COUNT
EXPLAIN SELECT count(album) FROM music;
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*), sum(plays) FROM music;
-- expect-not: Select: COUNT
EXPLAIN SELECT genre, count(*) FROM music GROUP BY genre;
-- expect-not: Select: COUNT
EXPLAIN SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id;
-- expect: Select: COUNT
EXPLAIN SELECT (SELECT count(*) FROM orders) + 1 AS n;
-- The first and the last of a partition.
-- expect: Page Size: 1
-- expect-not: Order: descending
EXPLAIN SELECT min(song_title) FROM music WHERE artist = 'Acme Band';
-- expect: Page Size: 1
-- expect: Order: descending
EXPLAIN SELECT max(song_title) FROM music WHERE artist = 'Acme Band';
-- Timestamps with other offsets have another order than their text.
-- expect-not: Page Size
EXPLAIN SELECT max(placed) FROM orders WHERE customer_id = 'c1';
EXPLAIN SELECT min(song_title), max(song_title) FROM music WHERE artist = 'Acme Band';
-- expect-not: Page Size
EXPLAIN SELECT max(plays) FROM music WHERE artist = 'Acme Band';
