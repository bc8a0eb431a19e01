SELECT 1

SELECT 1, 1.5, .5, 1., 1e5, 1.e5, 1.5e-3, .5E+2

SELECT 1_000, 1_000.5, 0xff, 0XFF_FF, 0o17, 0b1010, 0b_1, 1_0e1_0

SELECT 'it''s', E'a\tb\\c\'d', E'\x41\101\u00e9\U0001F600', U&'d\0061t\+000061', U&'d!0061' UESCAPE '!'

SELECT $$dollar$$, $tag$with $$ inside$tag$, $été$x$été$

SELECT B'0101', X'1fF', b'1', x''

SELECT 'foo'
  'bar', 'a' -- comment between
  'b'

SELECT N'national'

SELECT TRUE, FALSE, NULL

SELECT $1, $2::text, ($3).x, $1[1]

SELECT "Quoted Col", "with""quote", U&"d\0061ta", U&"d!0061ta" UESCAPE '!', "select" FROM "Table"

SELECT a, t.a, s.t.a, db.s.t.a, t.*, s.t.*, * FROM t

SELECT été, ÀB, _x, a$b, a1 FROM t

SELECT a + b - c * d / e % f ^ g FROM t

SELECT -a, +a, - -a, -a ^ 2, (-a) ^ 2, -(a), -1 FROM t

SELECT a || b, a @> b, a -> 'k' ->> 'l', a #>> '{x}', a ? 'k', a ?| array['x'], a && b, a <@ b FROM t

SELECT a ~ 'x', a !~ 'x', a ~* 'x', a !~* 'x', a ~~ 'x', a !~~ 'x', a ^@ 'x', a <-> b, a |/ b, |/ a, ||/ a, @ a, ~ a, @-1 FROM t

SELECT a OPERATOR(pg_catalog.+) b, OPERATOR(pg_catalog.-) a, a OPERATOR(+) b * c, a OPERATOR(s.=) ANY (b) FROM t

SELECT a = b, a <> b, a != b, a < b, a <= b, a > b, a >= b FROM t

SELECT a=-1, a<-1, a*-1, a@-1, a<=-b FROM t

SELECT a AND b OR c AND NOT d OR NOT (e OR f) FROM t

SELECT a AND (b AND c), (a OR b) OR c, a AND (b OR c) FROM t

SELECT NOT a = b, NOT a IS NULL, NOT NOT a, NOT a AND b FROM t

SELECT a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a IS TRUE, a IS NOT TRUE, a IS FALSE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT UNKNOWN FROM t

SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, a IS DISTINCT FROM b = c FROM t

SELECT a IS DOCUMENT, a IS NOT DOCUMENT, a IS NORMALIZED, a IS NOT NORMALIZED, a IS NFC NORMALIZED, a IS NOT NFKD NORMALIZED FROM t

SELECT a IS JSON, a IS NOT JSON, a IS JSON VALUE, a IS JSON SCALAR, a IS JSON ARRAY, a IS JSON OBJECT WITH UNIQUE KEYS, a IS JSON WITHOUT UNIQUE, a IS NOT JSON ARRAY WITH UNIQUE KEYS FROM t

SELECT a IS NULL = b, a = b IS NULL, a IS NULL IS NULL, a < b IS TRUE FROM t

SELECT a BETWEEN 1 AND 2, a NOT BETWEEN 1 AND 2, a BETWEEN SYMMETRIC 2 AND 1, a BETWEEN ASYMMETRIC 1 AND 2, a NOT BETWEEN SYMMETRIC b + 1 AND c * 2 FROM t

SELECT a BETWEEN 1 AND 2 AND b, a BETWEEN 1 AND 2 = TRUE, a BETWEEN b = c AND d, a BETWEEN b IS DISTINCT FROM c AND d FROM t

SELECT a IN (1, 2, 3), a NOT IN (1), a IN (SELECT 1), a NOT IN (SELECT b FROM u), (a, b) IN ((1, 2), (3, 4)), (a, b) IN (SELECT 1, 2) FROM t

SELECT a IN ((SELECT 1), 2), a IN ((SELECT 1)), a IN ((SELECT 1) UNION (SELECT 2)), a IN (VALUES (1), (2)), a IN (TABLE u), a IN (1) IN (2) FROM t

SELECT a LIKE 'x%', a NOT LIKE 'x%', a ILIKE 'x%', a NOT ILIKE 'x%', a SIMILAR TO 'x', a NOT SIMILAR TO 'x' FROM t

