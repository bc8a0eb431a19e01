/** How values that do not fit their column could be read: the ALTER that does it, as it can be run. */
import type { ForeignTable } from '../catalog/model.ts';
import { columnCodec } from '../dynamo/codec/column.ts';
import type { ColumnTarget } from '../dynamo/codec/target.ts';
import type { AttributeType } from '../plan/request.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { tableText } from './table-text.ts';

/** A foreign table's name, as a statement needs it. */
export type TableName = Pick<ForeignTable, 'schema' | 'name'>;

/** @param found the types that did not fit */
export function misfitHint(target: ColumnTarget, found: readonly AttributeType[], table: TableName): string {
  const type = typeThatReads(target, found);
  if (type === undefined) return 'PostgreSQL has no text with the character U+0000 in it, which these values have.';
  const { fits } = columnCodec(target);
  const isOfOtherType = found.some((each) => !fits.includes(each));
  const orCoerce = isOfOtherType && !target.coerce ? " (or OPTIONS (ADD coerce 'true'))" : '';
  return `To read them, use ${alterType(target, type, table)}${orCoerce}.`;
}

/** The same for values whose type fits and which PostgreSQL's input function refuses. */
export function refusedHint(target: ColumnTarget, table: TableName): string {
  return `To read them, use ${alterType(target, typeThatReads(target, []) ?? 'jsonb', table)}.`;
}

/** A `format` goes with the type it is for. */
function alterType(target: ColumnTarget, type: string, table: TableName): string {
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
export function typeThatReads(target: ColumnTarget, found: readonly AttributeType[]): string | undefined {
  const { fits } = columnCodec(target);
  const holdsAll = target.base === 'text' || target.base === 'json' || target.base === 'jsonb';
  if (holdsAll && target.format === undefined && found.every((type) => fits.includes(type))) return undefined;
  const [type, ...others] = new Set([...fits, ...found]);
  return (others.length === 0 && type !== undefined ? SCALARS[type] : undefined) ?? 'jsonb';
}
