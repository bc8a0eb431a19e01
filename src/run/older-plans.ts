/** Plans of servers before PostgreSQL 17, as planning reads those of the embedded one. */
import type { PlanNode } from '../plan/explain-json.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/**
 * Before 17, EXPLAIN prints `x IN (SELECT ...)` as `(hashed SubPlan 1)` and does not say what is compared: a scan with a subplan is read as one that
 * needs every column (PostgreSQL 17 prints `ANY (x = (hashed SubPlan 1).col1)`; commit fd0398fcb0).
 * @param version the server's, e.g. `15.18`
 */
export function completePlans(roots: readonly PlanNode[], version: string): readonly PlanNode[] {
  return Number.parseInt(version, 10) >= 17 ? roots : roots.map(complete);
}

function complete(node: PlanNode): PlanNode {
  const texts = [node.Filter ?? '', ...(node.Output ?? [])];
  const hides = node['Relation Name'] !== undefined && texts.some((text) => /\bSubPlan \d/.test(text));
  return {
    ...node,
    ...(node.Plans === undefined ? {} : { Plans: node.Plans.map(complete) }),
    ...(hides ? { Output: [...(node.Output ?? []), `${quoteIdentifier(node.Alias ?? '')}.*`] } : {}),
  };
}
