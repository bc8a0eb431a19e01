/** The listings of relations, `\d` and `\dt` and their kin, and of what they stand in. */
import type { Shell } from '../shell.ts';
import { databaseName } from '../shell.ts';
import { PatternError, patternConditions } from './pattern.ts';
import { hiddenQuery, list, notOurOwn, printListing, privileges, where } from './query.ts';

const relationKinds: Readonly<Record<string, readonly string[]>> = {
  t: ['r', 'p'],
  v: ['v'],
  m: ['m'],
  i: ['i', 'I'],
  s: ['S'],
  E: ['f'],
};

const relation = {
  schema: 'n.nspname',
  name: 'c.relname',
  visible: 'pg_catalog.pg_table_is_visible(c.oid)',
} as const;

export interface ListOptions {
  readonly pattern: string | undefined;
  readonly verbose: boolean;
  readonly system: boolean;
}

const userSchemas = [
  "n.nspname <> 'pg_catalog'",
  "n.nspname !~ '^pg_toast'",
  "n.nspname <> 'information_schema'",
] as const;

function schemaConditions({ pattern, system }: ListOptions): readonly string[] {
  return system || pattern !== undefined ? [] : userSchemas;
}

/** `letters` are those of `\dtvmisE`. */
export async function listRelations(shell: Shell, letters: string, options: ListOptions): Promise<'done' | 'error'> {
  const { pattern, verbose, system } = options;
  const shows = (letter: string): boolean => letters.includes(letter);
  const kinds = [...letters].flatMap((letter) => relationKinds[letter] ?? []);
  if (shows('t') && (system || pattern !== undefined)) kinds.push('t');
  const indexes = shows('i');
  let conditions: readonly string[];
  try {
    conditions = [
      `c.relkind IN (${kinds.map((kind) => `'${kind}'`).join(',')})`,
      ...schemaConditions(options),
      notOurOwn('n.nspname', 'c.relname'),
      ...patternConditions(pattern, relation),
    ];
  } catch (error) {
    return patternFailure(shell, error);
  }
  const columns = [
    'n.nspname as "Schema"',
    'c.relname as "Name"',
    `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type"`,
    'pg_catalog.pg_get_userbyid(c.relowner) as "Owner"',
  ];
  if (indexes) columns.push('c2.relname as "Table"');
  if (verbose) {
    columns.push(
      `CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END as "Persistence"`,
    );
    const hasMethods = shows('t') || shows('m') || indexes;
    if (hasMethods && !shell.variables.flag('HIDE_TABLEAM')) columns.push('am.amname as "Access method"');
    columns.push(
      'pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) as "Size"',
      `pg_catalog.obj_description(c.oid, 'pg_class') as "Description"`,
    );
  }
  const joins = [
    '     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
    ...(verbose ? ['     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam'] : []),
    ...(indexes
      ? [
          '     LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid',
          '     LEFT JOIN pg_catalog.pg_class c2 ON i.indrelid = c2.oid',
        ]
      : []),
  ];
  const sql = `SELECT ${columns.join(',\n  ')}\nFROM pg_catalog.pg_class c\n${joins.join('\n')}\n${where(conditions)}ORDER BY 1,2;`;
  const result = await hiddenQuery(shell, sql);
  if (result === undefined) return 'error';
  if (result.rows.length === 0 && !shell.quiet) {
    shell.messages.error(notFound(pattern));
    return 'done';
  }
  await printListing(shell, 'List of relations', result);
  return 'done';
}

export function notFound(pattern: string | undefined): string {
  return pattern === undefined ? 'Did not find any relations.' : `Did not find any relation named "${pattern}".`;
}

export function patternFailure(shell: Shell, error: unknown): 'error' {
  if (!(error instanceof PatternError)) throw error;
  shell.messages.error(error.message);
  return 'error';
}

export function listSchemas(shell: Shell, options: ListOptions) {
  return list(shell, 'List of schemas', () => {
    let sql = 'SELECT n.nspname AS "Name",\n  pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"';
    if (options.verbose) {
      sql += `,\n  ${privileges('n.nspacl')},\n  pg_catalog.obj_description(n.oid, 'pg_namespace') AS "Description"`;
    }
    const shown =
      options.system || options.pattern !== undefined
        ? []
        : ["n.nspname !~ '^pg_'", "n.nspname <> 'information_schema'"];
    const conditions = [
      ...shown,
      notOurOwn('n.nspname'),
      ...patternConditions(options.pattern, { name: 'n.nspname', inDatabase: true }),
    ];
    return `${sql}\nFROM pg_catalog.pg_namespace n\n${where(conditions)}ORDER BY 1;`;
  });
}

export async function listExtensions(shell: Shell, { pattern, verbose }: ListOptions): Promise<'done' | 'error'> {
  if (verbose) return listExtensionObjects(shell, pattern);
  return list(shell, 'List of installed extensions', () => {
    return `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema", c.description AS "Description"
FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace LEFT JOIN pg_catalog.pg_description c ON c.objoid = e.oid AND c.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass
${where(patternConditions(pattern, { name: 'e.extname' }))}ORDER BY 1;`;
  });
}

