/** IMPORT FOREIGN SCHEMA: DynamoDB's tables, looked at and sampled, as CREATE FOREIGN TABLE statements (ALTER FOREIGN TABLE too with `refresh`) that PostgreSQL runs in one transaction. */
import type { ForeignTable, KeySchema } from '../catalog/model.ts';
import { OPTIONS } from '../catalog/options.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import { type InferredTable, inferTable } from '../dynamo/infer.ts';
import { nearest } from '../dynamo/nearest.ts';
import { SqlNames, sqlName } from '../dynamo/sql-names.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import { parseBoolean } from '../engine/settings.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { positionOf } from '../sql/edits.ts';
import type { Identifier } from '../sql/expression.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { ImportForeignSchema, Option } from '../sql/statement.ts';
import { type LookedAt, lookAt } from './import-look.ts';
import { columnDefinition, refreshTable } from './import-refresh.ts';
import type { Usage } from './port.ts';

const DEFAULT_SAMPLE = 100;

/** What an import makes. */
export interface Import {
  /** CREATE and ALTER FOREIGN TABLE statements. */
  readonly statements: readonly string[];
  readonly notices: readonly Notice[];
}

export interface ImportContext {
  readonly connection: DynamoConnection;
  readonly signal: AbortSignal;
  readonly rate: TokenBucket | undefined;
  /** The server's foreign tables in the local schema, and their columns that a view uses: asked for a refresh alone. */
  existing(): Promise<{
    readonly tables: readonly ForeignTable[];
    readonly fixed: ReadonlyMap<number, ReadonlySet<string>>;
  }>;
  /** Told of each page that is read, and how many tables of how many are done. */
  onPage(usage: Usage, table: string, done: number, total: number): void;
}

interface ImportOptions {
  readonly rawItemColumn: string | undefined;
  readonly sampleSize: number;
  readonly refresh: boolean;
}

/**
 * Works out an import. Nothing is changed.
 * @param text the statement, for positions in errors
 * @throws SqlError HV00P for another schema than public, HV00R for a table in LIMIT TO that is not there, HV00D and HV024 for options
 */
export async function planImport(
  statement: ImportForeignSchema,
  text: string,
  context: ImportContext,
): Promise<Import> {
  const options = readOptions(statement.options, text);
  if (statement.remoteSchema.name !== 'public') {
    throw new SqlError({
      code: SqlState.fdwSchemaNotFound,
      message: `schema "${statement.remoteSchema.name}" is not present on foreign server "${statement.server.name}"`,
      position: positionOf(text, statement.remoteSchema.span.start),
      hint: 'DynamoDB has no schemas: its tables are imported from "public".',
    });
  }
  const { connection, signal, rate } = context;
  connection.forget();
  const all: string[] = [];
  for await (const name of connection.listTables(signal)) all.push(name);
  const names = tablesToImport(statement, text, all);
  const { tables, skipped } = await lookAt(names, options.sampleSize, statement.filter?.kind === 'limit_to', {
    connection,
    signal,
    rate,
    onPage: (usage, table, done) => context.onPage(usage, table, done, names.length),
  });
  const made = options.refresh
    ? await refresh(tables, statement, options, context, all)
    : create(tables, new SqlNames(), statement, options);
  return { statements: made.statements, notices: [...skipped, ...made.notices] };
}

function create(
  tables: readonly LookedAt[],
  names: SqlNames,
  statement: ImportForeignSchema,
  options: ImportOptions,
): Import {
  const made = tables.map((looked) => {
    const reserved = options.rawItemColumn === undefined ? [] : [options.rawItemColumn];
    const inferred = inferTable(looked.description, looked.items, reserved);
    const name = names.give(looked.table);
    return {
      statement: createTable(looked.table, name, inferred, statement, options),
      notices: createdNotice(looked, name, inferred),
    };
  });
  return { statements: made.map((each) => each.statement), notices: made.flatMap((each) => each.notices) };
}

/** Foreign tables that read a table already are altered, by whatever name they go; the others are made. */
async function refresh(
  tables: readonly LookedAt[],
  statement: ImportForeignSchema,
  options: ImportOptions,
  context: ImportContext,
  all: readonly string[],
): Promise<Import> {
  const existing = await context.existing();
  const remote = (table: ForeignTable): string => table.options.table ?? table.name;
  const statements: string[] = [];
  const notices: Notice[] = [];
  let altered = 0;
  let unchanged = 0;
  const missing: LookedAt[] = [];
  for (const looked of tables) {
    const own = existing.tables.filter((table) => remote(table) === looked.table);
    if (own.length === 0) missing.push(looked);
    for (const table of own) {
      const fixed = existing.fixed.get(table.oid) ?? new Set<string>();
      const refreshed = refreshTable(table, looked, options.rawItemColumn, fixed);
      statements.push(...refreshed.statements);
      if (refreshed.statements.length > 0) altered += 1;
      else unchanged += 1;
      const told = [...refreshed.changes, ...refreshed.remarks];
      if (told.length > 0) notices.push(notice(`foreign table "${table.name}"`, told));
    }
  }
  const made = create(missing, new SqlNames(existing.tables.map(({ name }) => name)), statement, options);
  const isWhole = statement.filter === undefined;
  const gone = isWhole ? existing.tables.filter((table) => !all.includes(remote(table))) : [];
  notices.push(
    ...gone.map((table) =>
      notice(`foreign table "${table.name}"`, [`DynamoDB table "${remote(table)}" is not there any more`]),
    ),
  );
  const counts = [`${altered} altered`, `${missing.length} created`, `${unchanged} unchanged`].join(', ');
  notices.push(notice('foreign tables', [counts]));
  return { statements: [...statements, ...made.statements], notices: [...notices, ...made.notices] };
}