SELECT a LIKE 'x!%' ESCAPE '!', a NOT LIKE b || '%' ESCAPE c || '', a ILIKE 'x' ESCAPE '', a SIMILAR TO 'x' ESCAPE '!', a NOT SIMILAR TO 'x' ESCAPE '!' FROM t

SELECT a LIKE b || c, a LIKE b = c, a || b LIKE c FROM t

SELECT a = ANY (b), a <> ALL (b), a = SOME (b), a < ANY (SELECT 1), a + ANY (b), a LIKE ANY (b), a NOT LIKE ALL (b), a ILIKE ANY (SELECT 'x'), a NOT ILIKE ANY (b), a ~ ANY (b) FROM t

SELECT a = ANY (ARRAY[1, 2]), a = ANY ('{1,2}'::int[]), a = ANY ((SELECT b)), a < ANY (b) < c, a = ANY ((SELECT b) || c) FROM t

SELECT (a, b) = (1, 2), ROW(a, b) < ROW(1, 2), ROW(), ROW(1), (a, b) IS NULL, (a, b) = ANY (SELECT 1, 2), ROW(t.*) IS NOT NULL FROM t

SELECT (a, b) OVERLAPS (c, d), ROW(a, b) OVERLAPS (c, d), (a, b) OVERLAPS ROW(c, d) AND e FROM t

SELECT a::int, a::numeric(10, 2), a::varchar(10), a::text::int, a::int[], a::text[][], a::int[3], a::int ARRAY, a::int ARRAY[4], -a::int FROM t

SELECT a::bigint, a::smallint, a::integer, a::real, a::float, a::float(10), a::float(53), a::double precision, a::decimal, a::dec(5), a::numeric, a::boolean, a::bool FROM t

SELECT a::char, a::char(5), a::character varying(5), a::character varying, a::national character(3), a::nchar varying(3), a::varchar, a::bpchar, a::"char", a::bit, a::bit(3), a::bit varying(3), a::bit varying FROM t

SELECT a::time, a::time(3), a::time with time zone, a::time(3) without time zone, a::timestamp, a::timestamp(3) with time zone, a::timestamp without time zone, a::timestamptz, a::date FROM t

SELECT a::interval, a::interval(3), a::interval day, a::interval year to month, a::interval day to second(3), a::interval second(2), a::interval hour to minute FROM t

SELECT a::json, a::jsonb, a::s.mytype, a::s.mytype(1, 2)[], a::"My Type", a::pg_catalog.int4, a::double FROM t

SELECT CAST(a AS int), CAST(a + 1 AS numeric(3)), CAST(a AS timestamp with time zone), CAST(a AS text[]) FROM t

SELECT date '2020-01-01', timestamp '2020-01-01 00:00', timestamp with time zone '2020-01-01', time '12:00', time(3) with time zone '12:00', interval '1 day', interval '1' year, interval '1-2' year to month, interval(3) '1.23456 sec', interval '1' second(2), interval '1 2:03' day to minute

SELECT int '1', integer '1', bigint '1', real '1', float '1', double precision '1', numeric '1', numeric(3, 1) '1', decimal(3) '1', boolean 't', bool 't', char 'x', char(3) 'x', varchar(3) 'x', character varying 'x', bit '1', bit varying(3) '1', json '{}', jsonb '{}', point '(1,2)', s.mytype 'x', mytype(3) 'x', "MyType" 'x', left 'x'

SELECT CASE WHEN a THEN b END, CASE WHEN a THEN b WHEN c THEN d ELSE e END, CASE a WHEN 1 THEN 'x' ELSE 'y' END, CASE a + 1 WHEN b AND c THEN d END FROM t

SELECT ARRAY[1, 2, 3], ARRAY[[1, 2], [3, 4]], ARRAY[]::int[], ARRAY[ARRAY[1], ARRAY[2]], ARRAY(SELECT 1), ARRAY[(1, 2)], ARRAY[[[1]]], ARRAY[[]]

SELECT a[1], a[1][2], a[1:2], a[:2], a[1:], a[:], a[b + 1], (a)[1], (ARRAY[1, 2])[1], (f(x))[1:2], (SELECT ARRAY[1])[1] FROM t

SELECT (a).b, (a).b.c, (a).*, (a.b).c, a[1].b, (f(x)).*, (f(x)).y, (SELECT r).x, (ROW(1, 2)).f1, ((a)).b FROM t

SELECT a COLLATE "C", a COLLATE pg_catalog."default", a || b COLLATE "C", (a || b) COLLATE "C", a COLLATE "C" < b, -a COLLATE "C" FROM t

