/** PostgreSQL's EXPLAIN (FORMAT JSON, VERBOSE) as far as planning reads it. https://www.postgresql.org/docs/18/sql-explain.html */

/** One node of the plan. Other members are kept as they come. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Join Type'?: string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly Alias?: string;
  readonly 'CTE Name'?: string;
  readonly Strategy?: string;
  readonly Output?: readonly string[];
  readonly Filter?: string;
  readonly 'Hash Cond'?: string;
  readonly 'Join Filter'?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly 'Group Key'?: readonly string[];
  readonly Plans?: readonly PlanNode[];
  readonly [member: string]: unknown;
}

/** Reads the plans of EXPLAIN's single-column JSON result; one for each query of a rule-rewritten statement, none of a statement that will do nothing (CREATE TABLE IF NOT EXISTS). */
export function parseExplain(json: string): readonly PlanNode[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) throw new TypeError('EXPLAIN did not give a list of plans');
  return parsed.flatMap((entry: { readonly Plan?: PlanNode }) => entry.Plan ?? []);
}

/** Calls `visit` for each node, parents first, with its ancestors, nearest last. */
export function walkPlan(
  node: PlanNode,
  visit: (node: PlanNode, ancestors: readonly PlanNode[]) => void,
  ancestors: readonly PlanNode[] = [],
): void {
  visit(node, ancestors);
  const inner = [...ancestors, node];
  for (const child of node.Plans ?? []) walkPlan(child, visit, inner);
}
