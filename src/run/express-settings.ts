/** Whether a session in which statements have run is still one that the express lane may speak for: asked of the engine, in two short queries. */
import { BOOTSTRAP_OID } from '../catalog/bootstrap-user.ts';
import type { ForeignTable } from '../catalog/model.ts';
import type { Query } from '../catalog/query.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { readSettings, type SessionSettings } from './settings.ts';

const SESSION_SQL = `
SELECT c.relkind = 'f' AND n.nspname = $2 AND c.relname = $3
  AND quote_ident(current_user)::regrole = ${BOOTSTRAP_OID}
  AND current_setting('search_path') IN ('public', '"$user", public')
  AND current_setting('bytea_output') = 'hex'
  AND current_setting('extra_float_digits')::int >= 1
  AND current_setting('client_encoding') = 'UTF8'
  AND current_setting('standard_conforming_strings') = 'on'
  AND current_setting('statement_timeout') = '0'
  AND current_setting('DateStyle') LIKE 'ISO,%'
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = to_regclass($1)`;

/**
 * The session's settings, where the relation as it is written is that table, and nothing is set that changes how its rows look.
 * @throws SqlError for a setting with a value it does not take
 */
export async function plainSettings(
  query: Query,
  relation: readonly string[],
  { schema, name }: ForeignTable,
): Promise<SessionSettings | undefined> {
  const { rows } = await query(SESSION_SQL, [relation.map(quoteIdentifier).join('.'), schema, name]);
  return rows[0]?.[0] === 't' ? readSettings(query) : undefined;
}
