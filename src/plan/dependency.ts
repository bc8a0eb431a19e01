/**
 * What a scan can wait for so as to be read by key: another scan's join values, or the value of a subquery that stands alone. Which of them pays is decided by estimates (schedule.ts) and
 * again by what really came.
 */
import type { Expression } from '../sql/expression.ts';
import { parseStatement } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { type AnyNode, childrenOf, walk } from '../sql/visit.ts';
import { type PlanNode, walkPlan } from './explain-json.ts';
import { type JoinEdge, joinEdges } from './joins.ts';
import { columnReferences, type ForeignScan, type Occurrence, stagingReference } from './scan.ts';

export interface Dependency {
  readonly target: ForeignScan;
  /** Staging tables that must be filled first. */
  readonly waitsFor: readonly string[];
  /** Expressions over the target's columns that must equal the values, column by column of `query`. */
  readonly expressions: readonly Expression[];
  /** SQL over the filled staging tables that gives the distinct values as text, NULLs left out. A limit may be added. */
  readonly query: string;
  /** In words, for EXPLAIN. */
  readonly text: string;
  /** Qualifiers of the target that hold whenever its row equals one of the values and concerns that value alone. */
  readonly replaces: readonly string[];
  /** One row of the target for each value is enough. */
  readonly oneEach: boolean;
  /** Gives at most one value. */
  readonly single: boolean;
}

/** All dependencies that the plans allow. @param text the rewritten statement */
export function dependenciesOf(
  plans: readonly PlanNode[],
  scans: readonly ForeignScan[],
  text: string,
): readonly Dependency[] {
  return [...joinEdges(scans).map(joinDependency), ...plans.flatMap((plan) => subqueryDependencies(plan, scans, text))];
}

function joinDependency(edge: JoinEdge): Dependency {
  const columns = edge.pairs.map(({ source }) => `(${source})::text`);
  const present = edge.pairs.map(({ source }) => `(${source}) IS NOT NULL`);
  const [occurrence] = edge.source.occurrences;
  const own = occurrence === undefined ? [] : ownQualifiers(occurrence);
  return {
    target: edge.target,
    waitsFor: [edge.source.staging],
    expressions: edge.pairs.map(({ target }) => target),
    query: `SELECT DISTINCT ${columns.join(', ')} FROM ${stagingReference(edge.source.staging)} AS ${quoteIdentifier(edge.sourceAlias)} WHERE ${[...present, ...own].join(' AND ')}`,
    text: edge.pairs.map(({ source }) => source).join(', '),
    replaces: edge.correlated ? correlatedTexts(edge) : [],
    oneEach: edge.oneEach,
    single: false,
  };
}

/** The source's qualifiers that can be asked of its staging table alone. */
function ownQualifiers({ qualifiers, texts, alias }: Occurrence): readonly string[] {
  return qualifiers.flatMap((qualifier, i) => {
    const nodes = [...walk(qualifier)];
    const isOwn = nodes.every((node) => node.type !== 'plan_reference' && node.type !== 'parameter');
    const foreign = columnReferences(qualifier).some(({ parts }) => parts.length > 1 && parts[0]?.name !== alias);
    return isOwn && !foreign ? [`(${texts[i]})`] : [];
  });
}

/** The target's own texts of the equalities. */
function correlatedTexts(edge: JoinEdge): readonly string[] {
  const [occurrence] = edge.target.occurrences;
  const targets = new Set(edge.pairs.map(({ target }) => target));
  return (occurrence?.qualifiers ?? []).flatMap((qualifier, i) =>
    qualifier.type === 'binary' && (targets.has(qualifier.left) || targets.has(qualifier.right))
      ? [occurrence?.texts[i] ?? '']
      : [],
  );
}

/** `column = (InitPlan 1).col1`, where the InitPlan is a subquery of the text that reads foreign tables. */
function subqueryDependencies(plan: PlanNode, scans: readonly ForeignScan[], text: string): readonly Dependency[] {
  const stagings = stagingsOfInitPlans(plan, scans);
  if (stagings.size === 0) return [];
  const statement = parseStatement(text);
  const subqueries = [...walk(statement)].filter((node) => node.type === 'subquery');
  const withClause =
    'with' in statement && statement.with !== undefined
      ? `${text.slice(statement.with.span.start, statement.with.span.end)} `
      : '';
  return scans.flatMap((target) => {
    const [occurrence, ...more] = target.occurrences;
    if (occurrence === undefined || more.length > 0) return [];
    return occurrence.qualifiers.flatMap((qualifier): readonly Dependency[] => {
      const equated = initPlanEquality(qualifier);
      const waitsFor = equated === undefined ? undefined : stagings.get(equated.name);
      if (equated === undefined || waitsFor === undefined || waitsFor.length === 0 || waitsFor.includes(target.staging))
        return [];
      const found = subqueries.filter((node) => sameMembers(stagingsIn(node, scans), waitsFor));
      const [subquery] = found;
      if (subquery === undefined || found.length > 1) return [];
      const inner = text.slice(subquery.span.start, subquery.span.end);
      const query = `${withClause}SELECT DISTINCT v.v::text FROM (SELECT ${inner.startsWith('(') ? inner : `(${inner})`} AS v) AS v WHERE v.v IS NOT NULL`;
      return [
        {
          target,
          waitsFor,
          expressions: [equated.column],
          query,
          text: `(${equated.name}).col1`,
          replaces: [],
          oneEach: false,
          single: true,
        },
      ];
    });
  });
}

function initPlanEquality(qualifier: Expression): { readonly name: string; readonly column: Expression } | undefined {
  if (qualifier.type !== 'binary' || qualifier.operator !== '=') return undefined;
  for (const [column, other] of [
    [qualifier.left, qualifier.right],
    [qualifier.right, qualifier.left],
  ] as const) {
    const name = other.type === 'plan_reference' ? /\((InitPlan \d+)\)\.col1$/.exec(other.text)?.[1] : undefined;
    if (name !== undefined) return { name, column };
  }
  return undefined;
}

/** The staging tables that each InitPlan reads. */
function stagingsOfInitPlans(plan: PlanNode, scans: readonly ForeignScan[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(scans.map((scan) => scan.staging));
  const found = new Map<string, string[]>();
  walkPlan(plan, (node, ancestors) => {
    const staging = node['Relation Name'];
    if (staging === undefined || !known.has(staging)) return;
    for (const above of [...ancestors, node]) {
      const name = above['Subplan Name'];
      if (above['Parent Relationship'] !== 'InitPlan' || name === undefined) continue;
      found.set(name, [...(found.get(name) ?? []), staging]);
    }
  });
  return found;
}

function stagingsIn(node: AnyNode, scans: readonly ForeignScan[]): readonly string[] {
  const known = new Set(scans.map((scan) => scan.staging));
  const found = new Set<string>();
  const visit = (each: AnyNode): void => {
    const name = each.type === 'table' ? each.name.at(-1)?.name : undefined;
    if (name !== undefined && known.has(name)) found.add(name);
    childrenOf(each).forEach(visit);
  };
  visit(node);
  return [...found];
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(b);
  return a.length === set.size && a.every((member) => set.has(member));
}
