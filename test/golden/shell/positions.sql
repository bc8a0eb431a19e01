-- Errors stand where they were typed, whatever became of the statement on its way.
SELECT artist, nope FROM music WHERE year > 2000;
SELECT 'äöü𝄞', m.nope FROM public.music AS m;
SELECT *
FROM customers c
JOIN orders o
  ON o.customer_id = c.id AND o.nope = 1;
SELECT music.artist FROM music m;
SELECT artist FROM rock WHERE nope = 1;
SELECT id FROM spending JOIN customers ON true;
WITH r AS (SELECT * FROM music) SELECT r.nope FROM r;
SELECT year / 0 FROM music WHERE artist = 'Acme Band';
SELECT artist FROM music WHERE year = 'many';
SELECT artist FROM music ORDER BY 9;
SELECT artist FROM music GROUP BY year;
SELECT artist FROM music WHERE year >;
EXPLAIN SELECT nope FROM music;
SELECT 1; SELECT nope FROM music;
\set col nope
SELECT artist, :"col" FROM music;
\set VERBOSITY verbose
SELECT artist, nope FROM music;
\set VERBOSITY terse
SELECT artist, nope FROM music;
\set VERBOSITY sqlstate
SELECT artist, nope FROM music;
\set VERBOSITY default
\errverbose
\echo :SQLSTATE :LAST_ERROR_MESSAGE
UPDATE music SET year = 1 WHERE artist = 'x';
CREATE USER MAPPING FOR PUBLIC SERVER shop OPTIONS (aws_access_id 'a', aws_access_key 'hidden', nope 'x');
-- EXECUTE's values, in its own text.
PREPARE named (int, text) AS SELECT count(*) FROM music WHERE plays = $1 AND artist = $2;
EXECUTE named('x', 'a');
EXPLAIN EXECUTE named((1 + 2) * 3,
  'é' || nope);
SELECT 1 AS one\; EXECUTE named(1, nope);
EXECUTE named(1);
