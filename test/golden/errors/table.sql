-- Tables that are not there, or not as they are declared.

-- expect: HINT
SELECT * FROM missing;
-- expect: ERROR
SELECT * FROM unlike;
-- expect: ERROR
EXPLAIN SELECT * FROM missing WHERE id = 'x';
-- expect: ERROR
SELECT * FROM number_key;
-- expect: ERROR
SELECT * FROM text_key;
-- A table without a column for its key can be read, for what it has.
-- expect-not: ERROR
SELECT genre, plays FROM no_key ORDER BY plays LIMIT 1;
-- expect: HINT
SELECT * FROM no_index;
-- expect: HINT
SELECT * FROM consistent_index;
-- expect: HINT
SELECT * FROM strict;
SELECT * FROM no_raw ORDER BY id;
SELECT * FROM text_raw ORDER BY id;
SELECT nothing FROM music;
SELECT * FROM nothing;
SELECT * FROM music WHERE year = 'x';
SELECT * FROM music WHERE artist = 1;
SELECT 1/0 FROM music;
SELECT artist FROM music GROUP BY genre;
