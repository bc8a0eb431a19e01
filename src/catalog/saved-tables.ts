/**
 * The saved catalog, read without the engine: what the express lane plans with. Where the document alone does not settle something, the
 * answer is undefined, and the engine is to be asked.
 */
import { BOOTSTRAP_USER } from './bootstrap-user.ts';
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
    if (found !== undefined)
      return found.kind === 'foreign table' ? foreignTable(objects, found.definition) : undefined;
  }
  return undefined;
}

function foreignTable(
  objects: CatalogObjects,
  {
    schema,
    name,
    server: serverName,
    columns,
    options,
  }: Extract<CatalogObjects[number], { kind: 'foreign table' }>['definition'],
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

/** `typeOid` is 0 where the type is none that every PostgreSQL has: its values take the engine. */
function foreignColumn(objects: CatalogObjects, column: ColumnDefinition, number: number): ForeignColumn {
  const { name, type, notNull = false, options = {} } = column;
  return { name, number, type, notNull, options, ...look(objects, type) };
}

type Look = Pick<ForeignColumn, 'typeOid' | 'typeModifier' | 'base' | 'constrained'>;

function look(objects: CatalogObjects, type: string): Look {
  const builtin = builtinType(type);
  if (builtin !== undefined) {
    return { typeOid: builtin.oid, typeModifier: builtin.modifier, base: builtin.base, constrained: false };
  }
  if (type.endsWith('[]')) {
    const element = look(objects, type.slice(0, -2));
    return { ...element, typeOid: 0, base: `${element.base}[]` };
  }
  const found = objects.find(({ kind, key }) => kind === 'type' && key === `type ${type}`);
  return found?.kind === 'type' ? lookOf(objects, found.definition) : unknown('unknown');
}

function lookOf(objects: CatalogObjects, type: TypeDefinition): Look {
  if ('enum' in type) return unknown('enum');
  if ('attributes' in type) return unknown('composite');
  const under = look(objects, type.domain);
  const constrained = type.notNull === true || type.checks !== undefined || under.typeModifier !== -1;
  return { ...under, typeOid: 0, constrained: under.constrained || constrained };
}

function unknown(base: string): Look {
  return { typeOid: 0, typeModifier: -1, base, constrained: false };
}

/** The mapping a server is read with in a new session: the user's own, else PUBLIC's. Secrets in clear. */
export function savedUserMapping(
  objects: CatalogObjects,
  server: string,
  user = BOOTSTRAP_USER,
): UserMapping | undefined {
  for (const name of [user, 'public']) {
    const key = keyOf({ kind: 'user mapping', definition: { user: name, server } });
    const found = objects.find((object) => object.key === key);
    if (found?.kind === 'user mapping') return { server, user: name, options: found.definition.options ?? {} };
  }
  return undefined;
}
