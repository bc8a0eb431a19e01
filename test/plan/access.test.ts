/**
 * Which requests a scan becomes: planned from a scan node as EXPLAIN gives it, over a table of a million orders with an index of every kind (fixtures.ts).
 */
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../src/errors.ts';
import type { AccessPath } from '../../src/plan/access/path.ts';
import type { PlanNode } from '../../src/plan/explain-json.ts';
import { type PlanSettings, planScan, type ScanHints, type ScanPlan } from '../../src/plan/planner.ts';
import type { QueryInput } from '../../src/plan/request.ts';
import { type ScanTarget, scansOf } from '../../src/plan/scan.ts';
import { aggregate, CUSTOMERS, description, limit, ORDERS, seqScan, sort, table } from './fixtures.ts';

const SETTINGS: PlanSettings = { pushdown: true, consistentRead: false };

interface Asked {
  readonly target?: ScanTarget;
  /** All columns but the document's unless told. */
  readonly output?: readonly string[];
  readonly settings?: Partial<PlanSettings>;
  readonly hints?: ScanHints;
  /** What stands above the scan. */
  readonly under?: (scan: PlanNode) => PlanNode;
}

function planned(filter: string | undefined, asked: Asked = {}): ScanPlan {
  const {
    target = ORDERS,
    output = ['customer_id', 'placed'],
    settings = {},
    hints = {},
    under = (scan) => scan,
  } = asked;
  const [scan] = scansOf([under(seqScan(target, 'o', output, filter))], [target]);
  if (scan === undefined) throw new Error('no scan in the plan');
  return planScan(scan, { ...SETTINGS, ...settings }, hints);
}

function accessOf(filter: string | undefined, asked?: Asked): AccessPath {
  return planned(filter, asked).access;
}

/** `Query by_status`, `GetItem`, with `+ fetch-back`. */
function shape({ method, index, fetchBack }: AccessPath): string {
  return `${method}${index === undefined ? '' : ` ${index.name}`}${fetchBack ? ' + fetch-back' : ''}`;
}

function queryInput({ requests }: AccessPath): QueryInput {
  const [request] = requests;
  if (request?.operation !== 'Query') throw new Error(`not a Query but ${request?.operation}`);
  return request.input;
}

const EVERYTHING = [
  'customer_id',
  'placed',
  'status',
  'total',
  'product_id',
  'agent',
  'assigned',
  'note',
  'quantity',
  'lines',
];

