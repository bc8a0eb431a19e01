/** What is said of values that do not fit their column, with the ALTER that would read them. */
import type { ForeignTable } from '../catalog/model.ts';
import { columnCodec } from '../dynamo/codec/column.ts';
import { keyText, type Mismatch, pathText } from '../dynamo/codec/mismatch.ts';
import type { ColumnTarget } from '../dynamo/codec/target.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import type { ScanPlan } from '../plan/planner.ts';
import type { AttributeType } from '../plan/request.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { tableText } from './table-text.ts';

/** Values whose attribute type fits, but which PostgreSQL's input function does not take. */
export interface Refused {
  readonly count: number;
  /** One of them, cut short, and its item's key. */
  readonly example: string;
  readonly key: string;
}

export function unreadableKey(mismatch: Mismatch, plan: ScanPlan): SqlError {
  const { target } = mismatch;
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `key attribute "${pathText(target)}" does not fit column "${target.name}" of type ${target.type}`,
    detail: `The item's key in table "${plan.scan.description.table}" is ${keyText(mismatch.example)}.`,
    hint: 'A key that cannot be read would make different items look alike. Give the column a type that holds every key, such as text, numeric or bytea.',
  });
}

export function refusedError(target: ColumnTarget, { example, key }: Refused): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `attribute "${pathText(target)}" does not fit column "${target.name}" of type ${target.type}: "${example}"`,
    detail: `The item's key is ${key}.`,
    hint: `Give the column the type ${typeThatReads(target, []) ?? 'jsonb'}, or SET dynamodb_fdw.on_type_mismatch = 'null'.`,
    column: target.name,
  });
}

export function mismatchWarning(mismatch: Mismatch, table: ForeignTable): Notice {
  const { target, count, types, example } = mismatch;
  const kinds = [...types].map(([type, n]) => `${n} of type ${type}`).join(', ');
  return {
    severity: 'WARNING',
    code: '01000',
    message: didNotFit(target, count),
    detail: `Found ${kinds}; for example in the item with the key ${keyText(example)}.`,
    hint: mismatchHint(target, [...types.keys()], table),
  };
}

export function refusedWarning(target: ColumnTarget, { count, example, key }: Refused, table: ForeignTable): Notice {
  return {
    severity: 'WARNING',
    code: '01000',
    message: didNotFit(target, count),
    detail: `PostgreSQL does not take them as ${target.type}: for example "${example}" in the item with the key ${key}.`,
    hint: `To read them, use ${alterType(target, typeThatReads(target, []) ?? 'jsonb', table)}.`,
  };
}

function didNotFit(target: ColumnTarget, count: number): string {
  return `${count} value${count === 1 ? '' : 's'} of attribute "${pathText(target)}" did not fit column "${target.name}" of type ${target.type} and read as NULL`;
}

function mismatchHint(target: ColumnTarget, found: readonly AttributeType[], table: ForeignTable): string {
  const type = typeThatReads(target, found);
  if (type === undefined) return 'PostgreSQL has no text with the character U+0000 in it, which these values have.';
  const { fits } = columnCodec(target);
  const isOfOtherType = found.some((each) => !fits.includes(each));
  const orCoerce = isOfOtherType && !target.coerce ? " (or OPTIONS (ADD coerce 'true'))" : '';
  return `To read them, use ${alterType(target, type, table)}${orCoerce}.`;
}

/** The statement as it can be run: a `format` goes with the type it is for. */
function alterType(target: ColumnTarget, type: string, table: ForeignTable): string {
  const column = quoteIdentifier(target.name);
  const dropFormat = target.format === undefined ? '' : `ALTER COLUMN ${column} OPTIONS (DROP format), `;
  return `ALTER FOREIGN TABLE ${tableText(table)} ${dropFormat}ALTER COLUMN ${column} TYPE ${type}`;
}

const SCALARS: Partial<Readonly<Record<AttributeType, string>>> = {
  S: 'text',
  N: 'numeric',
  B: 'bytea',
  BOOL: 'boolean',
};

/** The type that reads what the column reads and what it found besides; undefined where only U+0000 can have been in the way. */
function typeThatReads(target: ColumnTarget, found: readonly AttributeType[]): string | undefined {
  const { fits } = columnCodec(target);
  const holdsText = target.base === 'text' || target.base === 'json' || target.base === 'jsonb';
  if (holdsText && target.format === undefined && found.every((type) => fits.includes(type))) return undefined;
  const [type, ...others] = new Set([...fits, ...found]);
  return (others.length === 0 && type !== undefined ? SCALARS[type] : undefined) ?? 'jsonb';
}
