-- EXPLAIN ANALYZE: what was read, beside what was expected.
-- emulator: dynalite

-- expect: Actual: 1 request,
EXPLAIN ANALYZE SELECT song_title FROM music WHERE artist = 'Acme Band';
EXPLAIN ANALYZE SELECT count(*) FROM orders;
EXPLAIN (ANALYZE, VERBOSE) SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.country = 'IE';
EXPLAIN ANALYZE SELECT * FROM music LIMIT 1;
EXPLAIN ANALYZE SELECT * FROM music WHERE artist = 'Acme Band' AND song_title > 'Z' AND song_title < 'A';
EXPLAIN (ANALYZE, TIMING OFF) SELECT song_title FROM music WHERE artist = 'Acme Band';
EXPLAIN (ANALYZE, SUMMARY OFF, TIMING) SELECT song_title FROM music WHERE artist = 'Acme Band';
