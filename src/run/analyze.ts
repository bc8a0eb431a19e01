/**
 * ANALYZE of foreign tables: a sample of the items, spread over the table, and what it says of each attribute, kept for \d+ and completion. Local tables in the same statement are PostgreSQL's.
 */
import { formatAttributePath } from '../catalog/attribute-path.ts';
import type { ForeignTable } from '../catalog/model.ts';
import type { Query } from '../catalog/query.ts';
import { saveStatistics, type TableStatistics } from '../catalog/statistics-file.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import { type InferredTable, inferTable } from '../dynamo/infer.ts';
import { observe } from '../dynamo/observe.ts';
import { sampleTable } from '../dynamo/sample.ts';
import type { TokenBucket } from '../dynamo/token-bucket.ts';
import { parseBoolean } from '../engine/settings.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { positionOf } from '../sql/edits.ts';
import type { Identifier } from '../sql/expression.ts';
import type { Analyze } from '../sql/statement.ts';
import type { Budget } from './fetch.ts';
import { columnDefinition } from './import-refresh.ts';
import { meteredReader } from './metered.ts';
import { observation } from './observation.ts';
import { observedTable } from './observed.ts';
import type { Usage } from './port.ts';
import { tableText } from './table-text.ts';

/** A foreign table that the statement names. */
export interface Analyzed {
  readonly table: ForeignTable;
  /** The columns it asks for; none: all. */
  readonly columns: readonly Identifier[];
}

export interface AnalyzeContext {
  readonly connection: DynamoConnection;
  readonly signal: AbortSignal;
  readonly rate: TokenBucket | undefined;
  readonly budget: Budget;
  readonly sampleSize: number;
  readonly verbose: boolean;
  onPage(usage: Usage): void;
  notice(notice: Notice): void;
}

export function isVerbose({ verbose, options }: Analyze): boolean {
  const option = options.findLast(({ name }) => name === 'verbose');
  return option === undefined ? verbose : option.value === undefined || parseBoolean(option.value) === true;
}

/** The statement without the tables that are not PostgreSQL's; undefined where none is left. Options it is to judge all the same: on a catalog of a few rows. */
export function localPart(
  { tables, options }: Analyze,
  text: string,
  isLocal: (at: number) => boolean,
): string | undefined {
  const [first] = tables;
  const parts = tables.flatMap(({ span }, at) => {
    const end = tables[at + 1]?.span.start ?? text.length;
    return isLocal(at) ? [text.slice(span.start, end).replace(/[\s,;]+$/, '')] : [];
  });
  if (parts.length === 0 && options.length > 0) parts.push('pg_catalog.pg_am');
  return first === undefined || parts.length === 0 ? undefined : text.slice(0, first.span.start) + parts.join(', ');
}

/** Those that the current user may analyze: with MAINTAIN, which servers before 17 do not know, as the owner. */
const ANALYZABLE_SQL = `
SELECT c.oid FROM pg_catalog.pg_class AS c
WHERE c.oid IN (SELECT value::oid FROM json_array_elements_text($1::json))
  AND CASE WHEN current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(c.oid, 'MAINTAIN')
    ELSE pg_has_role(c.relowner, 'USAGE') END`;

/** The oids of the tables that the current user may analyze. @throws SqlError */
export async function analyzable(query: Query, tables: readonly Analyzed[]): Promise<ReadonlySet<number>> {
  const { rows } = await query(ANALYZABLE_SQL, [JSON.stringify(tables.map(({ table }) => table.oid))]);
  return new Set(rows.map(([oid]) => Number(oid)));
}

/** @throws SqlError 42703 for a column that the table does not have */
export function checkColumns({ table, columns }: Analyzed, text: string): void {
  const unknown = columns.find(({ name }) => !table.columns.some((column) => column.name === name));
  if (unknown === undefined) return;
  throw new SqlError({
    code: SqlState.undefinedColumn,
    message: `column "${unknown.name}" of relation "${table.name}" does not exist`,
    position: positionOf(text, unknown.span.start),
  });
}

/** Samples a table, tells what there is to tell, and keeps what was seen. @throws SqlError */
export async function analyze({ table, columns }: Analyzed, context: AnalyzeContext): Promise<void> {
  const { connection, signal, verbose, notice } = context;
  const remote = table.options.table ?? table.name;
  const info = (message: string): void => {
    if (verbose) notice({ severity: 'INFO', code: '00000', message });
  };
  info(`analyzing "${table.schema}.${table.name}"`);
  connection.forget(remote);
  const description = await connection.describeTable(remote, signal);
  const reader = meteredReader(connection, context.rate, context.onPage, context.budget);
  const { items } = await sampleTable(reader, remote, context.sampleSize, signal);
  const { partition, sort } = description.keys;
  const statistics: TableStatistics = {
    analyzedAt: new Date().toISOString(),
    sampledItems: items.length,
    attributes: observe(items, sort === undefined ? [partition.name] : [partition.name, sort.name]),
  };
  saveStatistics({ server: table.server, table: remote }, statistics);
  // Emulators, and DynamoDB for a new table, say 0.
  const size = Math.max(description.items, items.length);
  info(`"${table.name}": table contains about ${size} items; ${items.length} items in sample`);
  const { attributes } = observedTable(table, statistics);
  const wanted = new Set(columns.map(({ name }) => name));
  for (const attribute of attributes) {
    if (attribute.column === undefined || (wanted.size > 0 && !wanted.has(attribute.column))) continue;
    info(`"${table.name}": column "${attribute.column}": ${observation(attribute)}`);
  }
  const unread = new Set(attributes.flatMap(({ column, attribute }) => (column === undefined ? [attribute] : [])));
  if (unread.size === 0 || columns.length > 0) return;
  notice({
    severity: 'NOTICE',
    code: '00000',
    message: `foreign table "${table.name}" has no column for ${unread.size === 1 ? 'an attribute' : `${unread.size} attributes`} of the sample: ${[...unread].join(', ')}`,
    hint:
      unread.size > MOST_IN_HINT
        ? REFRESH_HINT
        : `To read ${unread.size === 1 ? 'it' : 'them'}, use ${addColumns(
            table,
            inferTable(
              description,
              items,
              table.columns.map(({ name }) => name),
            ),
            unread,
          )}.`,
  });
}

const MOST_IN_HINT = 10;
const REFRESH_HINT = "To add columns for them, use IMPORT FOREIGN SCHEMA ... OPTIONS (refresh 'true').";

function addColumns(table: ForeignTable, { columns }: InferredTable, unread: ReadonlySet<string>): string {
  const missing = columns.filter(({ source }) => unread.has(formatAttributePath([source])));
  const added = missing.map((column) => `ADD COLUMN ${columnDefinition({ ...column, notNull: false })}`);
  return `ALTER FOREIGN TABLE ${tableText(table)} ${added.join(', ')}`;
}
