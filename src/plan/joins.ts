/**
 * Equalities between scans, by which one scan's rows say which keys of another can matter (a dynamic filter): fetched first, the cheap side gives its distinct values, and the other side
 * is read by those keys alone.
 *
 * An equality may restrict a scan only where the rows it leaves out could not have changed the answer:
 *
 * - at an inner or semi join, either side by the other; at a left, right or anti join, the side that is not kept by the other. On the way from the scan up to the join only nodes that pass each
 *   row on by itself (hash, sort, inner and semi joins): above an aggregate or a limit, a missing row is another answer;
 * - a filter of the scan itself on a value from outside (`b.id = a.id` in a correlated subquery or LATERAL): a row that matches no outer row never passes that filter, whatever stands above.
 */
import type { Expression } from '../sql/expression.ts';
import { parseExpression } from '../sql/parse.ts';
import type { PlanNode } from './explain-json.ts';
import { columnReferences, type ForeignScan, type Occurrence } from './scan.ts';

/** `target` has an equality with values of `source`. */
export interface JoinEdge {
  readonly source: ForeignScan;
  readonly target: ForeignScan;
  /** The scans' aliases in EXPLAIN's text. */
  readonly sourceAlias: string;
  readonly targetAlias: string;
  /** The equated expressions, pair by pair: SQL over the source's alias, an expression over the target's columns. */
  readonly pairs: readonly { readonly source: string; readonly target: Expression }[];
  /** The equality is the target's own filter: it holds for each outer row on its own (LATERAL). */
  readonly correlated: boolean;
  /** The join asks no more of the target than one row that equals: it is the inner side of a semi or anti join whose only condition this is. */
  readonly oneEach: boolean;
}

/** All edges between scans that stand in the plan once. */
export function joinEdges(scans: readonly ForeignScan[]): readonly JoinEdge[] {
  const single = scans.filter((scan) => scan.occurrences.length === 1);
  const byAlias = new Map(single.map((scan) => [aliasOf(scan), scan]));
  return single.flatMap((target) => {
    const [occurrence] = target.occurrences;
    if (occurrence === undefined) return [];
    return [...correlatedEdges(target, occurrence, byAlias), ...conditionEdges(target, occurrence, byAlias)];
  });
}

function aliasOf(scan: ForeignScan): string {
  return scan.occurrences[0]?.alias ?? '';
}

function correlatedEdges(
  target: ForeignScan,
  occurrence: Occurrence,
  byAlias: ReadonlyMap<string, ForeignScan>,
): readonly JoinEdge[] {
  return edgesOf(
    occurrence.qualifiers,
    (e) => textOf(e, occurrence.node.Filter ?? ''),
    target,
    occurrence.alias,
    byAlias,
    true,
  );
}

/** Joins above the scan, as far as rows pass through one by one. */
function conditionEdges(
  target: ForeignScan,
  occurrence: Occurrence,
  byAlias: ReadonlyMap<string, ForeignScan>,
): readonly JoinEdge[] {
  const edges: JoinEdge[] = [];
  let child: PlanNode = occurrence.node;
  for (const node of [...occurrence.ancestors].reverse()) {
    if (isJoin(node)) {
      if (mayLeaveOut(node, child)) {
        const found = joinConditionEdges(node, target, occurrence.alias, byAlias);
        const direct = child === occurrence.node || child.Plans?.[0] === occurrence.node;
        edges.push(...found.map((edge) => ({ ...edge, oneEach: direct && isMatchEnough(node, child, edge) })));
      }
      // Above a join that keeps or extends this side's rows, a missing row shows.
      if (!passesThrough(node)) break;
    } else if (!PASSES_ROWS.has(node['Node Type'])) break;
    child = node;
  }
  return edges;
}

const PASSES_ROWS: ReadonlySet<string> = new Set(['Hash', 'Sort', 'Materialize']);

function isJoin(node: PlanNode): boolean {
  return node['Node Type'] === 'Hash Join' || node['Node Type'] === 'Nested Loop' || node['Node Type'] === 'Merge Join';
}

