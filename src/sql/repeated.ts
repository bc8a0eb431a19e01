/**
 * Subqueries that PostgreSQL has to take for one expression: what is grouped by, sorted by or made distinct stands in the targets too, written the same (a view's definition writes it out in both
 * places). It compares them relation by relation, so that their relations have to be the same.
 */
import type { SelectStatement, TableRef } from './select.ts';
import type { Statement } from './statement.ts';
import { type AnyNode, childrenOf, walk } from './visit.ts';

/** For a table reference in such a subquery the one that stands in its place in the first of them. */
export function repeatedReferences(statement: Statement): ReadonlyMap<TableRef, TableRef> {
  const found = new Map<TableRef, TableRef>();
  for (const node of walk(statement)) if (node.type === 'select') addRepeated(node, found);
  return found;
}

function addRepeated({ body, orderBy }: SelectStatement, found: Map<TableRef, TableRef>): void {
  if (body.type !== 'select_core') return;
  const distinct = typeof body.distinct === 'boolean' ? [] : body.distinct;
  const having = body.having === undefined ? [] : [body.having];
  // GROUP BY and ORDER BY may name a target by its number.
  const matched = [...body.groupBy, ...distinct, ...having, ...orderBy].flatMap(subqueriesIn);
  const ids = new Set(matched.map(idOf));
  const first = new Map<string, readonly TableRef[]>();
  for (const subquery of ids.size === 0 ? [] : [...body.targets.flatMap(subqueriesIn), ...matched]) {
    const id = idOf(subquery);
    if (!ids.has(id)) continue;
    const tables = tablesIn(subquery);
    const same = first.get(id);
    if (same === undefined) first.set(id, tables);
    else
      tables.forEach((table, n) => {
        const other = same[n];
        if (other !== undefined) found.set(table, found.get(other) ?? other);
      });
  }
}

/** The outermost subqueries. */
function subqueriesIn(node: AnyNode): readonly SelectStatement[] {
  return node.type === 'select' ? [node] : childrenOf(node).flatMap(subqueriesIn);
}

function tablesIn(node: AnyNode): readonly TableRef[] {
  return [...walk(node)].filter((inner) => inner.type === 'table');
}

/** The same for nodes that are written the same, but for where they stand. */
function idOf(node: AnyNode): string {
  return JSON.stringify(node, (key, value) => (key === 'span' || key.endsWith('Span') ? undefined : value));
}
