/* @options@ is filled in from src/catalog/options.ts by src/engine/extension/script.ts. */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION dynamodb_fdw" to load this file. \quit

CREATE FUNCTION dynamodb_fdw_options(
  OUT object text, OUT option text, OUT kind text, OUT choices text[], OUT default_value text, OUT meaning text)
RETURNS SETOF record
LANGUAGE sql IMMUTABLE ROWS 30
BEGIN ATOMIC
  VALUES @options@;
END;

COMMENT ON FUNCTION dynamodb_fdw_options() IS 'every option of dynamodb_fdw objects';

CREATE FUNCTION dynamodb_fdw_validator(options text[], catalog oid)
RETURNS void
LANGUAGE plpgsql STRICT
AS $validator$
DECLARE
  context CONSTANT text := CASE catalog
    WHEN 'pg_catalog.pg_foreign_server'::regclass THEN 'server'
    WHEN 'pg_catalog.pg_user_mapping'::regclass THEN 'user mapping'
    WHEN 'pg_catalog.pg_foreign_table'::regclass THEN 'foreign table'
    WHEN 'pg_catalog.pg_attribute'::regclass THEN 'column'
    ELSE 'wrapper' END;
  given record;
  allowed text[];
  choices text[];
  wanted text;
  row_above int[];
  row_here int[];
  nearest text;
  nearest_distance int;
BEGIN
  FOR given IN
    SELECT split_part(o, '=', 1) AS name, substr(o, strpos(o, '=') + 1) AS value, valid.kind, valid.choices
    FROM unnest(options) WITH ORDINALITY AS listed(o, n)
    LEFT JOIN @extschema@.dynamodb_fdw_options() AS valid
      ON valid.object = context AND valid.option = split_part(o, '=', 1)
    ORDER BY n
  LOOP
    IF given.kind IS NULL THEN
      SELECT array_agg(valid.option ORDER BY valid.option) INTO allowed
      FROM @extschema@.dynamodb_fdw_options() AS valid
      WHERE valid.object = context;

      IF allowed IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'fdw_invalid_option_name',
          MESSAGE = format('invalid option "%s"', given.name),
          HINT = 'There are no valid options in this context.';
      END IF;

      -- The closest match as postgres_fdw finds it: Levenshtein, at most 4 edits and half of what was typed.
      FOREACH wanted IN ARRAY allowed LOOP
        CONTINUE WHEN abs(length(wanted) - length(given.name)) > 4;
        row_above := ARRAY(SELECT generate_series(0, length(wanted)));
        FOR i IN 1 .. length(given.name) LOOP
          row_here := ARRAY[i];
          FOR j IN 1 .. length(wanted) LOOP
            row_here := row_here || least(
              row_here[j] + 1,
              row_above[j + 1] + 1,
              row_above[j] + (substr(given.name, i, 1) <> substr(wanted, j, 1))::int);
          END LOOP;
          row_above := row_here;
        END LOOP;
        IF row_above[length(wanted) + 1] <= least(4, length(given.name) / 2, nearest_distance - 1) THEN
          nearest := wanted;
          nearest_distance := row_above[length(wanted) + 1];
        END IF;
      END LOOP;

      RAISE EXCEPTION USING ERRCODE = 'fdw_invalid_option_name',
        MESSAGE = format('invalid option "%s"', given.name),
        HINT = CASE WHEN nearest IS NOT NULL
          THEN format('Perhaps you meant the option "%s".', nearest)
          ELSE 'Valid options in this context are: ' || array_to_string(allowed, ', ') END;
    END IF;

    IF NOT (CASE given.kind
      WHEN 'boolean' THEN pg_input_is_valid(given.value, 'boolean')
      WHEN 'count' THEN given.value ~ '^[0-9]{1,9}$' AND given.value !~ '^0+$'
      WHEN 'number' THEN given.value ~ '^[0-9]{1,15}(\.[0-9]+)?$' AND given.value !~ '^[0.]+$'
      -- A user and password in it would go nowhere, and be shown wherever the option is.
      WHEN 'url' THEN given.value ~ '^https?://[^/@\s]+(/\S*)?$'
      WHEN 'choice' THEN given.value = ANY (given.choices)
      ELSE given.value <> '' END)
    THEN
      RAISE EXCEPTION USING ERRCODE = 'fdw_invalid_attribute_value',
        MESSAGE = format('invalid value for option "%s": "%s"', given.name,
          regexp_replace(given.value, '//[^/]*@', '//********@')),
        HINT = CASE given.kind
          WHEN 'boolean' THEN 'Valid values are "true" and "false".'
          WHEN 'count' THEN 'The value must be a whole number from 1.'
          WHEN 'number' THEN 'The value must be a number greater than zero.'
          WHEN 'url' THEN CASE WHEN given.value ~ '//[^/]*@'
            THEN 'The URL takes no user and password: CREATE USER MAPPING holds what requests are signed with.'
            ELSE 'The value must be a URL such as http://localhost:8000.' END
          WHEN 'choice' THEN format('Valid values are: %s.', array_to_string(given.choices, ', '))
          ELSE 'The value must not be empty.' END;
    END IF;
  END LOOP;
