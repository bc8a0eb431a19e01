/** What a sample of items says of each attribute: ANALYZE. Plain data in and out. */
import { formatAttributePath } from '../catalog/attribute-path.ts';
import type { AttributeStatistics } from '../catalog/statistics-file.ts';
import type { AttributeType, AttributeValue, Item } from '../plan/request.ts';
import { ATTRIBUTE_TYPES, attributeType } from './codec/attribute.ts';
import { jsonbText } from './codec/jsonb.ts';
import { keyOf, keyText } from './codec/mismatch.ts';
import { compareUtf8 } from './codec/order.ts';

const MAX_DEPTH = 3;
/** Maps whose keys are data (user ids, dates) have no end of them. */
const MOST_PATHS = 1_000;
const EXAMPLE_LENGTH = 60;

interface Tally {
  readonly path: readonly [string, ...string[]];
  items: number;
  readonly types: Map<AttributeType, number>;
  example: string;
  exampleKey: string;
}

/**
 * Top-level attributes by name, then the members of their maps.
 * @param keys the table's key attributes, by which items are named
 */
export function observe(items: readonly Item[], keys: readonly string[]): readonly AttributeStatistics[] {
  const tallies = new Map<string, Tally>();
  const add = (path: readonly [string, ...string[]], value: AttributeValue, item: Item): void => {
    const name = formatAttributePath(path);
    const known = tallies.get(name);
    if (known === undefined && path.length > 1 && tallies.size >= MOST_PATHS) return;
    const tally = known ?? { path, items: 0, types: new Map<AttributeType, number>(), example: '', exampleKey: '' };
    const type = attributeType(value);
    // NULL is an example of nothing, unless there is nothing else.
    if (tally.items === 0 || (type !== 'NULL' && tally.types.size === 1 && tally.types.has('NULL'))) {
      tally.example = exampleText(value);
      tally.exampleKey = keyText(keyOf(item, keys));
    }
    tally.items += 1;
    tally.types.set(type, (tally.types.get(type) ?? 0) + 1);
    tallies.set(name, tally);
  };
  const visit = (map: Item, above: readonly string[], item: Item): void => {
    for (const [name, value] of Object.entries(map)) {
      const path = [...above, name];
      const [first = '', ...rest] = path;
      if (path.length > 1) add([first, ...rest], value, item);
      if ('M' in value && path.length < MAX_DEPTH) visit(value.M, path, item);
    }
  };
  // Attributes of the table's own first: the limit is for what lies below them.
  for (const item of items) for (const [name, value] of Object.entries(item)) add([name], value, item);
  for (const item of items) visit(item, [], item);
  return [...tallies.values()]
    .sort((a, b) => Math.sign(a.path.length - 1) - Math.sign(b.path.length - 1) || compareUtf8(text(a), text(b)))
    .map(({ types, items: count, example, exampleKey, ...tally }) => ({
      path: text(tally),
      items: count,
      types: mostFirst(types),
      example,
      exampleKey,
    }));
}

function text({ path }: Pick<Tally, 'path'>): string {
  return formatAttributePath(path);
}

function mostFirst(types: ReadonlyMap<AttributeType, number>): Record<string, number> {
  const counted = ATTRIBUTE_TYPES.flatMap((type): [string, number][] => {
    const count = types.get(type);
    return count === undefined ? [] : [[type, count]];
  });
  return Object.fromEntries(counted.sort((a, b) => b[1] - a[1]));
}

/** As jsonb shows it, so that the string "20" is not taken for the number; what is long is cut before it is quoted. */
function exampleText(value: AttributeValue): string {
  return 'S' in value ? JSON.stringify(cut(value.S)) : cut(jsonbText(value) ?? JSON.stringify(value));
}

function cut(text: string): string {
  const whole = Array.from(text);
  return whole.length <= EXAMPLE_LENGTH ? text : `${whole.slice(0, EXAMPLE_LENGTH - 1).join('')}…`;
}
