-- What PostgreSQL says is said of the statement as it was typed, in a transaction block too: no message names what stands in a foreign table's place.

-- expect: There is an entry for table "music"
SELECT nothing.music.artist FROM music;
SELECT public.music.artist FROM public.music AS m;
SELECT a.b.c.d.e FROM music;
-- expect: 1
SELECT count(public.music.*) AS n FROM public.music WHERE public.music.artist = 'Acme Band' AND public.music.song_title = 'Happy Day';
-- expect: operator does not exist: music + integer
-- expect-not: ddbsql_scan
SELECT music + 1 FROM music;
BEGIN;
-- expect: operator does not exist: music + integer
-- expect-not: ddbsql_scan
SELECT music + 1 FROM music;
SELECT 1;
ROLLBACK;
BEGIN;
SAVEPOINT before;
-- expect: UNION could not convert type customers to music
SELECT music FROM music UNION SELECT customers FROM customers;
ROLLBACK TO before;
-- expect: Perhaps you meant to reference the table alias "m"
SELECT music.artist FROM music AS m;
ROLLBACK TO before;
DECLARE c CURSOR FOR SELECT artist FROM music WHERE artist = 'Acme Band';
-- expect: function length(music) does not exist
SELECT length(music) FROM music;
ROLLBACK TO before;
-- expect: cannot cast type music to integer
SELECT 'é', m::int FROM music AS m\; SELECT 2;
ROLLBACK;
