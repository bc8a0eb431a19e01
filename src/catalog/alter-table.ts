/** ALTER FOREIGN TABLE, from one definition to another. */
import { isDeepStrictEqual } from 'node:util';
import { quoteIdentifier } from '../sql/quote.ts';
import { alterOptions, columnElement } from './ddl.ts';
import {
  type Check,
  type ColumnDefinition,
  type ForeignTableDefinition,
  qualifiedName,
  sameFields,
} from './objects.ts';

/** undefined where the columns' order, a type or the server changed: that takes a new table. */
export function alterTable(from: ForeignTableDefinition, to: ForeignTableDefinition): readonly string[] | undefined {
  const table = `FOREIGN TABLE ${qualifiedName(to)}`;
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const after = new Set(to.columns.map(({ name }) => name));
  const staying = from.columns.filter(({ name }) => after.has(name));
  // ALTER adds columns at the end and cannot move them.
  const inOrder = staying.every(({ name }, i) => to.columns[i]?.name === name);
  if (!inOrder || from.server !== to.server) return undefined;
  const columns = to.columns.map((column) => {
    const old = before.get(column.name);
    return old === undefined ? [`ALTER ${table} ADD COLUMN ${columnElement(column)}`] : alterColumn(table, old, column);
  });
  if (columns.includes(undefined)) return undefined;
  return [
    ...without(from.checks, to.checks).map(({ name }) => `ALTER ${table} DROP CONSTRAINT ${quoteIdentifier(name)}`),
    ...from.columns
      .filter(({ name }) => !after.has(name))
      .map(({ name }) => `ALTER ${table} DROP COLUMN ${quoteIdentifier(name)}`),
    ...columns.flatMap((statements) => statements ?? []),
    ...without(to.checks, from.checks).map(
      ({ name, definition }) => `ALTER ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
    ),
    ...alterOptions(table, from.options, to.options),
  ];
}

function alterColumn(table: string, from: ColumnDefinition, to: ColumnDefinition): readonly string[] | undefined {
  const target = `${table} ALTER COLUMN ${quoteIdentifier(to.name)}`;
  if (!sameFields(from, to, ['type', 'collation', 'generated', 'notNullName'])) return undefined;
  const notNull = to.notNull === true ? 'SET NOT NULL' : 'DROP NOT NULL';
  const initial = to.default === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${to.default}`;
  return [
    ...(from.notNull === to.notNull ? [] : [`ALTER ${target} ${notNull}`]),
    ...(from.default === to.default ? [] : [`ALTER ${target} ${initial}`]),
    ...alterOptions(target, from.options, to.options),
  ];
}

function without(checks: readonly Check[] = [], others: readonly Check[] = []): readonly Check[] {
  return checks.filter((check) => !others.some((other) => isDeepStrictEqual(check, other)));
}
