/**
 * Making and filling tables for tests of every folder, without the client under test: plain JSON over fetch, signed with a made-up signature, which
 * no emulator checks.
 */
import type { AttributeValue, Item } from '../../src/plan/request.ts';

/** Calls one operation. @throws Error with the service's error name and message */
export async function call(endpoint: string, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(body)}`);
  return body;
}

/** `artist` or `artist:S`; `year:N`, `id:B`. */
type KeyText = string;

export interface IndexSpec {
  /** Partition key, then the sort key if there is one. */
  readonly keys: readonly KeyText[];
  /** 'ALL' unless told; a list means INCLUDE. */
  readonly projection?: 'ALL' | 'KEYS_ONLY' | readonly string[];
}

export interface TableSpec {
  readonly keys: readonly KeyText[];
  readonly global?: Readonly<Record<string, IndexSpec>>;
  readonly local?: Readonly<Record<string, IndexSpec>>;
  /** On demand unless given. */
  readonly throughput?: { readonly read: number; readonly write: number };
}

function keyAttribute(text: KeyText): { name: string; type: string } {
  const match = /^(.*?)(?::([SNB]))?$/s.exec(text);
  return { name: match?.[1] ?? text, type: match?.[2] ?? 'S' };
}

function keySchema(keys: readonly KeyText[]): object[] {
  return keys.map((key, at) => ({ AttributeName: keyAttribute(key).name, KeyType: at === 0 ? 'HASH' : 'RANGE' }));
}

function indexes(specs: Readonly<Record<string, IndexSpec>>, throughput: object | undefined): object[] {
  return Object.entries(specs).map(([name, spec]) => ({
    IndexName: name,
    KeySchema: keySchema(spec.keys),
    Projection:
      typeof spec.projection === 'object'
        ? { ProjectionType: 'INCLUDE', NonKeyAttributes: spec.projection }
        : { ProjectionType: spec.projection ?? 'ALL' },
    ...throughput,
  }));
}

/** Makes a table and waits until it is ACTIVE. */
export async function createTable(endpoint: string, name: string, spec: TableSpec): Promise<void> {
  const all = [spec.keys, ...Object.values({ ...spec.global, ...spec.local }).map((index) => index.keys)].flat();
  const attributes = new Map(all.map(keyAttribute).map(({ name, type }) => [name, type]));
  const throughput = spec.throughput && {
    ProvisionedThroughput: { ReadCapacityUnits: spec.throughput.read, WriteCapacityUnits: spec.throughput.write },
  };
  await call(endpoint, 'CreateTable', {
    TableName: name,
    KeySchema: keySchema(spec.keys),
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    ...(throughput ?? { BillingMode: 'PAY_PER_REQUEST' }),
    ...(spec.global && { GlobalSecondaryIndexes: indexes(spec.global, throughput) }),
    ...(spec.local && { LocalSecondaryIndexes: indexes(spec.local, undefined) }),
  });
  for (;;) {
    const { Table } = (await call(endpoint, 'DescribeTable', { TableName: name })) as {
      Table: { TableStatus: string };
    };
    if (Table.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Writes items, 25 a request. */
export async function putItems(endpoint: string, table: string, items: readonly Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    let pending: unknown = { [table]: items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } })) };
    while (Object.keys(pending as object).length > 0) {
      pending = (await call(endpoint, 'BatchWriteItem', { RequestItems: pending })).UnprocessedItems ?? {};
    }
  }
}

export async function deleteTable(endpoint: string, name: string): Promise<void> {
  await call(endpoint, 'DeleteTable', { TableName: name });
}

let tables = 0;
/** A table name no other test uses: one emulator serves all test files at once. */
export function uniqueName(stem: string): string {
  tables += 1;
  return `${stem}_${process.pid}_${tables}`;
}

/**
 * Shorthand for items in tests: a string is S, a number or bigint N, a boolean BOOL, null NULL, bytes B, an array L, a plain object M. What has no
 * shorthand (sets, exact numbers) is written as DynamoDB writes it: `{ NS: ['1'] }`.
 */
export type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly Plain[]
  | { readonly [name: string]: Plain }
  | AttributeValue;

const TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']);

function value(plain: Plain): AttributeValue {
  if (plain === null) return { NULL: true };
  if (typeof plain === 'string') return { S: plain };
  if (typeof plain === 'boolean') return { BOOL: plain };
  if (typeof plain !== 'object') return { N: String(plain) };
  if (plain instanceof Uint8Array) return { B: Buffer.from(plain).toString('base64') };
  if (Array.isArray(plain)) return { L: plain.map(value) };
  const names = Object.keys(plain);
  if (names.length === 1 && TYPES.has(names[0] ?? '')) return plain as AttributeValue;
  return { M: item(plain as Readonly<Record<string, Plain>>) };
}

export function item(plain: Readonly<Record<string, Plain>>): Item {
  return Object.fromEntries(Object.entries(plain).map(([name, each]) => [name, value(each)]));
}