describe('the place to read from', () => {
  test.each<[string | undefined, string, Asked?]>([
    ["customer_id = 'c1'::text AND placed = 'p1'::text", 'GetItem'],
    ["customer_id = 'c1'::text", 'Query'],
    ["customer_id = 'c1'::text AND placed > 'p1'::text", 'Query'],
    ["placed > 'p1'::text", 'Scan'],
    [undefined, 'Scan'],
    ["status = 'NEW'::text", 'Query by_status'],
    ["status = 'NEW'::text AND placed > 'p1'::text", 'Query by_status'],
    // The table's own sort key narrows as much, and needs no second read.
    ["customer_id = 'c1'::text AND status = 'NEW'::text", 'Query'],
    ["customer_id = 'c1'::text AND total > '5'::numeric", 'Query by_total'],
    ["product_id = 'p1'::text", 'Query by_product'],
    ["product_id = 'p1'::text", 'Query by_product + fetch-back', { output: EVERYTHING }],
    ["product_id = 'p1'::text", 'Query by_product', { output: ['total', 'product_id'] }],
    // by_agent holds 1,000 items alone: an item without `assigned` is in the table and not in it.
    ["agent = 'a1'::text", 'Scan'],
    ["agent = 'a1'::text AND assigned IS NOT NULL", 'Query by_agent'],
    ["agent = 'a1'::text AND assigned > '2024'::text", 'Query by_agent'],
    ["agent = 'a1'::text AND assigned <> '2024'::text", 'Query by_agent'],
    ["agent = 'a1'::text AND assigned IS NULL", 'Scan'],
    ['agent IS NOT NULL AND assigned IS NOT NULL', 'Scan by_agent'],
    ['agent IS NOT NULL', 'Scan'],
    // An index that is being built is none yet.
    ["note = 'x'::text", 'Scan'],
  ])('%s: %s', (filter, expected, asked) => {
    expect(shape(accessOf(filter, asked))).toBe(expected);
  });

  test('a full scan knows the index that would serve, were it not sparse', () => {
    const unused = (filter: string, asked?: Asked): unknown =>
      accessOf(filter, asked).unused?.map(({ index, obstacle }) => [index.name, obstacle]);
    expect(unused("agent = 'a1'::text")).toEqual([['by_agent', { sparseOn: ['assigned'] }]]);
    expect(unused('quantity = 5')).toEqual([]);
    expect(unused("status = 'NEW'::text", { settings: { consistentRead: true } })).toEqual([
      ['by_status', 'global indexes cannot be read consistently'],
    ]);
  });

  test('where reading back costs more than a Scan, it is a Scan', () => {
    const small: ScanTarget = {
      ...ORDERS,
      description: description('orders', ['customer_id', 'placed'], 20, {
        by_product: { keys: ['product_id'], projection: 'KEYS_ONLY' },
      }),
    };
    expect(shape(accessOf("product_id = 'p1'::text", { target: small, output: EVERYTHING }))).toBe('Scan');
  });

  test('a filter on what an index does not project is left to PostgreSQL, after reading back', () => {
    const { access } = planned("product_id = 'p1'::text AND quantity = 5", { output: ['total'] });
    expect(shape(access)).toBe('Query by_product + fetch-back');
    expect(access.placements).toEqual(['key condition', 'recheck']);
    expect(queryInput(access).FilterExpression).toBeUndefined();
    expect(access.exact).toBe(false);
  });

  test('the raw item needs everything, so an index that projects less is read back', () => {
    const target: ScanTarget = {
      ...CUSTOMERS,
      table: table('customers', ['id text', 'country text', 'item jsonb'], { raw_item_column: 'item' }),
    };
    expect(shape(accessOf("country = 'IE'::text", { target, output: ['item'] }))).toBe('Query by_country + fetch-back');
    expect(shape(accessOf("(item ->> 'country'::text) = 'IE'::text", { target, output: ['id'] }))).toBe(
      'Query by_country + fetch-back',
    );
  });
});

describe('key conditions', () => {
  test.each([
    ["placed = 'x'::text AND total > '0'::numeric", undefined],
    ["placed > 'a'::text AND placed < 'z'::text", '#customer_id = :v1 AND #placed BETWEEN :v2 AND :v3'],
    ["placed >= 'a'::text AND placed <= 'z'::text", '#customer_id = :v1 AND #placed BETWEEN :v2 AND :v3'],
    ["placed > 'a'::text AND placed > 'b'::text", '#customer_id = :v1 AND #placed > :v2'],
    ["placed ~~ '2024-%'::text", '#customer_id = :v1 AND begins_with(#placed, :v2)'],
    ["placed ~~ '2024-%'::text AND placed > '2024-05'::text", '#customer_id = :v1 AND #placed BETWEEN :v2 AND :v3'],
    ["placed <> 'x'::text", '#customer_id = :v1'],
  ])('customer_id = c1 AND %s', (filter, expected) => {
    const access = accessOf(`customer_id = 'c1'::text AND ${filter}`);
    if (expected === undefined) expect(access.method).toBe('GetItem');
    else expect(queryInput(access).KeyConditionExpression).toBe(expected);
  });

  test('a half-open range is covered, and checked again', () => {
    const access = accessOf("customer_id = 'c1'::text AND placed >= 'a'::text AND placed < 'z'::text");
    expect(access.exact).toBe(false);
    expect(access.placements).toContain('recheck');
  });

  test('what is left of the sort key may not stand in the filter', () => {
    const access = accessOf("customer_id = 'c1'::text AND placed <> 'x'::text AND total > '5'::numeric", {
      output: EVERYTHING,
    });
    const { FilterExpression, KeyConditionExpression } = queryInput(access);
    expect(FilterExpression ?? '').not.toContain('#placed');
    expect(KeyConditionExpression).not.toContain('<>');
    expect(access.placements[1]).toBe('recheck');
  });

  test('on an index, the keys of the table may stand in the filter', () => {
    const { FilterExpression } = queryInput(accessOf("status = 'NEW'::text AND customer_id > 'c5'::text"));
    expect(FilterExpression).toBe('#customer_id > :v2');
  });
});

