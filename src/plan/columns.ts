/**
 * How a foreign table's columns read DynamoDB's attributes: which attribute, which types fit, and what a comparison in SQL may therefore assume of it.
 * The rules are the design's Types section; the codec reads values by the same ones.
 */
import { parseAttributePath } from '../catalog/attribute-path.ts';
import type { ForeignColumn, ForeignTable, TableDescription } from '../catalog/model.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { Path } from './condition.ts';
import type { AttributeType } from './request.ts';

/**
 * What kind of comparison a column's values allow:
 * text, number, bytes, boolean: PostgreSQL and DynamoDB agree on equality and order;
 * whole: integers, where a fraction or a value out of range is a mismatch; rounded: numeric(p,s), which rounds what it reads;
 * float: double precision, where several decimals read as one value;
 * label: an enum, equality only; ofAnyText where it is cast to text, and what it is compared with may be no label;
 * moment: dates and timestamps stored as the option `format` says; encoded: bytea stored as base64, equality only;
 * document: jsonb and json; list: arrays of text, number or bytes; opaque: only PostgreSQL's input function knows.
 */
export type Family =
  | { readonly family: 'text'; readonly maxLength?: number }
  | { readonly family: 'number' }
  | { readonly family: 'whole'; readonly bits: 16 | 32 | 64 }
  | { readonly family: 'rounded'; readonly scale: number }
  | { readonly family: 'float' }
  | { readonly family: 'boolean' }
  | { readonly family: 'bytes' }
  | { readonly family: 'label'; readonly ofAnyText?: true }
  | { readonly family: 'document' }
  | { readonly family: 'list'; readonly element: 'S' | 'N' | 'B' }
  | {
      readonly family: 'moment';
      readonly base: string;
      readonly format: 'iso8601' | 'epoch' | 'epoch_ms';
      /** Digits of the second that a timestamp keeps; what it reads is rounded to them. */
      readonly precision: number;
    }
  | { readonly family: 'encoded' }
  | { readonly family: 'opaque' };

/** How one column reads its attribute. */
export interface ColumnReading {
  readonly column: ForeignColumn;
  readonly path: Path;
  readonly kind: Family;
  /** Where the attribute stands in a key: `table` (always present), `index` (typed, may be missing), or neither. */
  readonly key?: 'table' | 'index' | undefined;
  readonly coerce: boolean;
  /** A domain may refuse a value: comparisons are a superset only. */
  readonly constrained: boolean;
  /** The raw_item_column: its path is the item itself. */
  readonly raw: boolean;
}

/** The path of the item itself: what a raw_item_column reads. Its members are top-level attributes. */
export const ITEM: Path = [''];

const NUMBER: Family = { family: 'number' };
const OPAQUE: Family = { family: 'opaque' };
const MOMENTS: ReadonlySet<string> = new Set(['date', 'timestamp without time zone', 'timestamp with time zone']);
const BASES: Readonly<Record<string, Family>> = {
  text: { family: 'text' },
  'character varying': { family: 'text' },
  numeric: NUMBER,
  smallint: { family: 'whole', bits: 16 },
  integer: { family: 'whole', bits: 32 },
  bigint: { family: 'whole', bits: 64 },
  'double precision': { family: 'float' },
  boolean: { family: 'boolean' },
  bytea: { family: 'bytes' },
  enum: { family: 'label' },
  jsonb: { family: 'document' },
  json: { family: 'document' },
  'text[]': { family: 'list', element: 'S' },
  'numeric[]': { family: 'list', element: 'N' },
  'bytea[]': { family: 'list', element: 'B' },
};

function familyOf(column: ForeignColumn): Family {
  const { format } = column.options;
  if (format === 'iso8601' || format === 'epoch' || format === 'epoch_ms') {
    const precision = column.typeModifier < 0 ? 6 : column.typeModifier;
    return MOMENTS.has(column.base) ? { family: 'moment', base: column.base, format, precision } : OPAQUE;
  }
  if (format !== undefined) return format === 'base64' && column.base === 'bytea' ? { family: 'encoded' } : OPAQUE;
  if (column.base === 'character varying' && column.typeModifier >= 4)
    return { family: 'text', maxLength: column.typeModifier - 4 };
  // numeric's modifier packs precision and scale (numeric.c, make_numeric_typmod); the scale is an 11-bit signed number.
  if (column.base === 'numeric' && column.typeModifier >= 4)
    return { family: 'rounded', scale: (((column.typeModifier - 4) & 0x7ff) ^ 1024) - 1024 };
  // An array of numeric(p,s) rounds its elements.
  if (column.base === 'numeric[]' && column.typeModifier >= 4) return OPAQUE;
  return BASES[column.base] ?? OPAQUE;
}

