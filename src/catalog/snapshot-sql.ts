/**
 * The query that reads the user's objects out of `pg_catalog`: one row an object, `(catalog's oid, object's oid, kind, definition as JSON)`,
 * and one row of kind `settings` with the settings it changed.
 *
 * PostgreSQL deparses types, defaults and queries relative to the search path and to a few other settings; pg_dump fixes them for the
 * same reason. Here the CTE `settings` does, for the rest of the transaction, and hands back the old values to be put in place again. Every
 * other CTE takes its rows through it and is MATERIALIZED, so nothing is deparsed before the settings stand.
 */

import { savedRoleName } from './bootstrap-user.ts';
import { collation, entries, grants, notOwn, options, owned, owner, privileges } from './snapshot-fragments.ts';
import { ATTRIBUTES, COLUMNS, checks, LABELS, MEMBERSHIPS, ROLE_ATTRIBUTES, VIEW_COLUMNS } from './snapshot-lists.ts';

/** What deparsing depends on, and the value the document is written (and replayed) with. */
export const DEPARSE_SETTINGS: Readonly<Record<string, string>> = {
  search_path: '',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  quote_all_identifiers: 'off',
};

/** Objects from this oid on were made after initdb. */
export const FIRST_USER_OID = 16384;

/** One arm of the query: the catalog its objects stand in, their oid, their kind, their definition. */
interface Arm {
  readonly catalog: string;
  readonly oid: string;
  readonly kind: string;
  readonly definition: string;
  readonly from: string;
}

/** `CROSS JOIN settings`: see the file's head. Relations, routines and types come through CTEs that have it. */
const ARMS: readonly Arm[] = [
  {
    catalog: 'pg_authid',
    oid: 'r.oid',
    kind: "'role'",
    definition: entries([
      ['name', 'r.rolname'],
      ['attributes', ROLE_ATTRIBUTES],
      ['connectionLimit', 'nullif(r.rolconnlimit, -1)'],
      ['validUntil', 'r.rolvaliduntil::text'],
      ['memberOf', MEMBERSHIPS],
      ['comment', "shobj_description(r.oid, 'pg_authid')"],
    ]),
    from: `(SELECT r.* FROM settings CROSS JOIN pg_catalog.pg_roles AS r OFFSET 0) AS r WHERE r.oid >= ${FIRST_USER_OID}`,
  },
  {
    catalog: 'pg_namespace',
    oid: 'n.oid',
    kind: "'schema'",
    // initdb gives public to pg_database_owner; src/catalog/snapshot.ts leaves it out where nothing about it was changed.
    definition: entries([
      ['name', 'n.nspname'],
      [
        'owner',
        `CASE WHEN n.nspname <> 'public' THEN ${owner('n.nspowner')}
          ELSE nullif(pg_get_userbyid(n.nspowner), 'pg_database_owner') END`,
      ],
      [
        'grants',
        `CASE WHEN n.nspname = 'public'
          THEN json_build_object('now', ${privileges("coalesce(n.nspacl, acldefault('n', n.nspowner))")}, 'initial',
            '[["pg_database_owner", "USAGE", false], ["pg_database_owner", "CREATE", false], ["public", "USAGE", false]]'::json)
          ELSE ${grants('n.nspacl', "acldefault('n', n.nspowner)")} END`,
      ],
      [
        'comment',
        `nullif(obj_description(n.oid, 'pg_namespace'), CASE WHEN n.nspname = 'public' THEN 'standard public schema' END)`,
      ],
    ]),
    from: `namespaces AS n WHERE NOT ${notOwn('pg_namespace', 'n.oid')}`,
  },
  {
    catalog: 'pg_extension',
    oid: 'e.oid',
    kind: "'extension'",
    definition: entries([
      ['name', 'e.extname'],
      ['version', 'e.extversion'],
      ['schema', 'n.nspname'],
    ]),
    from: `pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
      WHERE e.oid >= ${FIRST_USER_OID}`,
  },
  {
    catalog: 'pg_type',
    oid: 't.oid',
    kind: "'type'",
    definition: entries([
      ['schema', 't.nspname'],
      ['name', 't.typname'],
      ['enum', `CASE WHEN t.typtype = 'e' THEN coalesce(${LABELS}, '[]'::json) END`],
      ['domain', "CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END"],
      [
        'collation',
        collation('t.typcollation', '(SELECT y.typcollation FROM pg_catalog.pg_type AS y WHERE y.oid = t.typbasetype)'),
      ],
      ['default', 'pg_get_expr(t.typdefaultbin, 0)'],
      ['notNull', 'CASE WHEN t.typnotnull THEN true END'],
      ['checks', checks('k.contypid = t.oid')],
      ['attributes', `CASE WHEN t.typtype = 'c' THEN coalesce(${ATTRIBUTES}, '[]'::json) END`],
      ...owned('t', 'typ', 'pg_type', 'T'),
    ]),
    from: 'types AS t',
  },
  {
    catalog: 'pg_foreign_data_wrapper',
    oid: 'w.oid',
    kind: "'foreign-data wrapper'",
    // Of a wrapper that an extension made only what was changed; src/catalog/snapshot.ts leaves it out where that is nothing.
    definition: entries([
      ['name', 'w.fdwname'],
      ['extension', 'w.extname'],
      ['handler', 'CASE WHEN w.extname IS NULL THEN nullif(w.fdwhandler, 0)::regproc::text END'],
      ['validator', 'CASE WHEN w.extname IS NULL THEN nullif(w.fdwvalidator, 0)::regproc::text END'],
      ['options', options('w.fdwoptions')],
      ['owner', owner('w.fdwowner')],
      ['grants', grants('w.fdwacl', "coalesce(w.initprivs, acldefault('F', w.fdwowner))")],
      ['comment', "CASE WHEN w.extname IS NULL THEN obj_description(w.oid, 'pg_foreign_data_wrapper') END"],
    ]),
    from: 'wrappers AS w',
  },
  {
    catalog: 'pg_foreign_server',
    oid: 's.oid',
    kind: "'server'",
    definition: entries([
      ['name', 's.srvname'],
      ['wrapper', 'w.fdwname'],
      ['type', 's.srvtype'],
      ['version', 's.srvversion'],
      ['options', options('s.srvoptions')],
      ...owned('s', 'srv', 'pg_foreign_server', 'S'),
    ]),
    from: `pg_catalog.pg_foreign_server AS s JOIN wrappers AS w ON w.oid = s.srvfdw
      WHERE NOT ${notOwn('pg_foreign_server', 's.oid')}`,
  },
  {
    catalog: 'pg_user_mapping',
    oid: 'u.oid',
    kind: "'user mapping'",
    definition: entries([
      ['user', `CASE WHEN u.umuser = 0 THEN 'public' ELSE ${savedRoleName('u.umuser')} END`],
      ['server', 's.srvname'],
      ['options', options('u.umoptions')],
    ]),
    from: 'pg_catalog.pg_user_mapping AS u JOIN pg_catalog.pg_foreign_server AS s ON s.oid = u.umserver',
  },
  {
    catalog: 'pg_class',
    oid: 'c.oid',
    kind: "'foreign table'",
    definition: entries([
      ['schema', 'c.nspname'],
      ['name', 'c.relname'],
      ['server', 's.srvname'],
      ['options', options('f.ftoptions')],
      ['columns', `coalesce(${COLUMNS}, '[]'::json)`],
      ['checks', checks('k.conrelid = c.oid')],
      ...owned('c', 'rel', 'pg_class', 'r'),
    ]),
    from: `relations AS c JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
      JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver`,
  },
  {
    catalog: 'pg_proc',
    oid: 'p.oid',
    kind: "CASE WHEN p.prokind = 'p' THEN 'procedure' ELSE 'function' END",
    definition: entries([
      ['schema', 'p.nspname'],
      ['name', 'p.proname'],
      ['arguments', 'oidvectortypes(p.proargtypes)'],
      ['definition', 'pg_get_functiondef(p.oid)'],
      ...owned('p', 'pro', 'pg_proc', 'f'),
    ]),
    from: 'routines AS p',
  },
  {
    catalog: 'pg_class',
    oid: 'c.oid',
    kind: "'view'",
    definition: entries([
      ['schema', 'c.nspname'],
      ['name', 'c.relname'],
      ['options', options('c.reloptions')],
      ['query', 'pg_get_viewdef(c.oid)'],
      ['columns', VIEW_COLUMNS],
      ...owned('c', 'rel', 'pg_class', 'r'),
    ]),
    from: "relations AS c WHERE c.relkind = 'v'",
  },
];

