/** The lists inside an object's definition: columns, constraints, memberships. They are correlated with the alias each one names. */
import { savedRoleName } from './bootstrap-user.ts';
import { array, collation, entries, grants, options } from './snapshot-fragments.ts';

const TYPE_COLLATION = '(SELECT y.typcollation FROM pg_catalog.pg_type AS y WHERE y.oid = a.atttypid)';
const COLUMN_TYPE: [string, string] = ['type', 'format_type(a.atttypid, a.atttypmod)'];
const COLUMN_COLLATION: [string, string] = ['collation', collation('a.attcollation', TYPE_COLLATION)];
const COLUMN_COMMENT: [string, string] = ['comment', 'col_description(a.attrelid, a.attnum)'];
const COLUMN_GRANTS: [string, string] = ['grants', grants('a.attacl', "acldefault('c', c.relowner)")];

/** Of the foreign table `c`. */
export const COLUMNS = array(
  entries([
    ['name', 'a.attname'],
    COLUMN_TYPE,
    COLUMN_COLLATION,
    ['notNull', 'CASE WHEN a.attnotnull THEN true END'],
    [
      'notNullName',
      `(SELECT k.conname FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]
          AND k.conname <> c.relname || '_' || a.attname || '_not_null')`,
    ],
    ['default', "CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END"],
    [
      'generated',
      `CASE a.attgenerated
        WHEN 's' THEN json_build_object('stored', pg_get_expr(d.adbin, d.adrelid))
        WHEN 'v' THEN json_build_object('virtual', pg_get_expr(d.adbin, d.adrelid)) END`,
    ],
    ['options', options('a.attfdwoptions')],
    COLUMN_GRANTS,
    COLUMN_COMMENT,
  ]),
  'a.attnum',
  `pg_catalog.pg_attribute AS a
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`,
);

/** Of the view `c`, those with a comment or privileges. */
export const VIEW_COLUMNS = array(
  entries([['name', 'a.attname'], COLUMN_GRANTS, COLUMN_COMMENT]),
  'a.attnum',
  `pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0
    AND (a.attacl IS NOT NULL OR col_description(a.attrelid, a.attnum) IS NOT NULL)`,
);

/** Of the enum `t`. */
export const LABELS = array('l.enumlabel', 'l.enumsortorder', 'pg_catalog.pg_enum AS l WHERE l.enumtypid = t.oid');

/** Of the composite type `t`. */
export const ATTRIBUTES = array(
  entries([['name', 'a.attname'], COLUMN_TYPE, COLUMN_COLLATION, COLUMN_COMMENT]),
  'a.attnum',
  'pg_catalog.pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped',
);

export function checks(of: string): string {
  return array(
    "json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid))",
    'k.conname',
    `pg_catalog.pg_constraint AS k WHERE ${of} AND k.contype = 'c'`,
  );
}

/** Roles the role `r` is a member of. A membership granted by several is one here. INHERIT and SET are told since PostgreSQL 16; before, to_jsonb has none. */
export const MEMBERSHIPS = `(SELECT json_agg(json_strip_nulls(json_build_object(
      'role', ${savedRoleName('g.oid')}, 'admin', g.admin, 'inherit', g.inherit, 'set', g.set)) ORDER BY g.rolname)
  FROM (SELECT b.oid, b.rolname, bool_or(m.admin_option) OR NULL AS admin, bool_or((to_jsonb(m) ->> 'inherit_option')::bool) OR NULL AS inherit,
      bool_or((to_jsonb(m) ->> 'set_option')::bool) OR NULL AS set
    FROM pg_catalog.pg_auth_members AS m JOIN pg_catalog.pg_roles AS b ON b.oid = m.roleid
    WHERE m.member = r.oid GROUP BY b.oid, b.rolname) AS g)`;

/** Of the role `r`, those that CREATE ROLE does not give by itself. */
export const ROLE_ATTRIBUTES = `array_to_json(nullif(array_remove(ARRAY[
    CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END,
    CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
    CASE WHEN r.rolcanlogin THEN 'LOGIN' END, CASE WHEN r.rolreplication THEN 'REPLICATION' END,
    CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END], NULL), '{}'))`;