const FITS: Readonly<Record<Exclude<Family['family'], 'list' | 'moment'>, readonly AttributeType[]>> = {
  text: ['S'],
  number: ['N'],
  whole: ['N'],
  rounded: ['N'],
  float: ['N'],
  boolean: ['BOOL'],
  bytes: ['B'],
  label: ['S'],
  document: ['S', 'N', 'B', 'BOOL', 'M', 'L', 'SS', 'NS', 'BS'],
  encoded: ['S'],
  opaque: [],
};

/** The attribute types that fit a family of columns; empty for opaque ones, whose input function alone decides. */
export function fittingTypes(kind: Family): readonly AttributeType[] {
  if (kind.family === 'list') return ['L', `${kind.element}S`];
  if (kind.family === 'moment') return [kind.format === 'iso8601' ? 'S' : 'N'];
  return FITS[kind.family];
}

/** The attribute a column stands for: its option `attribute`, else the attribute of its own name. */
export function attributePath(column: ForeignColumn): Path {
  const { attribute } = column.options;
  return attribute === undefined ? [column.name] : parseAttributePath(attribute);
}

/**
 * The readings of a table's columns.
 * @throws SqlError where a column stands for a key attribute that its type cannot read
 */
export function readColumns(table: ForeignTable, description: TableDescription): ReadonlyMap<string, ColumnReading> {
  const tableKeys = new Set([description.keys.partition.name, description.keys.sort?.name]);
  const keyTypes = new Map<string, 'S' | 'N' | 'B'>();
  for (const { keys } of [...description.indexes, description]) {
    keyTypes.set(keys.partition.name, keys.partition.type);
    if (keys.sort !== undefined) keyTypes.set(keys.sort.name, keys.sort.type);
  }
  const raw = table.options.raw_item_column;
  const readings = new Map<string, ColumnReading>();
  for (const column of table.columns) {
    const isRaw = raw === column.name;
    const path = isRaw ? ITEM : attributePath(column);
    const keyType = path.length === 1 && !isRaw ? keyTypes.get(path[0]) : undefined;
    // In a format of its own (dynamodb) the item is no document that paths lead into.
    const kind: Family = isRaw && column.options.format === undefined ? { family: 'document' } : familyOf(column);
    const fits = fittingTypes(kind);
    // Of a key whose type does not fit the column nothing can be compared: coerce reads its text, and without it all of it reads as NULL.
    const isOther = keyType !== undefined && fits.length > 0 && !fits.includes(keyType);
    const isTableKey = keyType !== undefined && tableKeys.has(path[0]);
    const reading: ColumnReading = {
      column,
      path,
      kind: isOther ? OPAQUE : kind,
      key: isTableKey ? 'table' : keyType === undefined || isOther ? undefined : 'index',
      coerce: column.options.coerce === 'true' || column.options.coerce === 'on',
      constrained: column.constrained,
      raw: isRaw,
    };
    if (isTableKey && isOther && !reading.coerce) throw unreadableKeyColumn(table, reading, keyType);
    readings.set(column.name, reading);
  }
  return readings;
}

const KEY_TYPE_NAMES = { S: 'text', N: 'numeric', B: 'bytea' } as const;

function unreadableKeyColumn(table: ForeignTable, { column, path }: ColumnReading, type: 'S' | 'N' | 'B'): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `column "${column.name}" of foreign table "${table.name}" cannot read its key attribute`,
    detail: `The key attribute "${path[0]}" is of DynamoDB type ${type}, and the column of type ${column.type}.`,
    hint: `Use ALTER FOREIGN TABLE ${table.name} ALTER COLUMN ${column.name} TYPE ${KEY_TYPE_NAMES[type]}.`,
  });
}
