/** `\du`: the roles that GRANT and CREATE USER MAPPING speak of. */
import { printListing } from '../print.ts';
import type { Shell } from '../shell.ts';
import { patternConditions } from './pattern.ts';
import { hiddenQuery, where } from './query.ts';
import { type ListOptions, patternFailure } from './relations.ts';

export async function listRoles(shell: Shell, { pattern, verbose, system }: ListOptions): Promise<'done' | 'error'> {
  let conditions: readonly string[];
  try {
    conditions = [
      ...(system || pattern !== undefined ? [] : ["r.rolname !~ '^pg_'"]),
      ...patternConditions(pattern, { name: 'r.rolname' }),
    ];
  } catch (error) {
    return patternFailure(shell, error);
  }
  const result = await hiddenQuery(
    shell,
    `SELECT r.rolname,
  pg_catalog.concat_ws(E'\\n', nullif(pg_catalog.concat_ws(', ',
    CASE WHEN r.rolsuper THEN 'Superuser' END, CASE WHEN NOT r.rolinherit THEN 'No inheritance' END,
    CASE WHEN r.rolcreaterole THEN 'Create role' END, CASE WHEN r.rolcreatedb THEN 'Create DB' END,
    CASE WHEN NOT r.rolcanlogin THEN 'Cannot login' END, CASE WHEN r.rolreplication THEN 'Replication' END,
    CASE WHEN r.rolbypassrls THEN 'Bypass RLS' END), ''),
    CASE WHEN r.rolconnlimit = 0 THEN 'No connections' WHEN r.rolconnlimit = 1 THEN '1 connection'
      WHEN r.rolconnlimit > 1 THEN r.rolconnlimit || ' connections' END,
    'Password valid until ' || r.rolvaliduntil),
  ARRAY(SELECT b.rolname
        FROM pg_catalog.pg_auth_members m
        JOIN pg_catalog.pg_roles b ON (m.roleid = b.oid)
        WHERE m.member = r.oid)::pg_catalog.text${verbose ? ",\n  pg_catalog.shobj_description(r.oid, 'pg_authid')" : ''}
FROM pg_catalog.pg_roles r
${where(conditions)}ORDER BY 1;`,
  );
  if (result === undefined) return 'error';
  const headers = ['Role name', 'Attributes', 'Member of', ...(verbose ? ['Description'] : [])];
  await printListing(shell, { title: 'List of roles', headers, rows: result.rows, footers: [] });
  return 'done';
}
