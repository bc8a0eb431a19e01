/**
 * `column operator constant`. What may be pushed depends on how the column reads its attribute (columns.ts):
 *
 * | column | = | <> | order |
 * |---|---|---|---|
 * | text, numeric, bytea, boolean | exact | exact | exact |
 * | integers | exact | superset: a fraction reads as NULL | superset, exact on keys (a key that does not fit is an error) |
 * | numeric(p,s) | superset: a range, since reading rounds | superset | superset: widened |
 * | double precision | superset: a range, since several decimals read as one value | superset | superset: widened |
 * | enum | exact; cast to text, superset | superset | local: an enum's order is PostgreSQL's |
 * | date, timestamps with `format` | superset: moment.ts | superset | superset |
 * | any other | local: only its input function knows what equals what | local | local |
 */
import { Buffer } from 'node:buffer';
import type { ColumnReading, Family } from '../columns.ts';
import { ALWAYS, and, type Comparator, type Condition, hasType, NEVER, not, type Path } from '../condition.ts';
import {
  compareDecimals,
  type Decimal,
  fitsDynamo,
  fitsInteger,
  formatDecimal,
  nudge,
  parseDecimal,
} from '../decimal.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';
import { compileMoment } from './moment.ts';
import type { QualifierContext } from './operand.ts';
import { presence, qualified } from './presence.ts';

export const NEGATED: Readonly<Record<Comparator, Comparator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

export const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

export function isComparator(operator: string): operator is Comparator {
  return Object.hasOwn(NEGATED, operator);
}

/** The verdict on "column operator text is true", text in PostgreSQL's output form; null is SQL's NULL, of which nothing is true. */
export function compileComparison(
  reading: ColumnReading,
  operator: Comparator,
  text: string | null,
  context: QualifierContext,
): Verdict {
  if (text === null) return exact(NEVER);
  const compile = COMPILERS[reading.kind.family] as (
    r: ColumnReading,
    o: Comparator,
    t: string,
    c: QualifierContext,
  ) => Verdict;
  return qualified(reading, compile(reading, operator, text, context));
}

/** `path operator value`, for `<>` with the presence that SQL asks and DynamoDB does not. */
function compare(
  reading: ColumnReading,
  operator: Comparator,
  value: { S: string } | { N: string } | { B: string },
): Condition {
  const condition: Condition = { kind: 'compare', path: reading.path, operator, value };
  return operator === '<>' ? and(presence(reading), condition) : condition;
}

const FRACTION = 'a fraction or a number out of range reads as NULL';

const COMPILERS: {
  readonly [F in Family['family']]: (r: ColumnReading, o: Comparator, t: string, c: QualifierContext) => Verdict;
} = {
  text: compileText,
  number: (reading, operator, text) => compileNumber(reading, operator, text),
  whole: (reading, operator, text) => {
    const { bits } = reading.kind as Extract<Family, { family: 'whole' }>;
    const verdict = compileNumber(reading, operator, text, bits);
    if (verdict.verdict !== 'exact' || operator === '=' || reading.key !== undefined) return verdict;
    return superset(verdict.condition, FRACTION);
  },
  rounded: compileRounded,
  float: compileFloat,
  boolean: (reading, operator, text) => {
    if (operator !== '=' && operator !== '<>') return local('booleans have no order in DynamoDB');
    return exact(booleanIs(reading.path, (text === 't') === (operator === '=')));
  },
  bytes: (reading, operator, text) => {
    if (!text.startsWith('\\x')) return local('bytea not in hex form');
    return exact(compare(reading, operator, { B: Buffer.from(text.slice(2), 'hex').toString('base64') }));
  },
  label: (reading, operator, text) => {
    const { ofAnyText } = reading.kind as Extract<Family, { family: 'label' }>;
    if (operator === '=' && ofAnyText !== true) return exact(compare(reading, operator, { S: text }));
    if (operator === '=' || operator === '<>')
      return superset(compare(reading, operator, { S: text }), 'a string that is no label of the enum reads as NULL');
    return local("an enum's order is PostgreSQL's own");
  },
  moment: compileMoment,
  encoded: (reading, operator, text) => {
    if ((operator !== '=' && operator !== '<>') || !text.startsWith('\\x'))
      return local('base64 is not in the order of the bytes');
    const value = { S: Buffer.from(text.slice(2), 'hex').toString('base64') };
    if (operator === '=') return exact(compare(reading, operator, value));
    return superset(compare(reading, operator, value), 'a string that is no base64 reads as NULL');
  },
  document: () => local('jsonb values compare as a whole'),
  list: () => local('arrays compare as a whole'),
  opaque: (reading) => local(`only PostgreSQL knows which stored values equal a ${reading.column.type}`),
};

/** The attribute is the given boolean. */
export function booleanIs(path: Path, value: boolean): Condition {
  return { kind: 'compare', path, operator: '=', value: { BOOL: value } };
}

/** No U+0000 in the attribute; keys that hold one are an error, so they need no saying. */
export function withoutNul(reading: ColumnReading, context: QualifierContext): Condition {
  if (!context.sealed || reading.key !== undefined) return ALWAYS;
  return not({ kind: 'contains', path: reading.path, value: { S: '\u0000' } });
}

