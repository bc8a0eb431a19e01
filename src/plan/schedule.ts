/**
 * In which order scans are fetched, and which of them wait for the values of others. Greedy: the scan that is cheapest given what is there already comes next, read by its own qualifiers or by
 * the values of one before it, whichever is estimated to take fewer read units.
 */
import type { Dependency } from './dependency.ts';
import { type PlanSettings, planScan, type ScanHints, type ScanPlan } from './planner.ts';

/** More values than this are not looked up one by one. */
export const MAX_DYNAMIC_KEYS = 10_000;
/** A source this many times cheaper than the scan is worth waiting for. */
const CHEAP_BESIDE = 4;
/** How many made-up values the estimate of a dynamic filter is worked out with. */
const SAMPLE_KEYS = 100;

/** How far the made-up values are from one another; a hundred of them still fit a smallint. */
const APART = 300;

/** Values that a scan waits for. */
export interface Dynamic {
  readonly dependency: Dependency;
  readonly expected: ScanPlan;
  /** How many values are expected. */
  readonly keys: number;
  /** True where reading by them is expected to be cheaper; where not, it may turn out so. */
  readonly isLikely: boolean;
}

export interface ScheduledScan {
  /** By the scan's own qualifiers. */
  readonly plan: ScanPlan;
  /** What it waits for, with the plan that is expected of it. */
  readonly dynamic?: Dynamic | undefined;
  readonly settings: PlanSettings;
  readonly hints: ScanHints;
}

/** A scan to be scheduled: its plan by its own qualifiers. */
export type Plannable = Pick<ScheduledScan, 'plan' | 'settings' | 'hints'>;

/** The scans in the order in which they are fetched. */
export function schedule(scans: readonly Plannable[], dependencies: readonly Dependency[]): readonly ScheduledScan[] {
  const waiting = new Set(scans);
  const done = new Map<string, number>();
  const costs = new Map<string, number>();
  const order: ScheduledScan[] = [];
  while (waiting.size > 0) {
    let best:
      | { readonly scan: Plannable; readonly choice: ScheduledScan; readonly cost: number; readonly rows: number }
      | undefined;
    for (const scan of waiting) {
      const candidate = cheapest(scan, dependencies, done, costs);
      if (best === undefined || candidate.cost < best.cost) best = { scan, ...candidate };
    }
    if (best === undefined) break;
    waiting.delete(best.scan);
    order.push(best.choice);
    done.set(best.scan.plan.scan.staging, best.rows);
    costs.set(best.scan.plan.scan.staging, best.cost);
  }
  return order;
}

function sourceCost(dependency: Dependency, costs: ReadonlyMap<string, number>): number {
  return dependency.waitsFor.reduce((sum, staging) => sum + (costs.get(staging) ?? 0), 0);
}

function cheapest(
  scan: Plannable,
  dependencies: readonly Dependency[],
  done: ReadonlyMap<string, number>,
  costs: ReadonlyMap<string, number>,
): { choice: ScheduledScan; cost: number; rows: number } {
  const { plan, settings, hints } = scan;
  const { readUnits, rows } = plan.access.estimate;
  let best = { choice: { plan, settings, hints } as ScheduledScan, cost: readUnits, rows };
  if (!settings.pushdown || plan.access.count) return best;
  for (const dependency of dependencies) {
    if (dependency.target.staging !== plan.scan.staging || !dependency.waitsFor.every((staging) => done.has(staging)))
      continue;
    const keys = dependency.single
      ? 1
      : Math.max(1, Math.max(...dependency.waitsFor.map((staging) => done.get(staging) ?? 0)));
    if (keys > MAX_DYNAMIC_KEYS) continue;
    const planFor = (values: number): ScanPlan =>
      planScan(plan.scan, settings, { ...hints, dynamic: madeUp(dependency, values, plan) });
    const sampled = Math.min(keys, SAMPLE_KEYS);
    const byAll = planFor(sampled);
    // So many would be a Scan; there may turn out to be few.
    const expected = byAll.access.method === 'Scan' ? planFor(1) : byAll;
    if (expected.access.method === 'Scan') continue;
    const factor = keys / sampled;
    const cost = expected.access.estimate.readUnits * factor;
    const isLikely = expected === byAll && cost < best.cost;
    const dynamic: Dynamic = { dependency, expected, keys: Math.round(keys), isLikely };
    if (isLikely) best = { choice: { ...best.choice, dynamic }, cost, rows: expected.access.estimate.rows * factor };
    // How many values there are is a guess: where finding out costs little beside the scan, the scan waits for them.
    else if (best.choice.dynamic === undefined && sourceCost(dependency, costs) * CHEAP_BESIDE < readUnits)
      best = { ...best, choice: { ...best.choice, dynamic } };
  }
  return best;
}

/** A dynamic filter with values that stand for those to come: only their number matters, so that no two of them are neighbours. */
function madeUp(dependency: Dependency, count: number, plan: ScanPlan): NonNullable<ScanHints['dynamic']> {
  const rows = Array.from({ length: count }, (_, n) => dependency.expressions.map(() => String((n + 1) * APART)));
  return {
    expressions: dependency.expressions,
    rows,
    text: `= ${dependency.text}`,
    replaces: plan.wish.limited ? dependency.replaces : [],
    oneEach: dependency.oneEach,
  };
}

/** Whether a value may be one that stands for those to come. */
export function isMadeUpValue(text: string): boolean {
  const n = Number(text) / APART;
  return Number.isInteger(n) && n > 0 && n <= SAMPLE_KEYS;
}

/** The plan once the values are there: by them, where that is still cheaper. */
export function withValues(
  { plan, settings, hints, dynamic }: ScheduledScan,
  rows: readonly (readonly (string | null)[])[],
): ScanPlan {
  if (dynamic === undefined || rows.length > MAX_DYNAMIC_KEYS) return plan;
  const { dependency } = dynamic;
  const filter = { ...madeUp(dependency, 0, plan), rows };
  const byValues = planScan(plan.scan, settings, { ...hints, dynamic: filter });
  return byValues.access.estimate.readUnits < plan.access.estimate.readUnits ? byValues : plan;
}
