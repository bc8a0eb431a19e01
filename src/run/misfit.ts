/** Attributes that do not fit their columns: which columns are read how, and what is said of the ones that do not fit. Both lanes say it in the same words. */
import type { TableDescription } from '../catalog/model.ts';
import { keyText, type Mismatch, pathText } from '../dynamo/codec/mismatch.ts';
import { type ColumnTarget, columnTarget } from '../dynamo/codec/target.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import type { ColumnReading } from '../plan/columns.ts';
import { misfitHint, refusedHint, type TableName, typeThatReads } from './misfit-hint.ts';

/** What the codec reads for a column. @throws SqlError for a format that does not exist */
export function targetOf({ column, raw, path }: ColumnReading): ColumnTarget {
  const target = columnTarget(column, raw ? [] : path);
  return raw ? { ...target, wholeItem: true } : target;
}

/** The attributes that name an item in messages. */
export function keyNames({ keys: { partition, sort } }: TableDescription): readonly string[] {
  return sort === undefined ? [partition.name] : [partition.name, sort.name];
}

/** The error of an item whose key cannot be read. @param table the DynamoDB table's name */
export function unreadableKey({ target, example }: Mismatch, table: string): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `key attribute "${pathText(target)}" does not fit column "${target.name}" of type ${target.type}`,
    detail: `The item's key in table "${table}" is ${keyText(example)}.`,
    hint: 'A key that cannot be read would make different items look alike. Give the column a type that holds every key, such as text, numeric or bytea.',
  });
}

/** One WARNING for a column with attributes that did not fit. @param table the foreign table */
export function misfitWarning({ target, count, types, example }: Mismatch, table: TableName): Notice {
  const kinds = [...types].map(([type, n]) => `${n} of type ${type}`).join(', ');
  return {
    severity: 'WARNING',
    code: '01000',
    message: didNotFit(target, count),
    detail: `Found ${kinds}; for example in the item with the key ${keyText(example)}.`,
    hint: misfitHint(target, [...types.keys()], table),
  };
}

/** Values of a type that fits, which PostgreSQL's input function does not take. */
export interface Refused {
  readonly count: number;
  /** One of them, cut short, and its item's key. */
  readonly example: string;
  readonly key: string;
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

export function refusedWarning(target: ColumnTarget, { count, example, key }: Refused, table: TableName): Notice {
  return {
    severity: 'WARNING',
    code: '01000',
    message: didNotFit(target, count),
    detail: `PostgreSQL does not take them as ${target.type}: for example "${example}" in the item with the key ${key}.`,
    hint: refusedHint(target, table),
  };
}

function didNotFit(target: ColumnTarget, count: number): string {
  return `${count} value${count === 1 ? '' : 's'} of attribute "${pathText(target)}" did not fit column "${target.name}" of type ${target.type} and read as NULL`;
}
