/**
 * A statement rewritten to run on staging tables: every reference to a foreign table becomes its own staging table under the table's name as alias, every reference to a view over foreign
 * tables its query in parentheses, rewritten in turn. Edits are by position, so that errors are shown in the text the user typed.
 */
import type { ForeignTable } from '../catalog/model.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { TableNames } from '../plan/renamed.ts';
import { stagingReference } from '../plan/scan.ts';
import { applyEdits, type Edit, type EditedText } from '../sql/edits.ts';
import type { ColumnRef } from '../sql/expression.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import {
  columnReferencesQualifiedBySchema,
  columnReferencesQualifiedByTable,
  type TableReference,
  tableReferences,
} from '../sql/references.ts';
import { repeatedReferences } from '../sql/repeated.ts';
import type { SelectCore, TableRef } from '../sql/select.ts';
import type { Statement } from '../sql/statement.ts';
import { type AnyNode, childrenOf } from '../sql/visit.ts';
import { identityEdits, type StandIn } from './table-identity.ts';

/** What a relation's name stands for, as far as rewriting cares. */
export type Relation = (
  | { readonly kind: 'foreign table'; readonly table: ForeignTable }
  /** `owner`: whose privileges its query has; undefined: its reader's. */
  | { readonly kind: 'view'; readonly name: string; readonly definition: string; readonly owner: string | undefined }
  | { readonly kind: 'remote catalog'; readonly catalog: CatalogRelation }
  | { readonly kind: 'other' }
) & {
  /** The columns that the reader may read where it may not read all of them. PostgreSQL sees staging tables, so this is not its to check. */
  readonly readable?: readonly string[] | undefined;
};

/** One of the extension's views that stand for DynamoDB's own catalog. */
export interface CatalogRelation {
  readonly schema: string;
  readonly name: string;
}

/** Looks names up, all of a statement's at once; `reader` is whose privileges count, the current user's where it is left out. */
export type Resolve = (names: readonly string[], reader: string | undefined) => Promise<ReadonlyMap<string, Relation>>;

/** A staging table that the rewritten statement names. */
export interface Staged {
  readonly staging: string;
  readonly table: ForeignTable;
  /** The columns that may be read where not all of them may. */
  readonly readable?: readonly string[] | undefined;
  /** The table's column names by those that the statement gives them. */
  readonly renamed?: TableNames | undefined;
}

/** A staging table for one of DynamoDB's catalog relations. */
export interface StagedCatalog {
  readonly staging: string;
  readonly catalog: CatalogRelation;
}

export interface Rewritten {
  readonly edited: EditedText;
  readonly staged: readonly Staged[];
  readonly catalogs: readonly StagedCatalog[];
}

/** True where nothing of the statement is DynamoDB's: PostgreSQL answers it as it is. */
export function isUntouched({ staged, catalogs }: Rewritten): boolean {
  return staged.length === 0 && catalogs.length === 0;
}

/** A relation's name as it is written, for looking it up. */
export function nameText(ref: TableRef): string {
  return ref.name.map((part) => quoteIdentifier(part.name)).join('.');
}

/**
 * Rewrites a statement. `staged` is empty where it touches no foreign table, `catalogs` where it asks nothing of DynamoDB's catalog.
 * @throws SqlError where a foreign table is written to
 */
export async function rewrite(
  text: string,
  statement: Statement,
  resolve: Resolve,
  nextName: () => string,
): Promise<Rewritten> {
  const staged: Staged[] = [];
  const catalogs: StagedCatalog[] = [];
  const stage: Stage = (relation, renamed) => {
    const staging = nextName();
    if (relation.kind === 'foreign table')
      staged.push({ staging, table: relation.table, readable: relation.readable, renamed });
    else catalogs.push({ staging, catalog: relation.catalog });
    return stagingReference(staging);
  };
  const standIns = (): readonly StandIn[] =>
    staged.map(({ staging, table }) => ({ staging: stagingReference(staging), table }));
  const edits = await editsOf(text, statement, resolve, { stage, standIns }, { views: [], reader: undefined });
  if (edits.length > 0 && statement.type === 'create_table_as' && statement.materializedView)
    throw noMaterializedViews();
  return { edited: applyEdits(text, edits), staged, catalogs };
}

type Stage = (
  relation: Extract<Relation, { kind: 'foreign table' | 'remote catalog' }>,
  renamed?: TableNames | undefined,
) => string;

/** The statement's staging tables: making one, and those of foreign tables that there are. */
interface Staging {
  readonly stage: Stage;
  readonly standIns: () => readonly StandIn[];
}

/** The views that a query stands in, and whose privileges it has. */
interface Within {
  readonly views: readonly string[];
  readonly reader: string | undefined;
}

