/** The keys found in sampled items, for completion. */
import { formatAttributePath } from '../catalog/attribute-path.ts';
import type { AttributeValue, Item } from '../plan/request.ts';

const MAX_DEPTH = 3;

/** Paths of attributes and map members, in the order they are met: `address`, `address.city`. */
export function keyPaths(items: readonly Item[]): readonly string[] {
  const paths = new Set<string>();
  const visit = (map: Item, above: readonly string[]): void => {
    for (const [name, value] of Object.entries(map)) {
      const path = [...above, name];
      const [first, ...rest] = path;
      if (first !== undefined) paths.add(formatAttributePath([first, ...rest]));
      if (isMap(value) && path.length < MAX_DEPTH) visit(value.M, path);
    }
  };
  for (const item of items) visit(item, []);
  return [...paths];
}

function isMap(value: AttributeValue): value is Extract<AttributeValue, { M: unknown }> {
  return 'M' in value;
}
