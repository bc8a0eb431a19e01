-- LIMIT and ORDER BY stop a fetch early where what comes is exactly what is wanted, in the order it is wanted.

-- expect: Stops After: 3 items
EXPLAIN SELECT * FROM music LIMIT 3;
-- expect: Stops After: 5 items
EXPLAIN SELECT * FROM music LIMIT 3 OFFSET 2;
-- expect: Stops After: 3 items
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' LIMIT 3;
-- DynamoDB counts before it filters: pages are larger, the stop is the same.
-- expect: Stops After: 3 rows
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' AND plays > 10 LIMIT 3;
-- Above a condition that PostgreSQL checks again, its rows are counted.
-- expect: Stops After: 3 rows
EXPLAIN SELECT song_title FROM music WHERE album LIKE 'S_ngs%' LIMIT 3;
-- The order of the sort key, and against it.
-- expect: Stops After: 1 item
-- expect-not: Order: descending
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title LIMIT 1;
-- expect: Order: descending
-- expect: Stops After: 1 item
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title DESC LIMIT 1;
-- expect: Order: descending
-- expect: Stops After: 2 items
EXPLAIN SELECT song_title, year FROM music WHERE genre = 'Rock' AND year IS NOT NULL ORDER BY year DESC LIMIT 2;
-- Partitions are merged.
-- expect: Merged by: song_title
EXPLAIN SELECT song_title FROM music WHERE artist IN ('Acme Band', 'No One You Know') ORDER BY song_title LIMIT 2;
-- Another order needs every row.
-- expect-not: Stops After
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY plays LIMIT 1;
-- expect-not: Stops After
EXPLAIN SELECT DISTINCT genre FROM music LIMIT 1;
-- expect-not: Stops After
EXPLAIN SELECT genre, count(*) FROM music GROUP BY genre LIMIT 1;
-- expect-not: Stops After
EXPLAIN SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id LIMIT 1;
-- expect-not: Stops After
EXPLAIN SELECT row_number() OVER (ORDER BY plays) FROM music LIMIT 1;
EXPLAIN SELECT * FROM (SELECT * FROM music LIMIT 2) s;
EXPLAIN SELECT * FROM music LIMIT 0;
EXPLAIN SELECT * FROM music LIMIT ALL;
EXPLAIN SELECT * FROM music FETCH FIRST 2 ROWS ONLY;
