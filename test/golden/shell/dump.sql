-- The catalog as SQL that makes it again: in one transaction, secrets masked.
-- expect: -- Secrets are masked
-- expect: BEGIN;
-- expect: aws_access_key '********'
-- expect-not: secret'
\dump
