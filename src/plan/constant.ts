/** Constants in EXPLAIN's text: `'x'::text`, `5`, `'{a,b}'::text[]`, `NULL::text`. PostgreSQL has folded whatever could be folded before. */
import type { Expression } from '../sql/expression.ts';
import type { TypeName } from '../sql/select.ts';

/** A constant's text in PostgreSQL's output form (null for NULL) and its type's name where it is written. */
export interface Constant {
  readonly text: string | null;
  readonly type: string | undefined;
}

/** The constant an expression is; undefined where it is none. */
export function constantOf(expression: Expression): Constant | undefined {
  if (expression.type === 'literal') {
    if (expression.literal === 'null') return { text: null, type: undefined };
    if (expression.literal === 'boolean')
      return { text: expression.value.toLowerCase() === 'true' ? 't' : 'f', type: 'boolean' };
    if (expression.literal === 'number') return { text: expression.value, type: 'number' };
    return expression.literal === 'string' ? { text: expression.value, type: undefined } : undefined;
  }
  if (expression.type === 'unary' && expression.operator === '-') {
    const inner = constantOf(expression.operand);
    return inner?.type === 'number' && inner.text !== null ? { text: `-${inner.text}`, type: 'number' } : undefined;
  }
  if (expression.type !== 'cast') return undefined;
  const inner = constantOf(expression.operand);
  if (inner === undefined) return undefined;
  // A cast of a cast computes; PostgreSQL folds it where it can, so what is left is not a constant.
  return expression.operand.type === 'cast' ? undefined : { text: inner.text, type: typeText(expression.target) };
}

/** A type's name without modifiers, an array with `[]`: `text`, `double precision`, `numeric[]`. */
export function typeText(type: TypeName): string {
  const name = typeof type.name === 'string' ? type.name : (type.name.at(-1)?.name ?? '');
  return name + (type.dimensions.length > 0 ? '[]' : '');
}

/**
 * The elements of a one-dimensional array in PostgreSQL's output form (https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO).
 * @returns undefined for arrays of more dimensions or with explicit bounds
 */
export function arrayElements(text: string): readonly (string | null)[] | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const elements: (string | null)[] = [];
  const end = text.length - 1;
  let at = 1;
  while (at < end) {
    let element = '';
    const quoted = text[at] === '"';
    if (quoted) {
      for (at++; at < end && text[at] !== '"'; at++) {
        if (text[at] === '\\') at++;
        element += text[at];
      }
      at++;
    } else {
      for (; at < end && text[at] !== ','; at++) {
        if (text[at] === '{') return undefined;
        if (text[at] === '\\') at++;
        element += text[at];
      }
    }
    elements.push(!quoted && element.toUpperCase() === 'NULL' ? null : element);
    if (text[at] === ',') at++;
    else if (at < end) return undefined;
  }
  return elements;
}
