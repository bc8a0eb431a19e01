/**
 * The user's objects as plain data: what the catalog document holds, what is read back from `pg_catalog` and what is replayed as DDL.
 *
 * A definition has only what was given: a field that is left out is PostgreSQL's default. Texts (types, defaults, queries) are as
 * PostgreSQL deparses them with an empty search path, so they mean the same wherever they are replayed.
 */
import { isDeepStrictEqual } from 'node:util';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Options } from './model.ts';

/**
 * Privileges that differ from those a new object has, by role (`public` is PUBLIC); an empty list is a role that lost its own.
 * A privilege reads `SELECT` or `SELECT WITH GRANT OPTION`.
 */
export type Grants = Readonly<Record<string, readonly string[]>>;

interface Described {
  readonly comment?: string;
}
interface Owned extends Described {
  /** Left out where it is the user ddbsql runs as. */
  readonly owner?: string;
  readonly grants?: Grants;
}
interface InSchema extends Owned {
  readonly schema: string;
  readonly name: string;
}

export interface RoleDefinition extends Described {
  readonly name: string;
  /** `LOGIN`, `SUPERUSER`, `NOINHERIT` ... */
  readonly attributes?: readonly string[];
  readonly connectionLimit?: number;
  readonly validUntil?: string;
  readonly memberOf?: readonly Membership[];
}
export interface Membership {
  readonly role: string;
  readonly admin?: true;
  readonly inherit?: true;
  readonly set?: true;
}

/** `version` says what was installed; replay takes the version that ddbsql ships. */
export interface ExtensionDefinition {
  readonly name: string;
  readonly version: string;
  readonly schema: string;
}

export interface SchemaDefinition extends Owned {
  readonly name: string;
}

/** With `extension`, only what was changed about the wrapper the extension made. */
export interface WrapperDefinition extends Owned {
  readonly name: string;
  readonly extension?: string;
  readonly handler?: string;
  readonly validator?: string;
  readonly options?: Options;
}

export interface ServerDefinition extends Owned {
  readonly name: string;
  readonly wrapper: string;
  readonly type?: string;
  readonly version?: string;
  readonly options?: Options;
}

export interface UserMappingDefinition {
  /** `public` is PUBLIC. */
  readonly user: string;
  readonly server: string;
  readonly options?: Options;
}

export interface EnumDefinition extends InSchema {
  readonly enum: readonly string[];
}
export interface DomainDefinition extends InSchema {
  /** The type under it. */
  readonly domain: string;
  readonly collation?: string;
  readonly default?: string;
  readonly notNull?: true;
  readonly checks?: readonly Check[];
}
export interface CompositeDefinition extends InSchema {
  readonly attributes: readonly {
    readonly name: string;
    readonly type: string;
    readonly collation?: string;
    readonly comment?: string;
  }[];
}
export type TypeDefinition = EnumDefinition | DomainDefinition | CompositeDefinition;

export interface Check {
  readonly name: string;
  /** `CHECK ((price > 0)) NOT VALID`. */
  readonly definition: string;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly collation?: string;
  readonly notNull?: true;
  /** Where the constraint has a name other than PostgreSQL's own choice. */
  readonly notNullName?: string;
  readonly default?: string;
  readonly generated?: { readonly stored?: string; readonly virtual?: string };
  readonly options?: Options;
  readonly grants?: Grants;
  readonly comment?: string;
}
export interface ForeignTableDefinition extends InSchema {
  readonly server: string;
  readonly options?: Options;
  readonly columns: readonly ColumnDefinition[];
  readonly checks?: readonly Check[];
}

export interface ViewDefinition extends InSchema {
  /** `security_barrier` and the like. */
  readonly options?: Options;
  /** The query, line by line. */
  readonly query: readonly string[];
  /** Only those with something to say. */
  readonly columns?: readonly { readonly name: string; readonly comment?: string; readonly grants?: Grants }[];
}

export interface RoutineDefinition extends InSchema {
  /** The input arguments' types, as DROP and GRANT name them. */
  readonly arguments: string;
  /** CREATE OR REPLACE FUNCTION ..., line by line. */
  readonly definition: readonly string[];
}

/** In the order in which objects that do not depend on each other stand. */
export interface DefinitionByKind {
  role: RoleDefinition;
  schema: SchemaDefinition;
  extension: ExtensionDefinition;
  type: TypeDefinition;
  'foreign-data wrapper': WrapperDefinition;
  server: ServerDefinition;
  'user mapping': UserMappingDefinition;
  'foreign table': ForeignTableDefinition;
  function: RoutineDefinition;
  procedure: RoutineDefinition;
  view: ViewDefinition;
}
export type ObjectKind = keyof DefinitionByKind;

