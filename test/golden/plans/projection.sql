-- Only what a query looks at is asked for, the keys always.

-- expect: Projection: customer_id, placed, total
EXPLAIN SELECT total FROM orders;
-- expect: Projection: artist, song_title, genre, plays
EXPLAIN SELECT genre, sum(plays) FROM music GROUP BY genre;
-- Columns of WHERE, too: PostgreSQL checks again what only it can.
-- expect: album
EXPLAIN SELECT artist FROM music WHERE md5(album) = 'x';
-- expect-not: Projection
EXPLAIN SELECT item FROM kinds;
EXPLAIN SELECT * FROM music WHERE artist = 'Acme Band';
EXPLAIN SELECT m FROM music m WHERE artist = 'Acme Band';
-- A part of a document.
EXPLAIN SELECT city FROM customers;
EXPLAIN SELECT city, address FROM customers;
-- Names that DynamoDB reserves, and names with dashes.
-- expect: Projection: PK, SK, Name, "e-mail"
EXPLAIN SELECT name, email FROM event_log;
EXPLAIN SELECT year FROM music;
-- No column at all.
EXPLAIN SELECT 1 FROM orders;
EXPLAIN SELECT s.artist FROM (SELECT * FROM music) s WHERE s.year > 2000;