describe('several keys', () => {
  test('full keys are one BatchGetItem for each hundred, without duplicates', () => {
    const ids = Array.from({ length: 150 }, (_, n) => `c${n}`);
    const big: ScanTarget = {
      ...CUSTOMERS,
      description: { ...CUSTOMERS.description, items: 1_000_000, bytes: 400_000_000 },
    };
    const access = accessOf(`id = ANY ('{${[...ids, ...ids].join(',')}}'::text[])`, { target: big, output: ['id'] });
    expect(shape(access)).toBe('BatchGetItem');
    const counts = access.requests.map((request) =>
      request.operation === 'BatchGetItem' ? request.input.RequestItems.customers?.Keys.length : undefined,
    );
    expect(counts).toEqual([100, 50]);
  });

  test('rows of keys', () => {
    const filter =
      "((customer_id = 'a'::text) AND (placed = '1'::text)) OR ((customer_id = 'b'::text) AND (placed = '2'::text))";
    const access = accessOf(filter);
    expect(shape(access)).toBe('BatchGetItem');
    expect(access.estimate.items).toBe(2);
  });

  test('partition keys are a Query each', () => {
    const access = accessOf("customer_id = ANY ('{a,b,a}'::text[]) AND placed > '2024'::text");
    expect(shape(access)).toBe('Query');
    expect(access.requests).toHaveLength(2);
  });

  test('one key is a GetItem, however it is said', () => {
    expect(shape(accessOf("id = ANY ('{c1,c1}'::text[])", { target: CUSTOMERS, output: ['id'] }))).toBe('GetItem');
  });

  test('a key and another condition with OR is a Scan', () => {
    expect(shape(accessOf("customer_id = 'a'::text OR quantity = 5"))).toBe('Scan');
  });

  test('so many that a Scan is cheaper', () => {
    const ids = Array.from({ length: 2000 }, (_, n) => `c${n}`).join(',');
    const target: ScanTarget = { ...CUSTOMERS, description: description('customers', ['id'], 3000) };
    expect(shape(accessOf(`id = ANY ('{${ids}}'::text[])`, { target, output: ['id'] }))).toBe('Scan');
  });
});

describe('keys that are too many for boxes', () => {
  test('are not taken for exact: PostgreSQL checks what was left out', () => {
    const list = (prefix: string, n: number): string => Array.from({ length: n }, (_, i) => `${prefix}${i}`).join(',');
    const filter = `customer_id = ANY ('{${list('c', 101)}}'::text[]) AND placed = ANY ('{${list('p', 101)}}'::text[])`;
    const access = accessOf(filter, {
      under: (scan) => aggregate(['count(*)'], scan),
      hints: { countable: true },
      output: [],
    });
    expect(access).toMatchObject({ method: 'Query', exact: false, count: false });
    expect(access.placements).toContain('recheck');
  });
});

