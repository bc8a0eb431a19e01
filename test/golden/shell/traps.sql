-- Traps for a mimic of psql, on local tables only: psql 15.18 on the same server prints the same, byte for byte (wordings of the engine's version aside).
-- catalog: empty
\pset null '∅'
-- 2: the last line of the statement is the prefix's, LINE counts inside it.
SELECT

  1,
  nope;
-- 4: the window of an error, tabs, wide characters.
SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',	'日本語', nope, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
-- 5: two blanks, DETAIL and HINT after the caret.
DO $$ BEGIN RAISE NOTICE 'n' USING DETAIL = 'd', HINT = 'h'; END $$;
-- 9: a command in the middle of a statement leaves it as it is.
SELECT 'a' \echo in the middle
'b';
-- 10: a \g that fails leaves its query, which is glued to the next.
SELECT 1 \g (nosuch=1)
AS glued;
-- 12: comments nest, every quote counts, slices interpolate.
/* a /* b; */ c; */ SELECT $x$;$$;$x$ AS dollar, E'\';' AS escaped, U&'\0061;' AS unicode;
\set x 2
SELECT (ARRAY[5,6,7])[1:x] AS sliced, (ARRAY[5,6,7])[1:2] AS whole;
-- 13: \set concatenates, \echo collapses, a digit may begin a name.
\set t a b 'c d'
\echo :t  and   'two  blanks' 
\set 1bad yes
\echo :1bad
-- 14: \gset and NULL, none, several.
SELECT NULL AS t \gset
\echo :t
SELECT 1 AS t WHERE false \gset
SELECT generate_series(1, 2) AS t \gset
-- 16: an empty buffer means the query before.
SELECT 'again' AS before;
\g
\p
\gx
-- 17, 18: numbers to the right, no blanks after the last column, NULL and lines within.
CREATE TEMP TABLE kinds (i int, b bool, v interval, n numeric, "odd" text);
INSERT INTO kinds VALUES (1, true, '1 day', 1.50, 'one'), (NULL, false, NULL, NULL, E'two\nlines  '), (-3, NULL, '-2 h', 'NaN', NULL);
TABLE kinds;
\pset border 0
TABLE kinds;
\pset linestyle unicode
\pset border 2
TABLE kinds;
\pset linestyle ascii
\pset border 1
-- 19, 22, 23: what ends a result, without rows, without columns, expanded.
\t
SELECT 1 AS a;
\t
SELECT FROM kinds;
SELECT * FROM kinds WHERE false;
\x
SELECT * FROM kinds WHERE false;
TABLE kinds;
\x
-- 20: control characters are spelled out.
SELECT E'a\tb\rc\x1bd\u0085' AS control;
-- 21: widths.
SELECT '👩‍👩‍👧' AS family, '❤️' AS heart, '日本' AS wide;
-- 24: csv.
\pset format csv
SELECT NULL AS a, '' AS b, '\.' AS c, 'x,y' AS d, 'q"q' AS e;
SELECT '\.' AS alone;
\x
SELECT 1 AS a, 'x,y' AS b;
\x
\pset format aligned
-- 25, 26: RETURNING, and names that PostgreSQL gives.
INSERT INTO kinds (i) VALUES (9) RETURNING i;
SELECT 1, CASE WHEN true THEN 2 END, ARRAY[3], count(*), '4'::int, now() IS NULL FROM kinds;
VALUES (1, 2);
-- 27: 63 bytes.
SELECT 1 AS a123456789b123456789c123456789d123456789e123456789f123456789g123456789;
-- 15: words that are commands only at the start of a line, in an empty buffer.
SELECT 1 AS
help;
-- 11: what is left at the end runs.
SELECT 'the end' AS unterminated
