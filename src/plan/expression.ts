/**
 * Conditions as DynamoDB's expression text, with placeholders for every name and value (names may be reserved words; a placeholder that is not used is an error).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
 */
import { Buffer } from 'node:buffer';
import { and, type Condition, equals, type Path } from './condition.ts';
import type { AttributeValue } from './request.ts';

/** DynamoDB's limits on one expression; a plan degrades to fewer conditions rather than pass them. */
export const LIMITS = { expressionBytes: 4096, operators: 300, inOperands: 100, valueBytes: 2 * 1024 * 1024 } as const;

/** Placeholders of one request, each made when it is first used, so that none is unused. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #values = new Map<string, { placeholder: string; value: AttributeValue }>();

  /** `#artist` for a plain name, `#n1` for one that holds other characters. */
  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const wanted = /^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(attribute) ? `#${attribute}` : `#n${this.#names.size + 1}`;
    const placeholder = this.#taken.has(wanted) ? `${wanted}_${this.#names.size + 1}` : wanted;
    this.#names.set(attribute, placeholder);
    this.#taken.add(placeholder);
    return placeholder;
  }

  path(path: Path): string {
    return path
      .map((step, i) => (typeof step === 'number' ? `[${step}]` : (i === 0 ? '' : '.') + this.name(step)))
      .join('');
  }

  /** `:v1`, the same for the same value. */
  value(value: AttributeValue): string {
    const id = JSON.stringify(value);
    const known = this.#values.get(id);
    if (known !== undefined) return known.placeholder;
    const placeholder = `:v${this.#values.size + 1}`;
    this.#values.set(id, { placeholder, value });
    return placeholder;
  }

  /** ExpressionAttributeNames; undefined where there are none. */
  get names(): Readonly<Record<string, string>> | undefined {
    return this.#names.size === 0
      ? undefined
      : Object.fromEntries([...this.#names].map(([name, placeholder]) => [placeholder, name]));
  }

  /** ExpressionAttributeValues; undefined where there are none. */
  get values(): Readonly<Record<string, AttributeValue>> | undefined {
    return this.#values.size === 0
      ? undefined
      : Object.fromEntries([...this.#values.values()].map(({ placeholder, value }) => [placeholder, value]));
  }
}

/** The expression text of a condition. `always` and `never` have none: the planner takes them out before. */
export function conditionText(condition: Condition, placeholders: Placeholders): string {
  switch (condition.kind) {
    case 'compare':
      return `${placeholders.path(condition.path)} ${condition.operator} ${placeholders.value(condition.value)}`;
    case 'between':
      if (isDynaliteFalse(condition.low)) return conditionText(bounds(condition), placeholders);
      return `${placeholders.path(condition.path)} BETWEEN ${placeholders.value(condition.low)} AND ${placeholders.value(condition.high)}`;
    case 'in':
      return inText(condition.path, condition.values, placeholders);
    case 'begins_with':
    case 'contains':
      return `${condition.kind}(${placeholders.path(condition.path)}, ${placeholders.value(condition.value)})`;
    case 'size':
      return `size(${placeholders.path(condition.path)}) ${condition.operator} ${placeholders.value(condition.value)}`;
    case 'exists':
      return `attribute_exists(${placeholders.path(condition.path)})`;
    case 'type':
      return `attribute_type(${placeholders.path(condition.path)}, ${placeholders.value({ S: condition.attributeType })})`;
    case 'and':
      return condition.conditions
        .map((c) => parenthesised(c, placeholders, c.kind === 'or' || isSplitIn(c)))
        .join(' AND ');
    case 'or':
      return condition.conditions
        .map((c) => parenthesised(c, placeholders, c.kind === 'and' || c.kind === 'between'))
        .join(' OR ');
    case 'not':
      return notText(condition.condition, placeholders);
    case 'always':
    case 'never':
      throw new Error(`a condition that is ${condition.kind} true has no expression`);
  }
}

function parenthesised(condition: Condition, placeholders: Placeholders, needed: boolean): string {
  const text = conditionText(condition, placeholders);
  return needed ? `(${text})` : text;
}

function notText(inner: Condition, placeholders: Placeholders): string {
  if (inner.kind === 'exists') return `attribute_not_exists(${placeholders.path(inner.path)})`;
  const isCall = inner.kind === 'begins_with' || inner.kind === 'contains' || inner.kind === 'type';
  return `NOT ${parenthesised(inner, placeholders, !isCall)}`;
}

/** True where an IN is written as several terms joined by OR. */
function isSplitIn(condition: Condition): boolean {
  if (condition.kind !== 'in') return false;
  const plain = condition.values.filter((value) => !isDynaliteFalse(value));
  return Math.ceil(plain.length / LIMITS.inOperands) + condition.values.length - plain.length > 1;
}

/** dynalite's IN and BETWEEN are false for an attribute that is an empty string, empty binary or FALSE; its comparisons are right. */
function isDynaliteFalse(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '') || ('BOOL' in value && !value.BOOL);
}

function bounds({ path, low, high }: Extract<Condition, { kind: 'between' }>): Condition {
  return and(
    { kind: 'compare', path, operator: '>=', value: low },
    { kind: 'compare', path, operator: '<=', value: high },
  );
}

/** IN takes at most 100 operands: a longer list is several of them. */
function inText(path: Path, values: readonly AttributeValue[], placeholders: Placeholders): string {
  const texts = values.filter(isDynaliteFalse).map((value) => conditionText(equals(path, value), placeholders));
  const plain = values.filter((value) => !isDynaliteFalse(value));
  for (let at = 0; at < plain.length; at += LIMITS.inOperands) {
    const operands = plain.slice(at, at + LIMITS.inOperands).map((v) => placeholders.value(v));
    texts.push(`${placeholders.path(path)} IN (${operands.join(', ')})`);
  }
  return texts.join(' OR ');
}

/** Operators and functions in a condition, as DynamoDB counts them towards its limit of 300. */
function operators(condition: Condition): number {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.reduce((sum, c) => sum + operators(c), condition.conditions.length - 1);
    case 'not':
      return 1 + operators(condition.condition);
    case 'in':
      return 2 * Math.ceil(condition.values.length / LIMITS.inOperands) - 1;
    case 'size':
      return 2;
    default:
      return 1;
  }
}

/**
 * As many of the conditions as fit DynamoDB's limits, joined by AND, in their order.
 * @returns the expression (undefined where nothing is left) and which of the conditions it holds
 */
export function filterText(
  conditions: readonly Condition[],
  placeholders: Placeholders,
): { readonly text: string | undefined; readonly included: readonly boolean[] } {
  const chosen: Condition[] = [];
  let bytes = 0;
  let valueBytes = 0;
  let count = 0;
  const included = conditions.map((condition) => {
    // Measured with placeholders of its own, padded: the shared ones may come out a few digits longer.
    const trial = new Placeholders();
    const size = Buffer.byteLength(conditionText(condition, trial)) + 8 + 3 * operators(condition) + ' AND '.length;
    const valueSize =
      Buffer.byteLength(JSON.stringify(trial.values ?? {})) + Buffer.byteLength(JSON.stringify(trial.names ?? {}));
    const added = operators(condition) + 1;
    const longest = condition.kind === 'in' ? 2 * condition.values.length : 0;
    if (
      bytes + size + longest > LIMITS.expressionBytes ||
      valueBytes + valueSize > LIMITS.valueBytes ||
      count + added > LIMITS.operators
    )
      return false;
    bytes += size + longest;
    valueBytes += valueSize;
    count += added;
    chosen.push(condition);
    return true;
  });
  if (chosen.length === 0) return { text: undefined, included };
  const joined: Condition =
    chosen.length === 1 && chosen[0] !== undefined ? chosen[0] : { kind: 'and', conditions: chosen };
  return { text: conditionText(joined, placeholders), included };
}

/**
 * The projection of the given paths: none inside another (DynamoDB refuses overlapping paths), lists whole (a projected element would move to the front of its list).
 * @returns undefined where the expression would be longer than DynamoDB takes: then the whole item is read
 */
export function projectionText(paths: readonly Path[], placeholders: Placeholders): string | undefined {
  const whole = paths.map((path): Path => {
    const index = path.findIndex((step) => typeof step === 'number');
    return index === -1 ? path : (path.slice(0, index) as unknown as Path);
  });
  const kept = whole.filter(
    (path, i) => !whole.some((other, j) => i !== j && isPrefix(other, path) && (other.length < path.length || j < i)),
  );
  const trial = new Placeholders();
  if (Buffer.byteLength(kept.map((path) => trial.path(path)).join(', ')) > LIMITS.expressionBytes - 256)
    return undefined;
  return kept.map((path) => placeholders.path(path)).join(', ');
}

function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.length <= path.length && prefix.every((step, i) => step === path[i]);
}
