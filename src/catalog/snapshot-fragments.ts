/** Pieces of the catalog query (src/catalog/snapshot-sql.ts) that more than one kind of object needs. */
import { BOOTSTRAP_OID, savedRoleName } from './bootstrap-user.ts';

/** A JSON object without the fields that are NULL. */
export function entries(pairs: readonly (readonly [string, string])[]): string {
  return `json_strip_nulls(json_build_object(${pairs.map(([name, value]) => `'${name}', ${value}`).join(', ')}))`;
}

/** Rows as a JSON array, NULL where there are none. */
export function array(element: string, order: string, from: string): string {
  return `(SELECT json_agg(${element} ORDER BY ${order}) FROM ${from})`;
}

/** Made by an extension, or part of another object: not the user's. */
export function notOwn(catalog: string, oid: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_depend AS m
    WHERE m.classid = 'pg_catalog.${catalog}'::regclass AND m.objid = ${oid} AND m.objsubid = 0 AND m.deptype IN ('e', 'i'))`;
}

/** A list of options (`text[]`) as a JSON object. */
export function options(list: string): string {
  return `(SELECT json_object_agg(o.name, o.value ORDER BY o.position)
    FROM pg_options_to_table(${list}) WITH ORDINALITY AS o(name, value, position))`;
}

export function privileges(list: string): string {
  return `(SELECT json_agg(json_build_array(
      CASE WHEN a.grantee = 0 THEN 'public' ELSE ${savedRoleName('a.grantee')} END, a.privilege_type, a.is_grantable))
    FROM aclexplode(${list}) AS a)`;
}

/** The privileges as they are and as a new object's would be; src/catalog/grants.ts makes a definition's `grants` of the two. */
export function grants(list: string, initial: string): string {
  return `CASE WHEN ${list} IS NOT NULL THEN json_build_object('now', ${privileges(list)}, 'initial', ${privileges(initial)}) END`;
}

/** The owner, where it is someone else: what the user that initdb made owns needs no ALTER ... OWNER. */
export function owner(oid: string): string {
  return `CASE WHEN ${oid} <> ${BOOTSTRAP_OID} THEN pg_get_userbyid(${oid}) END`;
}

/** Owner, privileges and comment: the columns of a catalog all share a prefix. */
export function owned(alias: string, prefix: string, catalog: string, acl: string): [string, string][] {
  return [
    ['owner', owner(`${alias}.${prefix}owner`)],
    ['grants', grants(`${alias}.${prefix}acl`, `acldefault('${acl}', ${alias}.${prefix}owner)`)],
    ['comment', `obj_description(${alias}.oid, '${catalog}')`],
  ];
}

/** A collation other than its type's own. */
export function collation(used: string, ofType: string): string {
  return `(SELECT format('%I.%I', s.nspname, l.collname)
    FROM pg_catalog.pg_collation AS l JOIN pg_catalog.pg_namespace AS s ON s.oid = l.collnamespace
    WHERE l.oid = ${used} AND ${used} <> ${ofType})`;
}
