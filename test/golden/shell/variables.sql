-- What the special variables do, over foreign tables where that makes a difference.
\set ON_ERROR_ROLLBACK on
BEGIN;
SELECT count(*) FROM music WHERE artist = 'Acme Band';
SELECT nope FROM music;
SELECT 1/0;
SELECT count(*) FROM music WHERE artist = 'Acme Band';
COMMIT;
\set ON_ERROR_ROLLBACK off
BEGIN;
SELECT nope FROM music;
SELECT count(*) FROM music;
ROLLBACK;
\set AUTOCOMMIT off
CREATE TABLE never (a int);
ROLLBACK;
\set AUTOCOMMIT on
\dt never
\set SHOW_ALL_RESULTS off
SELECT 1 AS a\; SELECT 2 AS b;
\unset SHOW_ALL_RESULTS
\set SINGLELINE on
SELECT 'no semicolon' AS a
\set SINGLELINE off
CREATE FUNCTION says() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'said'; RAISE WARNING 'warned' USING HINT = 'a hint'; END $$;
\set SHOW_CONTEXT always
SELECT says();
\set SHOW_CONTEXT never
SELECT says();
\unset SHOW_CONTEXT
\set VERBOSITY terse
SELECT says();
\unset VERBOSITY
\set ECHO_HIDDEN on
\dn
\set ECHO_HIDDEN noexec
\dn
\set ECHO_HIDDEN off
SELECT artist FROM music WHERE artist = 'Acme Band';
\echo :ERROR :SQLSTATE :ROW_COUNT
SELECT nope FROM music;
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE
\echo :DBNAME :USER :ENCODING :{?HOST} :{?nothing} :'DBNAME' :"DBNAME"
\set QUIET on
CREATE TABLE quiet (a int);
INSERT INTO quiet VALUES (1);
\set QUIET off
\set ECHO bogus
\set FETCH_COUNT many
\set 1bad fine
\echo :1bad
\set bad-name x
