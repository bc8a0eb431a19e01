/** What `\d NAME` prints under the columns, part by part in psql's order. */
import type { Row } from '../../engine/port.ts';
import type { Shell } from '../shell.ts';
import { hiddenQuery } from './query.ts';
import type { Relation } from './relation.ts';

interface Part {
  /** Kinds of relation that have it. */
  readonly kinds: string;
  readonly verbose?: true;
  /** The variable that leaves it out. */
  readonly hiddenBy?: 'HIDE_TABLEAM';
  readonly sql: (oid: string) => string;
  readonly lines: (rows: readonly Row[], kind: string, verbose: boolean) => readonly string[];
}

/** A heading with one line for each row under it, or nothing. */
function under(heading: string, line: (row: Row) => string) {
  return (rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : [heading, ...rows.map((row) => `    ${line(row)}`)];
}

const options = (column: string): string => `pg_catalog.array_to_string(ARRAY(
  SELECT pg_catalog.quote_ident(option_name) || ' ' || pg_catalog.quote_literal(option_value)
  FROM pg_catalog.pg_options_to_table(${column})), ', ')`;

const parts: readonly Part[] = [
  {
    kinds: 'rfpiI',
    sql: (oid) => `SELECT i.inhparent::pg_catalog.regclass, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
  CASE WHEN i.inhdetachpending THEN ' DETACH PENDING' END
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_inherits i ON c.oid = i.inhrelid
WHERE c.oid = '${oid}' AND c.relispartition;`,
    lines: (rows) => rows.map(([parent, bound, pending]) => `Partition of: ${parent} ${bound ?? ''}${pending ?? ''}`),
  },
  {
    kinds: 'rfpiI',
    verbose: true,
    sql: (oid) => `SELECT pg_catalog.pg_get_partition_constraintdef(c.oid)
FROM pg_catalog.pg_class c
WHERE c.oid = '${oid}' AND c.relispartition;`,
    lines: (rows) =>
      rows.map(([constraint]) =>
        constraint === null ? 'No partition constraint' : `Partition constraint: ${constraint}`,
      ),
  },
  {
    kinds: 'p',
    sql: (oid) => `SELECT pg_catalog.pg_get_partkeydef('${oid}'::pg_catalog.oid);`,
    lines: (rows) => rows.map(([key]) => `Partition key: ${key}`),
  },
  {
    kinds: 't',
    sql: (oid) => `SELECT n.nspname, c.relname
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.reltoastrelid = '${oid}';`,
    lines: (rows) => rows.map(([schema, table]) => `Owning table: "${schema}.${table}"`),
  },
  {
    kinds: 'iI',
    sql: (oid) => `SELECT (CASE WHEN i.indisprimary THEN 'primary key, '
  WHEN i.indisunique THEN 'unique' || CASE WHEN i.indnullsnotdistinct THEN ' nulls not distinct' ELSE '' END || ', ' ELSE '' END)
  || am.amname || ', for table "' || n.nspname || '.' || t.relname || '"'
  || coalesce(', predicate (' || pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) || ')', '')
  || CASE WHEN i.indisclustered THEN ', clustered' ELSE '' END
  || CASE WHEN NOT i.indisvalid THEN ', invalid' ELSE '' END
  || CASE WHEN con.condeferrable THEN ', deferrable' ELSE '' END
  || CASE WHEN con.condeferred THEN ', initially deferred' ELSE '' END
  || CASE WHEN i.indisreplident THEN ', replica identity' ELSE '' END
FROM pg_catalog.pg_index i
  LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid = i.indrelid AND con.conindid = i.indexrelid AND con.contype IN ('p','u','x')
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am am ON am.oid = c.relam
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE i.indexrelid = '${oid}';`,
    lines: (rows) => rows.map(([line]) => line ?? ''),
  },
  {
    kinds: 'rmpt',
    sql: (oid) => `SELECT c2.relname, i.indisprimary, i.indisunique, i.indisclustered, i.indisvalid,
  pg_catalog.pg_get_indexdef(i.indexrelid, 0, true),
  pg_catalog.pg_get_constraintdef(con.oid, true), con.contype, con.condeferrable, con.condeferred, i.indisreplident
FROM pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_index i
  LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid = i.indrelid AND con.conindid = i.indexrelid AND con.contype IN ('p','u','x')
WHERE c.oid = '${oid}' AND c.oid = i.indrelid AND i.indexrelid = c2.oid
ORDER BY i.indisprimary DESC, c2.relname;`,
    lines: under('Indexes:', indexLine),
  },
  {
    kinds: 'rfp',
    sql: (oid) => `SELECT r.conname, pg_catalog.pg_get_constraintdef(r.oid, true)
FROM pg_catalog.pg_constraint r
WHERE r.conrelid = '${oid}' AND r.contype = 'c'
ORDER BY 1;`,
    lines: under('Check constraints:', ([name, definition]) => `"${name}" ${definition}`),
  },
  {
    kinds: 'rp',
    sql: (oid) => `SELECT conname, pg_catalog.pg_get_constraintdef(r.oid, true)
FROM pg_catalog.pg_constraint r
WHERE r.conrelid = '${oid}' AND r.contype = 'f' AND r.conparentid = 0
ORDER BY conname;`,
    lines: under('Foreign-key constraints:', ([name, definition]) => `"${name}" ${definition}`),
  },
  {
    kinds: 'rp',
    sql: (oid) => `SELECT conname, conrelid::pg_catalog.regclass AS ontable, pg_catalog.pg_get_constraintdef(oid, true)
FROM pg_catalog.pg_constraint c
WHERE confrelid = '${oid}' AND contype = 'f' AND conparentid = 0
ORDER BY conname;`,
    lines: under(
      'Referenced by:',
      ([name, table, definition]) => `TABLE "${table}" CONSTRAINT "${name}" ${definition}`,
    ),
  },
  {
    kinds: 'rp',
    sql: (oid) => `SELECT c.relrowsecurity, c.relforcerowsecurity, pol.polname, pol.polpermissive,
  CASE WHEN pol.polroles = '{0}' THEN NULL ELSE pg_catalog.array_to_string(array(
    SELECT rolname FROM pg_catalog.pg_roles WHERE oid = any (pol.polroles) ORDER BY 1), ',') END,
  pg_catalog.pg_get_expr(pol.polqual, pol.polrelid),
  pg_catalog.pg_get_expr(pol.polwithcheck, pol.polrelid),
  CASE pol.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' END
FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_policy pol ON pol.polrelid = c.oid
WHERE c.oid = '${oid}'
ORDER BY pol.polname;`,
    lines: policies,
  },
  {
    kinds: 'rmfp',
    sql: (oid) => `SELECT stxnamespace::pg_catalog.regnamespace::pg_catalog.text, stxname,
  CASE WHEN stxkind @> '{d,f,m}' OR NOT stxkind && '{d,f,m}' THEN '' ELSE ' (' || pg_catalog.concat_ws(', ',
    CASE WHEN 'd' = any(stxkind) THEN 'ndistinct' END, CASE WHEN 'f' = any(stxkind) THEN 'dependencies' END,
    CASE WHEN 'm' = any(stxkind) THEN 'mcv' END) || ')' END,
  pg_catalog.pg_get_statisticsobjdef_columns(oid), stxrelid::pg_catalog.regclass,
  CASE WHEN stxstattarget >= 0 THEN '; STATISTICS ' || stxstattarget ELSE '' END
FROM pg_catalog.pg_statistic_ext
WHERE stxrelid = '${oid}'
ORDER BY 1, 2;`,
    lines: under(
      'Statistics objects:',
      ([schema, name, kinds, columns, table, target]) =>
        `"${schema}.${name}"${kinds} ON ${columns} FROM ${table}${target}`,
    ),
  },
  {
    kinds: 'rp',
    sql: (oid) => `SELECT r.ev_enabled, trim(trailing ';' from pg_catalog.pg_get_ruledef(r.oid, true))
FROM pg_catalog.pg_rewrite r
WHERE r.ev_class = '${oid}'
ORDER BY r.rulename;`,
    lines: byState(
      { O: 'Rules:', D: 'Disabled rules:', A: 'Rules firing always:', R: 'Rules firing on replica only:' },
      (definition) => definition.replace(/^CREATE RULE /, ''),
    ),
  },
  {
    kinds: 'vm',
    verbose: true,
    sql: (oid) => `SELECT pg_catalog.pg_get_viewdef('${oid}'::pg_catalog.oid, true);`,
    lines: ([row]) => ['View definition:', row?.[0] ?? ''],
  },
  {
    kinds: 'vm',
    verbose: true,
    sql: (oid) => `SELECT trim(trailing ';' from pg_catalog.pg_get_ruledef(r.oid, true))
FROM pg_catalog.pg_rewrite r
WHERE r.ev_class = '${oid}' AND r.rulename <> '_RETURN'
ORDER BY r.rulename;`,
    // One blank, where everything else has four.
    lines: (rows) =>
      rows.length === 0 ? [] : ['Rules:', ...rows.map(([rule]) => ` ${(rule ?? '').replace(/^CREATE RULE /, '')}`)],
  },
  {
    kinds: 'rpvf',
    sql: (oid) => `SELECT t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid, true)
FROM pg_catalog.pg_trigger t
WHERE t.tgrelid = '${oid}' AND NOT t.tgisinternal
ORDER BY t.tgname;`,
    lines: byState(
      {
        O: 'Triggers:',
        D: 'Disabled user triggers:',
        A: 'Triggers firing always:',
        R: 'Triggers firing on replica only:',
      },
      (definition) => definition.replace(/^.*? TRIGGER /, ''),
    ),
  },
  {
    kinds: 'f',
    sql: (oid) => `SELECT s.srvname,
  ${options('f.ftoptions')}
FROM pg_catalog.pg_foreign_table f, pg_catalog.pg_foreign_server s
WHERE f.ftrelid = '${oid}' AND s.oid = f.ftserver;`,
    lines: ([row]) => [
      `Server: ${row?.[0] ?? ''}`,
      ...(row?.[1] === null || row?.[1] === '' || row?.[1] === undefined ? [] : [`FDW options: (${row[1]})`]),
    ],
  },
  {
    kinds: 'rfp',
    sql: (oid) => `SELECT c.oid::pg_catalog.regclass
FROM pg_catalog.pg_class c, pg_catalog.pg_inherits i
WHERE c.oid = i.inhparent AND i.inhrelid = '${oid}' AND c.relkind <> 'p'
ORDER BY inhseqno;`,
    lines: (rows) =>
      rows.map(
        ([parent], index) =>
          `${index === 0 ? 'Inherits: ' : '          '}${parent}${index < rows.length - 1 ? ',' : ''}`,
      ),
  },
  {
    kinds: 'rfpI',
    sql: childTables,
    lines: (rows, kind, verbose) => children(rows, kind === 'p' || kind === 'I', verbose),
  },
  {
    kinds: 'rfp',
    sql: (oid) => `SELECT c.reloftype::pg_catalog.regtype
FROM pg_catalog.pg_class c
WHERE c.oid = '${oid}' AND c.reloftype <> 0;`,
    lines: (rows) => rows.map(([type]) => `Typed table of type: ${type}`),
  },
  {
    kinds: 'rm',
    verbose: true,
    // The usual ones are not worth a line: the key's, and none in the system's own tables. That of an index stands at the index.
    sql: (oid) => `SELECT CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE '???' END
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = '${oid}' AND c.relreplident NOT IN ('i', CASE n.nspname WHEN 'pg_catalog' THEN 'n' ELSE 'd' END);`,
    lines: (rows) => rows.map(([identity]) => `Replica Identity: ${identity}`),
  },
  {
    kinds: 'rmptI',
    verbose: true,
    hiddenBy: 'HIDE_TABLEAM',
    sql: (oid) =>
      `SELECT am.amname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_am am ON am.oid = c.relam WHERE c.oid = '${oid}';`,
    lines: (rows) => rows.map(([method]) => `Access method: ${method}`),
  },
  {
    kinds: 'rmfpvtiI',
    verbose: true,
    sql: (oid) => `SELECT pg_catalog.array_to_string(c.reloptions || array(
  SELECT 'toast.' || x FROM pg_catalog.unnest(tc.reloptions) x), ', ')
FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.reltoastrelid
WHERE c.oid = '${oid}';`,
    lines: ([row]) => (row?.[0] ? [`Options: ${row[0]}`] : []),
  },
];

/** Rules and triggers under headings that say when they fire: `O`rigin, `D`isabled, `A`lways, `R`eplica. */
function byState(headings: Readonly<Record<string, string>>, line: (definition: string) => string) {
  return (rows: readonly Row[]): readonly string[] =>
    Object.entries(headings).flatMap(([state, heading]) =>
      under(heading, ([, definition]) => line(definition ?? ''))(rows.filter(([of]) => of === state)),
    );
}

function policies(rows: readonly Row[]): readonly string[] {
  const [enabled, forced] = rows[0] ?? [];
  const named = rows.filter(([, , name]) => name != null);
  if (named.length === 0) {
    if (enabled !== 't') return [];
    return [`Policies (${forced === 't' ? 'forced ' : ''}row security enabled): (none)`];
  }
  const state = enabled !== 't' ? ' (row security disabled)' : forced === 't' ? ' (forced row security enabled)' : '';
  return under(`Policies${state}:`, ([, , name, permissive, roles, using, check, command]) =>
    [
      `POLICY "${name}"${permissive === 'f' ? ' AS RESTRICTIVE' : ''}${command == null ? '' : ` FOR ${command}`}`,
      ...(roles == null ? [] : [`      TO ${roles}`]),
      ...(using == null ? [] : [`      USING (${using})`]),
      ...(check == null ? [] : [`      WITH CHECK (${check})`]),
    ].join('\n'),
  )(named);
}

function childTables(oid: string): string {
  return `SELECT c.oid::pg_catalog.regclass, pg_catalog.pg_get_expr(c.relpartbound, c.oid), c.relkind, i.inhdetachpending
FROM pg_catalog.pg_class c, pg_catalog.pg_inherits i
WHERE c.oid = i.inhrelid AND i.inhparent = '${oid}'
ORDER BY pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', c.oid::pg_catalog.regclass::pg_catalog.text;`;
}

function children(rows: readonly Row[], arePartitions: boolean, verbose: boolean): readonly string[] {
  if (rows.length === 0) return arePartitions ? ['Number of partitions: 0'] : [];
  if (!verbose) {
    return [`Number of ${arePartitions ? 'partitions' : 'child tables'}: ${rows.length} (Use \\d+ to list them.)`];
  }
  const heading = arePartitions ? 'Partitions: ' : 'Child tables: ';
  return rows.map(([child, bound, kind, pending], index) => {
    const start = index === 0 ? heading : ' '.repeat(heading.length);
    const parted = kind === 'p' || kind === 'I' ? ', PARTITIONED' : '';
    const comma = index < rows.length - 1 ? ',' : '';
    return `${start}${child}${bound === null ? '' : ` ${bound}`}${parted}${pending === 't' ? ' (DETACH PENDING)' : ''}${comma}`;
  });
}

function indexLine(row: Row): string {
  const [name, primary, unique, clustered, valid, definition, constraint, kind, deferrable, deferred, identity] = row;
  let line = `"${name}"`;
  if (kind === 'x') {
    line += ` ${constraint}`;
  } else {
    if (primary === 't') line += ' PRIMARY KEY,';
    else if (unique === 't') line += kind === 'u' ? ' UNIQUE CONSTRAINT,' : ' UNIQUE,';
    const using = (definition ?? '').indexOf(' USING ');
    line += ` ${using < 0 ? definition : (definition ?? '').slice(using + 7)}`;
    // The definition of an exclusion constraint says these itself.
    if (deferrable === 't') line += ' DEFERRABLE';
    if (deferred === 't') line += ' INITIALLY DEFERRED';
  }
  if (clustered === 't') line += ' CLUSTER';
  if (valid !== 't') line += ' INVALID';
  if (identity === 't') line += ' REPLICA IDENTITY';
  return line;
}

export async function relationFooters(shell: Shell, { oid, kind }: Relation, verbose: boolean): Promise<string[]> {
  const footers: string[] = [];
  for (const part of parts) {
    if (!part.kinds.includes(kind) || (part.verbose === true && !verbose)) continue;
    if (part.hiddenBy !== undefined && shell.variables.flag(part.hiddenBy)) continue;
    const result = await hiddenQuery(shell, part.sql(oid));
    if (result !== undefined) footers.push(...part.lines(result.rows, kind, verbose));
  }
  return footers;
}
