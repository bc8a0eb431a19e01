/**
 * The model that conditions are tested against: DynamoDB's two-valued evaluation of a condition over an item, written as plainly as it can be.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
import fc from 'fast-check';
import type { KeySchema } from '../../src/catalog/model.ts';
import { and, type Comparator, type Condition, not, or, type Path } from '../../src/plan/condition.ts';
import type { AttributeType, AttributeValue, Item } from '../../src/plan/request.ts';

/** Whether the item satisfies the condition. */
export function satisfies(item: Item, condition: Condition): boolean {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'and':
      return condition.conditions.every((each) => satisfies(item, each));
    case 'or':
      return condition.conditions.some((each) => satisfies(item, each));
    case 'not':
      return !satisfies(item, condition.condition);
    default: {
      const value = valueAt(item, condition.path);
      return leafHolds(condition, value);
    }
  }
}

type Leaf = Exclude<Condition, { kind: 'always' | 'never' | 'and' | 'or' | 'not' }>;

function leafHolds(leaf: Leaf, value: AttributeValue | undefined): boolean {
  if (value === undefined) return leaf.kind === 'compare' && leaf.operator === '<>';
  switch (leaf.kind) {
    case 'compare':
      return compared(value, leaf.operator, leaf.value);
    case 'between':
      return compared(value, '>=', leaf.low) && compared(value, '<=', leaf.high);
    case 'in':
      return leaf.values.some((each) => compared(value, '=', each));
    case 'begins_with':
      return 'S' in value && 'S' in leaf.value && value.S.startsWith(leaf.value.S);
    case 'contains':
      return contains(value, leaf.value);
    case 'size':
      return compared({ N: String(sizeOf(value)) }, leaf.operator, leaf.value);
    case 'exists':
      return true;
    case 'type':
      return leaf.attributeType in value;
  }
}

function valueAt(item: Item, [name, ...steps]: Path): AttributeValue | undefined {
  let value = item[name];
  for (const step of steps) {
    if (value === undefined) return undefined;
    value =
      typeof step === 'number' ? ('L' in value ? value.L[step] : undefined) : 'M' in value ? value.M[step] : undefined;
  }
  return value;
}

function compared(value: AttributeValue, operator: Comparator, other: AttributeValue): boolean {
  const order = orderOf(value, other);
  switch (operator) {
    case '=':
      return order === 0 || JSON.stringify(value) === JSON.stringify(other);
    case '<>':
      return !compared(value, '=', other);
    case '<':
      return order !== undefined && order < 0;
    case '<=':
      return order !== undefined && order <= 0;
    case '>':
      return order !== undefined && order > 0;
    case '>=':
      return order !== undefined && order >= 0;
  }
}

/** The model's numbers are small: JavaScript's are exact enough for them. */
export function orderOf(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('N' in a && 'N' in b) return Number(a.N) - Number(b.N);
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return undefined;
}

function contains(value: AttributeValue, element: AttributeValue): boolean {
  if ('S' in value) return 'S' in element && value.S.includes(element.S);
  if ('SS' in value) return 'S' in element && value.SS.includes(element.S);
  return 'L' in value && value.L.some((each) => compared(each, '=', element));
}

function sizeOf(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return Buffer.from(value.B, 'base64').length;
  const [inside] = Object.values(value) as readonly unknown[];
  return Array.isArray(inside)
    ? inside.length
    : typeof inside === 'object' && inside !== null
      ? Object.keys(inside).length
      : 1;
}

// ---- arbitraries ----

/** Two strings whose UTF-16 order is not their UTF-8 order, and prefixes of each other. */
const TEXTS = ['', 'a', 'ab', 'abc', 'b', 'é', '\uffff', '\u{1f600}'];
const NUMBERS = ['0', '1', '1.0', '-1', '2', '10', '1E+1', '-0.5'];
const BYTES = ['', 'AA==', 'AAA=', '/w==', 'gA=='];

export const SCALARS: Readonly<Record<'S' | 'N' | 'B', readonly AttributeValue[]>> = {
  S: TEXTS.map((S) => ({ S })),
  N: NUMBERS.map((N) => ({ N })),
  B: BYTES.map((B) => ({ B })),
};

export const scalar: fc.Arbitrary<AttributeValue> = fc.constantFrom(...SCALARS.S, ...SCALARS.N, ...SCALARS.B);
const anyValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  {
    weight: 2,
    arbitrary: fc.constantFrom<AttributeValue>(
      { BOOL: true },
      { BOOL: false },
      { NULL: true },
      { L: [{ S: 'a' }] },
      { L: [] },
      { SS: ['a', 'b'] },
      { M: { k: { S: 'a' } } },
      { M: {} },
    ),
  },
);

const operator = fc.constantFrom<Comparator>('=', '<>', '<', '<=', '>', '>=');
const TYPES: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS'];

/** Keys that the tests use: a string and a number. */
export const KEYS: KeySchema = { partition: { name: 'p', type: 'S' }, sort: { name: 's', type: 'N' } };

const path: fc.Arbitrary<Path> = fc.constantFrom<Path>(
  ['p'],
  ['p'],
  ['s'],
  ['s'],
  ['a'],
  ['a'],
  ['a', 'k'],
  ['p', 'k'],
  ['a', 0],
);

const leaf: fc.Arbitrary<Condition> = path.chain((at) =>
  fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), path: fc.constant(at), operator, value: anyValue }),
    fc.record({ kind: fc.constant('between' as const), path: fc.constant(at), low: scalar, high: scalar }),
    fc.record({
      kind: fc.constant('in' as const),
      path: fc.constant(at),
      values: fc.array(scalar, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('begins_with' as const),
      path: fc.constant(at),
      value: fc.constantFrom(...SCALARS.S),
    }),
    fc.record({ kind: fc.constant('contains' as const), path: fc.constant(at), value: scalar }),
    fc.record({ kind: fc.constant('exists' as const), path: fc.constant(at) }),
    fc.record({ kind: fc.constant('type' as const), path: fc.constant(at), attributeType: fc.constantFrom(...TYPES) }),
  ),
);

/** Conditions on the keys and on `a`, built as the planner builds them. */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 5, arbitrary: leaf },
    { weight: 2, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => and(...all)) },
    { weight: 2, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => or(...all)) },
    { weight: 1, arbitrary: tie('tree').map(not) },
  ),
})).tree;

function withMaybe(name: string, value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Item> {
  return fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [name]: v }));
}

/** Items with any attributes, or none. */
export const item: fc.Arbitrary<Item> = fc
  .tuple(withMaybe('p', anyValue), withMaybe('s', anyValue), withMaybe('a', anyValue))
  .map(([p, s, a]) => ({ ...p, ...s, ...a }));

/** Items as a table with KEYS holds them: both keys, of their types, never empty. */
export const keyedItem: fc.Arbitrary<Item> = fc
  .tuple(
    fc.constantFrom(...SCALARS.S.filter((value) => !('S' in value && value.S === ''))),
    fc.constantFrom(...SCALARS.N),
    withMaybe('a', anyValue),
  )
  .map(([p, s, a]) => ({ p, s, ...a }));