async function editsOf(
  text: string,
  statement: Statement,
  resolve: Resolve,
  staging: Staging,
  within: Within,
): Promise<readonly Edit[]> {
  // `COPY t TO` is for tables of PostgreSQL's own: it says so, and names the form that takes a query.
  const copied = statement.type === 'copy' && statement.direction === 'to' ? statement.table : undefined;
  const references = tableReferences(statement).filter(({ ref }) => ref !== copied);
  const qualified = columnReferencesQualifiedBySchema(statement);
  const names = [...references.map(({ ref }) => nameText(ref)), ...qualified.map(tableOfColumn)];
  const relations = await resolve([...new Set(names)], within.reader);
  const commands = tableCommands(statement);
  const repeated = repeatedReferences(statement);
  const replaced = new Map<TableRef, string>();
  const aliases = impliedAliases(references, relations);
  const edits: Edit[] = [];
  for (const { ref, target } of references) {
    const relation = relations.get(nameText(ref)) ?? OTHER;
    // PostgreSQL itself refuses to write to a remote catalog, which is a view that cannot be updated.
    if (target && relation.kind === 'remote catalog') continue;
    const alias = ref.alias?.name === undefined ? aliases.get(identityOf(relation, nameText(ref))) : undefined;
    if (relation.kind === 'other') {
      if (alias !== undefined) edits.push(insertedAlias(ref, alias));
      continue;
    }
    if (target) throw readOnly(relation, ref, text);
    checkReadable(relation, ref);
    const replacement =
      replaced.get(repeated.get(ref) ?? ref) ??
      (relation.kind === 'view'
        ? await inlined(relation, resolve, staging, within)
        : staging.stage(relation, relation.kind === 'foreign table' ? renamedColumns(relation.table, ref) : undefined));
    replaced.set(repeated.get(ref) ?? ref, replacement);
    edits.push(replaceName(text, ref, replacement, commands.get(ref), alias));
  }
  for (const column of qualified) {
    const name = tableOfColumn(column);
    const alias = aliases.get(identityOf(relations.get(name) ?? OTHER, name));
    if (alias !== undefined) edits.push(requalify(column, alias));
  }
  edits.push(...nearestEdits(statement, references, relations, aliases));
  const standIns = staging.standIns();
  if (standIns.length > 0) edits.push(...identityEdits(statement, standIns));
  return edits;
}

/** Of a foreign table the columns are checked once it is known which are read. @throws SqlError 42501 */
function checkReadable({ kind, readable }: Relation, ref: TableRef): void {
  if (readable === undefined || (kind === 'foreign table' && readable.length > 0)) return;
  throw permissionDenied(kind === 'foreign table' ? kind : 'view', ref.name.at(-1)?.name ?? '');
}

/** In PostgreSQL's words. */
export function permissionDenied(kind: 'foreign table' | 'view', name: string): SqlError {
  return new SqlError({ code: SqlState.insufficientPrivilege, message: `permission denied for ${kind} ${name}` });
}

async function inlined(
  view: Extract<Relation, { kind: 'view' }>,
  resolve: Resolve,
  staging: Staging,
  { views, reader }: Within,
): Promise<string> {
  // PostgreSQL has no recursive views but through CREATE OR REPLACE tricks it refuses; this guards the stack all the same.
  if (views.includes(view.name))
    throw new SqlError({ code: '42P17', message: `infinite recursion detected in rules for relation "${view.name}"` });
  const statement = parseStatement(view.definition);
  const edits = await editsOf(view.definition, statement, resolve, staging, {
    views: [...views, view.name],
    reader: view.owner ?? reader,
  });
  return `(${applyEdits(view.definition, edits).text.replace(/;\s*$/, '')})`;
}

/** Where `TABLE t` begins, by its relation: it takes no alias, so it becomes a SELECT. */
function tableCommands(statement: Statement): ReadonlyMap<TableRef, number> {
  const found = new Map<TableRef, number>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'table_core') found.set(node.table, node.span.start);
    childrenOf(node).forEach(visit);
  };
  visit(statement);
  return found;
}

/** The table's column names by those that EXPLAIN prints where the reference gives them others: of two of one name the second is `name_1` there (ruleutils.c, make_colname_unique). */
function renamedColumns({ columns }: ForeignTable, { alias }: TableRef): TableNames | undefined {
  if (alias?.columns === undefined) return undefined;
  const given = alias.columns;
  const names = new Map<string, string>();
  columns.forEach(({ name: own }, at) => {
    const name = given[at]?.name ?? own;
    let printed = name;
    for (let n = 1; names.has(printed); n++) printed = `${name}_${n}`;
    names.set(printed, own);
  });
  return names;
}

/** The reference's name, with ONLY and the star that say nothing about a table without children, replaced; the table's own name stays its alias. */
function replaceName(
  text: string,
  ref: TableRef,
  relation: string,
  command: number | undefined,
  alias: string | undefined,
): Edit {
  const after = /^\s*\)|^\s*\*/.exec(text.slice(ref.nameSpan.end, ref.span.end))?.[0] ?? '';
  const named = alias === undefined ? '' : ` AS ${quoteIdentifier(alias)}`;
  const before = command === undefined ? '' : 'SELECT * FROM ';
  const start = command ?? ref.span.start;
  return { start, end: ref.nameSpan.end + after.length, replacement: before + relation + named };
}

