/** psql's reading of numbers. */

/** A 32-bit integer as strtol reads it with base 0: decimal, `0x` hexadecimal, leading-zero octal. */
export function parseInteger(text: string): number | undefined {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)$/.exec(text);
  if (match === null) return undefined;
  const digits = match[2] as string;
  if (/^0[0-7]+$/.test(digits)) return sign(match[1], Number.parseInt(digits, 8));
  if (/^0[0-9]+$/.test(digits)) return undefined;
  return sign(match[1], Number(digits));
}

function sign(mark: string | undefined, magnitude: number): number | undefined {
  const value = mark === '-' ? -magnitude : magnitude;
  return value >= -2147483648 && value <= 2147483647 ? value : undefined;
}
