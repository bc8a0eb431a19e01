/** Conditions on key attributes, made simpler by what a key is: always there, and always of its declared type. */
import type { KeySchema } from '../catalog/model.ts';
import { ALWAYS, and, type Comparator, type Condition, NEVER, not, or } from './condition.ts';
import type { AttributeValue } from './request.ts';

/** The same condition for items that have the keys (all items of a table; those in an index). */
export function simplifyForKeys(condition: Condition, keys: KeySchema): Condition {
  const types = new Map([[keys.partition.name, keys.partition.type]]);
  if (keys.sort !== undefined) types.set(keys.sort.name, keys.sort.type);
  const visit = (c: Condition): Condition => {
    switch (c.kind) {
      case 'always':
      case 'never':
        return c;
      case 'and':
        return and(...c.conditions.map(visit));
      case 'or':
        return or(...c.conditions.map(visit));
      case 'not':
        return not(visit(c.condition));
      default:
        return leaf(c, types.get(c.path[0]));
    }
  };
  return visit(condition);
}

/** A key is never the empty string or empty binary: it is above it. */
const ABOVE_EMPTY: Readonly<Record<Comparator, Condition>> = {
  '=': NEVER,
  '<>': ALWAYS,
  '<': NEVER,
  '<=': NEVER,
  '>': ALWAYS,
  '>=': ALWAYS,
};

function isEmpty(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

type Leaf = Exclude<Condition, { kind: 'always' | 'never' | 'and' | 'or' | 'not' }>;

function leaf(condition: Leaf, type: 'S' | 'N' | 'B' | undefined): Condition {
  if (type === undefined) return condition;
  // A key is a scalar: there is nothing inside it.
  if (condition.path.length > 1) return condition.kind === 'compare' && condition.operator === '<>' ? ALWAYS : NEVER;
  switch (condition.kind) {
    case 'exists':
      return ALWAYS;
    case 'type':
      return condition.attributeType === type ? ALWAYS : NEVER;
    case 'compare':
      if (!(type in condition.value)) return condition.operator === '<>' ? ALWAYS : NEVER;
      return isEmpty(condition.value) ? ABOVE_EMPTY[condition.operator] : condition;
    case 'in': {
      const values = condition.values.filter((value) => type in value);
      return values.length === 0 ? NEVER : { ...condition, values };
    }
    case 'between':
    case 'begins_with':
    case 'contains':
    case 'size':
      return condition;
  }
}
