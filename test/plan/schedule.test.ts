/** The order of fetching, and which scans wait for the values of others. */
import { describe, expect, test } from 'vitest';
import { dependenciesOf } from '../../src/plan/dependency.ts';
import type { PlanNode } from '../../src/plan/explain-json.ts';
import { planScan, type ScanHints } from '../../src/plan/planner.ts';
import { type ScanTarget, scansOf } from '../../src/plan/scan.ts';
import { MAX_DYNAMIC_KEYS, type ScheduledScan, schedule, withValues } from '../../src/plan/schedule.ts';
import { above, CUSTOMERS, hashJoin, limit, ORDERS, PRODUCTS, seqScan, sort } from './fixtures.ts';

const TARGETS = [ORDERS, CUSTOMERS, PRODUCTS];

function scheduled(
  plan: PlanNode,
  { pushdown = true, hints = {} }: { pushdown?: boolean; hints?: ScanHints } = {},
): readonly ScheduledScan[] {
  const settings = { pushdown, consistentRead: false };
  const scans = scansOf([plan], TARGETS);
  const plannable = scans.map((scan) => ({ plan: planScan(scan, settings, hints), settings, hints }));
  return schedule(plannable, dependenciesOf([plan], scans, 'SELECT'));
}

/** `customers`, `orders by customers`, `orders, maybe by customers`. */
function shown(all: readonly ScheduledScan[]): readonly string[] {
  return all.map(({ plan, dynamic }) => {
    const name = plan.scan.table.name;
    if (dynamic === undefined) return name;
    const sources = dynamic.dependency.waitsFor.map((staging) => staging.replace('_staging', '')).join();
    return dynamic.isLikely ? `${name} by ${sources}` : `${name}, maybe by ${sources}`;
  });
}

function ordersOf(all: readonly ScheduledScan[]): ScheduledScan {
  const found = all.find(({ plan }) => plan.scan.staging === ORDERS.staging);
  if (found === undefined) throw new Error('orders are not scheduled');
  return found;
}

const orders = seqScan(ORDERS, 'o', ['customer_id', 'placed', 'product_id']);
const irish = seqScan(CUSTOMERS, 'c', ['id', 'name'], "(c.country = 'IE'::text)");
const ON = '(o.customer_id = c.id)';

describe('the order', () => {
  test('the cheap side first, the other by its values', () => {
    expect(shown(scheduled(hashJoin('Inner', ON, orders, irish)))).toEqual(['customers', 'orders by customers']);
  });

  test('whichever side it stands on', () => {
    expect(shown(scheduled(hashJoin('Inner', '(c.id = o.customer_id)', irish, orders)))).toEqual([
      'customers',
      'orders by customers',
    ]);
  });

  test('a chain of three', () => {
    const products = seqScan(PRODUCTS, 'p', ['sku', 'title']);
    const one = seqScan(CUSTOMERS, 'c', ['id', 'name'], "(c.id = 'c1'::text)");
    const some = seqScan(ORDERS, 'o', ['customer_id', 'placed', 'product_id'], "(o.placed ~~ '2024-05-%'::text)");
    const plan = hashJoin('Inner', '(o.product_id = p.sku)', hashJoin('Inner', ON, some, one), products);
    expect(shown(scheduled(plan))).toEqual(['customers', 'orders by customers', 'products by orders']);
  });

  test('the side that a left join keeps waits for nothing', () => {
    const all = seqScan(CUSTOMERS, 'c', ['id', 'name']);
    const few = seqScan(ORDERS, 'o', ['customer_id'], "((o.customer_id = 'c1'::text) AND (o.placed = 'x'::text))");
    const plan = hashJoin('Left', '(c.id = o.customer_id)', all, few);
    expect(shown(scheduled(plan)).every((line) => !line.startsWith('customers '))).toBe(true);
  });

  test('values that no key takes are not waited for', () => {
    const plan = hashJoin('Inner', '(o.note = c.name)', orders, irish);
    expect(shown(scheduled(plan))).toEqual(['customers', 'orders']);
  });

  test('two whole tables are two scans, unless the source turns out small', () => {
    const all = seqScan(CUSTOMERS, 'c', ['id', 'name']);
    const plan = hashJoin('Inner', ON, orders, all);
    const lines = shown(scheduled(plan));
    expect(lines[0]).toBe('customers');
    expect(lines[1]).toMatch(/^orders/);
    expect(lines[1]).not.toBe('orders by customers');
  });

  test('so many values expected that they are a Scan: they may turn out few', () => {
    const unknown = (target: ScanTarget): ScanTarget => ({
      ...target,
      description: { ...target.description, items: 0, bytes: 0, indexes: [] },
    });
    const indexed: ScanTarget = { ...CUSTOMERS, description: { ...CUSTOMERS.description, items: 0, bytes: 0 } };
    const scans = scansOf([hashJoin('Inner', ON, orders, irish)], [unknown(ORDERS), indexed]);
    const settings = { pushdown: true, consistentRead: false };
    const plannable = scans.map((scan) => ({ plan: planScan(scan, settings), settings, hints: {} }));
    const all = schedule(plannable, dependenciesOf([hashJoin('Inner', ON, orders, irish)], scans, 'SELECT'));
    expect(shown(all)).toEqual(['customers', 'orders, maybe by customers']);
    expect(withValues(ordersOf(all), [['c1'], ['c2']]).access.method).toBe('Query');
  });

  test('pushdown off waits for nothing', () => {
    expect(shown(scheduled(hashJoin('Inner', ON, orders, irish), { pushdown: false })).join()).not.toContain('by');
  });
});