describe('neighbouring whole numbers', () => {
  const READINGS: ScanTarget = {
    staging: 'readings_staging',
    table: table('readings', ['device text', 'at numeric', 'value numeric', 'day text', 'hour numeric']),
    description: description('readings', ['device', 'at:N'], 1_000_000, { by_day: { keys: ['day', 'hour:N'] } }),
  };
  const asked = (filter: string, hints: ScanHints = {}, under?: (scan: PlanNode) => PlanNode): AccessPath =>
    accessOf(filter, { target: READINGS, output: ['value'], hints, ...(under === undefined ? {} : { under }) });

  test('are one range, where its blocks are fewer than the keys', () => {
    const access = asked("device = 'd1'::text AND at = ANY ('{7,5,6,9,8,10}'::numeric[])");
    expect(access).toMatchObject({ method: 'Query', exact: false, placements: ['key condition', 'recheck'] });
    expect(queryInput(access).ExpressionAttributeValues).toEqual({
      ':v1': { S: 'd1' },
      ':v2': { N: '5' },
      ':v3': { N: '10' },
    });
  });

  test('far apart, they stay keys', () => {
    expect(asked("device = 'd1'::text AND at = ANY ('{1,1000,2000}'::numeric[])").method).toBe('BatchGetItem');
    expect(asked("device = 'd1'::text AND at = ANY ('{1.5,2.5}'::numeric[])").method).toBe('BatchGetItem');
  });

  test('of an index are joined only where nothing lies between', () => {
    expect(asked("day = 'a'::text AND hour = ANY ('{1,2,3,5}'::numeric[])").requests).toHaveLength(2);
  });

  test('read as a range, they are no exact condition', () => {
    const under = (scan: PlanNode): PlanNode => aggregate(['count(*)'], scan);
    const access = asked("device = 'd1'::text AND at = ANY ('{5,6}'::numeric[])", { countable: true }, under);
    expect(access.count).toBe(false);
  });
});

describe('a union of access paths', () => {
  test.each<[string, string]>([
    ["customer_id = 'a'::text OR status = 'NEW'::text", 'Query, Query by_status'],
    [
      "((customer_id = 'a'::text) AND (placed = 'x'::text)) OR product_id = 'p'::text OR product_id = 'q'::text",
      'GetItem, Query by_product',
    ],
    ["(customer_id = 'a'::text OR status = 'NEW'::text) AND quantity = 5", 'Query, Query by_status'],
    ["customer_id = 'a'::text OR (agent = 'x'::text AND assigned > '2024'::text)", 'Query, Query by_agent'],
  ])('%s: %s', (filter, expected) => {
    const access = accessOf(filter);
    expect(access.method).toBe('Union');
    expect(access.arms?.map(shape).join(', ')).toBe(expected);
    expect(access.requests).toEqual(access.arms?.flatMap((arm) => arm.requests));
    expect(access.exact).toBe(true);
  });

  test.each([
    "customer_id = 'a'::text OR quantity = 5",
    "customer_id = 'a'::text OR agent = 'x'::text",
    "(customer_id = 'a'::text OR status = 'NEW'::text) AND customer_id = 'b'::text AND placed = 'x'::text",
  ])('%s: not one', (filter) => {
    expect(accessOf(filter).method).not.toBe('Union');
  });

  test('counts rows, since an item may be in two arms', () => {
    const { access } = planned("customer_id = 'a'::text OR status = 'NEW'::text", {
      under: (scan) => aggregate(['count(*)'], scan),
      hints: { countable: true },
      output: [],
    });
    expect(access).toMatchObject({ method: 'Union', count: false });
    expect(JSON.stringify(access.requests)).not.toContain('COUNT');
  });

  test('has no order, so that LIMIT below ORDER BY does not stop it', () => {
    const ordered = (scan: PlanNode): PlanNode => limit(sort(['o.placed'], scan));
    const filter = "customer_id = 'a'::text OR status = 'NEW'::text";
    expect(accessOf(filter, { under: ordered, hints: { limit: 5 } }).stopAfter).toBeUndefined();
    expect(accessOf(filter, { under: limit, hints: { limit: 5 } })).toMatchObject({ method: 'Union', stopAfter: 5 });
  });

  test('a pinned index is the only place to read from', () => {
    const pinned: ScanTarget = { ...ORDERS, table: { ...ORDERS.table, options: { index: 'by_status' } } };
    expect(accessOf("customer_id = 'a'::text OR status = 'NEW'::text", { target: pinned }).method).toBe('Scan');
  });
});

