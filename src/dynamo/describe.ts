/** DescribeTable's answer as the planner knows a table. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
import type { KeyAttribute, KeySchema, SecondaryIndex, TableDescription } from '../catalog/model.ts';
import { SqlError, SqlState } from '../errors.ts';

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}
export interface IndexOutput {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection?: {
    readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly IndexStatus?: string;
  readonly Backfilling?: boolean;
  readonly ItemCount?: number;
  readonly IndexSizeBytes?: number;
  readonly ProvisionedThroughput?: Throughput;
}
interface Throughput {
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
}
export interface TableOutput {
  readonly TableName: string;
  readonly TableStatus?: string;
  readonly AttributeDefinitions?: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly ItemCount?: number;
  readonly TableSizeBytes?: number;
  readonly BillingModeSummary?: { readonly BillingMode?: string };
  readonly ProvisionedThroughput?: Throughput;
  /** Seconds since 1970. */
  readonly CreationDateTime?: number;
  readonly TableClassSummary?: { readonly TableClass?: string };
  readonly LatestStreamArn?: string;
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean; readonly StreamViewType?: string };
  readonly GlobalSecondaryIndexes?: readonly IndexOutput[];
  readonly LocalSecondaryIndexes?: readonly IndexOutput[];
}

type Types = ReadonlyMap<string, KeyAttribute['type']>;

/**
 * One partition key and at most one sort key. A GSI may have keys of several attributes each (2025): only the first of each kind is told, and such an index
 * is left out by the caller, since a Query on it needs all its partition attributes.
 */
function keySchema(elements: readonly KeySchemaElement[], types: Types): KeySchema | undefined {
  const keys = (kind: KeySchemaElement['KeyType']): KeyAttribute[] =>
    elements
      .filter((element) => element.KeyType === kind)
      .map(({ AttributeName }) => ({ name: AttributeName, type: types.get(AttributeName) ?? 'S' }));
  const [partition, ...morePartition] = keys('HASH');
  const [sort, ...moreSort] = keys('RANGE');
  if (!partition || morePartition.length > 0 || moreSort.length > 0) return undefined;
  return sort ? { partition, sort } : { partition };
}

function projection({ Projection }: IndexOutput): SecondaryIndex['projection'] {
  switch (Projection?.ProjectionType) {
    case 'INCLUDE':
      return { type: 'INCLUDE', attributes: Projection.NonKeyAttributes ?? [] };
    case 'ALL':
      return { type: 'ALL' };
    case 'KEYS_ONLY':
    case undefined:
      return { type: 'KEYS_ONLY' };
  }
}

function index(kind: SecondaryIndex['kind'], output: IndexOutput, types: Types): SecondaryIndex[] {
  const keys = keySchema(output.KeySchema, types);
  if (!keys) return [];
  return [
    {
      name: output.IndexName,
      kind,
      keys,
      projection: projection(output),
      // A local index has no status of its own: it is there as long as its table is.
      active: (output.IndexStatus ?? 'ACTIVE') === 'ACTIVE' && output.Backfilling !== true,
      items: output.ItemCount ?? 0,
      bytes: output.IndexSizeBytes ?? 0,
    },
  ];
}

/** @throws SqlError where the answer has no key schema, which no table of DynamoDB lacks */
export function tableDescription(output: TableOutput): TableDescription {
  const types: Types = new Map(
    (output.AttributeDefinitions ?? []).map((each) => [each.AttributeName, each.AttributeType]),
  );
  const keys = keySchema(output.KeySchema, types);
  if (!keys) {
    throw new SqlError({
      code: SqlState.fdwError,
      message: `DynamoDB described table "${output.TableName}" without a key schema that ddbsql knows`,
    });
  }
  const onDemand =
    output.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' ||
    output.ProvisionedThroughput?.ReadCapacityUnits === 0;
  const stream =
    output.StreamSpecification?.StreamEnabled === true ? output.StreamSpecification.StreamViewType : undefined;
  return {
    table: output.TableName,
    keys,
    indexes: [
      ...(output.LocalSecondaryIndexes ?? []).flatMap((each) => index('local', each, types)),
      ...(output.GlobalSecondaryIndexes ?? []).flatMap((each) => index('global', each, types)),
    ],
    items: output.ItemCount ?? 0,
    bytes: output.TableSizeBytes ?? 0,
    billing: onDemand ? 'on-demand' : 'provisioned',
    status: output.TableStatus ?? 'ACTIVE',
    tableClass: output.TableClassSummary?.TableClass ?? 'STANDARD',
    ...(stream !== undefined && { stream }),
  };
}
