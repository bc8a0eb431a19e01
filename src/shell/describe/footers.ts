/** What `\d NAME` prints under the columns, part by part in psql's order. */
import type { Row } from '../../engine/port.ts';
import type { Shell } from '../shell.ts';
import { hiddenQuery } from './query.ts';
import type { Relation } from './relation.ts';

interface Part {
  /** Kinds of relation that have it. */
  readonly kinds: string;
  readonly verbose?: true;
  readonly sql: (oid: string) => string;
  readonly lines: (rows: readonly Row[]) => readonly string[];
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
    kinds: 'iI',
    sql: (
      oid,
    ) => `SELECT (CASE WHEN i.indisprimary THEN 'primary key, ' WHEN i.indisunique AND con.contype = 'u' THEN 'unique constraint, ' WHEN i.indisunique THEN 'unique, ' ELSE '' END)
  || am.amname || ', for table "' || n.nspname || '.' || t.relname || '"'
  || coalesce(', predicate (' || pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) || ')', '')
  || CASE WHEN i.indisclustered THEN ', clustered' ELSE '' END
  || CASE WHEN NOT i.indisvalid THEN ', invalid' ELSE '' END
FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am am ON am.oid = c.relam
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p','u','x')
WHERE i.indexrelid = '${oid}';`,
    lines: (rows) => rows.map(([line]) => line ?? ''),
  },
  {
    kinds: 'vm',
    verbose: true,
    sql: (oid) => `SELECT pg_catalog.pg_get_viewdef('${oid}'::pg_catalog.oid, true);`,
    lines: ([row]) => ['View definition:', row?.[0] ?? ''],
  },
  {
    kinds: 'rmp',
    sql: (oid) => `SELECT c2.relname, i.indisprimary, i.indisunique, i.indisclustered, i.indisvalid,
  pg_catalog.pg_get_indexdef(i.indexrelid, 0, true),
  pg_catalog.pg_get_constraintdef(con.oid, true), con.contype
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
    kinds: 'rpv',
    sql: (oid) => `SELECT pg_catalog.pg_get_ruledef(r.oid, true)
FROM pg_catalog.pg_rewrite r
WHERE r.ev_class = '${oid}' AND r.rulename <> '_RETURN' AND r.ev_enabled = 'O'
ORDER BY r.rulename;`,
    lines: under('Rules:', ([definition]) => (definition ?? '').replace(/^CREATE RULE /, '')),
  },
  {
    kinds: 'rpvf',
    sql: (oid) => `SELECT pg_catalog.pg_get_triggerdef(t.oid, true)
FROM pg_catalog.pg_trigger t
WHERE t.tgrelid = '${oid}' AND NOT t.tgisinternal
ORDER BY t.tgname;`,
    lines: under('Triggers:', ([definition]) => (definition ?? '').replace(/^.* TRIGGER /, '')),
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
WHERE c.oid = i.inhparent AND i.inhrelid = '${oid}'
ORDER BY inhseqno;`,
    lines: (rows) =>
      rows.map(
        ([parent], index) =>
          `${index === 0 ? 'Inherits: ' : '          '}${parent}${index < rows.length - 1 ? ',' : ''}`,
      ),
  },
  {
    kinds: 'rfp',
    sql: (oid) => `SELECT c.oid::pg_catalog.regclass
FROM pg_catalog.pg_class c, pg_catalog.pg_inherits i
WHERE c.oid = i.inhrelid AND i.inhparent = '${oid}'
ORDER BY 1;`,
    lines: (rows) => (rows.length === 0 ? [] : [`Number of child tables: ${rows.length} (Use \\d+ to list them.)`]),
  },
  {
    kinds: 'rm',
    verbose: true,
    sql: (oid) =>
      `SELECT am.amname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_am am ON am.oid = c.relam WHERE c.oid = '${oid}';`,
    lines: (rows) => rows.map(([method]) => `Access method: ${method}`),
  },
];

function indexLine([name, primary, unique, clustered, valid, definition, constraint, kind]: Row): string {
  let line = `"${name}"`;
  if (kind === 'x') {
    line += ` ${constraint}`;
  } else {
    if (primary === 't') line += ' PRIMARY KEY,';
    else if (unique === 't') line += kind === 'u' ? ' UNIQUE CONSTRAINT,' : ' UNIQUE,';
    const using = (definition ?? '').indexOf(' USING ');
    line += ` ${using < 0 ? definition : (definition ?? '').slice(using + 7)}`;
  }
  if (clustered === 't') line += ' CLUSTER';
  if (valid !== 't') line += ' INVALID';
  return line;
}

export async function relationFooters(shell: Shell, { oid, kind }: Relation, verbose: boolean): Promise<string[]> {
  const footers: string[] = [];
  for (const part of parts) {
    if (!part.kinds.includes(kind) || (part.verbose === true && !verbose)) continue;
    const result = await hiddenQuery(shell, part.sql(oid));
    if (result !== undefined) footers.push(...part.lines(result.rows));
  }
  return footers;
}