describe("a path into an index's key, which DynamoDB refuses,", () => {
  const target: ScanTarget = {
    ...ORDERS,
    table: table('orders', ['customer_id text', 'placed text', 'item jsonb'], { raw_item_column: 'item' }),
  };
  const asked = (filter: string): ScanPlan => planned(filter, { target, output: ['customer_id'] });

  test.each([
    ["((item -> 'status'::text) ->> 'code'::text) = 'x'::text", undefined],
    ["((item -> 'note2'::text) ->> 'code'::text) = 'x'::text", '#note2.#code = :v1'],
    ["(((item -> 'status'::text) ->> 'code'::text) = 'x'::text) OR ((item ->> 'other'::text) = 'y'::text)", undefined],
  ])('%s', (filter, expected) => {
    const { access, qualifiers } = asked(filter);
    const [request] = access.requests;
    const said = request?.operation === 'Scan' ? request.input.FilterExpression : 'no Scan';
    if (expected === undefined) {
      expect(said).toBeUndefined();
      expect(qualifiers.map(({ verdict }) => verdict.verdict)).toEqual(['local']);
    } else expect(said).toContain(expected);
  });

  test('leaves the rest of a condition', () => {
    const { access } = asked(
      "(((item -> 'status'::text) ->> 'code'::text) = 'x'::text) AND ((item ->> 'other'::text) = 'y'::text)",
    );
    expect(JSON.stringify(access.requests)).not.toContain('code');
    expect(JSON.stringify(access.requests)).toContain('other');
    expect(access.exact).toBe(false);
  });
});

describe('a guess beside what is known', () => {
  test('known keys are preferred to a partition that may hold more than is guessed', () => {
    const target: ScanTarget = {
      ...ORDERS,
      description: { ...ORDERS.description, items: 10_000, bytes: 4_000_000 },
    };
    const dates = Array.from({ length: 12 }, (_, n) => `p${n}`).join(',');
    const filter = `customer_id = 'c1'::text AND placed = ANY ('{${dates}}'::text[])`;
    expect(accessOf(filter, { target }).method).toBe('BatchGetItem');
    const seen: ScanHints = { observed: () => ({ partitionItems: 20 }) };
    expect(shape(accessOf(filter, { target, hints: seen, output: ['placed'] }))).toBe('BatchGetItem');
  });
});

describe('a pinned index', () => {
  const pinned = (
    name: string,
    columns: readonly `${string} ${string}`[] = ['customer_id text', 'status text', 'total numeric'],
  ): ScanTarget => ({
    ...ORDERS,
    table: table('orders', columns, { index: name }),
  });

  test('is read whatever else there is', () => {
    const target = pinned('by_status');
    expect(shape(accessOf("customer_id = 'c1'::text", { target, output: ['total'] }))).toBe('Scan by_status');
    expect(shape(accessOf("status = 'NEW'::text", { target, output: ['total'] }))).toBe('Query by_status');
  });

  test('that does not exist is an error that names those that do', () => {
    const attempt = (): AccessPath => accessOf(undefined, { target: pinned('by_statsu'), output: ['total'] });
    expect(attempt).toThrow(SqlError);
    expect(attempt).toThrow('index "by_statsu" of DynamoDB table "orders" does not exist');
    expect(hintOf(attempt)).toContain('by_status, by_total');
  });

  test('that is global cannot be read consistently', () => {
    const attempt = (): AccessPath =>
      accessOf(undefined, { target: pinned('by_status'), output: ['total'], settings: { consistentRead: true } });
    expect(attempt).toThrow('consistent reads are not supported on global secondary index "by_status"');
    expect(hintOf(attempt)).toContain('consistent_read');
  });
});

function hintOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SqlError) return error.fields.hint ?? '';
  }
  return '';
}

describe('consistent reads', () => {
  const settings = { consistentRead: true };

  test('never use a global index', () => {
    expect(shape(accessOf("status = 'NEW'::text", { settings }))).toBe('Scan');
    expect(shape(accessOf("customer_id = 'c1'::text AND total > '5'::numeric", { settings }))).toBe('Query by_total');
  });

  test('are asked for in every request, and cost twice', () => {
    for (const filter of ["customer_id = 'c1'::text AND placed = '1'::text", "customer_id = 'c1'::text", undefined]) {
      const once = accessOf(filter);
      const consistent = accessOf(filter, { settings });
      expect(JSON.stringify(consistent.requests)).toContain('"ConsistentRead":true');
      expect(JSON.stringify(once.requests)).not.toContain('ConsistentRead');
      expect(consistent.estimate.readUnits).toBe(2 * once.estimate.readUnits);
    }
  });
});

