/** What planning needs of the engine's catalog: foreign tables, what a relation's name stands for, whose credentials a server is read with. */
import { asOwner } from './as-owner.ts';
import type { ForeignServer, ForeignTable, Options, UserMapping } from './model.ts';
import { SECRET_MASK } from './options.ts';
import type { Query } from './query.ts';
import type { SecretStore } from './secret-store.ts';

/** The wrappers that are ours: the extension's, and any that a user made with its validator. */
const OUR_WRAPPERS = `SELECT w.oid FROM pg_catalog.pg_foreign_data_wrapper AS w
  LEFT JOIN pg_catalog.pg_proc AS v ON v.oid = w.fdwvalidator
  WHERE w.fdwname = 'dynamodb_fdw' OR v.proname = 'dynamodb_fdw_validator'`;

function options(list: string): string {
  return `(SELECT coalesce(json_object_agg(o.name, o.value ORDER BY o.position), '{}')
    FROM pg_options_to_table(${list}) WITH ORDINALITY AS o(name, value, position))`;
}

/**
 * `looks` follows each column's type down: a domain to its base, whose modifier is the first one found, an array to its element (`brackets`
 * counts them), until a type that is neither. `typarray` tells an array from the fixed-length types that can be subscripted (`point`, `oidvector`).
 */
const FOREIGN_TABLES_SQL = `
WITH RECURSIVE wanted AS (
  SELECT oid::text::oid, position FROM json_array_elements_text($1::json) WITH ORDINALITY AS w(oid, position)
), columns AS (
  SELECT a.* FROM wanted AS w JOIN pg_catalog.pg_attribute AS a ON a.attrelid = w.oid
  WHERE a.attnum > 0 AND NOT a.attisdropped
), looks(declared, oid, modifier, brackets, constrained) AS (
  SELECT DISTINCT c.atttypid, c.atttypid, -1, '', false FROM columns AS c
  UNION ALL
  SELECT l.declared,
    CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END,
    CASE WHEN l.modifier = -1 THEN t.typtypmod ELSE l.modifier END,
    CASE WHEN t.typtype = 'd' THEN l.brackets ELSE l.brackets || '[]' END,
    l.constrained OR t.typtype = 'd' AND (t.typnotnull OR t.typtypmod <> -1
      OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'))
  FROM looks AS l JOIN pg_catalog.pg_type AS t ON t.oid = l.oid
  WHERE t.typtype = 'd' OR EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.oid = t.typelem AND e.typarray = t.oid)
), bases AS (
  SELECT l.declared, l.modifier, l.constrained, CASE t.typtype
    WHEN 'e' THEN 'enum' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range' WHEN 'm' THEN 'multirange'
    ELSE CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN format_type(t.oid, NULL) ELSE t.typname END
    END || l.brackets AS base
  FROM looks AS l JOIN pg_catalog.pg_type AS t ON t.oid = l.oid
  WHERE t.typtype <> 'd' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.oid = t.typelem AND e.typarray = t.oid)
)
SELECT json_build_object(
  'schema', n.nspname, 'name', c.relname, 'oid', c.oid::int8,
  'server', json_build_object('name', s.srvname, 'options', ${options('s.srvoptions')}),
  'columns', (
    SELECT coalesce(json_agg(json_build_object(
      'name', a.attname, 'number', a.attnum, 'type', format_type(a.atttypid, a.atttypmod), 'typeOid', a.atttypid::int8,
      'typeModifier', CASE WHEN a.atttypmod = -1 THEN b.modifier ELSE a.atttypmod END, 'base', b.base, 'constrained', b.constrained, 'notNull', a.attnotnull,
      'options', ${options('a.attfdwoptions')}) ORDER BY a.attnum), '[]')
    FROM columns AS a JOIN bases AS b ON b.declared = a.atttypid WHERE a.attrelid = c.oid),
  'options', ${options('f.ftoptions')})
FROM wanted AS w
JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = w.oid
JOIN pg_catalog.pg_class AS c ON c.oid = f.ftrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver
WHERE s.srvfdw IN (${OUR_WRAPPERS})
ORDER BY w.position`;

/** What answers say, which a caller may remember and hand over again. */
const READ = new WeakMap<object, readonly ForeignTable[]>();

/** The foreign tables of those oids that are ours, in the order of the oids. @throws SqlError */
export async function readForeignTables(query: Query, oids: readonly number[]): Promise<readonly ForeignTable[]> {
  if (oids.length === 0) return [];
  const { rows } = await query(FOREIGN_TABLES_SQL, [JSON.stringify(oids)]);
  const known = READ.get(rows) ?? rows.map(([json]): ForeignTable => JSON.parse(json ?? ''));
  READ.set(rows, known);
  return known;
}