END
$validator$;

COMMENT ON FUNCTION dynamodb_fdw_validator(text[], oid) IS 'validates the options of dynamodb_fdw objects';

CREATE FOREIGN DATA WRAPPER dynamodb_fdw VALIDATOR dynamodb_fdw_validator;

COMMENT ON FOREIGN DATA WRAPPER dynamodb_fdw IS 'Amazon DynamoDB';

-- DynamoDB as a catalog: two relations whose rows ddbsql asks DynamoDB for when a statement names them (src/run/remote-catalog.ts). Where something
-- else reads them (a function's body, say) there are no rows to give, and saying so is better than an empty answer.
CREATE FUNCTION dynamodb_fdw_unasked(relation text) RETURNS boolean
LANGUAGE plpgsql
AS $unasked$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
    MESSAGE = format('"%s" can be read only by a statement that names it, or a view that does', relation);
END
$unasked$;

COMMENT ON FUNCTION dynamodb_fdw_unasked(text) IS 'what reads a remote catalog relation without DynamoDB having been asked';

CREATE VIEW dynamodb_fdw_tables AS
SELECT NULL::text AS server, NULL::text AS name, NULL::text AS status,
  NULL::text AS partition_key, NULL::text AS partition_key_type, NULL::text AS sort_key, NULL::text AS sort_key_type,
  NULL::bigint AS items, NULL::bigint AS bytes,
  NULL::text AS billing_mode, NULL::bigint AS read_units, NULL::bigint AS write_units,
  NULL::text AS ttl_attribute, NULL::text AS stream, NULL::text AS table_class, NULL::timestamptz AS created
WHERE @extschema@.dynamodb_fdw_unasked('dynamodb_fdw_tables');

COMMENT ON VIEW dynamodb_fdw_tables IS 'the DynamoDB tables of every foreign server';

CREATE VIEW dynamodb_fdw_indexes AS
SELECT NULL::text AS server, NULL::text AS table_name, NULL::text AS name, NULL::text AS kind, NULL::text AS status,
  NULL::text AS partition_key, NULL::text AS partition_key_type, NULL::text AS sort_key, NULL::text AS sort_key_type,
  NULL::text AS projection, NULL::text[] AS projected,
  NULL::bigint AS items, NULL::bigint AS bytes, NULL::bigint AS read_units, NULL::bigint AS write_units
WHERE @extschema@.dynamodb_fdw_unasked('dynamodb_fdw_indexes');

COMMENT ON VIEW dynamodb_fdw_indexes IS 'the secondary indexes of the DynamoDB tables of every foreign server';

GRANT SELECT ON dynamodb_fdw_tables, dynamodb_fdw_indexes TO PUBLIC;