describe('impossible qualifiers make no request', () => {
  test.each([
    "customer_id = 'a'::text AND customer_id = 'b'::text",
    "customer_id = ''::text",
    'customer_id IS NULL',
    "customer_id = 'a'::text AND placed > 'z'::text AND placed < 'a'::text",
    "total > '5'::numeric AND total < '3'::numeric",
    "total = '1e200'::numeric",
    "total = 'NaN'::numeric",
    'status = NULL::text',
    'quantity = 5 AND quantity = 6',
    'false',
  ])('%s', (filter) => {
    const access = accessOf(filter);
    expect(access.method).toBe('none');
    expect(access.requests).toEqual([]);
    expect(access.reason).toBeDefined();
    expect(access.estimate.readUnits).toBe(0);
  });
});

describe('LIMIT', () => {
  const asked = (filter: string | undefined, n = 10): AccessPath =>
    accessOf(filter, { under: limit, hints: { limit: n } });

  test('is a page size above an exact filter', () => {
    const access = asked("customer_id = 'c1'::text");
    expect(access.stopAfter).toBe(10);
    expect(queryInput(access).Limit).toBe(10);
  });

  test('a filter makes the page larger, since DynamoDB counts before it', () => {
    const access = asked("customer_id = 'c1'::text AND quantity = 5");
    expect(access.stopAfter).toBe(10);
    expect(queryInput(access).Limit).toBeGreaterThan(10);
  });

  test('above a filter the page fills whole blocks of 4 KB, which cost the same', () => {
    // Items of 400 bytes: 10 in a block.
    expect(queryInput(asked("customer_id = 'c1'::text AND quantity <> 5", 1)).Limit).toBe(10);
    expect(queryInput(asked("customer_id = 'c1'::text", 1)).Limit).toBe(1);
  });

  test('above an inexact filter, it does not cut rows off', () => {
    const access = asked("customer_id = 'c1'::text AND quantity > 5");
    expect(access.exact).toBe(false);
    expect(queryInput(access).Limit).toBeGreaterThan(10);
  });

  test('stops a Scan, and takes one segment', () => {
    const access = asked(undefined);
    expect(access).toMatchObject({ method: 'Scan', stopAfter: 10, segments: 1, fullScan: false });
  });

  test('that nobody found is none', () => {
    expect(accessOf("customer_id = 'c1'::text", { under: limit }).stopAfter).toBeUndefined();
  });

  test("below an aggregate or a join it is not the scan's", () => {
    const under = (scan: PlanNode): PlanNode => limit(aggregate(['sum(total)'], scan));
    expect(accessOf("customer_id = 'c1'::text", { under, hints: { limit: 10 } }).stopAfter).toBeUndefined();
  });
});

