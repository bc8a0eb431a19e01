-- 1. Every DynamoDB type into every PostgreSQL type a user may declare.
\set QUIET on
CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1');
CREATE TYPE word AS ENUM ('plain', 'fancy');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
SET timezone = 'UTC';
\set QUIET off
\x on
-- Strings: PostgreSQL's input function converts.
CREATE FOREIGN TABLE strings (
  id text, s text, v3 varchar(3) OPTIONS (attribute 's'), c char(6) OPTIONS (attribute 's'), w word OPTIONS (attribute 's'), emoji text, null_word text, copy_null text, copy_end text,
  date date, uuid uuid, inet inet, "interval" interval, iso timestamptz OPTIONS (format 'iso8601'), iso_offset timestamptz, js json OPTIONS (attribute 'json', format 'json'),
  j jsonb OPTIONS (attribute 'json', format 'json'), base64 bytea OPTIONS (format 'base64')
) SERVER s OPTIONS (table 'types');
-- expect: did not fit column "v3" of type character varying(3)
SELECT s, v3, c, w, emoji, null_word, copy_null, copy_end FROM strings WHERE id = 'strings';
SELECT date, uuid, inet, "interval", iso, iso_offset, js, j, base64 FROM strings WHERE id = 'temporal';
-- Numbers: whole ones, floats, numeric(p,s), a domain, an oid; epochs.
CREATE FOREIGN TABLE numbers (
  id text, n smallint, digits38 numeric, f8 float8 OPTIONS (attribute 'digits38'), f4 float4 OPTIONS (attribute 'tenth'), money2 numeric(4,1) OPTIONS (attribute 'trailing'), whole int OPTIONS (attribute 'exponent'),
  pos positive OPTIONS (attribute 'exponent'), zero positive OPTIONS (attribute 'n'), int8 bigint, beyond bigint OPTIONS (attribute 'beyond_int8'), fraction int,
  epoch timestamptz OPTIONS (format 'epoch'), epoch_frac timestamp OPTIONS (format 'epoch'), epoch_ms timestamptz OPTIONS (format 'epoch_ms'), before date OPTIONS (format 'epoch')
) SERVER s OPTIONS (table 'types');
-- expect: did not fit column "beyond" of type bigint
-- expect: did not fit column "fraction" of type integer
SELECT n, digits38, f8, f4, money2, whole, pos, zero, int8, beyond, fraction FROM numbers WHERE id = 'numbers';
SELECT epoch, epoch_frac, epoch_ms, before FROM numbers WHERE id = 'temporal';
-- Ranges over a format are asked of DynamoDB.
\x off
-- expect: Filter Expression: epoch_ms >= 1699999999999.999
EXPLAIN SELECT id FROM numbers WHERE epoch_ms > '2023-11-14 22:13:20Z';
SELECT id FROM numbers WHERE epoch_ms > '2023-11-14 22:13:20Z' AND epoch BETWEEN '2023-11-14' AND '2023-11-15';
\x on
-- Binary, booleans, documents.
CREATE FOREIGN TABLE others (
  id text, b bytea, parts bytea[], yes boolean, no boolean, nothing text, m jsonb, l jsonb, nested json, ss text[], ns numeric[], ns_float float8[] OPTIONS (attribute 'ns'), ss_json jsonb OPTIONS (attribute 'ss')
) SERVER s OPTIONS (table 'types');
SELECT b, parts, yes, no, nothing, m, l, nested FROM others WHERE id IN ('binary', 'others') ORDER BY id;
SELECT ss, ns, ns_float, ss_json FROM others WHERE id = 'sets';
-- Lists into arrays of any element type, nested too; one that is no rectangle, or has an element that does not fit, is a mismatch.
CREATE FOREIGN TABLE arrays (
  id text, ints int[], matrix int[], ragged int[], mixed int[], texts text[], mixed_json jsonb OPTIONS (attribute 'mixed'), words word[] OPTIONS (attribute 'texts')
) SERVER s OPTIONS (table 'types');
-- expect: did not fit column "ragged" of type integer[]
SELECT ints, matrix, matrix[2][1] AS element, ragged, mixed, texts, mixed_json, words FROM arrays WHERE id = 'arrays';
-- coerce: whatever the input function accepts, of whichever type.
CREATE FOREIGN TABLE coerced (
  id text, n text OPTIONS (attribute 'exponent', coerce 'true'), yes text OPTIONS (coerce 'true'), l text OPTIONS (coerce 'true'), d numeric OPTIONS (attribute 'date', coerce 'true')
) SERVER s OPTIONS (table 'types');
SELECT id, n, yes, l FROM coerced WHERE id IN ('numbers', 'others') ORDER BY id;
SELECT d FROM coerced WHERE id = 'temporal';
-- What can never be is refused where it is declared, or where it is read.
CREATE FOREIGN TABLE wrong (id text, s text OPTIONS (format 'epoch')) SERVER s OPTIONS (table 'types');
-- expect: ERROR:  option "format" 'epoch' does not suit column "s" of type text
SELECT * FROM wrong;
-- expect: HINT:  Valid values are: iso8601, epoch, epoch_ms, base64, json, dynamodb.
CREATE FOREIGN TABLE wrong2 (id text, s text OPTIONS (format 'yaml')) SERVER s OPTIONS (table 'types');
CREATE FOREIGN TABLE wrong3 (id int) SERVER s OPTIONS (table 'types');
-- expect: cannot read its key attribute
SELECT * FROM wrong3;
