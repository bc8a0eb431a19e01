/**
 * DynamoDB's numbers (decimal text, 38 digits, 1E-130 to 9.99E+125) as PostgreSQL prints them, on text alone: a JavaScript number would round them.
 */

/** What most numbers look like already: no exponent, no needless zero, no `-0`. Source of a regular expression. */
export const PLAIN_NUMBER = '0|-?(?:[1-9]\\d*|0(?=\\.))(?:\\.\\d*[1-9])?';
const PLAIN = new RegExp(`^(?:${PLAIN_NUMBER})$`);
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Whether a number is written as PostgreSQL prints it. */
export function isPlainNumber(number: string): boolean {
  return PLAIN.test(number);
}

/**
 * PostgreSQL's print form of a number's value: exponents expanded, zeros that say nothing gone (DynamoDB drops them itself, its emulators do not all), zero
 * without a sign. What is not a number comes back as it is; DynamoDB sends none.
 */
export function numericText(number: string): string {
  return PLAIN.test(number) ? number : expand(number);
}

function expand(number: string): string {
  const match = NUMBER.exec(number);
  if (!match) return number;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  // The point stands after this many of the significant digits.
  const point = significant.length - fraction.length + Number(exponent) + (digits.length - significant.length);
  const minus = sign === '-' ? '-' : '';
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${significant}`;
  if (point >= significant.length) return minus + significant.padEnd(point, '0');
  return `${minus}${significant.slice(0, point)}.${significant.slice(point)}`;
}

/** Rounds a {@link numericText} half away from zero to `scale` digits after the point, padded with zeros, as `numeric(p,s)` prints. */
export function roundedText(plain: string, scale: number): string {
  const negative = plain.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? plain.slice(1) : plain).split('.');
  const padded = whole + fraction.padEnd(Math.max(scale, 0) + 1, '0');
  const keep = whole.length + scale;
  if (keep < 0) return zero(scale);
  const kept = BigInt(padded.slice(0, keep) || '0') + (padded.charCodeAt(keep) >= 53 /* '5' */ ? 1n : 0n);
  if (kept === 0n) return zero(scale);
  const digits = kept.toString();
  const sign = negative ? '-' : '';
  if (scale <= 0) return sign + digits + '0'.repeat(-scale);
  const wide = digits.padStart(scale + 1, '0');
  return `${sign}${wide.slice(0, -scale)}.${wide.slice(-scale)}`;
}

function zero(scale: number): string {
  return scale > 0 ? `0.${'0'.repeat(scale)}` : '0';
}

/** The power of ten of the first digit that is not zero: 0 for 7, 2 for 123, -3 for 0.001; undefined for zero. */
export function magnitude(plain: string): number | undefined {
  const digits = plain.startsWith('-') ? plain.slice(1) : plain;
  const first = digits.search(/[1-9]/);
  if (first < 0) return undefined;
  const point = digits.indexOf('.');
  const whole = point < 0 ? digits.length : point;
  return first < whole ? whole - 1 - first : whole - first;
}

/** Precision and scale of a `numeric(p,s)` type modifier; undefined where the column has none. */
export function numericModifier(
  typeModifier: number,
): { readonly precision: number; readonly scale: number } | undefined {
  if (typeModifier < 4) return undefined;
  const packed = typeModifier - 4;
  // The scale is signed, in eleven bits (PostgreSQL 15).
  return { precision: (packed >> 16) & 0xffff, scale: ((packed & 0x7ff) ^ 1024) - 1024 };
}

/** A {@link numericText} as a `numeric(p,s)` reads it; undefined where PostgreSQL would say "numeric field overflow". */
export function constrainedNumeric(plain: string, precision: number, scale: number): string | undefined {
  const rounded = roundedText(plain, scale);
  const high = magnitude(rounded);
  return high !== undefined && high >= precision - scale ? undefined : rounded;
}

export type IntegerBase = 'smallint' | 'integer' | 'bigint';

/** Every whole number of at most this many digits is in range. */
const SAFE: Readonly<Record<IntegerBase, RegExp>> = {
  smallint: /^(?:0|-?[1-9]\d{0,3})$/,
  integer: /^(?:0|-?[1-9]\d{0,8})$/,
  bigint: /^(?:0|-?[1-9]\d{0,17})$/,
};
const BITS: Readonly<Record<IntegerBase, number>> = { smallint: 16, integer: 32, bigint: 64 };

/** A whole number in range, in any written form; undefined where the column cannot hold it. */
export function integerText(number: string, base: IntegerBase): string | undefined {
  if (SAFE[base].test(number)) return number;
  const plain = numericText(number);
  if (plain.length > 20 || plain.includes('.')) return undefined;
  const value = BigInt(plain);
  return BigInt.asIntN(BITS[base], value) === value ? plain : undefined;
}

/** Orders two {@link numericText}s by value. */
export function compareNumeric(left: string, right: string): number {
  const negative = left.startsWith('-');
  if (negative !== right.startsWith('-')) return negative ? -1 : 1;
  if (negative) return compareNumeric(right.slice(1), left.slice(1));
  const [leftWhole = '', leftFraction = ''] = left.split('.');
  const [rightWhole = '', rightFraction = ''] = right.split('.');
  if (leftWhole.length !== rightWhole.length) return leftWhole.length - rightWhole.length;
  if (leftWhole !== rightWhole) return leftWhole < rightWhole ? -1 : 1;
  if (leftFraction === rightFraction) return 0;
  return leftFraction < rightFraction ? -1 : 1;
}
