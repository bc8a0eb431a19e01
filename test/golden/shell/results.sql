-- Where results go: variables, statements, grids, files, with rows that come from DynamoDB.
SELECT artist, count(*) AS songs FROM music WHERE artist = 'Acme Band' GROUP BY artist \gset found_
\echo :found_artist has :found_songs
SELECT song_title FROM music WHERE artist = 'nobody' \gset
SELECT song_title FROM music WHERE artist = 'Acme Band' \gset
SELECT format('SELECT year FROM music WHERE artist = %L AND song_title = %L', artist, song_title) FROM music WHERE artist = 'Acme Band' ORDER BY song_title \gexec
SELECT artist, genre, count(*) FROM music GROUP BY 1, 2 ORDER BY 1, 2 \crosstabview
SELECT artist, year, tags, label FROM music WHERE false \gdesc
SELECT song_title, year FROM music WHERE artist = 'Acme Band' AND year < 2000 \gx
SELECT song_title FROM music WHERE artist = $1 AND year > $2 ORDER BY year \bind 'Acme Band' 2000 \g
SELECT song_title FROM music WHERE artist = $1 AND year > $2 \bind 'Acme Band' many \g
\set FETCH_COUNT 2
SELECT artist, song_title FROM music ORDER BY 1, 2 LIMIT 5;
\unset FETCH_COUNT
\pset format csv
SELECT artist, song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title \g |sort -r
\pset format aligned
\copy (SELECT artist, year, label FROM music WHERE artist = 'Acme Band' ORDER BY year) to stdout with (format csv, header)
\copy (SELECT artist, song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title) to program 'tr a-z A-Z'
CREATE TABLE kept (artist text, year int);
\copy kept from program 'printf "Acme\\t1999\\nOther\\t\\\\N\\n"'
\copy kept from stdin with (format csv)
Third,2001
\.
INSERT INTO kept SELECT artist, year FROM music WHERE artist = 'Acme Band';
SELECT * FROM kept ORDER BY 1, 2;
\copy kept from 'missing.csv'
\copy kept to '/no/such/folder/file'
\copy (SELECT nope FROM music) to stdout
BEGIN;
DECLARE c CURSOR FOR SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title;
FETCH 2 FROM c;
FETCH 2 FROM c;
COMMIT;
PREPARE by_artist (text) AS SELECT song_title FROM music WHERE artist = $1 ORDER BY 1;
EXECUTE by_artist('No One You Know');
SELECT 1 AS one\; SELECT count(*) FROM music WHERE artist = 'Acme Band';
\copy kept from program 'echo Fourth; exit 3'
\copy (SELECT 1) to program 'cat > /dev/null; exit 4'
LISTEN news;
NOTIFY news, 'Acme';
BEGIN; NOTIFY news; SELECT 1 AS before_it; COMMIT;
UNLISTEN *;
NOTIFY news;
