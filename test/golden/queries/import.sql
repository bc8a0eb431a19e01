-- What an import makes of DynamoDB's tables.
-- catalog: empty

CREATE EXTENSION dynamodb_fdw;
CREATE SERVER shop FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
CREATE SCHEMA app;
IMPORT FOREIGN SCHEMA public LIMIT TO (customers, orders, "Event-Log", event_log, kinds) FROM SERVER shop INTO app;
IMPORT FOREIGN SCHEMA public LIMIT TO (customers, orders, "Event-Log", kinds) FROM SERVER shop INTO app;
\d app.customers
\d app.orders
\d app."Event-Log"
\d app.kinds
SELECT id, name, joined, address FROM app.customers ORDER BY id;
SELECT customer_id, placed, total, jsonb_array_length(lines) FROM app.orders ORDER BY placed;
SELECT * FROM app."Event-Log" ORDER BY "PK", "SK";
-- A raw item column of a name that an attribute has.
IMPORT FOREIGN SCHEMA public LIMIT TO (dynamodb_table2) FROM SERVER shop INTO app OPTIONS (raw_item_column 'name');
SELECT * FROM app.dynamodb_table2;
-- What the import saw is what it knows: one item of several.
IMPORT FOREIGN SCHEMA public LIMIT TO (dynamodb_table_name) FROM SERVER shop INTO app OPTIONS (sample_size '1');
SELECT count(*) FROM app.dynamodb_table_name;
-- Again, once tables have changed.
ALTER FOREIGN TABLE app.customers DROP COLUMN address, ALTER COLUMN joined TYPE date, ALTER COLUMN joined OPTIONS (ADD format 'iso8601');
IMPORT FOREIGN SCHEMA public LIMIT TO (customers) FROM SERVER shop INTO app;
IMPORT FOREIGN SCHEMA public LIMIT TO (customers) FROM SERVER shop INTO app OPTIONS (refresh 'true');
\d app.customers
-- In a transaction that is rolled back.
BEGIN;
IMPORT FOREIGN SCHEMA public EXCEPT (customers, orders, kinds, "Event-Log", dynamodb_table2, dynamodb_table_name) FROM SERVER shop INTO app;
\det app.*
ROLLBACK;
\det app.*
