/**
 * A union of access paths: where an OR's arms speak of the keys of different places (`id = 1 OR email = 'x'`), each arm is read by what is cheapest for it, and an item that two arms find is
 * taken once. Every wanted item satisfies one arm together with the other qualifiers, so the arms' supersets cover it.
 */
import { and, type Condition, conjuncts, or } from '../condition.ts';
import type { Estimate } from '../cost.ts';
import { conditionOf, type Verdict } from '../verdict.ts';
import type { AccessNeeds, AccessPath, Placement } from './path.ts';

/** An OR of more arms than this is not taken apart: each is planned on its own. */
const MAX_ARMS = 100;

/**
 * The unions that the qualifiers allow, one for each OR among them.
 * @param choose the cheapest path of an arm, which is never a union itself
 */
export function unionPaths(needs: AccessNeeds, choose: (arm: AccessNeeds) => AccessPath): readonly AccessPath[] {
  if (needs.pinnedIndex !== undefined || needs.limitEach !== undefined) return [];
  return needs.qualifiers.flatMap(({ verdict }, qualifier) => {
    const parts = conjuncts(conditionOf(verdict));
    return parts.flatMap((part, at) => {
      if (part.kind !== 'or' || part.conditions.length > MAX_ARMS) return [];
      const armOf = (arm: Condition): AccessPath =>
        choose(armNeeds(needs, qualifier, and(...parts.slice(0, at), arm, ...parts.slice(at + 1))));
      const paths = armsOf(part.conditions, armOf);
      return paths === undefined ? [] : [unionOf(needs, paths)];
    });
  });
}

function armNeeds(needs: AccessNeeds, qualifier: number, condition: Condition): AccessNeeds {
  const qualifiers = needs.qualifiers.map((q, i) =>
    i === qualifier ? { ...q, verdict: withCondition(q.verdict, condition) } : q,
  );
  // An order across arms is PostgreSQL's to make; without one, any rows up to the limit will do.
  const limit = needs.order.length === 0 ? needs.limit : undefined;
  return { ...needs, qualifiers, order: [], limit, count: false };
}

function withCondition(verdict: Verdict, condition: Condition): Verdict {
  return verdict.verdict === 'local' ? verdict : { ...verdict, condition };
}

/** A path for each place that the arms lead to; undefined where an arm needs a Scan, or where all lead to one place. */
function armsOf(
  conditions: readonly Condition[],
  armOf: (condition: Condition) => AccessPath,
): readonly AccessPath[] | undefined {
  const byPlace = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const path = armOf(condition);
    if (path.method === 'Scan') return undefined;
    if (path.method === 'none') continue;
    const place = path.index?.name ?? '';
    byPlace.set(place, [...(byPlace.get(place) ?? []), condition]);
  }
  if (byPlace.size < 2) return undefined;
  const paths = [...byPlace.values()].map((arms) => armOf(or(...arms)));
  return paths.some(({ method }) => method === 'Scan') ? undefined : paths;
}

function unionOf(needs: AccessNeeds, arms: readonly AccessPath[]): AccessPath {
  const ordered = needs.order.length === 0;
  return {
    method: 'Union',
    arms,
    requests: arms.flatMap(({ requests }) => requests),
    segments: 1,
    fetchBack: arms.some(({ fetchBack }) => fetchBack),
    ordered,
    exact: arms.every(({ exact }) => exact),
    count: false,
    stopAfter: ordered ? needs.limit : undefined,
    fullScan: false,
    placements: needs.qualifiers.map((_, i) => placementIn(arms, i)),
    estimate: arms.map(({ estimate }) => estimate).reduce(sumOf),
  };
}

/** The least that an arm does for the qualifier. */
function placementIn(arms: readonly AccessPath[], qualifier: number): Placement {
  const placements = arms.map((arm) => arm.placements[qualifier]);
  if (placements.includes('recheck')) return 'recheck';
  return placements.includes('filter') ? 'filter' : 'key condition';
}

function sumOf(a: Estimate, b: Estimate): Estimate {
  return {
    requests: a.requests + b.requests,
    pages: a.pages + b.pages,
    items: a.items + b.items,
    rows: a.rows + b.rows,
    readUnits: a.readUnits + b.readUnits,
    bytes: a.bytes + b.bytes,
    known: a.known && b.known,
  };
}
