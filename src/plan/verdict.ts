/**
 * What can be pushed of a qualifier, and how far: DataFusion's Exact, Inexact and Unsupported, in three words of our own.
 *
 * - exact: DynamoDB's condition is true for precisely the items for which PostgreSQL's qualifier is true. Only above exact qualifiers may LIMIT, COUNT and order
 *   be pushed.
 * - superset: the condition is true at least for those; PostgreSQL checks again.
 * - local: nothing is pushed, PostgreSQL alone decides.
 */
import { ALWAYS, and, type Condition, or } from './condition.ts';

export type Verdict =
  | { readonly verdict: 'exact'; readonly condition: Condition }
  | { readonly verdict: 'superset'; readonly condition: Condition; readonly reason: string }
  | { readonly verdict: 'local'; readonly reason: string };

export function exact(condition: Condition): Verdict {
  return { verdict: 'exact', condition };
}
export function superset(condition: Condition, reason: string): Verdict {
  return { verdict: 'superset', condition, reason };
}
export function local(reason: string): Verdict {
  return { verdict: 'local', reason };
}

/** The condition to push: `always` where nothing can be. */
export function conditionOf(verdict: Verdict): Condition {
  return verdict.verdict === 'local' ? ALWAYS : verdict.condition;
}

/** All of them hold: what cannot be pushed is left to PostgreSQL, the rest is pushed. */
export function all(verdicts: readonly Verdict[]): Verdict {
  const reason = verdicts.map(reasonOf).find((r) => r !== undefined);
  if (verdicts.every((v) => v.verdict === 'local')) return local(reason ?? 'nothing to push');
  const condition = and(...verdicts.map(conditionOf));
  return reason === undefined ? exact(condition) : superset(condition, reason);
}

/** One of them holds: a single arm that cannot be pushed leaves nothing to push. */
export function any(verdicts: readonly Verdict[]): Verdict {
  const unpushable = verdicts.find((v) => v.verdict === 'local');
  if (unpushable !== undefined) return unpushable;
  const condition = or(...verdicts.map(conditionOf));
  const reason = verdicts.map(reasonOf).find((r) => r !== undefined);
  return reason === undefined ? exact(condition) : superset(condition, reason);
}

function reasonOf(verdict: Verdict): string | undefined {
  return verdict.verdict === 'exact' ? undefined : verdict.reason;
}
