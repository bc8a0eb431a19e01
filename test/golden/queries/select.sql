-- Rows as psql prints them, in an order of our choosing.

SELECT * FROM music ORDER BY artist, song_title;
SELECT artist, song_title FROM music WHERE artist = 'Acme Band' AND song_title = 'Happy Day';
SELECT song_title, plays FROM music WHERE artist = 'Acme Band';
SELECT song_title, plays FROM music WHERE artist = 'Acme Band' ORDER BY song_title DESC LIMIT 2;
SELECT song_title FROM music WHERE artist = 'Acme Band' AND song_title BETWEEN 'Ha' AND 'Hz' ORDER BY 1;
SELECT artist, song_title FROM music WHERE genre = 'Rock' AND year >= 2000;
SELECT name, city, address ->> 'zip' AS zip, phones[1] FROM customers ORDER BY id;
SELECT customer_id, placed, total FROM orders WHERE placed >= '2024-02-10' ORDER BY placed;
SELECT count(*) FROM music;
SELECT count(*), count(album), count(DISTINCT genre) FROM music;
SELECT min(song_title), max(song_title) FROM music WHERE artist = 'Acme Band';
-- NULL, missing and empty.
SELECT song_title, album IS NULL AS no_album, rating FROM music WHERE artist = 'No One You Know' ORDER BY song_title;
SELECT id, phones, cardinality(phones) FROM customers WHERE phones IS NOT NULL ORDER BY id;
-- Longer than any key: DynamoDB takes no such bound.
SELECT song_title FROM music WHERE artist = 'Acme Band' AND song_title = repeat('H', 1025);
SELECT song_title FROM music WHERE artist = 'Acme Band' AND song_title > repeat('H', 1025) ORDER BY 1;
SELECT count(*) FROM music WHERE artist IN ('Acme Band', repeat('A', 2049)) AND song_title < repeat('é', 600);
SELECT count(*) FROM music WHERE (artist, song_title) IN (('Acme Band', 'Happy Day'), ('Acme Band', repeat('H', 1025)));
-- No rows, and no columns.
SELECT * FROM customers WHERE id = 'nobody';
SELECT FROM customers WHERE id = 'c1';
SELECT count(*) FROM customers WHERE id = 'nobody';
-- The alias, the schema, the whole row.
SELECT c.* FROM public.customers AS c WHERE c.id = 'c3';
SELECT public.customers.name FROM public.customers WHERE customers.id = 'c3';
SELECT c FROM customers c WHERE id = 'c3';
SELECT 1 AS one, 'x' AS text FROM customers WHERE id = 'c1';
-- LIMIT and OFFSET.
SELECT song_title FROM music WHERE artist = 'Acme Band' LIMIT 1 OFFSET 1;
SELECT song_title FROM music WHERE artist = 'Acme Band' OFFSET 2;
SELECT song_title FROM music WHERE artist = 'Acme Band' LIMIT 0;
SELECT song_title FROM music WHERE artist = 'Acme Band' ORDER BY song_title FETCH FIRST ROW ONLY;
SELECT song_title FROM music WHERE artist = 'Acme Band' LIMIT (SELECT 2);
SELECT song_title FROM music WHERE artist = 'Acme Band' LIMIT -1;
TABLE customers ORDER BY id LIMIT 1;