const RANK: Readonly<Record<ObjectKind, number>> = {
  role: 0,
  schema: 1,
  extension: 2,
  type: 3,
  'foreign-data wrapper': 4,
  server: 5,
  'user mapping': 6,
  'foreign table': 7,
  function: 8,
  procedure: 9,
  view: 10,
};

export function isObjectKind(text: string): text is ObjectKind {
  return Object.hasOwn(RANK, text);
}

interface ObjectOf<K extends ObjectKind> {
  /** `foreign table public.music`: kind and name as PostgreSQL quotes it. */
  readonly key: string;
  readonly kind: K;
  readonly definition: DefinitionByKind[K];
  /** Keys of what must be there first, and must not go before it. */
  readonly dependsOn: readonly string[];
}
export type CatalogObject = { [K in ObjectKind]: ObjectOf<K> }[ObjectKind];

/** In an order in which they can be made. */
export type CatalogObjects = readonly CatalogObject[];

const NAME: { readonly [K in ObjectKind]: (definition: DefinitionByKind[K]) => string } = {
  role: simpleName,
  schema: simpleName,
  extension: simpleName,
  type: qualifiedName,
  'foreign-data wrapper': simpleName,
  server: simpleName,
  'user mapping': ({ user, server }) => `for ${roleName(user)} on ${quoteIdentifier(server)}`,
  'foreign table': qualifiedName,
  function: routineName,
  procedure: routineName,
  view: qualifiedName,
};

function simpleName({ name }: { readonly name: string }): string {
  return quoteIdentifier(name);
}

/** `schema.name`, quoted where PostgreSQL would. */
export function qualifiedName({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** `schema.name(types)`, as DROP FUNCTION and GRANT take it. */
export function routineName(routine: RoutineDefinition): string {
  return `${qualifiedName(routine)}(${routine.arguments})`;
}

/** A role where DDL names one. No role can be called "public". */
export function roleName(role: string): string {
  return role === 'public' ? 'PUBLIC' : quoteIdentifier(role);
}

/** The key of an object, from its kind and its name. */
export function keyOf(object: Pick<CatalogObject, 'kind' | 'definition'>): string {
  // Kind and definition belong together, which the compiler loses sight of when it looks the function up.
  const name = NAME[object.kind] as (definition: CatalogObject['definition']) => string;
  return `${object.kind} ${name(object.definition)}`;
}

/** The roles an object speaks of: as owner, as grantee, as the user of a mapping, as one it is a member of. */
export function rolesOf({ kind, definition }: CatalogObject): readonly string[] {
  if (kind === 'role') return (definition.memberOf ?? []).map(({ role }) => role);
  if (kind === 'user mapping') return [definition.user];
  if (kind === 'extension') return [];
  const columns = kind === 'foreign table' || kind === 'view' ? (definition.columns ?? []) : [];
  const grantees = [definition, ...columns].flatMap(({ grants }) => Object.keys(grants ?? {}));
  return definition.owner === undefined ? grantees : [definition.owner, ...grantees];
}

/** The object as it would be had the user left alone what every engine has; undefined for one that the user made. */
export function untouched(object: CatalogObject): CatalogObject | undefined {
  const { kind, definition } = object;
  if (kind === 'schema' && definition.name === 'public') return { ...object, definition: { name: 'public' } };
  if (kind === 'foreign-data wrapper' && definition.extension !== undefined) {
    return { ...object, definition: { name: definition.name, extension: definition.extension } };
  }
  return undefined;
}

/** The same definition: the order of options and other named fields says nothing, that of columns and labels does. */
export function sameDefinition(a: CatalogObject | undefined, b: CatalogObject | undefined): boolean {
  return isDeepStrictEqual(a?.definition, b?.definition);
}

export function sameFields(a: object, b: object, names: readonly string[]): boolean {
  const [left, right]: Readonly<Record<string, unknown>>[] = [{ ...a }, { ...b }];
  return names.every((name) => isDeepStrictEqual(left?.[name], right?.[name]));
}

export function byKey(objects: CatalogObjects): ReadonlyMap<string, CatalogObject> {
  return new Map(objects.map((object) => [object.key, object]));
}

/** The one order for a set of objects: by kind and name, and each after what it depends on. */
export function inOrder(objects: Iterable<CatalogObject>): CatalogObjects {
  const sorted = [...objects].sort((a, b) => RANK[a.kind] - RANK[b.kind] || compareText(a.key, b.key));
  const known = byKey(sorted);
  const placed = new Set<string>();
  const result: CatalogObject[] = [];
  const place = (object: CatalogObject): void => {
    // Marked before its dependencies are placed: a cycle (a domain whose CHECK calls a function of the domain) ends here.
    if (placed.has(object.key)) return;
    placed.add(object.key);
    for (const key of object.dependsOn) {
      const needed = known.get(key);
      if (needed !== undefined) place(needed);
    }
    result.push(object);
  };
  for (const object of sorted) place(object);
  return result;
}

/** Code point order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
