-- The statements a scan can stand in.

-- CTEs: inlined, or one scan for all that is asked of it.
-- expect: Key Condition: artist = 'Acme Band'
EXPLAIN WITH songs AS (SELECT * FROM music) SELECT song_title FROM songs WHERE artist = 'Acme Band';
EXPLAIN WITH songs AS MATERIALIZED (SELECT artist, plays FROM music WHERE genre = 'Rock') SELECT sum(plays) FROM songs WHERE artist = 'Acme Band';
EXPLAIN WITH songs AS (SELECT * FROM music WHERE genre = 'Rock') SELECT a.artist FROM songs a JOIN songs b ON a.artist = b.artist;
EXPLAIN WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT s FROM n JOIN kinds ON id = i;
-- Views.
-- expect: Query on index "by_genre"
EXPLAIN SELECT * FROM rock WHERE year > 2000;
EXPLAIN SELECT * FROM spending WHERE id = 'c1';
-- Arms of a set operation have conditions of their own.
EXPLAIN SELECT song_title FROM music WHERE artist = 'Acme Band' UNION ALL SELECT song_title FROM music WHERE genre = 'Folk';
EXPLAIN SELECT artist FROM music WHERE genre = 'Folk' EXCEPT SELECT artist FROM music WHERE genre = 'Rock';
-- Prepared statements are planned with their values.
PREPARE songs_of (text, int) AS SELECT song_title FROM music WHERE artist = $1 AND year >= $2;
-- expect: artist = 'Acme Band'
EXPLAIN EXECUTE songs_of ('Acme Band', 2000);
EXPLAIN EXECUTE songs_of (NULL, 2000);
-- A query among other statements.
EXPLAIN CREATE TABLE songs AS SELECT song_title FROM music WHERE artist = 'Acme Band';
CREATE TEMP TABLE songs (title text);
EXPLAIN INSERT INTO songs SELECT song_title FROM music WHERE artist = 'Acme Band';
EXPLAIN DELETE FROM songs WHERE title IN (SELECT song_title FROM music WHERE artist = 'Acme Band');
-- Nothing is fetched for what PostgreSQL knows.
-- expect-not: Foreign Scan
EXPLAIN SELECT * FROM music WHERE false;
-- expect-not: Foreign Scan
EXPLAIN SELECT 1;
-- Windows.
EXPLAIN SELECT song_title, rank() OVER (PARTITION BY artist ORDER BY plays DESC) FROM music WHERE artist = 'Acme Band';
