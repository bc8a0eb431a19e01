/** DDL for what all objects share: their names, owners, privileges and comments. */
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import { BOOTSTRAP_USER } from './bootstrap-user.ts';
import { splitPrivileges } from './grants.ts';
import { type CatalogObject, type Grants, qualifiedName, roleName, routineName } from './objects.ts';

/** How DDL speaks of an object: `FOREIGN TABLE public.music`, and where the words differ, in GRANT. */
export function ddlName(object: CatalogObject): { readonly alter: string; readonly grant?: string } {
  const { kind, definition } = object;
  switch (kind) {
    case 'role':
      return { alter: `ROLE ${quoteIdentifier(definition.name)}` };
    case 'schema':
      return same(`SCHEMA ${quoteIdentifier(definition.name)}`);
    case 'extension':
      return { alter: `EXTENSION ${quoteIdentifier(definition.name)}` };
    case 'type': {
      const name = qualifiedName(definition);
      return { alter: `${'domain' in definition ? 'DOMAIN' : 'TYPE'} ${name}`, grant: `TYPE ${name}` };
    }
    case 'foreign-data wrapper':
      return same(`FOREIGN DATA WRAPPER ${quoteIdentifier(definition.name)}`);
    case 'server': {
      const name = quoteIdentifier(definition.name);
      return { alter: `SERVER ${name}`, grant: `FOREIGN SERVER ${name}` };
    }
    case 'user mapping':
      return { alter: `USER MAPPING FOR ${roleName(definition.user)} SERVER ${quoteIdentifier(definition.server)}` };
    case 'foreign table':
      return { alter: `FOREIGN TABLE ${qualifiedName(definition)}`, grant: `TABLE ${qualifiedName(definition)}` };
    case 'view':
      return { alter: `VIEW ${qualifiedName(definition)}`, grant: `TABLE ${qualifiedName(definition)}` };
    case 'function':
      return same(`FUNCTION ${routineName(definition)}`);
    case 'procedure':
      return same(`PROCEDURE ${routineName(definition)}`);
  }
}

function same(name: string): { readonly alter: string; readonly grant: string } {
  return { alter: name, grant: name };
}

export function ownerOf({ definition }: CatalogObject): string | undefined {
  return 'owner' in definition ? definition.owner : undefined;
}

export function ownerStatements(object: CatalogObject): readonly string[] {
  const owner = ownerOf(object);
  return owner === undefined ? [] : [`ALTER ${ddlName(object).alter} OWNER TO ${quoteIdentifier(owner)}`];
}

export function grantStatements(object: CatalogObject): readonly string[] {
  const { definition } = object;
  const own = 'grants' in definition ? grantsOn(object, '', definition.grants) : [];
  const columns = columnsOf(object).flatMap(({ name, grants }) =>
    grantsOn(object, ` (${quoteIdentifier(name)})`, grants),
  );
  return [...own, ...columns];
}

/** A listed role's privileges are exactly those listed: what it has by itself is revoked first. */
function grantsOn(object: CatalogObject, column: string, grants: Grants | undefined): readonly string[] {
  const on = ddlName(object).grant;
  return Object.entries(grants ?? {}).flatMap(([role, privileges]) => {
    const { plain, grantable } = splitPrivileges(privileges);
    const to = roleName(role);
    const list = (names: readonly string[]): string => names.map((name) => name + column).join(', ');
    const revoked = column === '' && initialPrivileges(object, role) !== undefined;
    return [
      ...(revoked ? [`REVOKE ALL ON ${on} FROM ${to}`] : []),
      ...(plain.length === 0 ? [] : [`GRANT ${list(plain)} ON ${on} TO ${to}`]),
      ...(grantable.length === 0 ? [] : [`GRANT ${list(grantable)} ON ${on} TO ${to} WITH GRANT OPTION`]),
    ];
  });
}

/** What PostgreSQL gives a role on a new object (https://www.postgresql.org/docs/18/ddl-priv.html). */
export function initialPrivileges(object: CatalogObject, role: string): string | undefined {
  const { kind } = object;
  if (isPublicSchema(object)) return role === 'pg_database_owner' ? 'ALL' : role === 'public' ? 'USAGE' : undefined;
  if (role !== 'public') return role === (ownerOf(object) ?? BOOTSTRAP_USER) ? 'ALL' : undefined;
  if (kind === 'function' || kind === 'procedure') return 'EXECUTE';
  return kind === 'type' ? 'USAGE' : undefined;
}

export function isPublicSchema({ kind, definition }: CatalogObject): boolean {
  return kind === 'schema' && definition.name === 'public';
}

/** The comments on an object and its columns, by what COMMENT ON calls them. */
export function comments(object: CatalogObject): ReadonlyMap<string, string> {
  const { definition } = object;
  const own = 'comment' in definition ? [[ddlName(object).alter, definition.comment] as const] : [];
  const columns = columnsOf(object).map(({ name, comment }) => [columnName(object, name), comment] as const);
  return new Map([...own, ...columns].flatMap(([on, text]) => (text === undefined ? [] : [[on, text]])));
}

/** `COLUMN public.music.artist`. */
export function columnName({ definition }: CatalogObject, column: string): string {
  const relation = 'schema' in definition && 'name' in definition ? `${qualifiedName(definition)}.` : '';
  return `COLUMN ${relation}${quoteIdentifier(column)}`;
}

/** No text: the comment goes. */
export function commentOn(object: string, comment: string | undefined): string {
  return `COMMENT ON ${object} IS ${comment === undefined ? 'NULL' : quoteLiteral(comment)}`;
}

interface NamedColumn {
  readonly name: string;
  readonly comment?: string;
  readonly grants?: Grants;
}

/** Columns with what can be said about each. */
export function columnsOf({ kind, definition }: CatalogObject): readonly NamedColumn[] {
  if (kind === 'foreign table' || kind === 'view') return definition.columns ?? [];
  return kind === 'type' && 'attributes' in definition ? definition.attributes : [];
}
