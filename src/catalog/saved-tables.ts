/**
 * The saved catalog, read without the engine: what the express lane plans with. Where the document alone does not settle something, the
 * answer is undefined, and the engine is to be asked.
 */
import { builtinType } from './builtin-types.ts';
import type { ForeignColumn, ForeignTable, UserMapping } from './model.ts';
import { type CatalogObjects, type ColumnDefinition, keyOf, type TypeDefinition } from './objects.ts';

/** PGlite's search path where nobody has set one. */
const SEARCH_PATH: readonly string[] = ['public'];

/**
 * The foreign table a name stands for in a new session; undefined where it is not one of ours, or not known to be.
 * @param name folded: `['music']`, `['sales', 'orders']`
 */
export function savedForeignTable(
  objects: CatalogObjects,
  name: readonly string[],
  searchPath: readonly string[] = SEARCH_PATH,
): ForeignTable | undefined {
  const [relation = ''] = name.slice(-1);
  // PostgreSQL's own relations come first in every search path.
  if (name.length > 2 || (name.length === 1 && relation.startsWith('pg_'))) return undefined;
  const schemas = name.length === 2 ? name.slice(0, 1) : searchPath;
  for (const schema of schemas) {
    const found = objects.find(
      ({ kind, definition }) =>
        (kind === 'foreign table' || kind === 'view') && definition.schema === schema && definition.name === relation,
    );
    if (found !== undefined) return found.kind === 'foreign table' ? foreignTable(objects, found.definition) : undefined;
  }
  return undefined;
}

function foreignTable(
  objects: CatalogObjects,
  { schema, name, server: serverName, columns, options }: Extract<CatalogObjects[number], { kind: 'foreign table' }>['definition'],
): ForeignTable | undefined {
  const server = objects.find((object) => object.kind === 'server' && object.definition.name === serverName);
  if (server?.kind !== 'server' || server.definition.wrapper !== 'dynamodb_fdw') return undefined;
  return {
    schema,
    name,
    oid: 0,
    server: { name: serverName, options: server.definition.options ?? {} },
    columns: columns.map((column, i) => foreignColumn(objects, column, i + 1)),
    options: options ?? {},
  };
}
