/** What ddbsql uses of newer servers, made where a server is older. */

/**
 * `pg_input_is_valid` is of PostgreSQL 16. Before, a value is tried: `json_to_record` hands it to the type's input function with the type's modifier,
 * which a cast would not (it cuts `varchar(3)` instead of refusing).
 */
const INPUT_IS_VALID = `
CREATE FUNCTION pg_catalog.pg_input_is_valid(value text, type text) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT
AS $valid$
BEGIN
  EXECUTE format('SELECT v FROM pg_catalog.json_to_record(pg_catalog.json_build_object(''v'', $1)) AS r(v %s)', type) USING value;
  RETURN true;
EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
  RETURN false;
END
$valid$;`;

/** Statements for a new session's database; empty where the server needs none. @param version `server_version_num` */
export function compatibilityScript(version: number): string {
  return version < 160_000 ? INPUT_IS_VALID : '';
}
