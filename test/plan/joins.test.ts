/**
 * Which equalities may restrict a scan to another's values, from plans as EXPLAIN gives them: where a row that is left out could have changed the answer, there must be no edge.
 */
import { describe, expect, test } from 'vitest';
import { type Dependency, dependenciesOf } from '../../src/plan/dependency.ts';
import type { PlanNode } from '../../src/plan/explain-json.ts';
import { joinEdges } from '../../src/plan/joins.ts';
import { scansOf } from '../../src/plan/scan.ts';
import { above, again, aggregate, CUSTOMERS, hashJoin, limit, ORDERS, PRODUCTS, seqScan, sort } from './fixtures.ts';

const TARGETS = [ORDERS, CUSTOMERS, PRODUCTS, again(ORDERS, 'orders_again')];

/** `c -> o`: o may be read by c's values; `c => o` where one row of o for each is enough. */
function edges(plan: PlanNode): readonly string[] {
  return joinEdges(scansOf([plan], TARGETS))
    .map(
      ({ sourceAlias, targetAlias, oneEach, correlated }) =>
        `${sourceAlias} ${oneEach ? '=>' : '->'} ${targetAlias}${correlated ? ' (correlated)' : ''}`,
    )
    .sort();
}

const customers = seqScan(CUSTOMERS, 'c', ['id', 'name'], "(c.country = 'IE'::text)");
const orders = seqScan(ORDERS, 'o', ['customer_id', 'placed']);
const products = seqScan(PRODUCTS, 'p', ['sku', 'title']);
const ON = '(o.customer_id = c.id)';

describe('joins', () => {
  test('inner: either side by the other', () => {
    expect(edges(hashJoin('Inner', ON, orders, customers))).toEqual(['c -> o', 'o -> c']);
  });

  test.each<[string, PlanNode, readonly string[]]>([
    ['left: the nullable side alone', hashJoin('Left', '(c.id = o.customer_id)', customers, orders), ['c -> o']],
    ['right: the nullable side alone', hashJoin('Right', ON, orders, customers), ['c -> o']],
    ['full: neither', hashJoin('Full', ON, orders, customers), []],
    [
      'semi: both, and one row of the inner side is enough',
      hashJoin('Semi', '(c.id = o.customer_id)', customers, orders),
      ['c => o', 'o -> c'],
    ],
    ['right semi: the same, turned round', hashJoin('Right Semi', ON, orders, customers), ['c => o', 'o -> c']],
    ['anti: the side that is looked into', hashJoin('Anti', '(c.id = o.customer_id)', customers, orders), ['c => o']],
    ['right anti: the same, turned round', hashJoin('Right Anti', ON, orders, customers), ['c => o']],
    ['a join type that nobody knows: neither', hashJoin('Sideways', ON, orders, customers), []],
  ])('%s', (_, plan, expected) => {
    expect(edges(plan)).toEqual(expected);
  });

  test('a nested loop has its condition in Join Filter', () => {
    const plan = above('Nested Loop', { 'Join Type': 'Inner', 'Join Filter': ON }, orders, customers);
    expect(edges(plan)).toEqual(['c -> o', 'o -> c']);
  });

  test('what an outer join filters afterwards is no join condition', () => {
    const plan = above('Nested Loop', { 'Join Type': 'Left', Filter: ON }, customers, orders);
    expect(edges(plan)).toEqual([]);
  });

  test('one row is not enough where the join asks more', () => {
    const more = hashJoin('Semi', '(c.id = o.customer_id)', customers, orders, '(o.placed > c.name)');
    expect(edges(more)).toEqual(['c -> o', 'o -> c']);
    const sorted = hashJoin('Anti', '(c.id = o.customer_id)', customers, sort(['o.placed'], orders));
    expect(edges(sorted)).toEqual(['c -> o']);
  });

  test('several equalities with one scan are one edge', () => {
    const other = seqScan(again(ORDERS, 'orders_again'), 'x', ['customer_id', 'placed']);
    const plan = hashJoin('Inner', '((o.customer_id = x.customer_id) AND (o.placed = x.placed))', orders, other);
    const found = joinEdges(scansOf([plan], TARGETS));
    expect(found.map((edge) => edge.pairs.length)).toEqual([2, 2]);
  });

  test.each([
    ['an inequality', '(o.customer_id > c.id)'],
    ['a disjunction', '((o.customer_id = c.id) OR (o.note = c.name))'],
    ['an expression of two scans', '(o.customer_id = (c.id || o.note))'],
    ['a constant', "(o.customer_id = 'c1'::text)"],
  ])('%s is no edge', (_, condition) => {
    expect(edges(above('Nested Loop', { 'Join Type': 'Inner', 'Join Filter': condition }, orders, customers))).toEqual(
      [],
    );
  });

  test('an expression of one scan is a source', () => {
    const plan = hashJoin('Inner', '(o.customer_id = upper(c.id))', orders, customers);
    const [edge] = joinEdges(scansOf([plan], TARGETS)).filter(({ targetAlias }) => targetAlias === 'o');
    expect(edge?.pairs[0]?.source).toBe('upper(c.id)');
  });
});

