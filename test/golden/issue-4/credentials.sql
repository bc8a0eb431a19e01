-- 7. Credentials: each way to them, through the SDK's own providers and a mock of STS and SSO; the mapping of the user, then that of PUBLIC.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
CREATE FOREIGN TABLE orders (customer text, placed text) SERVER s;
CREATE ROLE eve;
GRANT SELECT ON orders TO eve;
\set QUIET off
-- No mapping, and nothing in the environment: the default profile.
SELECT count(*) FROM orders;
-- PUBLIC's serves whoever has none.
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (profile 'nowhere');
-- expect: ERROR:  no AWS credentials could be loaded
SELECT count(*) FROM orders;
CREATE USER MAPPING FOR eve SERVER s OPTIONS (aws_access_id 'AKEVE', aws_access_key 'secret-of-eve', aws_session_token 'token-of-eve');
SET ROLE eve;
SELECT count(*) FROM orders;
RESET ROLE;
-- Profiles: static keys, a process, a chain of roles.
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET profile 'static');
SELECT count(*) FROM orders;
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET profile 'process');
SELECT count(*) FROM orders;
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET profile 'chain');
SELECT count(*) FROM orders;
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET profile 'broken');
-- expect: ERROR:  no AWS credentials could be loaded
SELECT count(*) FROM orders;
-- A role of the mapping's own, with keys of its own; a code of an MFA device needs somebody to ask.
DROP USER MAPPING FOR PUBLIC SERVER s;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKBASE', aws_access_key 'secret-of-base', role_arn 'arn:aws:iam::123456789012:role/reader', external_id 'ex-1');
SELECT count(*) FROM orders;
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (ADD mfa_serial 'arn:aws:iam::123456789012:mfa/ada');
-- expect: MFA
SELECT count(*) FROM orders;
-- SSO: an expired login names the command that renews it; then the query is run again, in the same session.
DROP USER MAPPING FOR CURRENT_USER SERVER s;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (profile 'sso');
-- expect: HINT:  Run "aws sso login --profile sso"
SELECT count(*) FROM orders;
\! mv "$HOME/.aws/renewed.json" "$HOME"/.aws/sso/cache/*.json
SELECT count(*) FROM orders;
-- Keys stand above a profile.
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (ADD aws_access_id 'AK', ADD aws_access_key 'secret-of-both');
SELECT count(*) FROM orders;
