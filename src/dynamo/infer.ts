/**
 * What columns a table has, from a sample of its items: IMPORT FOREIGN SCHEMA. Plain data in and out.
 *
 * Order: the table's keys, then the keys of its indexes, whose types DynamoDB enforces, so that they are certain even where the sample lacks them; then
 * the rest by name. Not by first appearance: DynamoDB returns an item's attributes, and a scan its items, in no order, and two imports of the same table
 * should give the same columns.
 */
import { formatAttributePath } from '../catalog/attribute-path.ts';
import type { KeyAttribute, TableDescription } from '../catalog/model.ts';
import type { AttributeType, Item } from '../plan/request.ts';
import { ATTRIBUTE_TYPES, attributeType } from './codec/attribute.ts';
import { compareUtf8 } from './codec/order.ts';
import { SqlNames } from './sql-names.ts';

export interface InferredColumn {
  /** The SQL name, unquoted. */
  readonly name: string;
  readonly type: string;
  /** DynamoDB's name. */
  readonly source: string;
  /** The value of the column option `attribute`, where the SQL name differs from DynamoDB's. */
  readonly attribute?: string | undefined;
  /** The table's own keys are in every item. */
  readonly notNull: boolean;
}

export interface InferredTable {
  readonly columns: readonly InferredColumn[];
  /** What the user should know: mixed types and what was chosen, rare attributes, names that had to change. */
  readonly notes: readonly string[];
}

const COLUMN_TYPE: Readonly<Record<Exclude<AttributeType, 'NULL'>, string>> = {
  S: 'text',
  N: 'numeric',
  B: 'bytea',
  BOOL: 'boolean',
  M: 'jsonb',
  L: 'jsonb',
  SS: 'text[]',
  NS: 'numeric[]',
  BS: 'bytea[]',
};

const RARE_SHARE = 0.05;
/** PostgreSQL's limit is 1,600; one is left for the raw item. */
const MOST_COLUMNS = 1_599;
/** Names PostgreSQL keeps for itself in every table. */
const SYSTEM_COLUMNS = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** How often an attribute has each type. */
type Seen = Map<AttributeType, number>;

function tally(items: readonly Item[]): Map<string, Seen> {
  const attributes = new Map<string, Seen>();
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      const seen = attributes.get(name) ?? new Map<AttributeType, number>();
      const type = attributeType(value);
      seen.set(type, (seen.get(type) ?? 0) + 1);
      attributes.set(name, seen);
    }
  }
  return attributes;
}

const total = (seen: Seen): number => [...seen.values()].reduce((sum, count) => sum + count, 0);

/** `N 97, S 3`: most first. */
function shares(seen: Seen): string {
  return ATTRIBUTE_TYPES.flatMap((type) => ({ type, count: seen.get(type) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count)
    .map(({ type, count }) => `${type} ${count}`)
    .join(', ');
}

interface Typed {
  readonly type: string;
  readonly note?: string;
}

/** The narrowest type that holds all values seen. Anything fits jsonb. */
function typeOf(attribute: string, seen: Seen): Typed {
  const types = new Set([...seen.keys()].flatMap((type) => (type === 'NULL' ? [] : COLUMN_TYPE[type])));
  const [type, ...others] = types;
  if (type === undefined) {
    return {
      type: 'text',
      note: `attribute "${attribute}" was NULL wherever it was seen: imported as text`,
    };
  }
  if (others.length === 0) return { type };
  return {
    type: 'jsonb',
    note: `attribute "${attribute}" has values of several types (${shares(seen)}): imported as jsonb`,
  };
}

function rareNote(attribute: string, seen: Seen, items: number): string[] {
  const count = total(seen);
  if (count >= items * RARE_SHARE) return [];
  return [`attribute "${attribute}" is in ${count} of ${items} sampled items`];
}

function keyAttributes({ keys, indexes }: Pick<TableDescription, 'keys' | 'indexes'>): KeyAttribute[] {
  const all = [keys, ...indexes.map((index) => index.keys)].flatMap(({ partition, sort }) =>
    sort ? [partition, sort] : [partition],
  );
  return [...new Map(all.map((key) => [key.name, key])).values()];
}

/** The attributes to import, in order: keys first, then by name; those seen most often where PostgreSQL has no room for all. */
function attributesInOrder(
  keys: readonly KeyAttribute[],
  seen: ReadonlyMap<string, Seen>,
): { kept: string[]; left: string[] } {
  const others = [...seen.keys()].filter((name) => !keys.some((key) => key.name === name));
  const room = MOST_COLUMNS - keys.length;
  const byCount =
    others.length > room
      ? [...others].sort(
          (a, b) => total(seen.get(b) ?? new Map()) - total(seen.get(a) ?? new Map()) || compareUtf8(a, b),
        )
      : others;
  return {
    kept: [...keys.map(({ name }) => name), ...byCount.slice(0, room).sort(compareUtf8)],
    left: byCount.slice(room).sort(compareUtf8),
  };
}

/**
 * @param reservedNames column names already given, such as the raw item column's
 * @param known columns that there are already, by the attribute they read
 */
export function inferTable(
  table: Pick<TableDescription, 'keys' | 'indexes'>,
  items: readonly Item[],
  reservedNames: Iterable<string> = [],
  known: ReadonlyMap<string, string> = new Map(),
): InferredTable {
  const seen = tally(items);
  const keys = keyAttributes(table);
  const { kept, left } = attributesInOrder(keys, seen);
  const own = new Set([table.keys.partition.name, table.keys.sort?.name]);
  const names = new SqlNames([...SYSTEM_COLUMNS, ...reservedNames, ...known.values()]);
  const notes: string[] = [];

  const column = (attribute: string): InferredColumn => {
    const key = keys.find(({ name }) => name === attribute);
    const counts = seen.get(attribute) ?? new Map<AttributeType, number>();
    const { type, note } = key ? { type: COLUMN_TYPE[key.type], note: undefined } : typeOf(attribute, counts);
    if (note) notes.push(note);
    const column = { type, source: attribute, notNull: own.has(attribute) };
    const there = known.get(attribute);
    if (there !== undefined) return { name: there, ...column };
    if (!key) notes.push(...rareNote(attribute, counts, items.length));
    const name = names.give(attribute);
    if (name === attribute) return { name, ...column };
    notes.push(`attribute "${attribute}" is column "${name}"`);
    return { name, ...column, attribute: formatAttributePath([attribute]) };
  };

  const columns = kept.map(column);
  for (const attribute of left) notes.push(`attribute "${attribute}" has no column: a table has at most 1600`);
  return { columns, notes };
}
