/**
 * The `dynamodb_fdw.*` settings, once: SHOW and RESET know their defaults through the engine's start parameters, `run` reads their
 * values with `parse`, and the shell completes and documents them from here.
 *
 * PostgreSQL takes any text for a setting it does not own, so a value is checked when it is used.
 */
import { parseBoolean } from '../catalog/boolean.ts';
import { SqlError, SqlState } from '../errors.ts';

export { parseBoolean } from '../catalog/boolean.ts';

/** A setting as PostgreSQL holds it, text, and as ddbsql uses it, `T`. */
export interface Setting<T> {
  /** With the prefix: `dynamodb_fdw.pushdown`. */
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
  /** What may be written, for completion and documentation. */
  readonly choices: readonly string[];
  /** What else may be, in words. */
  readonly amount?: string | undefined;
  /** @throws SqlError 22023, in the words PostgreSQL uses for its own settings */
  parse(value: string): T;
}

export type FullScan = 'allow' | 'warn' | 'deny';
export type OnTypeMismatch = 'null' | 'error';

const ON_OFF = ['on', 'off'];

export const SETTINGS = {
  pushdown: setting('pushdown', 'on', 'let DynamoDB filter, sort, limit and count where the answer stays the same', {
    choices: ON_OFF,
    parse: boolean,
  }),
  fullScan: setting('full_scan', 'warn', 'what to do before a Scan of a whole table', {
    choices: ['allow', 'warn', 'deny'],
    parse: oneOf<FullScan>('allow', 'warn', 'deny'),
  }),
  maxReadUnits: setting('max_read_units', '', 'read units a query may use; empty: any number', {
    choices: [],
    amount: 'number above 0',
    parse: amount,
  }),
  rateLimit: setting('rate_limit', '', 'read units a second; empty: as fast as DynamoDB answers', {
    choices: [],
    amount: 'number above 0',
    parse: amount,
  }),
  segments: setting('segments', 'auto', 'segments of a parallel Scan', {
    choices: ['auto'],
    amount: 'whole number from 1',
    parse: segments,
  }),
  decodeThreads: setting(
    'decode_threads',
    'auto',
    'threads that decode the pages of a parallel Scan; 0: none of their own',
    {
      choices: ['auto'],
      amount: 'whole number from 0',
      parse: threads,
    },
  ),
  sampleSize: setting('sample_size', '1000', 'items that ANALYZE reads of a table', {
    choices: [],
    amount: 'whole number from 1',
    parse: count,
  }),
  consistentRead: setting('consistent_read', 'off', 'read strongly consistent', { choices: ON_OFF, parse: boolean }),
  onTypeMismatch: setting('on_type_mismatch', 'null', 'an attribute of a type that does not fit its column', {
    choices: ['null', 'error'],
    parse: oneOf<OnTypeMismatch>('null', 'error'),
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;

interface Parsed<T> {
  readonly choices: readonly string[];
  readonly amount?: string;
  /** undefined: the value is not valid. A string in `hint` says what is. */
  readonly parse: (value: string) => { readonly value: T } | { readonly hint: string };
}

function setting<T>(name: string, value: string, meaning: string, { choices, amount, parse }: Parsed<T>): Setting<T> {
  const full = `dynamodb_fdw.${name}`;
  return {
    name: full,
    default: value,
    meaning,
    choices,
    amount,
    parse(text) {
      const parsed = parse(text.trim().toLowerCase());
      if ('value' in parsed) return parsed.value;
      const message = `invalid value for parameter "${full}": "${text}"`;
      throw new SqlError({ code: SqlState.invalidParameterValue, message, hint: parsed.hint });
    },
  };
}

function boolean(text: string): { value: boolean } | { hint: string } {
  const value = parseBoolean(text);
  return value === undefined ? { hint: 'Available values: on, off.' } : { value };
}

function oneOf<T extends string>(...choices: T[]): Parsed<T>['parse'] {
  return (text) => {
    const value = choices.find((choice) => choice === text);
    return value === undefined ? { hint: `Available values: ${choices.join(', ')}.` } : { value };
  };
}

function amount(text: string): { value: number | undefined } | { hint: string } {
  if (text === '') return { value: undefined };
  const value = Number(text);
  if (/^[\d.]+$/.test(text) && value > 0) return { value };
  return { hint: 'The value must be a number greater than zero, or empty for no limit.' };
}

function count(text: string): { value: number } | { hint: string } {
  return /^[1-9]\d{0,8}$/.test(text) ? { value: Number(text) } : { hint: 'The value must be a whole number from 1.' };
}

function segments(text: string): { value: number | 'auto' } | { hint: string } {
  if (text === 'auto') return { value: 'auto' };
  const value = Number(text);
  // DynamoDB's TotalSegments ends at a million.
  if (/^\d+$/.test(text) && value >= 1 && value <= 1_000_000) return { value };
  return { hint: 'The value must be "auto" or a whole number from 1 to 1000000.' };
}

function threads(text: string): { value: number | 'auto' } | { hint: string } {
  if (text === 'auto') return { value: 'auto' };
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 64) return { value };
  return { hint: 'The value must be "auto" or a whole number from 0 to 64.' };
}
