-- The document that ddbsql is built from, statement by statement, as typed there.
-- catalog: empty

CREATE EXTENSION IF NOT EXISTS dynamodb_fdw;
SELECT extname, extversion FROM pg_extension WHERE extname = 'dynamodb_fdw';
-- expect: aws_access_key
-- expect: raw_item_column
\des+ dynamodb_fdw
CREATE SERVER dynamodb_server FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (AWS_REGION 'us-east-1');
CREATE USER MAPPING FOR CURRENT_USER SERVER dynamodb_server OPTIONS (AWS_ACCESS_ID 'access-id', AWS_ACCESS_KEY 'access-key');
CREATE FOREIGN TABLE dynamodb_test(id text, attr1 text) SERVER dynamodb_server OPTIONS( table 'dynamodb_table_name');
SELECT * FROM dynamodb_test ORDER BY id;
IMPORT FOREIGN SCHEMA public LIMIT TO (dynamodb_table1, dynamodb_table2) FROM SERVER dynamodb_server INTO public;
\d dynamodb_table1
SELECT * FROM dynamodb_table1;
-- The template, with no user: the current one.
DROP USER MAPPING FOR CURRENT_USER SERVER dynamodb_server;
CREATE USER MAPPING FOR  SERVER dynamodb_server OPTIONS (AWS_ACCESS_ID 'access-id', AWS_ACCESS_KEY 'access-key');
-- expect: aws_access_key '********'
\deu+
-- Everything but one table, each with its whole item.
DROP FOREIGN TABLE dynamodb_table1, dynamodb_table2;
IMPORT FOREIGN SCHEMA "public" EXCEPT (t) FROM SERVER dynamodb_server INTO public OPTIONS (raw_item_column 'all_item');
\det+
SELECT id, all_item FROM dynamodb_table1;
SELECT "PK", all_item ->> 'e-mail' AS email FROM "Event-Log" WHERE "PK" = 'USER#1' AND "SK" = 'PROFILE';
CREATE FOREIGN TABLE t (id text, all_item jsonb) SERVER dynamodb_server OPTIONS (table 'dynamodb_table', raw_item_column 'all_item');
SELECT * FROM t;
SELECT id, all_item -> 'inner' -> 'list' ->> 2 AS last FROM t WHERE all_item ->> 'n' = '1.5';
\des+ dynamodb_server
