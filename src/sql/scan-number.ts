/** Numeric constants: `1`, `1_000`, `0xff`, `0o17`, `0b101`, `1.5`, `.5`, `1.e5`. */
import type { Lexeme } from './scan.ts';
import { syntaxError } from './syntax-error.ts';

const digits = '[0-9](?:_?[0-9])*';
const decimal = `(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})`;
const radixPattern = /0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const integerPattern = new RegExp(digits, 'y');
const decimalPattern = new RegExp(decimal, 'y');
const realPattern = new RegExp(`${decimal}[eE][-+]?${digits}`, 'y');
const brokenRealPattern = new RegExp(`${decimal}[eE][-+]`, 'y');
/** A number that runs into a name, e.g. `1a`, `0x1g`, `1__0`. */
const junkPattern = new RegExp(
  `(?:${decimal}(?:[eE][-+]?${digits})?)[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*`,
  'y',
);
const emptyRadix: Record<string, string> = { x: 'hexadecimal', o: 'octal', b: 'binary' };

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

function fitsInteger(written: string): boolean {
  return BigInt(written.replaceAll('_', '')) <= 2147483647n;
}

/** The numeric constant at `start`; the longest reading wins, as in PostgreSQL's scanner. */
export function scanNumber(text: string, start: number): Lexeme {
  const whole = Math.max(lengthOf(integerPattern, text, start), lengthOf(radixPattern, text, start));
  let fraction = Math.max(lengthOf(decimalPattern, text, start), lengthOf(realPattern, text, start));
  // `1..10` is the integer 1, two dots and 10.
  if (text[start + fraction - 1] === '.' && text[start + fraction] === '.') fraction = whole;
  const length = Math.max(whole, fraction);
  const broken = Math.max(lengthOf(junkPattern, text, start), lengthOf(brokenRealPattern, text, start));
  if (broken > length) {
    const written = text.slice(start, start + broken);
    const radix = /^0([xob])_?$/i.exec(written)?.[1];
    const message =
      radix === undefined
        ? 'trailing junk after numeric literal'
        : `invalid ${emptyRadix[radix.toLowerCase()]} integer`;
    throw syntaxError(text, start, start + broken, message);
  }
  const value = text.slice(start, start + length);
  const kind = length === whole && fitsInteger(value) ? 'integer' : 'decimal';
  return { kind, start, end: start + length, value };
}