describe('on the way up', () => {
  const other = products;
  const joined = (inner: PlanNode): PlanNode => hashJoin('Inner', '(o.product_id = p.sku)', other, inner);

  test('inner and semi joins pass rows on', () => {
    expect(edges(joined(hashJoin('Inner', ON, orders, customers)))).toContain('p -> o');
    expect(edges(joined(hashJoin('Semi', ON, orders, customers)))).toContain('p -> o');
    expect(edges(joined(sort(['o.placed'], orders)))).toContain('p -> o');
  });

  test.each<[string, PlanNode]>([
    ['a limit', limit(orders)],
    ['a sort with a limit', limit(sort(['o.placed'], orders))],
    [
      'an aggregate',
      aggregate(['o.product_id', 'count(*)'], orders, { Strategy: 'Hashed', 'Group Key': ['o.product_id'] }),
    ],
    ['a window', above('WindowAgg', {}, orders)],
    ['DISTINCT', above('Unique', {}, sort(['o.product_id'], orders))],
    ['a set operation', above('SetOp', {}, orders)],
    ['an append', above('Append', {}, orders)],
    ['a left join that keeps it', hashJoin('Left', ON, orders, customers)],
    ['a full join', hashJoin('Full', ON, orders, customers)],
    ['an anti join', hashJoin('Anti', ON, orders, customers)],
  ])('above %s, a missing row shows', (_, inner) => {
    expect(edges(joined(inner))).not.toContain('p -> o');
  });
});

describe('correlated filters', () => {
  const inner = seqScan(ORDERS, 'o', ['placed'], '(o.customer_id = c.id)');

  test('hold for each outer row, whatever stands above', () => {
    const plan = above('Nested Loop', { 'Join Type': 'Inner' }, customers, limit(sort(['o.placed DESC'], inner)));
    expect(edges(plan)).toEqual(['c -> o (correlated)']);
  });

  test('in a subplan too', () => {
    const plan: PlanNode = {
      ...customers,
      Plans: [
        { ...aggregate(['max(o.placed)'], inner), 'Parent Relationship': 'SubPlan', 'Subplan Name': 'SubPlan 1' },
      ],
    };
    expect(edges(plan)).toEqual(['c -> o (correlated)']);
  });
});

test('a scan that stands in the plan twice has no edge', () => {
  const plan = above('Append', {}, hashJoin('Inner', ON, orders, customers), { ...orders, Alias: 'o_1' });
  expect(edges(plan)).toEqual([]);
});

describe('dependencies', () => {
  const find = (plan: PlanNode, staging: string, text = 'SELECT'): readonly Dependency[] =>
    dependenciesOf([plan], scansOf([plan], TARGETS), text).filter(({ target }) => target.staging === staging);

  test("a join's values are the source's own rows, filtered, without NULLs", () => {
    const [dependency] = find(hashJoin('Inner', ON, orders, customers), ORDERS.staging);
    expect(dependency?.query).toBe(
      `SELECT DISTINCT (c.id)::text FROM pg_temp.customers_staging AS c WHERE (c.id) IS NOT NULL AND (c.country = 'IE'::text)`,
    );
    expect(dependency).toMatchObject({ waitsFor: [CUSTOMERS.staging], single: false, replaces: [] });
  });

  test("the source's qualifiers that need another table are left out", () => {
    const source = seqScan(CUSTOMERS, 'c', ['id'], "((c.country = 'IE'::text) AND (c.name = p.title))");
    const [dependency] = find(hashJoin('Inner', ON, orders, source), ORDERS.staging);
    expect(dependency?.query).toContain("(c.country = 'IE'::text)");
    expect(dependency?.query).not.toContain('p.title');
  });

  test('a correlated equality is replaced by its values', () => {
    const inner = seqScan(ORDERS, 'o', ['placed'], "((o.status = 'NEW'::text) AND (o.customer_id = c.id))");
    const plan = above('Nested Loop', { 'Join Type': 'Inner' }, customers, limit(sort(['o.placed'], inner)));
    const [dependency] = find(plan, ORDERS.staging);
    expect(dependency?.replaces).toEqual(['o.customer_id = c.id']);
  });

  const text = `SELECT * FROM pg_temp.orders_staging AS o WHERE o.customer_id = (SELECT c.id FROM pg_temp.customers_staging AS c WHERE c.name = 'x')`;
  const initPlan: PlanNode = {
    ...seqScan(CUSTOMERS, 'c', ['id'], "(c.name = 'x'::text)"),
    'Parent Relationship': 'InitPlan',
    'Subplan Name': 'InitPlan 1',
  };
  const outer = (filter: string): PlanNode => ({ ...seqScan(ORDERS, 'o', ['placed'], filter), Plans: [initPlan] });

  test('a scalar subquery is evaluated first', () => {
    const [dependency] = find(outer('(o.customer_id = (InitPlan 1).col1)'), ORDERS.staging, text);
    expect(dependency).toMatchObject({ waitsFor: [CUSTOMERS.staging], single: true });
    expect(dependency?.query).toContain("(SELECT c.id FROM pg_temp.customers_staging AS c WHERE c.name = 'x')");
  });

  test.each([
    ['(o.customer_id > (InitPlan 1).col1)'],
    ['(o.customer_id = upper((InitPlan 1).col1))'],
    ['(o.customer_id = (InitPlan 2).col1)'],
    ["((o.customer_id = (InitPlan 1).col1) OR (o.status = 'NEW'::text))"],
  ])('%s does not wait', (filter) => {
    expect(find(outer(filter), ORDERS.staging, text)).toEqual([]);
  });

  test('a subquery that is written twice is not guessed at', () => {
    const twice = `${text} AND o.note = (SELECT c.id FROM pg_temp.customers_staging AS c)`;
    expect(find(outer('(o.customer_id = (InitPlan 1).col1)'), ORDERS.staging, twice)).toEqual([]);
  });
});