function compileText(reading: ColumnReading, operator: Comparator, text: string, context: QualifierContext): Verdict {
  const { maxLength } = reading.kind as Extract<Family, { family: 'text' }>;
  const length = [...text].length;
  if (maxLength !== undefined && length >= maxLength) {
    // varchar(n) cuts spaces past n off: what is stored may be longer than what is read.
    const reason = `spaces past ${maxLength} characters are cut off`;
    if (operator === '=')
      return length > maxLength
        ? exact(NEVER)
        : superset({ kind: 'begins_with', path: reading.path, value: { S: text } }, reason);
    if (operator === '<>') return superset(presence(reading), reason);
    if (operator === '<' || operator === '<=') return local(reason);
    return superset(compare(reading, operator === '>' ? '>=' : operator, { S: text }), reason);
  }
  const condition = compare(reading, operator, { S: text });
  if (operator === '=') return exact(condition);
  if (maxLength !== undefined) return superset(condition, `a string longer than ${maxLength} characters reads as NULL`);
  return exact(and(condition, withoutNul(reading, context)));
}

/** Exact whatever the constant: one that DynamoDB's 38 digits cannot hold is replaced by its nearest neighbour. */
function compileNumber(reading: ColumnReading, operator: Comparator, text: string, bits?: number): Verdict {
  const everything = presence(reading);
  const special = /^([+-]?)(?:infinity|inf|nan)$/i.exec(text.trim());
  if (special !== null) {
    // NaN and Infinity are above every number, -Infinity below; no attribute is any of them.
    const below = special[1] === '-';
    if (operator === '=') return exact(NEVER);
    if (operator === '<>') return exact(everything);
    return exact((operator === '<' || operator === '<=') !== below ? everything : NEVER);
  }
  const value = parseDecimal(text);
  if (value === undefined) return local(`not a number: ${text}`);
  if (!fitsDynamo(value) || (bits !== undefined && operator === '=' && !fitsInteger(value, bits))) {
    if (operator === '=') return exact(NEVER);
    if (operator === '<>') return exact(everything);
    return compareToUnstorable(reading, operator, value, everything);
  }
  return exact(compare(reading, operator, { N: formatDecimal(value) }));
}

function compareToUnstorable(
  reading: ColumnReading,
  operator: Comparator,
  value: Decimal,
  everything: Condition,
): Verdict {
  const less = operator === '<' || operator === '<=';
  if (value.exponent > 126) return exact(less === value.sign > 0 ? everything : NEVER);
  const zero = { N: '0' };
  if (value.exponent < -129) {
    if (value.sign > 0) return exact(compare(reading, less ? '<=' : '>', zero));
    return exact(compare(reading, less ? '<' : '>=', zero));
  }
  // More than 38 digits: the greatest storable number below it is the dividing line.
  const cut: Decimal = { ...value, digits: value.digits.slice(0, 38).replace(/0+$/, '') };
  const toward = parseDecimal(formatDecimal(cut)) ?? cut;
  const isBelow = compareDecimals(toward, value) < 0;
  if (isBelow) return exact(compare(reading, less ? '<=' : '>', { N: formatDecimal(toward) }));
  return exact(compare(reading, less ? '<' : '>=', { N: formatDecimal(toward) }));
}

function compileRounded(reading: ColumnReading, operator: Comparator, text: string): Verdict {
  const { scale } = reading.kind as Extract<Family, { family: 'rounded' }>;
  const value = parseDecimal(text);
  const reason = `${reading.column.type} rounds what it reads`;
  if (value === undefined) return local(`not a number: ${text}`);
  return widened(reading, operator, nudge(value, scale, -1), nudge(value, scale, 1), reason);
}

function compileFloat(reading: ColumnReading, operator: Comparator, text: string): Verdict {
  const value = Number(text);
  if (!Number.isFinite(value)) return local('no DynamoDB number is infinite or not a number');
  const low = parseDecimal(String(neighbour(value, -1)));
  const high = parseDecimal(String(neighbour(value, 1)));
  if (low === undefined || high === undefined) return local('outside the range of double precision');
  return widened(reading, operator, low, high, 'several decimals read as the same double precision');
}

/** The next double above (1) or below (-1). */
function neighbour(value: number, direction: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return direction * Number.MIN_VALUE;
  view.setFloat64(0, value);
  const step = value > 0 === direction > 0 ? 1n : -1n;
  view.setBigUint64(0, view.getBigUint64(0) + step);
  return view.getFloat64(0);
}

function widened(reading: ColumnReading, operator: Comparator, low: Decimal, high: Decimal, reason: string): Verdict {
  if (operator === '<>') return superset(presence(reading), reason);
  const [lowest, highest] = [orZero(low), orZero(high)];
  if (!fitsDynamo(lowest) || !fitsDynamo(highest)) return superset(hasType(reading.path, 'N'), reason);
  const [least, most] = [{ N: formatDecimal(lowest) }, { N: formatDecimal(highest) }];
  if (operator === '=') return superset({ kind: 'between', path: reading.path, low: least, high: most }, reason);
  const isBelow = operator === '<' || operator === '<=';
  return superset(compare(reading, isBelow ? '<=' : '>=', isBelow ? most : least), reason);
}

/** Zero for a bound nearer to it than DynamoDB's numbers come: no number lies between. */
function orZero(bound: Decimal): Decimal {
  return bound.exponent < -129 ? { sign: 0, digits: '', exponent: 0 } : bound;
}