SELECT a AT TIME ZONE 'UTC', a AT TIME ZONE b || 'x', a AT LOCAL, a AT TIME ZONE 'UTC' AT TIME ZONE 'CET', a::timestamp AT TIME ZONE interval '1 hour' FROM t

SELECT f(), f(1), f(a, b), s.f(a), db.s.f(a), f(a => 1, b := 2), f(1, b => 2), f(VARIADIC a), f(1, VARIADIC a), f(VARIADIC a => b), "F"(1), left('abc', 1), right('abc', 1), f(a ORDER BY b) FROM t

SELECT count(*), count(DISTINCT a), count(ALL a), sum(a ORDER BY b), string_agg(DISTINCT a, ',' ORDER BY a DESC NULLS LAST), array_agg(a ORDER BY b USING <, c ASC NULLS FIRST) FROM t

SELECT count(*) FILTER (WHERE a > 1), sum(a) FILTER (WHERE b) OVER (PARTITION BY c), percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY a DESC) FILTER (WHERE b) FROM t

SELECT row_number() OVER (), rank() OVER (ORDER BY a), sum(a) OVER w, sum(a) OVER (w), sum(a) OVER (w ORDER BY b), lag(a, 1) OVER (PARTITION BY b, c ORDER BY d DESC) FROM t WINDOW w AS (PARTITION BY x)

SELECT sum(a) OVER (ORDER BY b ROWS UNBOUNDED PRECEDING), sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), sum(a) OVER (ORDER BY b RANGE BETWEEN interval '1 day' PRECEDING AND UNBOUNDED FOLLOWING), sum(a) OVER (ORDER BY b GROUPS 2 PRECEDING EXCLUDE CURRENT ROW), sum(a) OVER (ROWS CURRENT ROW EXCLUDE GROUP), sum(a) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND a + 1 FOLLOWING EXCLUDE TIES), sum(a) OVER (ROWS 1 PRECEDING EXCLUDE NO OTHERS) FROM t

SELECT coalesce(a, b, 1), greatest(a, b), least(a), nullif(a, b), COALESCE(NULL), grouping(a, b) FROM t GROUP BY a, b

SELECT extract(year FROM a), extract('epoch' FROM a), extract(dow FROM a::date), extract(SECOND FROM a + b), extract(timezone_hour FROM a), extract("day" FROM a) FROM t

SELECT substring(a FROM 1 FOR 2), substring(a FROM 2), substring(a FOR 2), substring(a FOR 2 FROM 1), substring(a SIMILAR 'x' ESCAPE '#'), substring(a, 1, 2), substring(a FROM 'x' FOR '#'), substring(), substring(string => a) FROM t

SELECT position('a' IN b), position('a' || 'b' IN c), overlay(a PLACING b FROM 1 FOR 2), overlay(a PLACING b FROM 1), overlay(a, b, 1), overlay() FROM t

SELECT trim(a), trim(BOTH FROM a), trim(LEADING 'x' FROM a), trim(TRAILING FROM a, 'x'), trim('x' FROM a), trim(a, 'x'), trim(BOTH a), trim(FROM a), trim(BOTH 'x' FROM a, b) FROM t

SELECT normalize(a), normalize(a, NFC), normalize(a, nfkd), collation for (a), treat(a AS int) FROM t

SELECT current_date, current_time, current_time(3), current_timestamp, current_timestamp(0), localtime, localtime(2), localtimestamp, localtimestamp(6), current_user, current_role, session_user, system_user, user, current_catalog, current_schema, current_schema()

SELECT (SELECT 1), (SELECT a FROM t LIMIT 1) + 1, EXISTS (SELECT 1), NOT EXISTS (SELECT 1 FROM t WHERE a), ((SELECT 1)), ((SELECT 1) + 1), (((SELECT 1))), ((SELECT 1) UNION SELECT 2), ((SELECT 1) LIMIT 1), (VALUES (1)), (TABLE t), (WITH x AS (SELECT 1) SELECT * FROM x)

SELECT values, "values", between, int, timestamp, interval, coalesce, row, exists, time, json FROM t

SELECT t.select, t.from, a.b.table, (a).select FROM t

SELECT a select, b AS select FROM t

SELECT a AS "select", b year2, c AS year, d value, e name, f at, g is, h like, i in, j and FROM t

SELECT a operator, b collate, c or FROM t

SELECT xmlconcat(a, b), xmlelement(name foo), xmlelement(name foo, xmlattributes(a, b AS c)), xmlelement(name "Foo", xmlattributes(a AS b), c, 'd'), xmlelement(name foo, a), xmlforest(a, b AS c), xmlpi(name php), xmlpi(name php, 'x') FROM t