function insertedAlias({ nameSpan: { end } }: TableRef, alias: string): Edit {
  return { start: end, end, replacement: ` AS ${quoteIdentifier(alias)}` };
}

const OTHER: Relation = { kind: 'other' };

/**
 * The aliases of relations that are replaced and have none, by which relation it is: their own names. Two of one name (`us.orders, eu.orders`), which PostgreSQL tells apart by their schemas, cannot have the same
 * alias: they have their schema in it, as have plain tables beside them.
 */
function impliedAliases(
  references: readonly TableReference[],
  relations: ReadonlyMap<string, Relation>,
): ReadonlyMap<string, string> {
  const named = references
    .filter(({ ref, target }) => ref.alias?.name === undefined && !target)
    .map(({ ref }) => {
      const relation = relations.get(nameText(ref)) ?? OTHER;
      const [name = '', identity] = [ref.name.at(-1)?.name, identityOf(relation, nameText(ref))];
      return { name, identity, isReplaced: relation.kind !== 'other' };
    });
  const isShared = (name: string): boolean => {
    const same = named.filter((each) => each.name === name);
    return same.some(({ isReplaced }) => isReplaced) && new Set(same.map(({ identity }) => identity)).size > 1;
  };
  return new Map(
    named
      .filter(({ name, isReplaced }) => isReplaced || isShared(name))
      .map(({ name, identity }) => [identity, isShared(name) ? identity : name]),
  );
}

/** `orders.total` means the relation of the nearest FROM that has one so called; where its alias is another, that one. Of two in one FROM PostgreSQL says that it is ambiguous. */
function nearestEdits(
  statement: Statement,
  references: readonly TableReference[],
  relations: ReadonlyMap<string, Relation>,
  aliases: ReadonlyMap<string, string>,
): readonly Edit[] {
  if ([...aliases].every(([identity, alias]) => identity !== alias)) return [];
  const calledSo = (core: SelectCore, name: string): readonly TableRef[] =>
    references.filter((each) => each.core === core && nameIn(each.ref) === name).map(({ ref }) => ref);
  return columnReferencesQualifiedByTable(statement).flatMap(({ column, cores }) => {
    const name = column.parts[0]?.name ?? '';
    const [nearest = []] = cores.map((core) => calledSo(core, name)).filter((refs) => refs.length > 0);
    const [ref, ...others] = nearest;
    if (ref === undefined || ref.alias?.name !== undefined || others.length > 0) return [];
    const alias = aliases.get(identityOf(relations.get(nameText(ref)) ?? OTHER, nameText(ref)));
    return alias === undefined || alias === name ? [] : [requalify(column, alias)];
  });
}

/** What the reference is called in its FROM. */
function nameIn({ alias, name }: TableRef): string | undefined {
  return alias?.name?.name ?? name.at(-1)?.name;
}

/** What a column's name says of its table: `public.music` of `public.music.artist` and `public.music.*`. */
function tableParts({ parts, star }: ColumnRef): ColumnRef['parts'] {
  return star ? parts : parts.slice(0, -1);
}

function tableOfColumn(column: ColumnRef): string {
  return tableParts(column)
    .map(({ name }) => quoteIdentifier(name))
    .join('.');
}

/** Which relation it is: its name with its schema, however it is named; of one that is not replaced the name as it is written. */
function identityOf(relation: Relation, written: string): string {
  switch (relation.kind) {
    case 'foreign table':
      return `${relation.table.schema}.${relation.table.name}`;
    case 'view':
      return relation.name;
    case 'remote catalog':
      return `${relation.catalog.schema}.${relation.catalog.name}`;
    case 'other':
      return written;
  }
}

/** `public.music.artist` names a table that has become an alias: `music.artist`. */
function requalify(column: ColumnRef, alias: string): Edit {
  const parts = tableParts(column);
  const [first, last] = [parts[0], parts.at(-1)];
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0, replacement: quoteIdentifier(alias) };
}

function noMaterializedViews(): SqlError {
  return new SqlError({
    code: SqlState.featureNotSupported,
    message: 'materialized views over foreign tables are not supported',
    hint: 'Use CREATE TEMP TABLE ... AS for a copy that lasts as long as the session, or CREATE VIEW.',
  });
}

function readOnly(relation: Relation, ref: TableRef, text: string): SqlError {
  const name = relation.kind === 'foreign table' ? relation.table.name : (ref.name.at(-1)?.name ?? '');
  return new SqlError({
    code: SqlState.featureNotSupported,
    message: `cannot change ${relation.kind} "${name}"`,
    position: [...text.slice(0, ref.nameSpan.start)].length + 1,
    detail: 'ddbsql reads DynamoDB and does not write to it.',
  });
}
