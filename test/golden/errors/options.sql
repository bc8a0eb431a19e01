-- Options that are not, or not so.

CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (region 'us-east-1');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint 'localhost:8000');
-- expect-not: pass-word
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint 'http://user:pass-word@localhost:8000');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region '');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (max_read_units '-1');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (consistent_read 'perhaps');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1', aws_region 'eu-west-1');
CREATE SERVER bad FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region us-east-1);
CREATE SERVER bad FOREIGN DATA WRAPPER dynamo OPTIONS (aws_region 'us-east-1');
CREATE SERVER shop FOREIGN DATA WRAPPER dynamodb_fdw;
-- The document's template, in which the name is left out.
-- expect: HINT
CREATE SERVER FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (AWS_REGION 'us-east-1');
ALTER SERVER shop OPTIONS (ADD aws_region 'us-east-1');
ALTER SERVER shop OPTIONS (DROP endpoint);
ALTER SERVER nothing OPTIONS (SET aws_region 'eu-west-1');
CREATE USER MAPPING FOR CURRENT_USER SERVER nothing;
CREATE USER MAPPING FOR CURRENT_USER SERVER shop OPTIONS (aws_access_id 'again', aws_access_key 'the-secret');
-- expect-not: the-secret
ALTER USER MAPPING FOR CURRENT_USER SERVER shop OPTIONS (ADD secret 'the-secret');
ALTER USER MAPPING FOR CURRENT_USER SERVER shop OPTIONS (DROP aws_session_token);
CREATE USER MAPPING FOR nobody SERVER shop;
CREATE FOREIGN TABLE bad (id text) SERVER shop OPTIONS (tabel 'music');
CREATE FOREIGN TABLE bad (id text) SERVER shop OPTIONS (table 'music', segments '0');
CREATE FOREIGN TABLE bad (id text) SERVER shop OPTIONS (table 'music', on_type_mismatch 'ignore');
CREATE FOREIGN TABLE bad (id text OPTIONS (path 'a.b')) SERVER shop OPTIONS (table 'music');
CREATE FOREIGN TABLE bad (id text OPTIONS (attribute '')) SERVER shop OPTIONS (table 'music');
CREATE FOREIGN TABLE bad (id text OPTIONS (format 'roman')) SERVER shop OPTIONS (table 'music');
CREATE FOREIGN TABLE bad (id text) SERVER nothing;
CREATE FOREIGN TABLE music (id text) SERVER shop;
CREATE FOREIGN TABLE bad (id txt) SERVER shop;
DROP SERVER shop;
DROP EXTENSION dynamodb_fdw;
DROP FOREIGN TABLE nothing;
