/** DescribeTable's answer in all its shapes. */
import { expect, test } from 'vitest';
import type { TableOutput } from '../../src/dynamo/describe.ts';
import { tableDescription } from '../../src/dynamo/describe.ts';

const base: TableOutput = {
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' },
    { AttributeName: 'number', AttributeType: 'N' },
    { AttributeName: 'hash', AttributeType: 'B' },
  ],
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'number', KeyType: 'RANGE' },
  ],
};

test('a table without indexes', () => {
  expect(tableDescription(base)).toEqual({
    table: 'orders',
    keys: { partition: { name: 'customer', type: 'S' }, sort: { name: 'number', type: 'N' } },
    indexes: [],
    items: 0,
    bytes: 0,
    billing: 'provisioned',
    status: 'ACTIVE',
    tableClass: 'STANDARD',
  });
});

test('billing, class, stream, sizes', () => {
  const described = tableDescription({
    ...base,
    ItemCount: 12,
    TableSizeBytes: 345,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    LatestStreamArn: 'arn:aws:dynamodb:::stream',
  });
  expect(described).toMatchObject({
    items: 12,
    bytes: 345,
    billing: 'on-demand',
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    stream: 'NEW_IMAGE',
  });
  // An emulator that leaves the summary out says it by a throughput of zero.
  expect(tableDescription({ ...base, ProvisionedThroughput: { ReadCapacityUnits: 0 } }).billing).toBe('on-demand');
  expect(tableDescription({ ...base, ProvisionedThroughput: { ReadCapacityUnits: 5 } }).billing).toBe('provisioned');
});

test('indexes: kinds, projections, and whether they can be used', () => {
  const index = (IndexName: string, more: object) => ({
    IndexName,
    KeySchema: [{ AttributeName: 'hash', KeyType: 'HASH' as const }],
    ...more,
  });
  const { indexes } = tableDescription({
    ...base,
    LocalSecondaryIndexes: [index('l', { Projection: { ProjectionType: 'KEYS_ONLY' } })],
    GlobalSecondaryIndexes: [
      index('all', { Projection: { ProjectionType: 'ALL' }, IndexStatus: 'ACTIVE', ItemCount: 3, IndexSizeBytes: 4 }),
      index('some', {
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
        IndexStatus: 'CREATING',
      }),
      index('filling', { Projection: { ProjectionType: 'ALL' }, IndexStatus: 'ACTIVE', Backfilling: true }),
    ],
  });
  expect(
    indexes.map(({ name, kind, projection, active, items }) => ({ name, kind, projection, active, items })),
  ).toEqual([
    { name: 'l', kind: 'local', projection: { type: 'KEYS_ONLY' }, active: true, items: 0 },
    { name: 'all', kind: 'global', projection: { type: 'ALL' }, active: true, items: 3 },
    { name: 'some', kind: 'global', projection: { type: 'INCLUDE', attributes: ['a', 'b'] }, active: false, items: 0 },
    { name: 'filling', kind: 'global', projection: { type: 'ALL' }, active: false, items: 0 },
  ]);
  expect(indexes[1]?.keys).toEqual({ partition: { name: 'hash', type: 'B' } });
});

test('an index with keys of several attributes is left out: no Query of ours could use it', () => {
  const wide = {
    IndexName: 'wide',
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' as const },
      { AttributeName: 'hash', KeyType: 'HASH' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
    IndexStatus: 'ACTIVE',
  };
  expect(tableDescription({ ...base, GlobalSecondaryIndexes: [wide] }).indexes).toEqual([]);
});
