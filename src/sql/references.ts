/** The relations that a statement names, which is what has to be planned and rewritten: every name in FROM that is not a CTE's. */
import type { ColumnRef } from './expression.ts';
import type { SelectCore, TableRef, WithClause } from './select.ts';
import type { Statement } from './statement.ts';
import { type AnyNode, childrenOf } from './visit.ts';

export interface TableReference {
  readonly ref: TableRef;
  /** The statement changes this relation: INSERT INTO, UPDATE, DELETE FROM, MERGE INTO, COPY ... FROM. */
  readonly target: boolean;
  /** The SELECT in whose FROM it stands; undefined in TABLE t and in statements other than SELECT. */
  readonly core?: SelectCore | undefined;
}

/** The names of the CTEs that can be seen from a place. */
type Scope = ReadonlySet<string>;

/** Each relation named in a statement that is not a CTE in scope, in the order written. */
export function tableReferences(statement: Statement): TableReference[] {
  const found: TableReference[] = [];
  collect(statement, new Set(), undefined, found);
  return found.sort((a, b) => a.ref.nameSpan.start - b.ref.nameSpan.start);
}

function collect(node: AnyNode, scope: Scope, core: SelectCore | undefined, found: TableReference[]): void {
  const changed = targetOf(node);
  const inner = node.type === 'select_core' ? node : startsOver(node) ? undefined : core;
  const visible = scopeInside(node, scope, found);
  if (node.type === 'table' && !isCommonTable(node, scope)) found.push({ ref: node, target: false, core });
  for (const child of childrenOf(node)) {
    if (child.type === 'with') continue;
    if (child === changed) found.push({ ref: changed, target: true });
    else collect(child, visible, inner, found);
  }
}

/** A table that is changed is never a CTE, even of the same name. */
function targetOf(node: AnyNode): TableRef | undefined {
  switch (node.type) {
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
      return node.target;
    case 'copy':
      return node.direction === 'from' ? node.table : undefined;
    default:
      return undefined;
  }
}

function scopeInside(node: AnyNode, scope: Scope, found: TableReference[]): Scope {
  if (node.type === 'create_view' && node.recursive) return new Set([...scope, node.name.at(-1)?.name ?? '']);
  return 'with' in node && node.with !== undefined ? collectWith(node.with, scope, found) : scope;
}

/** In a statement inside of a SELECT (a subquery, a CTE) names stand in its own FROM. */
function startsOver(node: AnyNode): boolean {
  return node.type === 'select' || targetOf(node) !== undefined;
}

function isCommonTable(ref: TableRef, scope: Scope): boolean {
  const [name, ...more] = ref.name;
  return name !== undefined && more.length === 0 && scope.has(name.name);
}

/** Without RECURSIVE a CTE sees those before it, and itself not; with RECURSIVE all see each other. */
function collectWith(clause: WithClause, outer: Scope, found: TableReference[]): Scope {
  const names = clause.tables.map((table) => table.name.name);
  const all = new Set([...outer, ...names]);
  clause.tables.forEach((table, index) => {
    const scope = clause.recursive ? all : new Set([...outer, ...names.slice(0, index)]);
    collect(table.query, scope, undefined, found);
  });
  return all;
}

/** Column references with a schema, `s.t.c` and `s.t.*`: they no longer hold when the table is replaced under an alias. */
export function columnReferencesQualifiedBySchema(statement: Statement): ColumnRef[] {
  const found: ColumnRef[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === 'column' && node.parts.length >= (node.star ? 2 : 3)) found.push(node);
    childrenOf(node).forEach(visit);
  };
  visit(statement);
  return found;
}

/** Column references with a table and no schema, `t.c` and `t.*`, each with the SELECTs that it stands in, the innermost first. */
export function columnReferencesQualifiedByTable(
  statement: Statement,
): { readonly column: ColumnRef; readonly cores: readonly SelectCore[] }[] {
  const found: { readonly column: ColumnRef; readonly cores: readonly SelectCore[] }[] = [];
  const visit = (node: AnyNode, cores: readonly SelectCore[]): void => {
    if (node.type === 'column' && node.parts.length === (node.star ? 1 : 2)) found.push({ column: node, cores });
    // ORDER BY stands beside the SELECT that it is of.
    const core = node.type === 'select' ? node.body : node;
    const inner = core.type === 'select_core' && core !== cores[0] ? [core, ...cores] : cores;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(statement, []);
  return found;
}