describe('the values, once they are there', () => {
  const waiting = ordersOf(scheduled(hashJoin('Inner', ON, orders, irish)));

  test('are the keys', () => {
    const { access } = withValues(waiting, [['c1'], ['c2']]);
    expect(access.method).toBe('Query');
    expect(access.requests).toHaveLength(2);
  });

  test('none: nothing is read', () => {
    expect(withValues(waiting, []).access).toMatchObject({ method: 'none', requests: [] });
  });

  test('too many: the scan by its own qualifiers', () => {
    const rows = Array.from({ length: MAX_DYNAMIC_KEYS + 1 }, (_, n) => [`c${n}`]);
    expect(withValues(waiting, rows)).toBe(waiting.plan);
  });

  test('so many that a Scan is cheaper: the same', () => {
    const rows = Array.from({ length: 9000 }, (_, n) => [`c${n}`]);
    expect(withValues(waiting, rows).access.method).toBe('Scan');
  });

  test('of full keys are a BatchGetItem', () => {
    const products = seqScan(PRODUCTS, 'p', ['sku', 'title']);
    const one = seqScan(ORDERS, 'o', ['product_id'], "((o.customer_id = 'c1'::text) AND (o.placed = 'x'::text))");
    const found = scheduled(hashJoin('Inner', '(o.product_id = p.sku)', one, products)).at(-1);
    expect(found && withValues(found, [['s1'], ['s2']]).access.method).toBe('BatchGetItem');
  });
});

describe('a limit for each value', () => {
  const inner = seqScan(ORDERS, 'o', ['placed'], '(o.customer_id = c.id)');
  const few = seqScan(CUSTOMERS, 'c', ['id'], "(c.id = ANY ('{a,b}'::text[]))");

  test('LATERAL top n is a Query of n items each', () => {
    const plan = above('Nested Loop', { 'Join Type': 'Inner' }, few, limit(sort(['o.placed DESC'], inner)));
    const { access } = withValues(ordersOf(scheduled(plan, { hints: { limit: 3 } })), [['a'], ['b']]);
    expect(access.stopEachAfter).toBe(3);
    for (const { input } of access.requests) expect(input).toMatchObject({ Limit: 3, ScanIndexForward: false });
  });

  test("an order that is not the sort key's reads the partitions", () => {
    const plan = above('Nested Loop', { 'Join Type': 'Inner' }, few, limit(sort(['o.quantity'], inner)));
    const { access } = withValues(ordersOf(scheduled(plan, { hints: { limit: 3 } })), [['a'], ['b']]);
    expect(access.stopEachAfter).toBeUndefined();
  });

  test('a semi or anti join looks at one item each', () => {
    for (const type of ['Semi', 'Anti']) {
      const plan = hashJoin(type, '(c.id = o.customer_id)', few, orders);
      const { access } = withValues(ordersOf(scheduled(plan)), [['a'], ['b']]);
      expect(access.stopEachAfter, type).toBe(1);
    }
  });

  test('above a filter that is not exact it looks at all', () => {
    const filtered = seqScan(ORDERS, 'o', ['customer_id'], '(o.quantity > 5)');
    const plan = hashJoin('Anti', '(c.id = o.customer_id)', few, filtered);
    expect(withValues(ordersOf(scheduled(plan)), [['a'], ['b']]).access.stopEachAfter).toBeUndefined();
  });

  test('two values of one partition share no limit', () => {
    const pairs = hashJoin('Semi', '((c.id = o.customer_id) AND (c.name = o.status))', few, orders);
    const { access } = withValues(ordersOf(scheduled(pairs)), [
      ['a', 'NEW'],
      ['a', 'PAID'],
    ]);
    expect(access.stopEachAfter).toBeUndefined();
  });
});
