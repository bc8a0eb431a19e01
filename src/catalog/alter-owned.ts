/** What all objects share: owner, privileges, comments; from one definition to another. */
import { isDeepStrictEqual } from 'node:util';
import {
  columnName,
  columnsOf,
  commentOn,
  comments,
  ddlName,
  grantStatements,
  initialPrivileges,
  isPublicSchema,
  ownerOf,
  ownerStatements,
} from './ddl-owned.ts';
import { type CatalogObject, type Grants, roleName } from './objects.ts';

export function ownerChange(from: CatalogObject, to: CatalogObject): readonly string[] {
  if (ownerOf(from) === ownerOf(to)) return [];
  if (ownerOf(to) !== undefined) return ownerStatements(to);
  return [`ALTER ${ddlName(to).alter} OWNER TO ${isPublicSchema(to) ? 'pg_database_owner' : 'SESSION_USER'}`];
}

/** Privileges of a relation and of its columns are granted anew together: REVOKE on a table takes those of its columns with it. */
export function grantChange(from: CatalogObject, to: CatalogObject): readonly string[] {
  const { grant } = ddlName(to);
  if (grant === undefined || isDeepStrictEqual(allGrants(from), allGrants(to))) return [];
  const roles = new Set(allGrants(from).flatMap(([, grants]) => Object.keys(grants)));
  const reset = [...roles].flatMap((role) => {
    const initial = initialPrivileges(to, role);
    return [
      `REVOKE ALL ON ${grant} FROM ${roleName(role)} CASCADE`,
      ...(initial === undefined ? [] : [`GRANT ${initial} ON ${grant} TO ${roleName(role)}`]),
    ];
  });
  return [...reset, ...grantStatements(to)];
}

/** By column; those of the object itself have no column. */
function allGrants(object: CatalogObject): readonly (readonly [string | undefined, Grants])[] {
  const { definition } = object;
  const own =
    'grants' in definition && definition.grants !== undefined ? [[undefined, definition.grants] as const] : [];
  const columns = columnsOf(object).flatMap(({ name, grants }) =>
    grants === undefined ? [] : [[name, grants] as const],
  );
  return [...own, ...columns];
}

export function commentChange(from: CatalogObject, to: CatalogObject): readonly string[] {
  const before = comments(from);
  const after = comments(to);
  const dropped = new Set(droppedColumns(from, to));
  return [
    ...[...before.keys()].filter((on) => !after.has(on) && !dropped.has(on)).map((on) => commentOn(on, undefined)),
    ...[...after].filter(([on, text]) => before.get(on) !== text).map(([on, text]) => commentOn(on, text)),
  ];
}

function droppedColumns(from: CatalogObject, to: CatalogObject): readonly string[] {
  // A view lists only the columns that have something to say; dropping one of its columns takes a new view.
  if (from.kind !== 'foreign table' || to.kind !== 'foreign table') return [];
  const names = new Set(to.definition.columns.map(({ name }) => name));
  const dropped = from.definition.columns.filter(({ name }) => !names.has(name));
  return dropped.map(({ name }) => columnName(from, name));
}
