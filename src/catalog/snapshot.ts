/** Reads the user's objects out of the engine: what the catalog document is to hold. */
import { isDeepStrictEqual } from 'node:util';
import { asOwner } from './as-owner.ts';
import { type Address, type Dependencies, dependencies, type Edge } from './dependencies.ts';
import { grantsFrom, type PrivilegeRow } from './grants.ts';
import {
  type CatalogObject,
  type CatalogObjects,
  compareText,
  inOrder,
  isObjectKind,
  keyOf,
  type ObjectKind,
  rolesOf,
  untouched,
} from './objects.ts';
import type { Query } from './query.ts';
import { CATALOG_SQL, DEPENDENCIES_SQL } from './snapshot-sql.ts';

/** PostgreSQL's own catalogs have the same oids everywhere. */
const PARTS = {
  always: new Set([
    '2604' /* pg_attrdef */,
    '2606' /* pg_constraint */,
    '2618' /* pg_rewrite */,
    '2620' /* pg_trigger */,
  ]),
  pgClass: '1259',
  pgType: '1247',
};

export interface SnapshotOptions {
  /** Schemas of ddbsql's own, that are not the user's. */
  readonly excludeSchemas?: readonly string[];
}

/** An object of a kind that is kept, but which needs something that lives in the session only. */
export interface SessionOnlyObject {
  readonly key: string;
  /** What it needs, in words: `table loc`. */
  readonly because: string;
}

export interface Snapshot {
  readonly objects: CatalogObjects;
  /** What is lost when the session ends, though it looks like part of the catalog. Local tables, sequences and the like are not listed. */
  readonly sessionOnly: readonly SessionOnlyObject[];
  /** The oid of each user mapping, by its key: where its secrets are (src/catalog/secret-store.ts). */
  readonly mappingOids: ReadonlyMap<string, number>;
}

/** Reads the objects as the current transaction sees them. Values of secret options come as the engine has them: masked. */
export async function readCatalog(query: Query, options: SnapshotOptions = {}): Promise<CatalogObjects> {
  return (await readSnapshot(query, options)).objects;
}

/** `readCatalog`, with what a session needs besides. */
export async function readSnapshot(query: Query, options: SnapshotOptions = {}): Promise<Snapshot> {
  return asOwner(query, () => readAsOwner(query, options));
}

async function readAsOwner(query: Query, options: SnapshotOptions): Promise<Snapshot> {
  const found = await readObjects(query, options);
  const { rows } = await query(DEPENDENCIES_SQL);
  const edges = rows.map(
    ([catalog, oid, neededCatalog, neededOid, how]): Edge => ({
      from: `${catalog}:${oid}`,
      to: `${neededCatalog}:${neededOid}`,
      how: how ?? '',
    }),
  );
  const { needs, sessionOnly } = dependencies(new Set(found.keys()), edges, PARTS);
  const names = await describe(
    query,
    [...sessionOnly.values()].filter((address) => !found.has(address)),
  );
  return {
    objects: inOrder(linked(found, needs, (address) => !sessionOnly.has(address))),
    sessionOnly: [...sessionOnly].map(([address, cause]) => ({
      key: found.get(address)?.key ?? address,
      because: found.get(cause)?.key ?? names.get(cause) ?? cause,
    })),
    mappingOids: new Map(
      [...found]
        .filter(([, { kind }]) => kind === 'user mapping')
        .map(([address, { key }]) => [key, Number(address.slice(address.indexOf(':') + 1))]),
    ),
  };
}

async function readObjects(query: Query, options: SnapshotOptions): Promise<ReadonlyMap<Address, CatalogObject>> {
  const { rows } = await query(CATALOG_SQL, [JSON.stringify(options.excludeSchemas ?? [])]);
  const found = new Map<Address, CatalogObject>();
  for (const [catalog, oid, kind, json] of rows) {
    const definition: Record<string, unknown> = JSON.parse(json ?? '{}');
    if (kind === 'settings') {
      await restoreSettings(query, definition);
    } else if (kind != null && isObjectKind(kind)) {
      const object = objectOf(kind, definition);
      if (!isUntouched(object)) found.set(`${catalog}:${oid}`, object);
    }
  }
  return found;
}

/** The old values hold until the transaction ends, as the new ones would have; outside a block nothing is left to restore. */
async function restoreSettings(query: Query, saved: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(saved);
  const calls = names.map((name, i) => `set_config('${name}', $${i + 1}, true)`);
  await query(
    `SELECT ${calls.join(', ')}`,
    names.map((name) => String(saved[name])),
  );
}

/** The query's JSON has a definition's shape but for privileges, and texts of several lines. */
function objectOf(kind: ObjectKind, raw: Readonly<Record<string, unknown>>): CatalogObject {
  const definition = withGrants(raw);
  if (Array.isArray(raw.columns)) definition.columns = raw.columns.map(withGrants);
  if (kind === 'view') definition.query = lines(String(raw.query).replace(/;\s*$/, ''));
  if (kind === 'function' || kind === 'procedure')
    definition.definition = lines(String(raw.definition).replace(/\n$/, ''));
  const object = { kind, definition, dependsOn: [] } as unknown as CatalogObject;
  return { ...object, key: keyOf(object) };
}

function withGrants(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { grants: given, ...definition } = raw;
  if (given === undefined) return definition;
  const { now = [], initial = [] } = given as { now?: readonly PrivilegeRow[]; initial?: readonly PrivilegeRow[] };
  const grants = grantsFrom(now, initial);
  return grants === undefined ? definition : { ...definition, grants };
}

function lines(text: string): readonly string[] {
  return text.split('\n');
}

/** Every engine has schema public, and the extension makes its wrapper: objects of the user's once something about them was changed. */
function isUntouched(object: CatalogObject): boolean {
  return isDeepStrictEqual(untouched(object)?.definition, object.definition);
}

/** The objects to keep, with the keys of what each needs. */
function linked(
  found: ReadonlyMap<Address, CatalogObject>,
  needs: Dependencies['needs'],
  isKept: (address: Address) => boolean,
): readonly CatalogObject[] {
  const keyOfRole = new Map(
    [...found.values()].flatMap((object) => (object.kind === 'role' ? [[object.definition.name, object.key]] : [])),
  );
  const keysNeeded = (address: Address, object: CatalogObject): readonly string[] => [
    ...[...(needs.get(address) ?? [])].flatMap((needed) => found.get(needed)?.key ?? []),
    ...rolesOf(object).flatMap((role) => keyOfRole.get(role) ?? []),
  ];
  return [...found]
    .filter(([address]) => isKept(address))
    .map(([address, object]) => ({
      ...object,
      dependsOn: [...new Set(keysNeeded(address, object))].sort(compareText),
    }));
}

/** PostgreSQL's words for objects that are not kept, `table loc`. */
async function describe(query: Query, addresses: readonly Address[]): Promise<ReadonlyMap<Address, string>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await query(
    `SELECT address, pg_describe_object(split_part(address, ':', 1)::oid, split_part(address, ':', 2)::oid, 0)
     FROM json_array_elements_text($1::json) AS address`,
    [JSON.stringify([...new Set(addresses)])],
  );
  return new Map(rows.map(([address, words]) => [address ?? '', words ?? '']));
}
