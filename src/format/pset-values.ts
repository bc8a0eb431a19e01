/** Values of psql's variables and options, read as psql reads them. */

/**
 * A switch: true, false, yes, no (or their beginnings), on, off (of), 1, 0 (variables.c ParseVariableBool).
 * @returns undefined where it is none of them
 */
export function parseSwitch(value: string): boolean | undefined {
  const text = value.toLowerCase();
  if (text === '') return undefined;
  if ('true'.startsWith(text) || 'yes'.startsWith(text)) return true;
  if ('false'.startsWith(text) || 'no'.startsWith(text)) return false;
  // A lone o is neither.
  if (text === 'on' || text === '1') return true;
  if (text === 'of' || text === 'off' || text === '0') return false;
  return undefined;
}

const int64Max = 2n ** 63n - 1n;

/** C's atoi: the number that the text begins with, 0 where it begins with none, cut to 32 bits. */
export function parseInteger(value: string): number {
  const [digits = '0'] = /^\s*[+-]?\d+/.exec(value) ?? [];
  const number = BigInt(digits.trim().replace(/^\+/, ''));
  const limited = number > int64Max ? int64Max : number < -int64Max - 1n ? -int64Max - 1n : number;
  return Number(BigInt.asIntN(32, limited));
}