/** What a name in a statement stands for. */
export interface RelationKind {
  /** As it was given. */
  readonly name: string;
  /** 0 where there is no such relation. */
  readonly oid: number;
  /** pg_class's `relkind`; empty where there is no such relation. */
  readonly relkind: string;
  readonly schema: string;
  readonly relation: string;
  /**
   * Oids of our foreign tables and remote catalog relations that are read through it: the relation itself, those below a view (or what a
   * materialized view is filled from), those that inherit from a table. Empty: the engine can answer alone.
   */
  readonly reads: readonly number[];
  /** The query of a view or materialized view that reads our tables. */
  readonly definition?: string | undefined;
  /** Whose privileges that query is run with: the view's owner's; undefined where it is the reader (`security_invoker`). */
  readonly owner?: string | undefined;
  /** The columns that the reader may read where it may not read all of them; undefined: it may. */
  readonly readable?: readonly string[] | undefined;
  /** One of the extension's views that stand for DynamoDB's own catalog. */
  readonly isRemoteCatalog: boolean;
}

/** A materialized view below another relation is data of the engine's own, so `reach` does not look through it. */
const RELATIONS_SQL = `
WITH RECURSIVE given AS (
  SELECT position, CASE WHEN n.name->>0 IS NULL OR n.name->>0 = current_database() THEN to_regclass(n.name->>1) END AS oid
  FROM json_array_elements($1::json) WITH ORDINALITY AS n(name, position)
), reach(root, oid) AS (
  SELECT DISTINCT g.oid::oid, g.oid::oid FROM given AS g WHERE g.oid IS NOT NULL
  UNION
  SELECT r.root, next.oid
  FROM reach AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.oid
  CROSS JOIN LATERAL (
    SELECT d.refobjid AS oid
    FROM pg_catalog.pg_rewrite AS w JOIN pg_catalog.pg_depend AS d
      ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
    WHERE w.ev_class = c.oid AND w.ev_type = '1' AND (c.relkind = 'v' OR c.relkind = 'm' AND r.root = r.oid)
    UNION ALL
    SELECT i.inhrelid FROM pg_catalog.pg_inherits AS i WHERE i.inhparent = c.oid
  ) AS next
), remote AS (
  SELECT d.objid AS oid FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'dynamodb_fdw'
  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
), ours AS (
  SELECT f.ftrelid AS oid FROM pg_catalog.pg_foreign_table AS f
  JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver AND s.srvfdw IN (${OUR_WRAPPERS})
  UNION ALL SELECT oid FROM remote
), reads AS (
  SELECT r.root, json_agg(r.oid::int8 ORDER BY r.oid) AS oids FROM reach AS r JOIN ours AS o ON o.oid = r.oid GROUP BY r.root
)
SELECT coalesce(c.oid, 0), c.relkind, n.nspname, c.relname, r.oids,
  CASE WHEN c.relkind IN ('v', 'm') AND r.oids IS NOT NULL THEN pg_get_viewdef(c.oid) END,
  c.oid IN (SELECT oid FROM remote),
  CASE WHEN NOT EXISTS (SELECT FROM pg_options_to_table(c.reloptions) AS o WHERE o.option_name = 'security_invoker' AND o.option_value::boolean)
    THEN pg_get_userbyid(c.relowner) END,
  CASE WHEN r.oids IS NOT NULL AND NOT has_table_privilege(coalesce($2, current_user)::name, c.oid, 'SELECT') THEN (
    SELECT coalesce(json_agg(a.attname), '[]') FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(coalesce($2, current_user)::name, c.oid, a.attnum, 'SELECT')) END
FROM given AS g
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = g.oid
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN reads AS r ON r.root = c.oid
ORDER BY g.position`;

/**
 * Resolves names as written in a statement (`music`, `"My schema".t`) by the search path, in one query.
 * @param reader whose privileges count; the current user's if left out
 * @throws SqlError
 */
export async function relationKinds(
  query: Query,
  names: readonly string[],
  reader?: string,
): Promise<readonly RelationKind[]> {
  if (names.length === 0) return [];
  const { rows } = await query(RELATIONS_SQL, [JSON.stringify(names.map(splitDatabase)), reader ?? null]);
  return rows.map(([oid, relkind, schema, relation, reads, definition, isRemoteCatalog, owner, readable], i) => ({
    name: names[i] ?? '',
    oid: Number(oid),
    relkind: relkind ?? '',
    schema: schema ?? '',
    relation: relation ?? '',
    reads: JSON.parse(reads ?? '[]'),
    definition: definition ?? undefined,
    isRemoteCatalog: isRemoteCatalog === 't',
    owner: owner ?? undefined,
    readable: readable == null ? undefined : JSON.parse(readable),
  }));
}

