-- What statements take from DynamoDB: \timing under psql's own line, \cost for the session.
\timing on
-- expect: DynamoDB: 1 request, 0.5 read units
SELECT song_title, year FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day';
-- expect-not: DynamoDB:
SELECT 1 AS local;
-- expect: DynamoDB: 2 requests
SELECT m.song_title, c.name FROM music m, customers c WHERE m.artist = 'No One You Know' AND c.id = 'c1' ORDER BY 1;
-- expect: ERROR:  column "nope" does not exist
SELECT nope FROM music;
-- expect-not: DynamoDB:
EXPLAIN (COSTS OFF) SELECT artist FROM music WHERE artist = 'x';
\timing off
\cost
