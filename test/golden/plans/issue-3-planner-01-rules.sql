-- Planner 1: every rule of the design's pushdown table, each qualifier with its verdict and the reason.
-- Full key: GetItem; what is left is checked after.
-- expect: GetItem on table "music"
-- expect-not: Scan on table
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title = 'Hold On' AND plays > 5;
-- Sort key: = < <= > >= BETWEEN are the key condition.
-- expect: key condition, exact
-- expect-not: Scan on table
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title < 'H';
-- expect: key condition, exact
-- expect-not: Scan on table
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title <= 'H';
-- expect: key condition, exact
-- expect-not: Scan on table
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title > 'H';
-- expect: key condition, exact
-- expect-not: Scan on table
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title >= 'H';
-- expect: key condition, exact
-- expect-not: Scan on table
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title BETWEEN 'H' AND 'P';
-- Prefixes, in each of their forms.
-- expect: begins_with(song_title, 'Ha')
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title LIKE 'Ha%';
-- expect: begins_with(song_title, 'Ha')
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title ^@ 'Ha';
-- expect: begins_with(song_title, 'Ha')
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND starts_with(song_title, 'Ha');
-- One condition a key: a half-open range becomes the BETWEEN that covers it, and is checked again.
-- expect: song_title BETWEEN 'A' AND 'M'
-- expect: Recheck: music.song_title < 'M'::text
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title >= 'A' AND song_title < 'M';
-- What is left of the sort key may not stand in the Query's filter.
-- expect: Key Condition: artist = 'Acme Band'
-- expect: Recheck: music.song_title <> 'Hold On'::text
-- expect-not: Filter Expression
EXPLAIN SELECT plays FROM music WHERE artist = 'Acme Band' AND song_title <> 'Hold On';
-- <> and NOT IN: an attribute that is missing or of another type is not unequal to anything in SQL.
-- expect: album >= '' AND album <> 'Hey Now'
-- expect: filter, exact
EXPLAIN SELECT album FROM music WHERE album <> 'Hey Now';
-- expect: album >= '' AND album <> 'Hey Now'
-- expect: filter, exact
EXPLAIN SELECT album FROM music WHERE album NOT IN ('Hey Now', 'Another Title');
-- expect: album >= '' AND album <> 'Hey Now'
-- expect: filter, exact
EXPLAIN SELECT album FROM music WHERE NOT (album = 'Hey Now');
-- IS NULL and IS NOT NULL: a mistyped attribute reads as NULL too.
-- expect: attribute_type(rating, 'N')
-- expect: filter, exact
EXPLAIN SELECT rating FROM music WHERE rating IS NULL;
-- expect: attribute_type(rating, 'N')
-- expect: filter, exact
EXPLAIN SELECT rating FROM music WHERE rating IS NOT NULL;
-- LIKE with one run is exact, with a wildcard within a superset, without case PostgreSQL's.
-- expect: contains(album, 'Title')
-- expect: filter, exact
EXPLAIN SELECT album FROM music WHERE album LIKE '%Title%';
-- expect: begins_with(album, 'Ano')
-- expect: superset: only the part before the first wildcard is pushed
EXPLAIN SELECT album FROM music WHERE album LIKE 'Ano_her%';
-- expect: Local: music.album ~~* 'another%'::text: no DynamoDB condition says this
-- expect-not: Filter Expression
EXPLAIN SELECT album FROM music WHERE album ILIKE 'another%';
-- Escapes are taken out.
-- expect: begins_with(album, '100%_')
EXPLAIN SELECT album FROM music WHERE album LIKE '100\%\_%';
-- Membership in arrays.
-- expect: contains(tags, 'live')
EXPLAIN SELECT tags FROM music WHERE 'live' = ANY (tags);
-- expect: contains(tags, 'live')
EXPLAIN SELECT tags FROM music WHERE tags @> '{live}';
-- expect: contains(tags, 'live')
EXPLAIN SELECT tags FROM music WHERE tags && '{live,single}';
-- Documents.
-- expect: label.name = 'Harbour'
EXPLAIN SELECT label FROM music WHERE label->>'name' = 'Harbour';
-- expect: address.city = 'Cork'
EXPLAIN SELECT city FROM customers WHERE city = 'Cork';
-- expect: (m.a = '1' OR m.a = 1)
EXPLAIN SELECT id FROM kinds WHERE item->'m'->>'a' = '1' AND id > 0;
-- length is size(), in bytes: a superset.
-- expect: size(album) > 3
-- expect: superset: size() counts bytes, length() characters
EXPLAIN SELECT album FROM music WHERE length(album) > 3;
-- Dates and timestamps with a format are compared as they are stored.
-- expect: placed >= '2024-01-31'
-- expect: superset: strings compare by their dates, whatever their offsets
EXPLAIN SELECT total FROM orders WHERE customer_id = 'c1' AND placed >= '2024-02-01 00:00+00';
-- Without one, only PostgreSQL knows.
-- expect: Local: event_log.ip = '10.0.0.1'::inet: only PostgreSQL knows which stored values equal a inet
EXPLAIN SELECT sk FROM event_log WHERE ip = '10.0.0.1';
-- Numbers out of DynamoDB's range are compared by their neighbours.
-- expect: rating <= 123456789012345678901234567890123456780
-- expect: filter, exact
EXPLAIN SELECT rating FROM music WHERE rating < 123456789012345678901234567890123456789;
-- Only the needed columns, and the keys.
-- expect: Projection: artist, song_title, plays
EXPLAIN SELECT plays FROM music;
-- An OR is pushed where each arm can be.
-- expect: Filter Expression: plays = 7 OR genre = 'Rock'
EXPLAIN SELECT plays, genre FROM music WHERE plays = 7 OR genre = 'Rock';
-- expect-not: Filter Expression
EXPLAIN SELECT plays, genre FROM music WHERE plays = 7 OR upper(genre) = 'ROCK';
