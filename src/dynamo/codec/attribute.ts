/** Attribute values and where they stand in an item. */
import type { AttributeType, AttributeValue, Item } from '../../plan/request.ts';

export const ATTRIBUTE_TYPES: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'];

/** The type of a value: the name of its only member. */
export function attributeType(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  return 'NULL';
}

/** A top-level attribute's name, then map keys and list indexes. */
export type DocumentPath = readonly (string | number)[];

/** An own member of a map: an attribute may well be called `constructor`. */
export function member(map: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** Names that every object answers to though no item has them. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A function that finds the value at a path; undefined where there is none, as DynamoDB's paths have it. */
export function finder(path: DocumentPath): (item: Item) => AttributeValue | undefined {
  const [name, ...deeper] = path;
  if (typeof name !== 'string') return () => undefined;
  // The plain lookup is what most columns do for each item.
  const top = INHERITED.has(name) ? (item: Item) => member(item, name) : (item: Item) => item[name];
  return deeper.length === 0 ? top : (item) => deeper.reduce(step, top(item));
}

function step(value: AttributeValue | undefined, part: string | number): AttributeValue | undefined {
  if (value === undefined) return undefined;
  if (typeof part === 'number') return 'L' in value ? value.L[part] : undefined;
  return 'M' in value ? member(value.M, part) : undefined;
}
