/** IMPORT FOREIGN SCHEMA: DynamoDB's tables, looked at and sampled, as CREATE FOREIGN TABLE statements that PostgreSQL runs in one transaction. */
import { OPTIONS } from '../catalog/options.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import { type InferredTable, inferTable } from '../dynamo/infer.ts';
import { nearest } from '../dynamo/nearest.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { positionOf } from '../sql/edits.ts';
import type { Identifier } from '../sql/expression.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { ImportForeignSchema, Option } from '../sql/statement.ts';

const CONCURRENT_TABLES = 4;
const DEFAULT_SAMPLE = 100;

/** What an import made. */
export interface Import {
  /** CREATE FOREIGN TABLE statements. */
  readonly statements: readonly string[];
  readonly notices: readonly Notice[];
}

interface ImportOptions {
  readonly rawItemColumn: string | undefined;
  readonly sampleSize: number;
}

/**
 * Works out an import. Nothing is changed.
 * @param text the statement, for positions in errors
 * @throws SqlError HV00P for another schema than public, HV00R for a table in LIMIT TO that is not there, HV00D and HV024 for options
 */
export async function planImport(
  statement: ImportForeignSchema,
  text: string,
  connection: DynamoConnection,
  signal: AbortSignal,
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
  const tables = await tablesToImport(statement, text, connection, signal);
  const inferred = await inParallel(tables, async (table) => {
    const [description, sample] = await Promise.all([
      connection.describeTable(table, signal),
      connection.sample(table, options.sampleSize, signal),
    ]);
    return inferTable(description, sample.items, options.rawItemColumn === undefined ? [] : [options.rawItemColumn]);
  });
  return {
    statements: inferred.map((table, i) => createTable(tables[i] ?? '', table, statement, options)),
    notices: inferred.flatMap((table, i) => table.notes.map((note) => asNotice(tables[i] ?? '', note))),
  };
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
  return {
    rawItemColumn: values.get('raw_item_column'),
    sampleSize: size === undefined ? DEFAULT_SAMPLE : Number(size),
  };
}

/** The DynamoDB tables that the statement asks for, in the service's order, or as LIMIT TO names them. */
async function tablesToImport(
  { filter, server }: ImportForeignSchema,
  text: string,
  connection: DynamoConnection,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const name of connection.listTables(signal)) all.push(name);
  if (filter === undefined) return all;
  const find = (name: Identifier): string | undefined => findTable(name, all);
  if (filter.kind === 'except') {
    const excepted = new Set(filter.tables.map(find));
    return all.filter((name) => !excepted.has(name));
  }
  return filter.tables.map((name) => {
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
  const folded = quoted ? [] : all.filter((table) => table.toLowerCase() === name);
  return folded.length === 1 ? folded[0] : undefined;
}

function createTable(
  table: string,
  inferred: InferredTable,
  statement: ImportForeignSchema,
  options: ImportOptions,
): string {
  const columns = inferred.columns.map(({ name, type, attribute, notNull }) => {
    const option = attribute === undefined ? '' : ` OPTIONS (attribute ${quoteLiteral(attribute)})`;
    return `  ${quoteIdentifier(name)} ${type}${option}${notNull ? ' NOT NULL' : ''}`;
  });
  const raw = options.rawItemColumn;
  if (raw !== undefined) columns.push(`  ${quoteIdentifier(raw)} jsonb`);
  const tableOptions = [
    `table ${quoteLiteral(table)}`,
    ...(raw === undefined ? [] : [`raw_item_column ${quoteLiteral(raw)}`]),
  ];
  const name = `${quoteIdentifier(statement.localSchema.name)}.${quoteIdentifier(table)}`;
  return `CREATE FOREIGN TABLE ${name} (\n${columns.join(',\n')}\n) SERVER ${quoteIdentifier(statement.server.name)} OPTIONS (${tableOptions.join(', ')})`;
}

function asNotice(table: string, note: string): Notice {
  return { severity: 'NOTICE', code: '00000', message: `table "${table}": ${note}` };
}

/** Results in the order of the inputs, a few at a time. */
async function inParallel<A, B>(inputs: readonly A[], work: (input: A) => Promise<B>): Promise<readonly B[]> {
  const results: B[] = new Array(inputs.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < inputs.length) {
      const at = next++;
      results[at] = await work(inputs[at] as A);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_TABLES, inputs.length) }, worker));
  return results;
}
