-- What statements take from DynamoDB: \timing under psql's own line, \cost for the session.
\timing on
SELECT song_title, year FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day';
SELECT 1 AS local;
SELECT m.song_title, c.name FROM music m, customers c WHERE m.artist = 'No One You Know' AND c.id = 'c1' ORDER BY 1;
SELECT nope FROM music;
EXPLAIN (COSTS OFF) SELECT artist FROM music WHERE artist = 'x';
\timing off
\cost
