/** Plans of statements that rename a table's columns (`t AS x (b, a)`): EXPLAIN prints the names that the statement gives, planning goes by the table's own. */
import { applyEdits, type Edit } from '../sql/edits.ts';
import type { ColumnRef } from '../sql/expression.ts';
import { parseExpression, parseSortKey } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { type PlanNode, walkPlan } from './explain-json.ts';
import { columnReferences } from './scan.ts';

/** Column names as the table has them, by those of the statement. */
export type TableNames = ReadonlyMap<string, string>;

/** The plans with every `x.b` under the table's own name. @param renamed by staging table */
export function withTableNames(
  roots: readonly PlanNode[],
  renamed: ReadonlyMap<string, TableNames>,
): readonly PlanNode[] {
  const byAlias = new Map<string, TableNames>();
  for (const root of roots)
    walkPlan(root, (node) => {
      const names = renamed.get(node['Relation Name'] ?? '');
      if (names !== undefined) byAlias.set(node.Alias ?? '', names);
    });
  return byAlias.size === 0 ? roots : roots.map((root) => renamedMember(root, byAlias) as PlanNode);
}

/** Members that name relations. */
const KEPT: ReadonlySet<string> = new Set(['Alias', 'Relation Name', 'Schema', 'CTE Name', 'Subplan Name']);

function renamedMember(member: unknown, byAlias: ReadonlyMap<string, TableNames>): unknown {
  if (typeof member === 'string') return renamedText(member, byAlias);
  if (Array.isArray(member)) return member.map((each) => renamedMember(each, byAlias));
  if (typeof member !== 'object' || member === null) return member;
  return Object.fromEntries(
    Object.entries(member).map(([name, value]) => [name, KEPT.has(name) ? value : renamedMember(value, byAlias)]),
  );
}

function renamedText(text: string, byAlias: ReadonlyMap<string, TableNames>): string {
  // EXPLAIN leaves the relation's name out where there is no other relation.
  const [only] = byAlias.size === 1 ? byAlias.values() : [];
  const edits = columnsIn(text).flatMap(({ parts, star }): readonly Edit[] => {
    const [first, second, ...more] = parts;
    const last = second ?? first;
    const names = second === undefined ? only : byAlias.get(first?.name ?? '');
    const own = star || more.length > 0 ? undefined : names?.get(last?.name ?? '');
    return last === undefined || own === undefined ? [] : [{ ...last.span, replacement: quoteIdentifier(own) }];
  });
  return applyEdits(text, edits).text;
}

/** The columns in an expression or a sort key; of what our grammar cannot read, planning makes nothing. */
function columnsIn(text: string): readonly ColumnRef[] {
  for (const parse of [parseExpression, (key: string) => parseSortKey(key).expression]) {
    try {
      return columnReferences(parse(text));
    } catch {}
  }
  return [];
}
