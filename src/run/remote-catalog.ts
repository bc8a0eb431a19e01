/** Fills the staging tables of DynamoDB's catalog relations: ListTables, DescribeTable and DescribeTimeToLive of the servers that the user may use, as far as a statement looks. */
import type { ForeignServer } from '../catalog/model.ts';
import { copyEscaped, NULL_TEXT } from '../dynamo/codec/copy-text.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { TableOutput } from '../dynamo/describe.ts';
import type { Engine } from '../engine/port.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { stagingReference } from '../plan/scan.ts';
import { inParallel } from './in-parallel.ts';
import {
  CATALOG_COLUMNS,
  type CatalogRow,
  type CatalogValue,
  indexRows,
  TABLE_NAME_COLUMN,
  tableRow,
} from './remote-catalog-columns.ts';
import type { CatalogScan } from './remote-catalog-scan.ts';

export interface CatalogSource {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** All that the user may use. */
  readonly servers: readonly ForeignServer[];
  connectionFor(server: ForeignServer): Promise<DynamoConnection>;
  notice(notice: Notice): void;
}

const CONCURRENT_TABLES = 8;

/** @throws SqlError where a server that the statement names cannot be asked; one among all is skipped with a WARNING */
export async function fillCatalog(scan: CatalogScan, source: CatalogSource): Promise<void> {
  const { servers } = scan;
  const asked = source.servers.filter(({ name }) => servers === undefined || servers.includes(name));
  const orSkipped = async <T>(server: ForeignServer, work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof SqlError) || servers !== undefined || error.code === SqlState.queryCanceled) throw error;
      source.notice(skippedServer(server.name, error));
      return undefined;
    }
  };
  // One after the other: looking a mapping up may change the role for a moment.
  const reachable: { readonly server: ForeignServer; readonly connection: DynamoConnection }[] = [];
  for (const server of asked) {
    const connection = await orSkipped(server, source.connectionFor(server));
    if (connection !== undefined) reachable.push({ server, connection });
  }
  const rows = await Promise.all(
    reachable.map(
      async ({ server, connection }) => (await orSkipped(server, rowsOf(scan, server, connection, source))) ?? [],
    ),
  );
  const columns = [...CATALOG_COLUMNS[scan.kind]].filter((column) => scan.needed.has(column));
  const all = rows.flat();
  const table = stagingReference(scan.staging);
  if (columns.length === 0) {
    await source.engine.run(`INSERT INTO ${table} SELECT FROM generate_series(1, ${all.length})`, {});
    return;
  }
  const lines = all.map((row) => `${columns.map((column) => copyText(row[column])).join('\t')}\n`);
  await source.engine.copyIn({ table, columns }, [new TextEncoder().encode(lines.join(''))]);
}

function skippedServer(server: string, error: SqlError): Notice {
  const { message, detail, hint } = error.fields;
  return {
    severity: 'WARNING',
    code: '01000',
    message: `skipped server "${server}": ${message}`,
    detail,
    hint,
  };
}

/** What no DynamoDB table can be called is not asked for. */
const TABLE_NAME = /^[a-zA-Z0-9_.-]{3,255}$/;

async function rowsOf(
  scan: CatalogScan,
  server: ForeignServer,
  connection: DynamoConnection,
  source: CatalogSource,
): Promise<readonly CatalogRow[]> {
  const named = scan.tables?.filter((name) => TABLE_NAME.test(name));
  const names = named ?? (await namesOf(connection, source.signal));
  const own = { server: server.name };
  const tableColumn = TABLE_NAME_COLUMN[scan.kind];
  const isListed = named === undefined && scan.kind === 'dynamodb_fdw_tables';
  if (isListed && [...scan.needed].every((column) => column === 'server' || column === tableColumn))
    return names.map((name) => ({ ...own, [tableColumn]: name }));
  const denied: { readonly name: string; readonly error: SqlError }[] = [];
  const rows = await inParallel(names, CONCURRENT_TABLES, async (name): Promise<readonly CatalogRow[]> => {
    const output = await describe(connection, name, source.signal);
    if (output === undefined) return [];
    if (output instanceof SqlError) {
      denied.push({ name, error: output });
      // That it is there is known from the list.
      return isListed ? [{ ...own, name }] : [];
    }
    if (scan.kind === 'dynamodb_fdw_indexes') return indexRows(output).map((row) => ({ ...own, ...row }));
    const ttl = scan.needed.has('ttl_attribute') ? await timeToLive(connection, name, source.signal) : null;
    return [{ ...own, ...tableRow(output), ttl_attribute: ttl }];
  });
  const [first] = denied;
  if (first !== undefined) source.notice(deniedWarning(server.name, denied, first.error));
  return rows.flat();
}

async function namesOf(connection: DynamoConnection, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of connection.listTables(signal)) names.push(name);
  return names;
}

/** undefined: there is no such table (any more); an error: the user may not look at it. */
async function describe(
  connection: DynamoConnection,
  name: string,
  signal: AbortSignal,
): Promise<TableOutput | SqlError | undefined> {
  try {
    return await connection.describeTableOutput(name, signal);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    if (error.code === SqlState.fdwTableNotFound) return undefined;
    if (error.code === SqlState.insufficientPrivilege) return error;
    throw error;
  }
}

/** NULL too where the service knows no TTL (an emulator) or does not tell this user. */
async function timeToLive(connection: DynamoConnection, name: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await connection.timeToLiveAttribute(name, signal)) ?? null;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const unknown = error.cause instanceof Error && error.cause.name === 'UnknownOperationException';
    if (unknown || error.code === SqlState.insufficientPrivilege || error.code === SqlState.fdwTableNotFound)
      return null;
    throw error;
  }
}

function deniedWarning(
  server: string,
  denied: readonly { readonly name: string }[],
  { fields: { detail, hint } }: SqlError,
): Notice {
  const names = denied.map(({ name }) => `"${name}"`).join(', ');
  return {
    severity: 'WARNING',
    code: '01000',
    message: `permission denied to describe ${denied.length} ${denied.length === 1 ? 'table' : 'tables'} of server "${server}": ${names}`,
    detail,
    hint,
  };
}

function copyText(value: CatalogValue | undefined): string {
  if (value === undefined || value === null) return NULL_TEXT;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return copyEscaped(value);
  return copyEscaped(`{${value.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}
