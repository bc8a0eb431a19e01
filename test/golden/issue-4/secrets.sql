-- 8. Secrets: not where options are shown, not in what is echoed (-a), not in errors, \set, EXPLAIN or the dump.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
CREATE FOREIGN TABLE orders (customer text, placed text) SERVER s;
CREATE ROLE eve;
\set QUIET off
-- expect-not: TOPSECRET
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKIALOCAL', aws_access_key 'TOPSECRET-1', aws_session_token 'TOPSECRET-2');
SELECT count(*) FROM orders;
-- expect: aws_access_key '********'
-- expect-not: TOPSECRET
\deu+
-- expect: aws_access_key=********
-- expect-not: TOPSECRET
SELECT srvname, usename, umoptions FROM pg_user_mappings;
SELECT umoptions FROM pg_user_mapping;
SELECT * FROM information_schema.user_mapping_options;
-- Who is not the mapping's user does not see that much.
SET ROLE eve;
SELECT srvname, usename, umoptions FROM pg_user_mappings;
RESET ROLE;
-- expect-not: TOPSECRET
EXPLAIN (VERBOSE) SELECT * FROM orders;
-- Errors: a slip of the pen, a name of an option that is none, a server that is none.
-- expect: ERROR:
-- expect-not: TOPSECRET
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key 'TOPSECRET-3', SET aws_sesion_token 'TOPSECRET-4');
-- expect: ERROR:
-- expect-not: TOPSECRET
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key 'TOPSECRET-5' 'TOPSECRET-6');
\errverbose
-- expect: ERROR:
-- expect-not: TOPSECRET
CREATE USER MAPPING FOR eve SERVER nowhere OPTIONS (aws_access_key 'TOPSECRET-7');
-- A variable whose value has become a secret.
\set key `echo TOPSECRET-8`
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key :'key');
-- expect: -- Secrets are masked
-- expect-not: TOPSECRET
\dump
-- The catalog file is its owner's alone, and not read where it is not.
\! stat -c %a "$DDBSQL_HOME/catalog.json"
\! chmod 644 "$DDBSQL_HOME/catalog.json"
-- expect: is readable by others
CREATE ROLE mallory;
\! chmod 600 "$DDBSQL_HOME/catalog.json"
CREATE ROLE mallory;
\! grep -c TOPSECRET-8 "$DDBSQL_HOME/catalog.json"
