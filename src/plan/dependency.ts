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

/** Equalities with what an InitPlan gives, where the InitPlan is a subquery of the text that reads foreign tables. */
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
    const filter = occurrence.node.Filter ?? '';
    const equalities = occurrence.qualifiers.flatMap((qualifier) => initPlanEquality(qualifier, filter) ?? []);
    return [...new Set(equalities.map(({ name }) => name))].flatMap((name): readonly Dependency[] => {
      const equated = equalities.filter((each) => each.name === name);
      const waitsFor = stagings.get(name);
      if (waitsFor === undefined || waitsFor.length === 0 || waitsFor.includes(target.staging)) return [];
      const found = subqueries.filter((node) => sameMembers(stagingsIn(node, scans), waitsFor));
      const [subquery] = found;
      if (subquery === undefined || found.length > 1) return [];
      const inner = text.slice(subquery.span.start, subquery.span.end);
      const last = Math.max(...equated.map(({ at }) => at));
      const names = Array.from({ length: last }, (_, n) => `c${n + 1}`);
      const values = equated.map(({ value }) => `(${value})::text`);
      const present = equated.map(({ value }) => `(${value}) IS NOT NULL`);
      const query = `${withClause}SELECT DISTINCT ${values.join(', ')} FROM ${inner.startsWith('(') ? inner : `(${inner})`} AS v (${names.join(', ')}) WHERE ${present.join(' AND ')}`;
      return [
        {
          target,
          waitsFor,
          expressions: equated.map(({ column }) => column),
          query,
          text: equated.map(({ at }) => `(${name}).col${at}`).join(', '),
          replaces: [],
          oneEach: false,
          single: true,
        },
      ];
    });
  });
}

/** `column = (InitPlan 1).col2`: one column of a subquery that gives one row. */
interface InitPlanEquality {
  readonly name: string;
  /** From 1. */
  readonly at: number;
  /** What the scan's expression equals, over the subquery's columns `v.c1`, `v.c2` ... */
  readonly value: string;
  readonly column: Expression;
}

/** @param filter the text that the qualifier was read from */
function initPlanEquality(qualifier: Expression, filter: string): InitPlanEquality | undefined {
  if (qualifier.type !== 'binary' || qualifier.operator !== '=') return undefined;
  for (const [column, other] of [
    [qualifier.left, qualifier.right],
    [qualifier.right, qualifier.left],
  ] as const) {
    // Of another type than the column, it is cast.
    const reference = other.type === 'cast' ? other.operand : other;
    const found =
      reference.type === 'plan_reference' ? /\((InitPlan \d+)\)\.col(\d+)$/.exec(reference.text) : undefined;
    if (found?.[1] === undefined) continue;
    const [before, after] = [
      filter.slice(other.span.start, reference.span.start),
      filter.slice(reference.span.end, other.span.end),
    ];
    return { name: found[1], at: Number(found[2]), value: `${before}v.c${found[2]}${after}`, column };
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
