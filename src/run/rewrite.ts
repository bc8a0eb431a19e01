/**
 * A statement rewritten to run on staging tables: every reference to a foreign table becomes its own staging table under the table's name as alias, every reference to a view over foreign
 * tables its query in parentheses, rewritten in turn. Edits are by position, so that errors are shown in the text the user typed.
 */
import type { ForeignTable } from '../catalog/model.ts';
import { SqlError, SqlState } from '../errors.ts';
import { stagingReference } from '../plan/scan.ts';
import { applyEdits, type Edit, type EditedText } from '../sql/edits.ts';
import type { ColumnRef } from '../sql/expression.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { columnReferencesQualifiedBySchema, tableReferences } from '../sql/references.ts';
import type { TableRef } from '../sql/select.ts';
import type { Statement } from '../sql/statement.ts';

/** What a relation's name stands for, as far as rewriting cares. */
export type Relation =
  | { readonly kind: 'foreign table'; readonly table: ForeignTable }
  | { readonly kind: 'view'; readonly name: string; readonly definition: string }
  | { readonly kind: 'other' };

/** Looks names up; all of a statement's at once. */
export type Resolve = (names: readonly string[]) => Promise<ReadonlyMap<string, Relation>>;

/** A staging table that the rewritten statement names. */
export interface Staged {
  readonly staging: string;
  readonly table: ForeignTable;
}

export interface Rewritten {
  readonly edited: EditedText;
  readonly staged: readonly Staged[];
}

/** A relation's name as it is written, for looking it up. */
export function nameText(ref: TableRef): string {
  return ref.name.map((part) => quoteIdentifier(part.name)).join('.');
}

/** The names of all relations a statement mentions, its own CTEs aside. */
export function relationNames(statement: Statement): readonly string[] {
  return [...new Set(tableReferences(statement).map(({ ref }) => nameText(ref)))];
}

/**
 * Rewrites a statement. `staged` is empty where it touches no foreign table.
 * @throws SqlError where a foreign table is written to
 */
export async function rewrite(
  text: string,
  statement: Statement,
  resolve: Resolve,
  nextName: () => string,
): Promise<Rewritten> {
  const staged: Staged[] = [];
  const stage = (table: ForeignTable): string => {
    const staging = nextName();
    staged.push({ staging, table });
    return stagingReference(staging);
  };
  const edits = await editsOf(text, statement, resolve, stage, []);
  return { edited: applyEdits(text, edits), staged };
}

type Stage = (table: ForeignTable) => string;

async function editsOf(
  text: string,
  statement: Statement,
  resolve: Resolve,
  stage: Stage,
  views: readonly string[],
): Promise<readonly Edit[]> {
  const references = tableReferences(statement);
  const relations = await resolve([...new Set(references.map(({ ref }) => nameText(ref)))]);
  const edits: Edit[] = [];
  for (const { ref, target } of references) {
    const relation = relations.get(nameText(ref)) ?? { kind: 'other' };
    if (relation.kind === 'other') continue;
    if (target) throw readOnly(relation, ref, text);
    const replacement =
      relation.kind === 'foreign table' ? stage(relation.table) : await inlined(relation, resolve, stage, views);
    edits.push(replaceName(text, ref, replacement));
  }
  if (edits.length > 0)
    edits.push(...columnReferencesQualifiedBySchema(statement).flatMap((column) => unqualify(column)));
  return edits;
}

async function inlined(
  view: Extract<Relation, { kind: 'view' }>,
  resolve: Resolve,
  stage: Stage,
  views: readonly string[],
): Promise<string> {
  // PostgreSQL has no recursive views but through CREATE OR REPLACE tricks it refuses; this guards the stack all the same.
  if (views.includes(view.name))
    throw new SqlError({ code: '42P17', message: `infinite recursion detected in rules for relation "${view.name}"` });
  const statement = parseStatement(view.definition);
  const edits = await editsOf(view.definition, statement, resolve, stage, [...views, view.name]);
  return `(${applyEdits(view.definition, edits).text.replace(/;\s*$/, '')})`;
}

/** The reference's name, with ONLY and the star that say nothing about a table without children, replaced; the table's own name stays its alias. */
function replaceName(text: string, ref: TableRef, replacement: string): Edit {
  const after = /^\s*\)|^\s*\*/.exec(text.slice(ref.nameSpan.end, ref.span.end))?.[0] ?? '';
  const name = ref.name.at(-1)?.name ?? '';
  const alias = ref.alias?.name === undefined ? ` AS ${quoteIdentifier(name)}` : '';
  return { start: ref.span.start, end: ref.nameSpan.end + after.length, replacement: replacement + alias };
}

/** `public.music.artist` names a table that has become an alias: `music.artist`. */
function unqualify(column: ColumnRef): readonly Edit[] {
  const [schema, table] = column.parts;
  return schema === undefined || table === undefined
    ? []
    : [{ start: schema.span.start, end: table.span.start, replacement: '' }];
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
