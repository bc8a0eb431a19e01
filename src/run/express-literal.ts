/** What a literal is when PostgreSQL takes its type from the column it is compared with. Where there is any doubt, PostgreSQL itself is to be asked. */
import type { ColumnReading } from '../plan/columns.ts';
import type { ExpressValue } from './express-statement.ts';

/** Digits that an integer column's input takes for certain, by its size. */
const SAFE_DIGITS: Readonly<Record<16 | 32 | 64, number>> = { 16: 4, 32: 9, 64: 18 };
const MAX_DIGITS = 100;

/** The literal in PostgreSQL's output form for the column's type; undefined where that is not certain. */
export function coercedLiteral(reading: ColumnReading, { kind, text }: ExpressValue): string | undefined {
  const { kind: family } = reading;
  switch (family.family) {
    case 'text':
      return kind === 'string' ? text : undefined;
    case 'boolean':
      return kind === 'boolean' ? text : undefined;
    case 'bytes':
      return kind === 'string' && /^\\x(?:[0-9a-f]{2})*$/i.test(text) ? text.toLowerCase() : undefined;
    case 'number':
      return kind !== 'boolean' && text.length <= MAX_DIGITS && /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
    case 'whole':
      // A number out of the column's range is compared as a wider integer; a string out of it is an error.
      return /^-?\d+$/.test(text) && digits(text) <= (kind === 'number' ? 18 : SAFE_DIGITS[family.bits])
        ? text
        : undefined;
    case 'rounded':
    case 'float':
    case 'label':
    case 'document':
    case 'list':
    case 'moment':
    case 'encoded':
    case 'opaque':
      return undefined;
  }
}

function digits(text: string): number {
  return text.replace('-', '').length;
}