async function listExtensionObjects(shell: Shell, pattern: string | undefined): Promise<'done' | 'error'> {
  let conditions: readonly string[];
  try {
    conditions = patternConditions(pattern, { name: 'e.extname' });
  } catch (error) {
    return patternFailure(shell, error);
  }
  const extensions = await hiddenQuery(
    shell,
    `SELECT e.extname, e.oid\nFROM pg_catalog.pg_extension e\n${where(conditions)}ORDER BY 1;`,
  );
  if (extensions === undefined) return 'error';
  if (extensions.rows.length === 0 && !shell.quiet) {
    shell.messages.error(
      pattern === undefined ? 'Did not find any extensions.' : `Did not find any extension named "${pattern}".`,
    );
    return 'error';
  }
  for (const [name, oid] of extensions.rows) {
    const objects = await hiddenQuery(
      shell,
      `SELECT pg_catalog.pg_describe_object(classid, objid, 0) AS "Object description"
FROM pg_catalog.pg_depend
WHERE refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND refobjid = '${oid}' AND deptype = 'e'
ORDER BY 1;`,
    );
    if (objects !== undefined) await printListing(shell, `Objects in extension "${name}"`, objects);
  }
  return 'done';
}

export function listPrivileges(shell: Shell, { pattern, system }: ListOptions) {
  return list(shell, 'Access privileges', () => {
    const conditions = [
      "c.relkind IN ('r','v','m','S','f','p')",
      notOurOwn('n.nspname', 'c.relname'),
      // The system's and the session's own objects are listed where their schema is named.
      ...patternConditions(
        pattern,
        system ? relation : { ...relation, visible: `n.nspname !~ '^pg_' AND ${relation.visible}` },
      ),
    ];
    return `SELECT n.nspname as "Schema",
  c.relname as "Name",
  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' END as "Type",
  ${privileges('c.relacl')},
  pg_catalog.array_to_string(ARRAY(
    SELECT attname || E':\\n  ' || pg_catalog.array_to_string(attacl, E'\\n  ')
    FROM pg_catalog.pg_attribute a
    WHERE attrelid = c.oid AND NOT attisdropped AND attacl IS NOT NULL
  ), E'\\n') AS "Column privileges",
  pg_catalog.array_to_string(ARRAY(
    SELECT polname
    || CASE WHEN NOT polpermissive THEN E' (RESTRICTIVE)' ELSE '' END
    || CASE WHEN polcmd != '*' THEN E' (' || polcmd::pg_catalog.text || E'):' ELSE E':' END
    || CASE WHEN polqual IS NOT NULL THEN E'\\n  (u): ' || pg_catalog.pg_get_expr(polqual, polrelid) ELSE E'' END
    || CASE WHEN polwithcheck IS NOT NULL THEN E'\\n  (c): ' || pg_catalog.pg_get_expr(polwithcheck, polrelid) ELSE E'' END
    || CASE WHEN polroles <> '{0}' THEN E'\\n  to: ' || pg_catalog.array_to_string(
      ARRAY(SELECT rolname FROM pg_catalog.pg_roles WHERE oid = ANY (polroles) ORDER BY 1), E', ') ELSE E'' END
    FROM pg_catalog.pg_policy pol
    WHERE polrelid = c.oid), E'\\n')
    AS "Policies"
FROM pg_catalog.pg_class c
     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
${where(conditions)}ORDER BY 1, 2;`;
  });
}

/** What a `+` adds of the database `d`. */
const DATABASE_DETAILS = `,
  pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.oid)) AS "Size",
  (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = d.dattablespace) AS "Tablespace",
  pg_catalog.shobj_description(d.oid, 'pg_database') AS "Description"`;

/** There is one database, and the engine's own name for it is no matter. */
export function listDatabases(shell: Shell, { pattern, verbose }: ListOptions) {
  return list(shell, 'List of databases', () => {
    const conditions = patternConditions(pattern, { name: 'd.name' });
    return `SELECT d.name AS "Name",
  pg_catalog.pg_get_userbyid(d.datdba) AS "Owner",
  pg_catalog.pg_encoding_to_char(d.encoding) AS "Encoding",
  d.datcollate AS "Collate",
  d.datctype AS "Ctype",
  coalesce(pg_catalog.to_jsonb(d)->>'datlocale', pg_catalog.to_jsonb(d)->>'daticulocale') AS "ICU Locale",
  CASE d.datlocprovider WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider",
  ${privileges('d.datacl')}${verbose ? DATABASE_DETAILS : ''}
FROM (SELECT '${databaseName}'::pg_catalog.text AS name, * FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) d
${where(conditions)}ORDER BY 1;`;
  });
}
