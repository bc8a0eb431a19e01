/**
 * The statements that make the catalog's objects, for replay in a fresh engine and for printing.
 *
 * They are to be run in one transaction, as they begin with `SET LOCAL`: definitions were deparsed with an empty search path, and
 * functions may speak of what is made after them or lives in a session only. Values of secret options are never among them.
 */
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import { commentOn, comments, grantStatements, ownerStatements } from './ddl-owned.ts';
import { EXTENSION, extensionOf } from './extension.ts';
import type { Options } from './model.ts';
import {
  type CatalogObject,
  type CatalogObjects,
  type Check,
  type ColumnDefinition,
  type DefinitionByKind,
  type Membership,
  type ObjectKind,
  qualifiedName,
  type RoleDefinition,
  roleName,
  type TypeDefinition,
} from './objects.ts';
import { SECRET_MASK, SECRET_OPTIONS } from './options.ts';
import { DEPARSE_SETTINGS } from './snapshot-sql.ts';

/** What has to stand before the statements. */
export const PREAMBLE: readonly string[] = [
  'SET LOCAL check_function_bodies = off',
  ...Object.entries(DEPARSE_SETTINGS).map(([name, value]) => `SET LOCAL ${name} = ${quoteLiteral(value)}`),
];

/** Statements that make the objects, without `;`, none for an empty catalog. @returns what readCatalog reads back as the same objects */
export function toDdl(objects: CatalogObjects): readonly string[] {
  return objects.length === 0 ? [] : [...PREAMBLE, ...objects.flatMap(createStatements)];
}

/** Statements of a replay that belong together. */
export interface ReplayStep {
  /** What they make; without one, they go before or after all objects. */
  readonly object?: CatalogObject;
  readonly statements: readonly string[];
}

/**
 * The same for a new engine at a session's start, object by object. The extension's validator looks away meanwhile: the options passed it when
 * they were given, and looking at each again would take most of the replay's time. PostgreSQL has a WARNING for each time the validator is changed.
 * @param isExtended whether the engine begins with the extension
 */
export function replaySteps(objects: CatalogObjects, isExtended = false): readonly ReplayStep[] {
  if (objects.length === 0) return [];
  const extension = extensionOf(objects);
  const wrapper = `ALTER FOREIGN DATA WRAPPER ${EXTENSION}`;
  const statementsOf = (object: CatalogObject): readonly string[] =>
    object.definition === extension
      ? [...(isExtended ? furtherStatements(object) : createStatements(object)), `${wrapper} NO VALIDATOR`]
      : createStatements(object);
  const validator = `${quoteIdentifier(extension?.schema ?? '')}.${EXTENSION}_validator`;
  return [
    { statements: PREAMBLE },
    ...objects.map((object) => ({ object, statements: statementsOf(object) })),
    ...(extension === undefined ? [] : [{ statements: [`${wrapper} VALIDATOR ${validator}`] }]),
  ];
}

/** The steps' statements in one list. */
export function toReplayDdl(objects: CatalogObjects, isExtended = false): readonly string[] {
  return replaySteps(objects, isExtended).flatMap(({ statements }) => statements);
}

/** The object itself, then its owner, privileges and comments. */
export function createStatements(object: CatalogObject): readonly string[] {
  return [...create(object), ...furtherStatements(object)];
}

/** What it takes beside CREATE. */
function furtherStatements(object: CatalogObject): readonly string[] {
  const remarks = [...comments(object)].map(([on, text]) => commentOn(on, text));
  return [...ownerStatements(object), ...grantStatements(object), ...remarks];
}

type Create = { readonly [K in ObjectKind]: (definition: DefinitionByKind[K]) => readonly string[] };

const CREATE: Create = {
  role: createRole,
  // A fresh engine has schema public; it is in the catalog where its owner or privileges were changed.
  schema: ({ name }) => [`CREATE SCHEMA ${name === 'public' ? 'IF NOT EXISTS ' : ''}${quoteIdentifier(name)}`],
  extension: ({ name, schema }) => [
    `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)} WITH SCHEMA ${quoteIdentifier(schema)}`,
  ],
  type: (type) => [createType(type)],
  'foreign-data wrapper': ({ name, extension, handler, validator, options }) =>
    extension === undefined
      ? [
          `CREATE FOREIGN DATA WRAPPER ${quoteIdentifier(name)}${handler === undefined ? '' : ` HANDLER ${handler}`}${
            validator === undefined ? '' : ` VALIDATOR ${validator}`
          }${optionClause(options)}`,
        ]
      : alterOptions(`FOREIGN DATA WRAPPER ${quoteIdentifier(name)}`, undefined, options),
  server: ({ name, wrapper, type, version, options }) => [
    `CREATE SERVER ${quoteIdentifier(name)}${type === undefined ? '' : ` TYPE ${quoteLiteral(type)}`}${
      version === undefined ? '' : ` VERSION ${quoteLiteral(version)}`
    } FOREIGN DATA WRAPPER ${quoteIdentifier(wrapper)}${optionClause(options)}`,
  ],
  'user mapping': ({ user, server, options }) => [
    `CREATE USER MAPPING FOR ${roleName(user)} SERVER ${quoteIdentifier(server)}${optionClause(masked(options))}`,
  ],
  'foreign table': (table) => {
    const elements = [...table.columns.map(columnElement), ...(table.checks ?? []).map(checkElement)];
    const body = elements.length === 0 ? '()' : `(\n  ${elements.join(',\n  ')}\n)`;
    const server = `SERVER ${quoteIdentifier(table.server)}${optionClause(table.options)}`;
    return [`CREATE FOREIGN TABLE ${qualifiedName(table)} ${body} ${server}`];
  },
  function: ({ definition }) => [definition.join('\n')],
  procedure: ({ definition }) => [definition.join('\n')],
  view: (view) => {
    const options = Object.entries(view.options ?? {}).map(
      ([name, value]) => `${quoteIdentifier(name)}=${quoteLiteral(value)}`,
    );
    const clause = options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
    return [`CREATE VIEW ${qualifiedName(view)}${clause} AS\n${view.query.join('\n')}`];
  },
};