function passesThrough(node: PlanNode): boolean {
  return node['Join Type'] === 'Inner' || node['Join Type'] === 'Semi';
}

/** True where one row of the child that satisfies the edge is as good as all: the join gives the other side's rows, and has no other condition. */
function isMatchEnough(join: PlanNode, child: PlanNode, { pairs }: JoinEdge): boolean {
  const isOuter = child['Parent Relationship'] === 'Outer';
  const type = join['Join Type'];
  const isLookedInto = isOuter ? type === 'Right Semi' || type === 'Right Anti' : type === 'Semi' || type === 'Anti';
  const conjuncts = joinConditions(join).map(conjunctsOf);
  return isLookedInto && !conjuncts.includes(undefined) && conjuncts.flat().length === pairs.length;
}

/** True where rows on the child's side that match nothing on the other leave no trace. */
function mayLeaveOut(join: PlanNode, child: PlanNode): boolean {
  const isOuter = child['Parent Relationship'] === 'Outer';
  switch (join['Join Type']) {
    case 'Inner':
    case 'Semi':
    case 'Right Semi':
      return true;
    case 'Left':
    case 'Anti':
      return !isOuter;
    case 'Right':
    case 'Right Anti':
      return isOuter;
    default:
      return false;
  }
}

function joinConditionEdges(
  join: PlanNode,
  target: ForeignScan,
  alias: string,
  byAlias: ReadonlyMap<string, ForeignScan>,
): readonly JoinEdge[] {
  return joinConditions(join).flatMap((condition) => {
    const conjuncts = conjunctsOf(condition) ?? [];
    return edgesOf(conjuncts, (e) => textOf(e, condition), target, alias, byAlias, false);
  });
}

/** An outer join's Filter is applied after rows were extended: only its join conditions count. */
function joinConditions(join: PlanNode): readonly string[] {
  return [join['Hash Cond'], join['Merge Cond'], join['Join Filter']].filter((c) => typeof c === 'string');
}

/** undefined where our grammar cannot read the condition. */
function conjunctsOf(condition: string): readonly Expression[] | undefined {
  const expression = tryParse(condition);
  return expression?.type === 'and' ? expression.operands : expression && [expression];
}

/** The equalities of the target with one other scan each, those with the same scan together. */
function edgesOf(
  conjuncts: readonly Expression[],
  text: (expression: Expression) => string,
  target: ForeignScan,
  alias: string,
  byAlias: ReadonlyMap<string, ForeignScan>,
  correlated: boolean,
): readonly JoinEdge[] {
  const pairs = new Map<string, { source: string; target: Expression }[]>();
  for (const conjunct of conjuncts) {
    if (conjunct.type !== 'binary' || conjunct.operator !== '=') continue;
    for (const [mine, other] of [
      [conjunct.left, conjunct.right],
      [conjunct.right, conjunct.left],
    ] as const) {
      const source = onlyAlias(other);
      if (onlyAlias(mine) !== alias || source === undefined || source === alias || !byAlias.has(source)) continue;
      pairs.set(source, [...(pairs.get(source) ?? []), { source: text(other), target: mine }]);
    }
  }
  return [...pairs].flatMap(([sourceAlias, equated]) => {
    const source = byAlias.get(sourceAlias);
    return source === undefined
      ? []
      : [{ source, target, sourceAlias, targetAlias: alias, pairs: equated, correlated, oneEach: false }];
  });
}

/** The one alias whose columns an expression reads; undefined where there is none or more. */
function onlyAlias(expression: Expression): string | undefined {
  const references = columnReferences(expression);
  const aliases = new Set(
    references.map((reference) => (reference.parts.length > 1 ? reference.parts[0]?.name : undefined)),
  );
  const [alias] = aliases;
  return aliases.size === 1 ? alias : undefined;
}

function textOf({ span }: Expression, text: string): string {
  return text.slice(span.start, span.end);
}

function tryParse(text: string): Expression | undefined {
  try {
    return parseExpression(text);
  } catch {
    return undefined;
  }
}