describe('ORDER BY', () => {
  const sorted = (filter: string, keys: readonly string[], n?: number): ScanPlan =>
    planned(filter, {
      under: (scan) => (n === undefined ? sort(keys, scan) : limit(sort(keys, scan))),
      hints: n === undefined ? {} : { limit: n },
    });

  test('the sort key of one partition comes in order', () => {
    const plan = sorted("customer_id = 'c1'::text", ['o.placed'], 5);
    expect(plan.sorted).toBe(true);
    expect(queryInput(plan.access).Limit).toBe(5);
  });

  test('DESC reads from the end', () => {
    expect(queryInput(sorted("customer_id = 'c1'::text", ['o.placed DESC'], 5).access).ScanIndexForward).toBe(false);
  });

  test('a partition key with one value sorts nothing', () => {
    expect(sorted("customer_id = 'c1'::text", ['o.customer_id', 'o.placed'], 5).access.stopAfter).toBe(5);
  });

  test('several partitions are merged', () => {
    const { access } = sorted("customer_id = ANY ('{a,b}'::text[])", ['o.placed'], 5);
    expect(access.order).toEqual({ attribute: 'placed', descending: false });
    expect(access.ordered).toBe(false);
    expect(access.stopAfter).toBe(5);
    for (const { input } of access.requests) expect(input).toMatchObject({ Limit: 5 });
  });

  test('several ranges of one partition follow each other, from the last where descending', () => {
    const filter = "customer_id = 'a'::text AND ((placed < '2'::text) OR (placed > '8'::text))";
    const { access } = sorted(filter, ['o.placed DESC'], 5);
    expect(access.ordered).toBe(true);
    expect(queryInput(access).KeyConditionExpression).toContain('>');
  });

  test("any other order is PostgreSQL's, and LIMIT with it", () => {
    for (const keys of [
      ['o.quantity'],
      ['o.placed', 'o.total'],
      ['lower(o.placed)'],
      ['o.placed COLLATE "de"'],
      ['o.placed USING ~<~'],
    ]) {
      const plan = sorted("customer_id = ANY ('{a,b}'::text[])", keys, 5);
      expect(plan.sorted && plan.wish.order.length > 0, keys.join()).toBe(false);
      expect(plan.access.stopAfter, keys.join()).toBeUndefined();
    }
  });

  test('the order of an index whose sort key may be missing needs its presence', () => {
    const without = sorted("customer_id = 'c1'::text", ['o.total'], 3);
    expect(shape(without.access)).toBe('Query');
    expect(without.access.stopAfter).toBeUndefined();
    const present = sorted("customer_id = 'c1'::text AND total IS NOT NULL", ['o.total'], 3);
    expect(shape(present.access)).toBe('Query by_total');
    expect(present.access.stopAfter).toBe(3);
  });

  test('without a limit, the order does not choose a dearer path', () => {
    expect(shape(sorted("status = 'NEW'::text AND customer_id = 'c1'::text", ['o.placed']).access)).toBe('Query');
  });
});

describe('aggregates', () => {
  const asked = (filter: string | undefined, output: string, hints: ScanHints = { countable: true }): ScanPlan =>
    planned(filter, { under: (scan) => aggregate([output], scan), hints, output: [] });

  test('count(*) is Select=COUNT above an exact filter', () => {
    const { access } = asked("customer_id = 'c1'::text AND status = 'NEW'::text", 'count(*)');
    expect(access.count).toBe(true);
    expect(queryInput(access)).toMatchObject({ Select: 'COUNT' });
    expect(queryInput(access).ProjectionExpression).toBeUndefined();
  });

  test.each<[string, string, ScanHints?]>([
    ["customer_id = 'c1'::text AND quantity > 5", 'count(*)'],
    ["customer_id = 'c1'::text AND upper(status) = 'X'::text", 'count(*)'],
    ["customer_id = 'c1'::text AND placed >= '1'::text AND placed < '2'::text", 'count(*)'],
    ["customer_id = 'c1'::text", 'count(o.total)'],
    ["customer_id = 'c1'::text", "count(*) FILTER (WHERE (o.total > '5'::numeric))"],
    ["customer_id = 'c1'::text", 'sum(o.total)'],
    ["customer_id = 'c1'::text", 'count(*)', { countable: false }],
  ])('%s: %s is counted from rows', (filter, output, hints) => {
    const { access } = asked(filter, output, hints);
    expect(access.count).toBe(false);
    expect(JSON.stringify(access.requests)).not.toContain('COUNT');
  });

  test("grouped counts are PostgreSQL's", () => {
    const plan = planned("customer_id = 'c1'::text", {
      under: (scan) => aggregate(['status', 'count(*)'], scan, { Strategy: 'Hashed', 'Group Key': ['o.status'] }),
      hints: { countable: true },
    });
    expect(plan.access.count).toBe(false);
  });

  test('min and max of the sort key are one item from each end', () => {
    const plan = asked("customer_id = 'c1'::text", 'max(o.placed)');
    expect(queryInput(plan.access)).toMatchObject({ Limit: 1, ScanIndexForward: false });
    expect(plan.second).toBeUndefined();
    const both = planned("customer_id = 'c1'::text", {
      under: (scan) => aggregate(['min(o.placed)', 'max(o.placed)'], scan),
    });
    expect(queryInput(both.access).Limit).toBe(1);
    expect(both.second?.stopAfter).toBe(1);
  });

  test('they leave NULLs out, so an index on the column misses nothing', () => {
    const { access } = asked("customer_id = 'c1'::text", 'min(o.total)');
    expect(shape(access)).toBe('Query by_total');
    expect(queryInput(access).Limit).toBe(1);
    expect(shape(asked(undefined, 'sum(o.total)').access)).toBe('Scan by_total');
  });

  test.each([
    ["customer_id = 'c1'::text AND quantity > 5", 'max(o.placed)'],
    ["customer_id = 'c1'::text", 'max(o.note)'],
    ["customer_id = 'c1'::text", 'max((o.total + 1))'],
    [undefined, 'max(o.placed)'],
  ])('%s: %s needs all rows', (filter, output) => {
    expect(asked(filter, output).access.stopAfter).toBeUndefined();
  });

  test('an aggregate over NULLs needs the table', () => {
    expect(shape(asked(undefined, 'array_agg(o.total)').access)).toBe('Scan');
    expect(shape(planned(undefined, { under: (scan) => aggregate(['sum(o.total)', 'count(*)'], scan) }).access)).toBe(
      'Scan',
    );
  });

  test('EXISTS that stands alone is one item', () => {
    const node = {
      ...seqScan(ORDERS, 'o', [], "customer_id = 'c1'::text"),
      'Parent Relationship': 'InitPlan',
      'Subplan Name': 'InitPlan 1',
    };
    const [scan] = scansOf([{ 'Node Type': 'Result', Plans: [node] }], [ORDERS]);
    expect(scan && planScan(scan, SETTINGS).access.stopAfter).toBe(1);
    const scalar = { ...node, Output: ['o.total'] };
    const [whole] = scansOf([{ 'Node Type': 'Result', Plans: [scalar] }], [ORDERS]);
    expect(whole && planScan(whole, SETTINGS).access.stopAfter).toBeUndefined();
  });
});

