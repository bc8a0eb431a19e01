/** Tables, columns and plans for tests, as the catalog, DescribeTable and PostgreSQL's EXPLAIN give them. */
import type {
  ForeignColumn,
  ForeignTable,
  KeySchema,
  SecondaryIndex,
  TableDescription,
} from '../../src/catalog/model.ts';
import type { PlanNode } from '../../src/plan/explain-json.ts';
import type { ScanTarget } from '../../src/plan/scan.ts';

type ColumnText = `${string} ${string}`;

/** `total numeric`, `code varchar(3)`; options as a second member. */
export type ColumnSpec = ColumnText | readonly [ColumnText, Readonly<Record<string, string>>];

const BASES: Readonly<Record<string, string>> = {
  varchar: 'character varying',
  float8: 'double precision',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  mood: 'enum',
  positive: 'numeric',
};

function column(spec: ColumnSpec, number: number): ForeignColumn {
  const [text, options] = typeof spec === 'string' ? [spec, {}] : spec;
  const name = text.slice(0, text.indexOf(' '));
  const type = text.slice(name.length + 1);
  const [, word = '', first, second, array = ''] = /^([a-z0-9 ]+?)(?:\((\d+)(?:,(\d+))?\))?(\[\])?$/.exec(type) ?? [];
  return {
    name,
    number,
    type,
    typeOid: 0,
    typeModifier: modifier(word, first, second),
    base: (BASES[word] ?? word) + array,
    constrained: word === 'positive',
    notNull: false,
    options,
  };
}

/** As PostgreSQL packs them: varchar's length, numeric's precision and scale, a timestamp's digits. */
function modifier(word: string, first: string | undefined, second: string | undefined): number {
  if (first === undefined) return -1;
  if (word.startsWith('timestamp')) return Number(first);
  return word === 'varchar' ? Number(first) + 4 : ((Number(first) << 16) | Number(second ?? 0)) + 4;
}

export function table(
  name: string,
  columns: readonly ColumnSpec[],
  options: Readonly<Record<string, string>> = {},
): ForeignTable {
  return {
    schema: 'public',
    name,
    oid: 1,
    server: { name: 's', options: {} },
    columns: columns.map((each, i) => column(each, i + 1)),
    options,
  };
}

/** `placed` or `total:N`: partition key, then the sort key. */
type Keys = readonly [partition: string, sort?: string];

function keySchema([partition, sort]: Keys): KeySchema {
  const key = (text: string): KeySchema['partition'] => {
    const [name = '', type = 'S'] = text.split(':');
    return { name, type: type as 'S' };
  };
  return sort === undefined ? { partition: key(partition) } : { partition: key(partition), sort: key(sort) };
}

export interface IndexFixture {
  readonly keys: Keys;
  readonly kind?: 'global' | 'local';
  readonly projection?: 'ALL' | 'KEYS_ONLY' | readonly string[];
  readonly items?: number;
  readonly active?: boolean;
}

/** A table of items of 400 bytes each; those of an index that projects a part have 80. */
export function description(
  name: string,
  keys: Keys,
  items: number,
  indexes: Readonly<Record<string, IndexFixture>> = {},
): TableDescription {
  return {
    table: name,
    keys: keySchema(keys),
    indexes: Object.entries(indexes).map(([each, index]): SecondaryIndex => {
      const projection = index.projection ?? 'ALL';
      const count = index.items ?? items;
      return {
        name: each,
        kind: index.kind ?? 'global',
        keys: keySchema(index.keys),
        projection:
          projection === 'ALL' || projection === 'KEYS_ONLY'
            ? { type: projection }
            : { type: 'INCLUDE', attributes: projection },
        active: index.active ?? true,
        items: count,
        bytes: count * (projection === 'ALL' ? 400 : 80),
      };
    }),
    items,
    bytes: items * 400,
    billing: 'on-demand',
    status: 'ACTIVE',
    tableClass: 'STANDARD',
  };
}

/** A million orders, with an index of every kind. */
export const ORDERS: ScanTarget = {
  staging: 'orders_staging',
  table: table('orders', [
    'customer_id text',
    'placed text',
    'status text',
    'total numeric',
    'product_id text',
    'agent text',
    'assigned text',
    'note text',
    'quantity integer',
    'lines jsonb',
  ]),
  description: description('orders', ['customer_id', 'placed'], 1_000_000, {
    by_status: { keys: ['status', 'placed'] },
    by_total: { keys: ['customer_id', 'total:N'], kind: 'local', projection: 'KEYS_ONLY' },
    by_product: { keys: ['product_id'], projection: ['total'] },
    by_agent: { keys: ['agent', 'assigned'], projection: 'KEYS_ONLY', items: 1000 },
    by_note: { keys: ['note'], active: false },
  }),
};

/** Twenty thousand customers, without a sort key. */
export const CUSTOMERS: ScanTarget = {
  staging: 'customers_staging',
  table: table('customers', ['id text', 'name text', 'country text']),
  description: description('customers', ['id'], 20_000, { by_country: { keys: ['country'], projection: ['name'] } }),
};

/** Fifty thousand products. */
export const PRODUCTS: ScanTarget = {
  staging: 'products_staging',
  table: table('products', ['sku text', 'title text', 'price numeric']),
  description: description('products', ['sku'], 50_000),
};

/** The same table once more, under another staging name. */
export function again(target: ScanTarget, staging: string): ScanTarget {
  return { ...target, staging };
}

// ---- plans, as EXPLAIN (FORMAT JSON, VERBOSE, COSTS OFF) has them ----

/** A scan of the target under its alias, with the columns it gives and its filter. */
export function seqScan(target: ScanTarget, alias: string, output: readonly string[], filter?: string): PlanNode {
  return {
    'Node Type': 'Seq Scan',
    'Relation Name': target.staging,
    Alias: alias,
    Output: output.map((name) => (name.includes('.') ? name : `${alias}.${name}`)),
    ...(filter === undefined ? {} : { Filter: filter }),
  };
}

/** A node above others: the first is its outer child, the second its inner one. */
export function above(
  type: string,
  members: Readonly<Record<string, unknown>>,
  ...plans: readonly PlanNode[]
): PlanNode {
  return {
    'Node Type': type,
    ...members,
    Plans: plans.map((plan, i) => ({ 'Parent Relationship': i === 0 ? 'Outer' : 'Inner', ...plan })),
  };
}

export function hashJoin(type: string, condition: string, outer: PlanNode, inner: PlanNode, filter?: string): PlanNode {
  const members = {
    'Join Type': type,
    'Hash Cond': condition,
    ...(filter === undefined ? {} : { 'Join Filter': filter }),
  };
  return above('Hash Join', members, outer, above('Hash', {}, inner));
}

export function limit(plan: PlanNode): PlanNode {
  return above('Limit', {}, plan);
}

export function sort(keys: readonly string[], plan: PlanNode): PlanNode {
  return above('Sort', { 'Sort Key': keys }, plan);
}

export function aggregate(
  output: readonly string[],
  plan: PlanNode,
  members: Readonly<Record<string, unknown>> = {},
): PlanNode {
  return above('Aggregate', { Strategy: 'Plain', 'Partial Mode': 'Simple', Output: output, ...members }, plan);
}
