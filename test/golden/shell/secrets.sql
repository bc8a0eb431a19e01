-- Secrets are sent and not repeated: this script is echoed line by line (-a), and a failed statement with ECHO errors.
-- expect-not: TOPSECRET
CREATE USER MAPPING FOR PUBLIC SERVER shop OPTIONS (
  aws_access_id 'AKIA',
  aws_access_key
    'TOPSECRET'
);
ALTER USER MAPPING FOR PUBLIC SERVER shop OPTIONS (SET aws_access_key 'TOPSECRET2');
\set ECHO queries
ALTER USER MAPPING FOR PUBLIC SERVER shop OPTIONS (SET aws_access_key 'TOPSECRET3');
\set ECHO errors
ALTER USER MAPPING FOR PUBLIC SERVER nowhere OPTIONS (SET aws_access_key 'TOPSECRET4');
CREATE USER MAPPING FOR PUBLIC SERVER shop OPTIONS (aws_access_key 'TOPSECRET5', );
\deu+
\p
DO $$ BEGIN EXECUTE format('CREATE USER MAPPING FOR PUBLIC SERVER nowhere OPTIONS (aws_access_key %L)', 'TOPSECRET6'); END $$;
CREATE SERVER other FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1', secret_key 'TOPSECRET7');
