/** The statements that change an object in place, where PostgreSQL's ALTER can. */
import { isDeepStrictEqual } from 'node:util';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import { commentChange, grantChange, ownerChange } from './alter-owned.ts';
import { alterTable } from './alter-table.ts';
import { alterOptions, masked, membershipStatement } from './ddl.ts';
import {
  type CatalogObject,
  type DefinitionByKind,
  type ObjectKind,
  type RoleDefinition,
  roleName,
  sameFields,
} from './objects.ts';

/** undefined: it takes a new object. Both have the same key. */
export function alterStatements(from: CatalogObject, to: CatalogObject): readonly string[] | undefined {
  // Kind and definition belong together, which the compiler loses sight of when it looks the function up.
  const alter = ALTER[from.kind] as Alter<ObjectKind>;
  const own = alter(from.definition as never, to.definition as never);
  if (own === undefined) return undefined;
  return [...own, ...ownerChange(from, to), ...grantChange(from, to), ...commentChange(from, to)];
}

type Alter<K extends ObjectKind> = (
  from: DefinitionByKind[K],
  to: DefinitionByKind[K],
) => readonly string[] | undefined;

const ALTER: { readonly [K in ObjectKind]: Alter<K> } = {
  role: alterRole,
  schema: () => [],
  // Which version there is depends on the ddbsql that runs.
  extension: (from, to) => (from.schema === to.schema ? [] : undefined),
  type: unlessChanged('enum', 'domain', 'collation', 'default', 'notNull', 'checks', 'attributes'),
  'foreign-data wrapper': (from, to) =>
    from.handler === to.handler && from.validator === to.validator
      ? alterOptions(`FOREIGN DATA WRAPPER ${quoteIdentifier(to.name)}`, from.options, to.options)
      : undefined,
  server: (from, to) => {
    const target = `SERVER ${quoteIdentifier(to.name)}`;
    if (from.wrapper !== to.wrapper || from.type !== to.type) return undefined;
    const version = to.version === undefined ? 'NULL' : quoteLiteral(to.version);
    const versions = from.version === to.version ? [] : [`ALTER ${target} VERSION ${version}`];
    return [...versions, ...alterOptions(target, from.options, to.options)];
  },
  'user mapping': (from, to) =>
    alterOptions(
      `USER MAPPING FOR ${roleName(to.user)} SERVER ${quoteIdentifier(to.server)}`,
      masked(from.options),
      masked(to.options),
    ),
  'foreign table': alterTable,
  function: unlessChanged('definition'),
  procedure: unlessChanged('definition'),
  view: unlessChanged('query', 'options'),
};

/** Nothing of its own to alter, and anew where one of these fields differs. */
function unlessChanged(...fields: readonly string[]) {
  return (from: object, to: object): readonly string[] | undefined => (sameFields(from, to, fields) ? [] : undefined);
}

const ROLE_ATTRIBUTES = ['SUPERUSER', 'INHERIT', 'CREATEROLE', 'CREATEDB', 'LOGIN', 'REPLICATION', 'BYPASSRLS'];

function alterRole(from: RoleDefinition, to: RoleDefinition): readonly string[] | undefined {
  // VALID UNTIL can be moved, but not taken away.
  if (from.validUntil !== to.validUntil && to.validUntil === undefined) return undefined;
  const name = quoteIdentifier(to.name);
  const has = new Set(to.attributes ?? []);
  const holds = (word: string): boolean => (word === 'INHERIT' ? !has.has('NOINHERIT') : has.has(word));
  const words = ROLE_ATTRIBUTES.map((word) => (holds(word) ? word : `NO${word}`));
  const until = to.validUntil === undefined ? '' : ` VALID UNTIL ${quoteLiteral(to.validUntil)}`;
  const rest = ({ attributes, connectionLimit, validUntil }: RoleDefinition) => [
    attributes,
    connectionLimit,
    validUntil,
  ];
  return [
    ...(isDeepStrictEqual(rest(from), rest(to))
      ? []
      : [`ALTER ROLE ${name} ${words.join(' ')} CONNECTION LIMIT ${to.connectionLimit ?? -1}${until}`]),
    ...memberChange(from, to),
  ];
}

function memberChange(from: RoleDefinition, to: RoleDefinition): readonly string[] {
  if (isDeepStrictEqual(from.memberOf, to.memberOf)) return [];
  const name = quoteIdentifier(to.name);
  return [
    ...(from.memberOf ?? []).map(({ role }) => `REVOKE ${quoteIdentifier(role)} FROM ${name} CASCADE`),
    ...(to.memberOf ?? []).map((membership) => membershipStatement(to.name, membership)),
  ];
}