describe('projection', () => {
  test('the columns and the keys, however few', () => {
    const { ProjectionExpression, ExpressionAttributeNames } = queryInput(
      accessOf("customer_id = 'c1'::text", { output: ['total'] }),
    );
    const names = ProjectionExpression?.split(', ').map((each) => ExpressionAttributeNames?.[each]);
    expect(names).toEqual(['customer_id', 'placed', 'total']);
  });

  test('what only the filter needs and DynamoDB checks exactly is not left out: PostgreSQL checks again', () => {
    const { ExpressionAttributeNames } = queryInput(
      accessOf("customer_id = 'c1'::text AND status = 'NEW'::text", { output: ['total'] }),
    );
    expect(Object.values(ExpressionAttributeNames ?? {})).toContain('status');
  });
});

describe('segments', () => {
  test('one for each 64 MB', () => {
    expect(accessOf(undefined).segments).toBe(5);
  });

  test('one where the size is not known', () => {
    const target: ScanTarget = { ...ORDERS, description: { ...ORDERS.description, items: 0, bytes: 0 } };
    expect(accessOf(undefined, { target }).segments).toBe(1);
  });

  test('as many as are asked for', () => {
    expect(accessOf(undefined, { settings: { segments: 3 } }).segments).toBe(3);
  });
});

describe('limits degrade', () => {
  test('what does not fit into the filter is checked by PostgreSQL', () => {
    const values = Array.from({ length: 3000 }, (_, n) => `value${n}`).join(',');
    const access = accessOf(`customer_id = 'c1'::text AND note = ANY ('{${values}}'::text[]) AND status = 'NEW'::text`);
    expect(access.placements).toEqual(['key condition', 'recheck', 'filter']);
    expect(access.exact).toBe(false);
    expect(queryInput(access).FilterExpression).toBe('#status = :v2');
  });

  test('pushdown off reads all of the table', () => {
    const access = accessOf("customer_id = 'c1'::text", { settings: { pushdown: false } });
    expect(access).toMatchObject({ method: 'Scan', fullScan: true });
    expect(access.requests[0]?.input).not.toHaveProperty('FilterExpression');
  });
});
