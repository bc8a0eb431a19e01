/** Tables that live in the engine only, so that they go when it does. */

import type { Query } from '../catalog/query.ts';
import { FIRST_USER_OID } from '../catalog/snapshot-sql.ts';

/** Their names as they would be written, without ddbsql's own staging tables. @throws SqlError */
export async function localTables(query: Query): Promise<readonly string[]> {
  const { rows } = await query(
    `SELECT CASE WHEN c.relpersistence = 't' OR n.nspname = 'public' THEN quote_ident(c.relname)
       ELSE format('%I.%I', n.nspname, c.relname) END
     FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_toast' AND c.relname !~ '^ddbsql_scan_[0-9]'
     ORDER BY 1`,
  );
  return rows.map(([name]) => name ?? '');
}
