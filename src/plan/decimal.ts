/**
 * Decimal numbers as text, exactly: DynamoDB's N has 38 digits and magnitudes from 1E-130 to 9.99..E+125, far outside JavaScript's numbers.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */

/** A decimal: `digits` (no leading or trailing zeros, empty for zero) with the point before the first digit, times ten to the `exponent`. */
export interface Decimal {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  /** Value = sign * 0.digits * 10^exponent. */
  readonly exponent: number;
}

const ZERO: Decimal = { sign: 0, digits: '', exponent: 0 };
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads a finite decimal in SQL's or DynamoDB's form; undefined for anything else (NaN, Infinity, words). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = FORM.exec(text.trim());
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, '').length;
  const digits = all.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return ZERO;
  return { sign: match[1] === '-' ? -1 : 1, digits, exponent: whole.length - leading + Number(match[4] ?? 0) };
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.sign === 0) return 0;
  const magnitude =
    a.exponent !== b.exponent ? a.exponent - b.exponent : a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
  return a.sign * magnitude;
}

/** True where DynamoDB can hold the number: at most 38 digits, magnitude 1E-130 to 9.99..E+125, or zero. */
export function fitsDynamo(value: Decimal): boolean {
  return value.sign === 0 || (value.digits.length <= 38 && value.exponent <= 126 && value.exponent >= -129);
}

/** True for a whole number that an integer of so many bits holds. */
export function fitsInteger(value: Decimal, bits: number): boolean {
  if (value.exponent < value.digits.length || value.exponent > 20) return false;
  const integer = BigInt(formatDecimal(value));
  return BigInt.asIntN(bits, integer) === integer;
}

/** The number in plain or scientific form, as DynamoDB takes it: `12.5`, `-0.003`, `1E+40`. */
export function formatDecimal(value: Decimal): string {
  if (value.sign === 0) return '0';
  const sign = value.sign < 0 ? '-' : '';
  const { digits, exponent } = value;
  if (exponent > 40 || exponent < -20) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits[0]}${rest}E${exponent - 1 >= 0 ? '+' : ''}${exponent - 1}`;
  }
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return sign + digits + '0'.repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** a plus (or minus, by `sign`) ten to the power `-scale`: the widening that covers a rounding to `scale` places. */
export function nudge(value: Decimal, scale: number, sign: 1 | -1): Decimal {
  const places = Math.max(scale, value.digits.length - value.exponent, 0);
  const shift = (d: Decimal): bigint =>
    d.sign === 0 ? 0n : BigInt(d.sign) * BigInt(d.digits) * 10n ** BigInt(places - (d.digits.length - d.exponent));
  const sum = shift(value) + BigInt(sign) * 10n ** BigInt(places - scale);
  return parseDecimal(`${sum}e-${places}`) ?? ZERO;
}