/** to_regclass raises an error at another database's name, and an error would end the user's transaction. */
function splitDatabase(name: string): readonly [string | null, string | null] {
  const parts = name.match(/(?:"(?:[^"]|"")*"|[^".])+/g) ?? [];
  if (parts.length < 3) return [null, name];
  const [database = '', ...relation] = parts;
  const folded = /^\s*"/.test(database)
    ? database.trim().slice(1, -1).replaceAll('""', '"')
    : database.trim().toLowerCase();
  return [folded, parts.length === 3 ? relation.join('.') : null];
}

const USER_MAPPING_SQL = `
SELECT u.oid, CASE WHEN u.umuser = 0 THEN 'public' ELSE pg_get_userbyid(u.umuser)::text END, ${options('u.umoptions')}
FROM pg_catalog.pg_user_mapping AS u JOIN pg_catalog.pg_foreign_server AS s ON s.oid = u.umserver
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = u.umuser
WHERE s.srvname = $1 AND (u.umuser = 0 OR r.rolname = $2)
ORDER BY u.umuser = 0
LIMIT 1`;

/**
 * The mapping a server is read with, secrets in clear: the user's own, else PUBLIC's, as in PostgreSQL.
 * @param user the current user if left out
 * @throws SqlError
 */
export async function userMappingFor(
  query: Query,
  secrets: SecretStore,
  server: string,
  user?: string,
): Promise<UserMapping | undefined> {
  const reader = user ?? (await query('SELECT current_user')).rows[0]?.[0] ?? null;
  const { rows } = await asOwner(query, () => query(USER_MAPPING_SQL, [server, reader]));
  const [row] = rows;
  if (row === undefined) return undefined;
  const [oid, owner, json] = row;
  const masked: Options = JSON.parse(json ?? '{}');
  const known = secrets.get(Number(oid));
  const reveal = ([name, value]: [string, string]) => [name, value === SECRET_MASK ? (known[name] ?? value) : value];
  return { server, user: owner ?? '', options: Object.fromEntries(Object.entries(masked).map(reveal)) };
}

const SERVERS_SQL = `
SELECT json_build_object('name', s.srvname, 'options', ${options('s.srvoptions')})
FROM pg_catalog.pg_foreign_server AS s
WHERE s.srvfdw IN (${OUR_WRAPPERS}) AND has_server_privilege(s.oid, 'USAGE')
ORDER BY s.srvname`;

/** The servers that are ours and that the current user may use. @throws SqlError */
export async function readServers(query: Query): Promise<readonly ForeignServer[]> {
  const { rows } = await query(SERVERS_SQL);
  return rows.map(([json]): ForeignServer => JSON.parse(json ?? ''));
}

const TABLES_OF_SERVER_SQL = `
SELECT c.oid FROM pg_catalog.pg_foreign_table AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.ftrelid
JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver
WHERE s.srvname = $1 AND c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $2)
ORDER BY c.relname`;

/** The foreign tables of a server in a schema, by name. @throws SqlError */
export async function readTablesOfServer(
  query: Query,
  server: string,
  schema: string,
): Promise<readonly ForeignTable[]> {
  const { rows } = await query(TABLES_OF_SERVER_SQL, [server, schema]);
  return readForeignTables(
    query,
    rows.map(([oid]) => Number(oid)),
  );
}

const COLUMNS_OF_VIEWS_SQL = `
SELECT DISTINCT d.refobjid::int8, a.attname
FROM json_array_elements_text($1::json) AS w(oid)
JOIN pg_catalog.pg_depend AS d ON d.refobjid = w.oid::oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
  AND d.classid = 'pg_catalog.pg_rewrite'::regclass
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid`;

/** By a table's oid, the columns that a view looks at: PostgreSQL lets nobody change their type. @throws SqlError */
export async function columnsOfViews(
  query: Query,
  oids: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const { rows } = await query(COLUMNS_OF_VIEWS_SQL, [JSON.stringify(oids)]);
  const found = new Map<number, Set<string>>();
  for (const [oid, column] of rows) {
    const columns = found.get(Number(oid)) ?? new Set();
    found.set(Number(oid), columns.add(column ?? ''));
  }
  return found;
}
