/** DynamoDB's numbers in `real` and `double precision` columns, and those types as PostgreSQL prints them (shortest digits that read back the same). */
import { numericText } from './numeric.ts';

export type FloatBase = 'real' | 'double precision';

/** PostgreSQL writes an exponent from here on. */
const WIDEST: Readonly<Record<FloatBase, number>> = { real: 6, 'double precision': 15 };

/** Whether PostgreSQL's input takes the number: what overflows, or is so small that it becomes zero, it refuses. */
export function fitsFloat(number: string, base: FloatBase): boolean {
  const value = toFloat(number, base);
  return Number.isFinite(value) && (value !== 0 || numericText(number) === '0');
}

export function floatText(number: string, base: FloatBase): string {
  const value = toFloat(number, base);
  if (value === 0) return '0'; // DynamoDB knows no negative zero.
  const [mantissa = '', exponentText = ''] = shortest(value, base).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= WIDEST[base]) {
    const point = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${point}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/**
 * The fewest digits that read back as the same value, in exponential form. JavaScript also takes digits that lie exactly between two values and read back
 * only because ties go to the even one; PostgreSQL does not.
 */
function shortest(value: number, base: FloatBase): string {
  const own = value.toExponential();
  if (base === 'double precision' && !isBetweenDoubles(own, value)) return own;
  const most = base === 'real' ? 8 : 16;
  for (let digits = base === 'real' ? 0 : own.indexOf('e') - (value < 0 ? 2 : 1); digits < most; digits += 1) {
    const text = toDigits(value, digits);
    if (toFloat(text, base) === value && !(base === 'real' ? isBetweenReals(text) : isBetweenDoubles(text, value)))
      return text;
  }
  return value.toExponential(most);
}

/** `toExponential`, with a tie rounded to the even digit as PostgreSQL does and not up. */
function toDigits(value: number, digits: number): string {
  const text = value.toExponential(digits);
  const [exact = ''] = value.toExponential(60).split('e');
  const dropped = exact.replace(/^-/, '').slice(digits === 0 ? 2 : digits + 2);
  if (!/^50*$/.test(dropped)) return text;
  const [mantissa = '', exponent] = text.split('e');
  const last = Number(mantissa.at(-1));
  return last % 2 === 0 ? text : `${mantissa.slice(0, -1)}${last - 1}e${exponent}`;
}

function toFloat(number: string, base: FloatBase): number {
  return base === 'real' ? toReal(number) : Number(number);
}

const bits = new DataView(new ArrayBuffer(8));

/** The other real beside a double that is none itself. */
function otherReal(value: number, rounded: number): number {
  bits.setFloat32(0, rounded);
  // Bits of one sign are ordered as the magnitudes are.
  bits.setUint32(0, bits.getUint32(0) + (Math.abs(value) > Math.abs(rounded) ? 1 : -1));
  return bits.getFloat32(0);
}

/** The two reals a double lies exactly between; undefined where it is nearer to one. Both differences are exact. */
function tied(value: number): readonly [low: number, high: number] | undefined {
  const rounded = Math.fround(value);
  if (rounded === value || !Number.isFinite(rounded) || rounded === 0) return undefined;
  const other = otherReal(value, rounded);
  if (value - rounded !== other - value) return undefined;
  return rounded < other ? [rounded, other] : [other, rounded];
}

/** The nearest `real`. Rounding first to double and then to real errs only where the double is a tie and the text is not: then the text decides. */
function toReal(number: string): number {
  const value = Number(number);
  const tie = tied(value);
  const side = tie ? compareWithDouble(number, value) : 0;
  if (!tie || side === 0) return Math.fround(value);
  return side < 0 ? tie[0] : tie[1];
}

function isBetweenReals(text: string): boolean {
  const value = Number(text);
  return tied(value) !== undefined && compareWithDouble(text, value) === 0;
}

/** Only whole numbers beyond 2^53 have so few digits and lie between two doubles. */
function isBetweenDoubles(text: string, value: number): boolean {
  if (Math.abs(value) < 2 ** 53) return false;
  const plain = BigInt(numericText(text));
  const own = BigInt(value);
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + (plain > own === value > 0 ? 1n : -1n));
  const other = bits.getFloat64(0);
  return Number.isFinite(other) && plain * 2n === own + BigInt(other);
}

/** Compares decimal text with a double exactly: -1, 0 or 1. */
function compareWithDouble(number: string, value: number): number {
  const plain = numericText(number);
  const fraction = plain.split('.')[1]?.length ?? 0;
  const decimal = BigInt(plain.replace('.', ''));
  // value = mantissa * 2^-shift
  let shift = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift += 1;
  }
  const left = decimal << BigInt(shift);
  const right = BigInt(mantissa) * 10n ** BigInt(fraction);
  return left === right ? 0 : left < right ? -1 : 1;
}