function create(object: CatalogObject): readonly string[] {
  // Kind and definition belong together, which the compiler loses sight of when it looks the function up.
  const make = CREATE[object.kind] as (definition: CatalogObject['definition']) => readonly string[];
  return make(object.definition);
}

function createRole({ name, attributes, connectionLimit, validUntil, memberOf }: RoleDefinition): readonly string[] {
  const clauses = [
    ...(attributes ?? []),
    ...(connectionLimit === undefined ? [] : [`CONNECTION LIMIT ${connectionLimit}`]),
    ...(validUntil === undefined ? [] : [`VALID UNTIL ${quoteLiteral(validUntil)}`]),
  ];
  const memberships = (memberOf ?? []).map((membership) => membershipStatement(name, membership));
  return [['CREATE ROLE', quoteIdentifier(name), ...clauses].join(' '), ...memberships];
}

export function membershipStatement(member: string, { role, admin, inherit, set }: Membership): string {
  const options = `ADMIN ${admin ?? false}, INHERIT ${inherit ?? false}, SET ${set ?? false}`;
  return `GRANT ${quoteIdentifier(role)} TO ${quoteIdentifier(member)} WITH ${options}`;
}

function createType(type: TypeDefinition): string {
  const name = qualifiedName(type);
  if ('enum' in type) return `CREATE TYPE ${name} AS ENUM (${type.enum.map(quoteLiteral).join(', ')})`;
  if ('attributes' in type) {
    const attributes = type.attributes.map((a) => `${quoteIdentifier(a.name)} ${a.type}${collate(a.collation)}`);
    return `CREATE TYPE ${name} AS (${attributes.join(', ')})`;
  }
  const clauses = [
    `CREATE DOMAIN ${name} AS ${type.domain}${collate(type.collation)}`,
    ...(type.default === undefined ? [] : [`DEFAULT ${type.default}`]),
    ...(type.notNull === true ? ['NOT NULL'] : []),
    ...(type.checks ?? []).map(checkElement),
  ];
  return clauses.join(' ');
}

/** One element of CREATE FOREIGN TABLE's list, or of ADD COLUMN. */
export function columnElement(column: ColumnDefinition): string {
  const { notNullName, generated } = column;
  const constraint = notNullName === undefined ? '' : `CONSTRAINT ${quoteIdentifier(notNullName)} `;
  return [
    `${quoteIdentifier(column.name)} ${column.type}${optionClause(column.options)}${collate(column.collation)}`,
    ...(column.notNull === true ? [`${constraint}NOT NULL`] : []),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    ...(generated?.stored === undefined ? [] : [`GENERATED ALWAYS AS (${generated.stored}) STORED`]),
    ...(generated?.virtual === undefined ? [] : [`GENERATED ALWAYS AS (${generated.virtual}) VIRTUAL`]),
  ].join(' ');
}

function checkElement({ name, definition }: Check): string {
  return `CONSTRAINT ${quoteIdentifier(name)} ${definition}`;
}

function collate(collation: string | undefined): string {
  return collation === undefined ? '' : ` COLLATE ${collation}`;
}

function optionClause(options: Options | undefined): string {
  const list = Object.entries(options ?? {}).map(([name, value]) => `${quoteIdentifier(name)} ${quoteLiteral(value)}`);
  return list.length === 0 ? '' : ` OPTIONS (${list.join(', ')})`;
}

/** Secrets stay out of the engine. */
export function masked(options: Options | undefined): Options | undefined {
  if (options === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, SECRET_OPTIONS.has(name) ? SECRET_MASK : value]),
  );
}

/** `ALTER target OPTIONS (...)`, none where nothing differs. `target` may end in a column: `FOREIGN TABLE t ALTER COLUMN c`. */
export function alterOptions(target: string, from: Options | undefined, to: Options | undefined): readonly string[] {
  const before = new Map(Object.entries(from ?? {}));
  const after = new Map(Object.entries(to ?? {}));
  const changes = [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `DROP ${quoteIdentifier(name)}`),
    ...[...after]
      .filter(([name, value]) => before.get(name) !== value)
      .map(([name, value]) => `${before.has(name) ? 'SET' : 'ADD'} ${quoteIdentifier(name)} ${quoteLiteral(value)}`),
  ];
  return changes.length === 0 ? [] : [`ALTER ${target} OPTIONS (${changes.join(', ')})`];
}
