/**
 * Conditions on items, as data: what a FilterExpression or KeyConditionExpression can say. Two-valued, as DynamoDB evaluates them: a comparison with a
 * missing or differently typed attribute is false, except `<>`, which is true.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
import type { AttributeType, AttributeValue } from './request.ts';

/** A document path: the attribute's name, then map keys and list indexes. */
export type Path = readonly [string, ...(string | number)[]];

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparator; readonly value: AttributeValue }
  | { readonly kind: 'between'; readonly path: Path; readonly low: AttributeValue; readonly high: AttributeValue }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly AttributeValue[] }
  | { readonly kind: 'begins_with'; readonly path: Path; readonly value: AttributeValue }
  | { readonly kind: 'contains'; readonly path: Path; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly path: Path; readonly operator: Comparator; readonly value: AttributeValue }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'type'; readonly path: Path; readonly attributeType: AttributeType }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition };

export const ALWAYS: Condition = { kind: 'always' };
export const NEVER: Condition = { kind: 'never' };

/** The conjunction, flattened, without `always`; `never` where one of them is. */
export function and(...conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((c) => (c.kind === 'and' ? c.conditions : [c])).filter((c) => c.kind !== 'always');
  if (flat.some((c) => c.kind === 'never')) return NEVER;
  const conditionsOnce = distinct(flat);
  return conditionsOnce.length > 1 ? { kind: 'and', conditions: conditionsOnce } : (conditionsOnce[0] ?? ALWAYS);
}

/** The disjunction, flattened, without `never`; `always` where one of them is. */
export function or(...conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((c) => (c.kind === 'or' ? c.conditions : [c])).filter((c) => c.kind !== 'never');
  if (flat.some((c) => c.kind === 'always')) return ALWAYS;
  const conditionsOnce = distinct(flat);
  return conditionsOnce.length > 1 ? { kind: 'or', conditions: conditionsOnce } : (conditionsOnce[0] ?? NEVER);
}

/** Each of them once: `a <> 1 AND a <> 2` asks twice for the presence of `a`, and an expression may have 300 operators. */
function distinct(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.length < 2) return conditions;
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}

export function not(condition: Condition): Condition {
  if (condition.kind === 'always') return NEVER;
  if (condition.kind === 'never') return ALWAYS;
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}

/**
 * The attribute has one of the types. Where a comparison can say so it does: it means the same, and dynalite's attribute_type is wrong about the empty string, empty binary and FALSE.
 */
export function hasType(path: Path, ...types: readonly AttributeType[]): Condition {
  return or(...types.map((type) => isOfType(path, type)));
}

function isOfType(path: Path, attributeType: AttributeType): Condition {
  switch (attributeType) {
    case 'S':
      return { kind: 'compare', path, operator: '>=', value: { S: '' } };
    case 'B':
      return { kind: 'compare', path, operator: '>=', value: { B: '' } };
    case 'BOOL':
      return or(equals(path, { BOOL: true }), equals(path, { BOOL: false }));
    default:
      return { kind: 'type', path, attributeType };
  }
}

export function equals(path: Path, value: AttributeValue): Condition {
  return { kind: 'compare', path, operator: '=', value };
}

/** The conjuncts of a condition: `a AND b` is [a, b]; anything else is itself alone. */
export function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind === 'always') return [];
  return condition.kind === 'and' ? condition.conditions : [condition];
}

/** The top-level attributes a condition speaks of. */
export function attributesOf(condition: Condition): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (c: Condition): void => {
    if ('conditions' in c) c.conditions.forEach(visit);
    else if (c.kind === 'not') visit(c.condition);
    else if ('path' in c) names.add(c.path[0]);
  };
  visit(condition);
  return names;
}

/**
 * True where every item that satisfies the condition has the attribute (so that a sparse index on it misses none of them).
 * Sound, not complete: an unproved implication only costs an index.
 */
export function impliesPresent(condition: Condition, attribute: string): boolean {
  switch (condition.kind) {
    case 'never':
      return true;
    case 'always':
    case 'not':
      return false;
    case 'and':
      return condition.conditions.some((c) => impliesPresent(c, attribute));
    case 'or':
      return condition.conditions.every((c) => impliesPresent(c, attribute));
    case 'compare':
      return condition.operator !== '<>' && condition.path[0] === attribute;
    case 'between':
    case 'in':
    case 'begins_with':
    case 'contains':
    case 'size':
    case 'exists':
    case 'type':
      return condition.path[0] === attribute;
  }
}
