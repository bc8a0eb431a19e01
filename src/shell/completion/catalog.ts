/** What the catalog holds, as completion needs it: read at once, kept until a statement may have changed it, and never waited for long. */
import type { Row } from '../../engine/port.ts';
import type { Shell } from '../shell.ts';
import { soon } from './soon.ts';

export interface CompletionRelation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** Found without naming its schema. */
  readonly visible: boolean;
  readonly columns: readonly string[];
  /** Of a foreign table: the column that holds the whole item. */
  readonly rawItemColumn: string | undefined;
  /** Columns of a foreign table whose attribute, or path of one, has another name than they. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface CompletionCatalog {
  readonly relations: readonly CompletionRelation[];
  readonly schemas: readonly string[];
  readonly servers: readonly string[];
  readonly wrappers: readonly string[];
  readonly extensions: readonly string[];
  /** Prepared statements. */
  readonly prepared: readonly string[];
}

const nothing: CompletionCatalog = {
  relations: [],
  schemas: [],
  servers: [],
  wrappers: [],
  extensions: [],
  prepared: [],
};

/** Relations of the schemas that the condition names. */
const relationsOf = (
  schemas: string,
): string => `SELECT 'relation', n.nspname, c.relname, c.relkind::text, pg_catalog.pg_table_is_visible(c.oid)::text, c.oid::text,
  (SELECT o.option_value FROM pg_catalog.pg_foreign_table f, pg_catalog.pg_options_to_table(f.ftoptions) o
   WHERE f.ftrelid = c.oid AND o.option_name = 'raw_item_column'),
  (SELECT pg_catalog.json_object_agg(a.attname, o.option_value)
   FROM pg_catalog.pg_attribute a, pg_catalog.pg_options_to_table(a.attfdwoptions) o
   WHERE a.attrelid = c.oid AND o.option_name = 'attribute')::text,
  (SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r','p','v','m','f','S','i') AND ${schemas}`;
const systemQuery = relationsOf(`n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind <> 'i'`);
const query = `${relationsOf(`n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`)}
UNION ALL SELECT 'schema', nspname, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_(toast|temp|dynamodb)'
UNION ALL SELECT 'server', srvname, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_catalog.pg_foreign_server
UNION ALL SELECT 'wrapper', fdwname, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_catalog.pg_foreign_data_wrapper
UNION ALL SELECT 'extension', extname, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_catalog.pg_extension
UNION ALL SELECT 'prepared', name, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_catalog.pg_prepared_statements`;

/** The system's own are offered to who has begun to write the name of one. */
export function isOffered({ schema }: CompletionRelation, typed: string): boolean {
  return schema !== 'information_schema' && (schema !== 'pg_catalog' || /^"?pg_/i.test(typed));
}

/** One reading for each shell, and the number of statements that had run when it was made. */
type Readings<T> = WeakMap<Shell, { readonly statements: number; readonly found: Promise<T> }>;
const readings: Readings<CompletionCatalog> = new WeakMap();
const systemReadings: Readings<readonly CompletionRelation[]> = new WeakMap();

/** @param text what is being typed: the system's relations are many, and looked up where it names one */
export async function completionCatalog(shell: Shell, text = ''): Promise<CompletionCatalog> {
  const catalog = await reading(readings, shell, nothing, readAll);
  if (!/\bpg_|\binformation_schema\b/i.test(text)) return catalog;
  const system = await reading(systemReadings, shell, [], async () =>
    relationsAmong((await shell.session.query(systemQuery)).rows),
  );
  return { ...catalog, relations: [...catalog.relations, ...system] };
}

function reading<T>(all: Readings<T>, shell: Shell, otherwise: T, read: (shell: Shell) => Promise<T>): Promise<T> {
  let last = all.get(shell);
  if (last === undefined || last.statements !== shell.statements) {
    // In a failed transaction nothing can be asked.
    const isFailed = shell.session.transactionStatus === 'failed';
    const found = isFailed ? Promise.resolve(otherwise) : read(shell).catch(() => otherwise);
    last = { statements: shell.statements, found };
    all.set(shell, last);
  }
  return soon(last.found, otherwise);
}

async function readAll(shell: Shell): Promise<CompletionCatalog> {
  const { rows } = await shell.session.query(query);
  const named = (kind: string): string[] => rows.filter(([each]) => each === kind).map(([, name]) => name ?? '');
  return {
    relations: relationsAmong(rows),
    schemas: named('schema'),
    servers: named('server'),
    wrappers: named('wrapper'),
    extensions: named('extension'),
    prepared: named('prepared'),
  };
}

function relationsAmong(rows: readonly Row[]): readonly CompletionRelation[] {
  return rows
    .filter(([kind]) => kind === 'relation')
    .map(([, schema, name, kind, visible, oid, rawItemColumn, attributes, columns]) => ({
      oid: Number(oid),
      schema: schema ?? '',
      name: name ?? '',
      kind: kind ?? '',
      visible: visible === 'true',
      columns: JSON.parse(columns ?? '[]') as string[],
      rawItemColumn: rawItemColumn ?? undefined,
      attributes: (JSON.parse(attributes ?? 'null') ?? {}) as Record<string, string>,
    }));
}
