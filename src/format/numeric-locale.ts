/** `\pset numericlocale`: digits grouped and the decimal point written as LC_NUMERIC says. */
import type { NumericFormat } from './options.ts';

const looksNumeric = /^[0-9+\-.eE]*$/;

/**
 * A number in the locale's form (print.c format_numeric_locale). Text that does not look like one (`NaN`, money in its
 * own form) is left as it is.
 */
export function formatNumericLocale(text: string, format: NumericFormat): string {
  if (!looksNumeric.test(text)) return text;
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)([0-9]*)(.*)$/s.exec(text) ?? [];
  const point = rest.startsWith('.') ? format.decimalPoint + rest.slice(1) : rest;
  return sign + groupDigits(whole, format) + point;
}

function groupDigits(digits: string, { groupDigits: size, thousandsSeparator }: NumericFormat): string {
  let grouped = digits.slice(0, digits.length % size);
  for (let at = grouped.length; at < digits.length; at += size) {
    grouped += (grouped === '' ? '' : thousandsSeparator) + digits.slice(at, at + size);
  }
  return grouped;
}

/**
 * The separators of a locale name as LC_NUMERIC spells it (`de_DE.UTF-8`); the C locale's where it is unknown.
 * As in print.c setDecimalLocale, a missing thousands separator becomes a comma, or a point where the decimal point
 * is a comma.
 */
export function numericFormatOf(localeName: string): NumericFormat {
  const parts = numberParts(localeName.replace(/[.@].*$/, '').replaceAll('_', '-'));
  const part = (type: string): string | undefined => parts.find((each) => each.type === type)?.value;
  const decimalPoint = part('decimal') ?? '.';
  return {
    decimalPoint,
    thousandsSeparator: part('group') ?? (decimalPoint === ',' ? '.' : ','),
    groupDigits: 3,
  };
}

function numberParts(tag: string): Intl.NumberFormatPart[] {
  const options: Intl.NumberFormatOptions = { minimumFractionDigits: 1 };
  try {
    const [known = 'en-US'] = Intl.NumberFormat.supportedLocalesOf(tag);
    return new Intl.NumberFormat(known, options).formatToParts(1234567.5);
  } catch {
    // C, POSIX and the like are no language tags.
    return new Intl.NumberFormat('en-US', options).formatToParts(1234567.5);
  }
}