SELECT xmlparse(document a), xmlparse(content a preserve whitespace), xmlparse(content a strip whitespace), xmlroot(a, version '1.0'), xmlroot(a, version no value, standalone yes), xmlroot(a, version b, standalone no value), xmlroot(a, version no value, standalone no) FROM t

SELECT xmlserialize(content a AS text), xmlserialize(document a AS varchar(100) indent), xmlserialize(content a AS text no indent), xmlexists('//x' PASSING a), xmlexists('//x' PASSING BY REF a BY REF), xmlexists('//x' PASSING BY VALUE a) FROM t

SELECT json_object(), json_object('a': 1), json_object('a' VALUE 1, 'b': 2 NULL ON NULL WITH UNIQUE KEYS RETURNING jsonb), json_object('a': b FORMAT JSON ABSENT ON NULL), json_object('{a,b}'), json_object('{a}', '{b}'), json_object(RETURNING text), json_object(a => b), json_object('a': 1 WITHOUT UNIQUE KEYS)

SELECT json_array(), json_array(1, 2), json_array(1, NULL NULL ON NULL RETURNING jsonb), json_array(SELECT 1), json_array(SELECT a FROM t ORDER BY a RETURNING jsonb), json_array(a FORMAT JSON ABSENT ON NULL), json_array(RETURNING json), json_array(VALUES (1))

SELECT json_objectagg(a: b), json_objectagg(a VALUE b ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb) FILTER (WHERE c), json_arrayagg(a), json_arrayagg(a ORDER BY b DESC NULLS LAST, c NULL ON NULL RETURNING jsonb) OVER (PARTITION BY d) FROM t

SELECT json('{}'), json('{}' FORMAT JSON ENCODING utf8 WITH UNIQUE KEYS), json_scalar(1), json_serialize(a), json_serialize(a FORMAT JSON RETURNING bytea FORMAT JSON ENCODING UTF8) FROM t

SELECT json_query(a, '$.x'), json_query(a, '$' PASSING b AS x, c AS "Y" RETURNING jsonb WITH WRAPPER), json_query(a, '$' WITHOUT ARRAY WRAPPER KEEP QUOTES), json_query(a, '$' WITH CONDITIONAL ARRAY WRAPPER), json_query(a, '$' WITH UNCONDITIONAL WRAPPER OMIT QUOTES ON SCALAR STRING NULL ON EMPTY ERROR ON ERROR), json_query(a, '$' EMPTY ARRAY ON EMPTY), json_query(a, '$' EMPTY OBJECT ON ERROR), json_query(a, '$' DEFAULT '{}' ON EMPTY) FROM t

SELECT json_value(a, '$.x'), json_value(a, '$.x' RETURNING int), json_value(a, '$.x' PASSING 1 AS y RETURNING int DEFAULT 1 ON EMPTY DEFAULT 2 + 3 ON ERROR), json_value(a, '$' NULL ON ERROR), json_exists(a, '$.x'), json_exists(a, '$.x' PASSING 1 AS y), json_exists(a, '$' TRUE ON ERROR), json_exists(a, '$' UNKNOWN ON ERROR), json_exists(a FORMAT JSON, '$' FALSE ON ERROR) FROM t

SELECT format, json FROM t

SELECT a.* IS NULL, count(t.*), f(t.*) FROM t

SELECT 1 + CASE WHEN a THEN 1 ELSE 2 END * 2, a = CASE b WHEN 1 THEN 2 END, f(CASE WHEN a THEN b END) FROM t

SELECT 1 + NOT a = b, a || NOT b, - NOT a FROM t

SELECT @ a + b, @ a || b, a ^ @ b + c, ~ a & b, a -> b + c, a + b -> c FROM t

SELECT a < b AND c > d OR e BETWEEN f AND g AND h IS NULL FROM t

SELECT a->'b'->>'c' = 'd' AND (e->>'f')::int > 1 AND g @> '{"h": 1}' FROM t

SELECT 'a' LIKE 'b' AND 'c' NOT IN ('d'), a NOTNULL AND b ISNULL FROM t

SELECT ((((a)))), (((a) + (b))) * ((c)) FROM t

SELECT /* comment */ 1 -- end
  , /* nested /* comment */ still */ 2

SELECT a/*c*/+/*d*/b, a--comment
  -b, a <--x
  b FROM t

SELECT a. FROM t

SELECT a.b.* c FROM t

SELECT EXISTS a FROM t

SELECT json_object((a + b) VALUE c)

SELECT json_object(a.b VALUE c)

SELECT json_object(KEY 'a' VALUE 1)

SELECT x'1g', b'2'
