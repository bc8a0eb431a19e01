/** The columns of DynamoDB's catalog relations and what of DescribeTable each of them says. Names and types are the extension's (src/engine/extension). */
import type { IndexOutput, KeySchemaElement, TableOutput } from '../dynamo/describe.ts';

export type CatalogKind = 'dynamodb_fdw_tables' | 'dynamodb_fdw_indexes';

/** PostgreSQL's text of a value; an array's elements; null for NULL. */
export type CatalogValue = string | number | readonly string[] | null;

/** A row's values by column; a column that is left out is NULL. */
export type CatalogRow = Readonly<Record<string, CatalogValue>>;

/** The column that names the DynamoDB table. */
export const TABLE_NAME_COLUMN: Readonly<Record<CatalogKind, string>> = {
  dynamodb_fdw_tables: 'name',
  dynamodb_fdw_indexes: 'table_name',
};

const KEYS = ['partition_key', 'partition_key_type', 'sort_key', 'sort_key_type'] as const;
const THROUGHPUT = ['read_units', 'write_units'] as const;

export const CATALOG_COLUMNS: Readonly<Record<CatalogKind, ReadonlySet<string>>> = {
  dynamodb_fdw_tables: new Set([
    ...['server', 'name', 'status', ...KEYS, 'items', 'bytes', 'billing_mode', ...THROUGHPUT],
    ...['ttl_attribute', 'stream', 'table_class', 'created'],
  ]),
  dynamodb_fdw_indexes: new Set([
    ...['server', 'table_name', 'name', 'kind', 'status', ...KEYS],
    ...['projection', 'projected', 'items', 'bytes', ...THROUGHPUT],
  ]),
};

/** Several attributes of a kind, which an index may have, stand in one value. */
function keys(schema: readonly KeySchemaElement[], { AttributeDefinitions = [] }: TableOutput): CatalogRow {
  const types = new Map(AttributeDefinitions.map((each) => [each.AttributeName, each.AttributeType]));
  const of = (kind: KeySchemaElement['KeyType']): readonly [string | null, string | null] => {
    const names = schema.filter((element) => element.KeyType === kind).map((element) => element.AttributeName);
    if (names.length === 0) return [null, null];
    return [names.join(', '), names.map((name) => types.get(name) ?? '').join(', ')];
  };
  const [partition_key, partition_key_type] = of('HASH');
  const [sort_key, sort_key_type] = of('RANGE');
  return { partition_key, partition_key_type, sort_key, sort_key_type };
}

/** On demand there are no provisioned units, which DynamoDB says as 0. */
function throughput(given: TableOutput['ProvisionedThroughput']): CatalogRow {
  return { read_units: given?.ReadCapacityUnits || null, write_units: given?.WriteCapacityUnits || null };
}

/** The row of dynamodb_fdw_tables that DescribeTable gives, server and TTL aside. */
export function tableRow(output: TableOutput): CatalogRow {
  const { BillingModeSummary, StreamSpecification, CreationDateTime, ProvisionedThroughput } = output;
  const onDemand = ProvisionedThroughput?.ReadCapacityUnits === 0;
  return {
    name: output.TableName,
    status: output.TableStatus ?? null,
    ...keys(output.KeySchema, output),
    items: output.ItemCount ?? null,
    bytes: output.TableSizeBytes ?? null,
    // Tables that never were on demand have no summary.
    billing_mode: BillingModeSummary?.BillingMode ?? (onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED'),
    ...throughput(ProvisionedThroughput),
    stream: StreamSpecification?.StreamEnabled === true ? (StreamSpecification.StreamViewType ?? null) : null,
    table_class: output.TableClassSummary?.TableClass ?? 'STANDARD',
    created: CreationDateTime === undefined ? null : new Date(CreationDateTime * 1000).toISOString(),
  };
}

/** The rows of dynamodb_fdw_indexes that DescribeTable gives, server aside. */
export function indexRows(output: TableOutput): readonly CatalogRow[] {
  const row = (kind: string, index: IndexOutput, units: CatalogRow): CatalogRow => ({
    table_name: output.TableName,
    name: index.IndexName,
    kind,
    // A local index has no status of its own: it is there as long as its table is.
    status: index.IndexStatus ?? output.TableStatus ?? null,
    ...keys(index.KeySchema, output),
    projection: index.Projection?.ProjectionType ?? null,
    projected: index.Projection?.NonKeyAttributes ?? null,
    items: index.ItemCount ?? null,
    bytes: index.IndexSizeBytes ?? null,
    ...units,
  });
  return [
    ...(output.LocalSecondaryIndexes ?? []).map((index) => row('local', index, {})),
    ...(output.GlobalSecondaryIndexes ?? []).map((index) =>
      row('global', index, throughput(index.ProvisionedThroughput)),
    ),
  ];
}
