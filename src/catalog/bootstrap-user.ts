/**
 * The user that initdb makes, as whom ddbsql runs. PGlite calls it postgres, and so does the saved catalog, whatever a server's is called: what was
 * saved over one engine is to mean the same over another.
 */
import type { CatalogObject, CatalogObjects, Grants } from './objects.ts';

export const BOOTSTRAP_OID = 10;
export const BOOTSTRAP_USER = 'postgres';

/** A role's name as the catalog has it, of its oid; NULL for no role. */
export function savedRoleName(oid: string): string {
  return `CASE ${oid} WHEN ${BOOTSTRAP_OID} THEN '${BOOTSTRAP_USER}' ELSE pg_get_userbyid(${oid})::text END`;
}

/** The same objects for an engine whose initdb was told another name. */
export function forBootstrapUser(objects: CatalogObjects, name: string): CatalogObjects {
  return name === BOOTSTRAP_USER ? objects : objects.map((object) => renamed(object, name));
}

function renamed(object: CatalogObject, name: string): CatalogObject {
  const { kind, definition } = object;
  switch (kind) {
    case 'extension':
      return object;
    case 'role': {
      const memberOf = definition.memberOf?.map((of) => (of.role === BOOTSTRAP_USER ? { ...of, role: name } : of));
      return memberOf === undefined ? object : { ...object, definition: { ...definition, memberOf } };
    }
    case 'user mapping':
      return definition.user === BOOTSTRAP_USER ? { ...object, definition: { ...definition, user: name } } : object;
    default: {
      const owned = { ...definition, ...grantsAndOwner(definition, name) };
      if (!('columns' in owned) || owned.columns === undefined)
        return { ...object, definition: owned } as CatalogObject;
      const columns = owned.columns.map((column) => ({ ...column, ...grantsAndOwner(column, name) }));
      return { ...object, definition: { ...owned, columns } } as CatalogObject;
    }
  }
}

/** What the owner has by itself is taken from it before what is listed is given, for which the owner must be known. */
function grantsAndOwner(
  of: { readonly owner?: string; readonly grants?: Grants },
  name: string,
): { grants?: Grants; owner?: string } {
  const own = of.grants?.[BOOTSTRAP_USER];
  if (of.grants === undefined || own === undefined) return {};
  const { [BOOTSTRAP_USER]: _, ...others } = of.grants;
  return { grants: { ...others, [name]: own }, owner: of.owner ?? name };
}
