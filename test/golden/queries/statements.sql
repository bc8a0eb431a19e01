-- Views, prepared statements, cursors, COPY, tables made of answers, transactions.

SELECT * FROM rock ORDER BY year;
SELECT * FROM spending ORDER BY spent DESC;
SELECT s.name FROM spending s WHERE s.orders > 1;
CREATE VIEW recent AS SELECT * FROM rock WHERE year > 2000;
SELECT * FROM recent;
CREATE MATERIALIZED VIEW snapshot AS SELECT artist, plays FROM music WHERE genre = 'Country' WITH NO DATA;
DROP VIEW recent;
-- Prepared.
PREPARE songs_of (text, int) AS SELECT song_title FROM music WHERE artist = $1 AND year >= $2 ORDER BY 1;
EXECUTE songs_of ('Acme Band', 2000);
EXECUTE songs_of ('No One You Know', 1990);
EXECUTE songs_of (NULL, NULL);
DEALLOCATE songs_of;
EXECUTE songs_of ('Acme Band', 2000);
-- psql's own parameters.
SELECT song_title FROM music WHERE artist = $1 AND plays > $2 ORDER BY 1 \bind 'Acme Band' 50 \g
\set who '''Acme Band'''
SELECT count(*) FROM music WHERE artist = :who;
SELECT song_title AS title FROM music WHERE artist = 'Acme Band' AND year = 2020 \gset
\echo :title
-- Tables made of answers.
CREATE TEMP TABLE songs AS SELECT song_title, plays FROM music WHERE artist = 'Acme Band';
SELECT * FROM songs ORDER BY 1;
INSERT INTO songs SELECT song_title, plays FROM music WHERE genre = 'Folk' RETURNING *;
UPDATE songs SET plays = 0 WHERE song_title IN (SELECT song_title FROM music WHERE genre = 'Rock');
SELECT * FROM songs ORDER BY 1;
SELECT song_title INTO TEMP TABLE titles FROM music WHERE artist = 'Acme Band';
SELECT count(*) FROM titles;
COPY (SELECT song_title, plays FROM music WHERE artist = 'Acme Band' ORDER BY 1) TO STDOUT (FORMAT csv, HEADER);
COPY music TO STDOUT;
-- Transactions.
BEGIN;
SELECT count(*) FROM customers;
CREATE FOREIGN TABLE gone (id text) SERVER shop OPTIONS (table 'customers');
SELECT id FROM gone WHERE id = 'c1';
SAVEPOINT here;
SELECT nothing FROM customers;
SELECT count(*) FROM customers;
ROLLBACK TO here;
SELECT name FROM customers WHERE id = 'c2';
ROLLBACK;
SELECT id FROM gone;
BEGIN;
DECLARE songs_cursor CURSOR FOR SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title;
FETCH 2 FROM songs_cursor;
FETCH ALL FROM songs_cursor;
COMMIT;
-- Two statements in one line, two in one request.
SELECT count(*) FROM customers; SELECT count(*) FROM orders;
SELECT count(*) FROM customers\; SELECT count(*) FROM orders;
SET search_path = pg_catalog;
SELECT count(*) FROM public.customers;
SELECT count(*) FROM customers;
RESET search_path;
DO $$ BEGIN PERFORM count(*) FROM customers; END $$;
