-- 9. DynamoDB as a catalog: dynamodb_fdw_tables and dynamodb_fdw_indexes.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
\set QUIET off
-- Names alone take ListTables.
EXPLAIN SELECT name FROM dynamodb_fdw_tables ORDER BY name;
SELECT name FROM dynamodb_fdw_tables ORDER BY name;
-- One table takes its DescribeTable.
-- expect: DynamoDB: DescribeTable
-- expect-not: ListTables
EXPLAIN SELECT partition_key, sort_key FROM dynamodb_fdw_tables WHERE server = 's' AND name = 'orders';
SELECT partition_key, sort_key, items, billing_mode, ttl_attribute, stream, table_class FROM dynamodb_fdw_tables WHERE server = 's' AND name = 'orders';
-- What may not be described is listed with what is known of it.
-- expect: WARNING:  permission denied to describe 1 table of server "s": "payroll"
SELECT name, status, partition_key, read_units FROM dynamodb_fdw_tables ORDER BY name;
SELECT name, kind, partition_key, sort_key, sort_key_type, projection, projected FROM dynamodb_fdw_indexes WHERE table_name = 'orders' ORDER BY name;
-- All of SQL: which tables have no foreign table yet?
IMPORT FOREIGN SCHEMA public LIMIT TO (orders) FROM SERVER s INTO public;
CREATE VIEW unread AS
  SELECT t.name FROM dynamodb_fdw_tables t
  LEFT JOIN pg_foreign_table f ON f.ftoptions @> ARRAY['table=' || t.name]
  WHERE f.ftrelid IS NULL;
SELECT count(*) FROM unread;
\d dynamodb_fdw_indexes
DELETE FROM dynamodb_fdw_tables;
DROP EXTENSION dynamodb_fdw;