const SAVED = Object.keys(DEPARSE_SETTINGS)
  .map((name) => `'${name}', current_setting('${name}')`)
  .join(', ');
const SET = Object.entries(DEPARSE_SETTINGS).map(([name, value]) => `set_config('${name}', '${value}', true)`);

/** `$1`: a JSON array of schemas to leave out. */
export const CATALOG_SQL = `
WITH settings AS MATERIALIZED (
  SELECT json_build_object(${SAVED}) AS saved, ${SET.map((set, i) => `${set} AS set_${i}`).join(', ')}
), namespaces AS MATERIALIZED (
  SELECT n.* FROM settings CROSS JOIN pg_catalog.pg_namespace AS n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND n.nspname NOT IN (SELECT json_array_elements_text($1::json))
), wrappers AS MATERIALIZED (
  SELECT w.*, e.extname, i.initprivs
  FROM settings CROSS JOIN pg_catalog.pg_foreign_data_wrapper AS w
    LEFT JOIN pg_catalog.pg_depend AS d
      ON d.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND d.objid = w.oid AND d.deptype = 'e'
    LEFT JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_init_privs AS i
      ON i.classoid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND i.objoid = w.oid
), types AS MATERIALIZED (
  SELECT t.*, n.nspname FROM namespaces AS n JOIN pg_catalog.pg_type AS t ON t.typnamespace = n.oid
  WHERE (t.typtype IN ('e', 'd')
      OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT ${notOwn('pg_type', 't.oid')}
), relations AS MATERIALIZED (
  SELECT c.*, n.nspname FROM namespaces AS n JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid
  WHERE c.relkind IN ('f', 'v') AND NOT ${notOwn('pg_class', 'c.oid')}
), routines AS MATERIALIZED (
  SELECT p.*, n.nspname FROM namespaces AS n JOIN pg_catalog.pg_proc AS p ON p.pronamespace = n.oid
  WHERE p.prokind IN ('f', 'p', 'w') AND NOT ${notOwn('pg_proc', 'p.oid')}
)
SELECT 0::oid, 0::oid, 'settings', settings.saved::text FROM settings
${ARMS.map(select).join('\n')}`;

function select({ catalog, oid, kind, definition, from }: Arm): string {
  return `UNION ALL SELECT 'pg_catalog.${catalog}'::regclass::oid, ${oid}, ${kind}, ${definition}::text FROM ${from}`;
}

/** What depends on what, the user's objects and their parts only: `(catalog, object, catalog referred to, object referred to, how)`. */
export const DEPENDENCIES_SQL = `
SELECT classid::oid, objid, refclassid::oid, refobjid, deptype
FROM pg_catalog.pg_depend
WHERE objid >= ${FIRST_USER_OID} AND refobjid > 0 AND deptype IN ('n', 'a', 'i', 'e')
ORDER BY classid, objid, refclassid, refobjid`;