/** `subject: what`, the rest as DETAIL where there is more to say. */
function notice(subject: string, [first = '', ...more]: readonly string[]): Notice {
  const detail = more.length === 0 ? {} : { detail: more.join('\n') };
  return { severity: 'NOTICE', code: '00000', message: `${subject}: ${first}`, ...detail };
}

/** Nothing for a table with nothing to say: its columns are all there is to it. */
function createdNotice({ table, description }: LookedAt, name: string, inferred: InferredTable): readonly Notice[] {
  const keyText = ({ partition, sort }: KeySchema): string =>
    sort === undefined ? `(${partition.name})` : `(${partition.name}, ${sort.name})`;
  const indexes = description.indexes.map((index) => `${index.name} ${keyText(index.keys)}`);
  const told = [
    ...(indexes.length === 0 ? [] : [`key ${keyText(description.keys)}, indexes ${indexes.join(', ')}`]),
    ...(name === table ? [] : [`DynamoDB table "${table}"`]),
    ...inferred.notes,
  ];
  return told.length === 0 ? [] : [notice(`table "${name}"`, told)];
}

function readOptions(options: readonly Option[], text: string): ImportOptions {
  const known = OPTIONS.filter((option) => option.object === 'import').map((option) => option.name);
  const values = new Map<string, string>();
  for (const { name, value } of options) {
    const position = positionOf(text, name.span.start);
    if (!known.includes(name.name)) {
      throw new SqlError({
        code: SqlState.fdwInvalidOptionName,
        message: `invalid option "${name.name}"`,
        hint: `Valid options in this context are: ${known.join(', ')}`,
        position,
      });
    }
    if (values.has(name.name))
      throw new SqlError({
        code: SqlState.syntaxError,
        message: `option "${name.name}" provided more than once`,
        position,
      });
    values.set(name.name, value ?? '');
  }
  const size = values.get('sample_size');
  if (size !== undefined && !/^[1-9]\d{0,6}$/.test(size)) {
    throw new SqlError({
      code: SqlState.fdwInvalidAttributeValue,
      message: `invalid value for option "sample_size": "${size}"`,
      hint: 'The value must be a whole number from 1.',
    });
  }
  const given = values.get('refresh') ?? 'false';
  const refresh = parseBoolean(given);
  if (refresh === undefined) {
    throw new SqlError({
      code: SqlState.fdwInvalidAttributeValue,
      message: `invalid value for option "refresh": "${given}"`,
      hint: 'Valid values are "true" and "false".',
    });
  }
  return {
    rawItemColumn: values.get('raw_item_column'),
    sampleSize: size === undefined ? DEFAULT_SAMPLE : Number(size),
    refresh,
  };
}

/** The DynamoDB tables that the statement asks for, in the service's order, or as LIMIT TO names them. */
function tablesToImport(
  { filter, server }: ImportForeignSchema,
  text: string,
  all: readonly string[],
): readonly string[] {
  if (filter === undefined) return all;
  const find = (name: Identifier): string | undefined => findTable(name, all);
  if (filter.kind === 'except') {
    const excepted = new Set(filter.tables.map(find));
    return all.filter((name) => !excepted.has(name));
  }
  const named = filter.tables.map((name) => {
    const table = find(name);
    if (table !== undefined) return table;
    const similar = nearest(name.name, all);
    throw new SqlError({
      code: SqlState.fdwTableNotFound,
      message: `table "${name.name}" is not present on foreign server "${server.name}"`,
      position: positionOf(text, name.span.start),
      hint: hintFor(similar, all),
    });
  });
  return [...new Set(named)];
}

function hintFor(similar: readonly string[] | string | undefined, all: readonly string[]): string {
  const names = similar === undefined ? [] : [similar].flat();
  if (names.length > 0) return `Perhaps you meant ${names.map((name) => `"${name}"`).join(' or ')}.`;
  return all.length === 0
    ? 'There are no tables in this region and account.'
    : `Its tables include ${all.slice(0, 5).join(', ')}.`;
}

/** DynamoDB's names have capitals, which SQL folds: an unquoted name finds the only table that differs from it in case alone. */
function findTable({ name, quoted }: Identifier, all: readonly string[]): string | undefined {
  if (all.includes(name)) return name;
  // By its local name, cut to what PostgreSQL has room for.
  const cut = all.filter((table) => sqlName(table) === sqlName(name));
  if (cut.length === 1) return cut[0];
  const folded = quoted ? [] : all.filter((table) => table.toLowerCase() === name);
  return folded.length === 1 ? folded[0] : undefined;
}

function createTable(
  table: string,
  localName: string,
  inferred: InferredTable,
  statement: ImportForeignSchema,
  options: ImportOptions,
): string {
  const columns = inferred.columns.map((column) => `  ${columnDefinition(column)}`);
  const raw = options.rawItemColumn;
  if (raw !== undefined) columns.push(`  ${quoteIdentifier(raw)} jsonb`);
  const tableOptions = [
    `table ${quoteLiteral(table)}`,
    ...(raw === undefined ? [] : [`raw_item_column ${quoteLiteral(raw)}`]),
  ];
  const name = `${quoteIdentifier(statement.localSchema.name)}.${quoteIdentifier(localName)}`;
  return `CREATE FOREIGN TABLE ${name} (\n${columns.join(',\n')}\n) SERVER ${quoteIdentifier(statement.server.name)} OPTIONS (${tableOptions.join(', ')})`;
}
