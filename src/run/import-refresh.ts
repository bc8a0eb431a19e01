/**
 * IMPORT FOREIGN SCHEMA ... OPTIONS (refresh 'true'): what a foreign table that is there already lacks of its DynamoDB table, as ALTER FOREIGN TABLE.
 *
 * Columns are added for attributes that have none. A type is changed only where values of the sample do not fit it: a column that the user declared in another way than an import would
 * (`int` for numbers) stays as it is. Nothing is dropped: a sample that lacks an attribute does not show that it is gone.
 */
import type { ForeignColumn, ForeignTable } from '../catalog/model.ts';
import { ATTRIBUTE_TYPES, attributeType, member } from '../dynamo/codec/attribute.ts';
import { columnCodec } from '../dynamo/codec/column.ts';
import { columnTarget } from '../dynamo/codec/target.ts';
import { type InferredColumn, inferTable } from '../dynamo/infer.ts';
import { attributePath } from '../plan/columns.ts';
import type { AttributeType, Item } from '../plan/request.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { LookedAt } from './import-look.ts';

export interface Refreshed {
  /** None where nothing changes. */
  readonly statements: readonly string[];
  /** In words, one a change. */
  readonly changes: readonly string[];
  /** What was left as it is, and why. */
  readonly remarks: readonly string[];
}

/** A column of an import or a refresh, as CREATE and ALTER FOREIGN TABLE take it. */
export function columnDefinition({ name, type, attribute, notNull }: InferredColumn): string {
  const option = attribute === undefined ? '' : ` OPTIONS (attribute ${quoteLiteral(attribute)})`;
  return `${quoteIdentifier(name)} ${type}${option}${notNull ? ' NOT NULL' : ''}`;
}

/**
 * @param rawItemColumn the import's option: added where the table has no such column
 * @param fixed columns whose type PostgreSQL lets nobody change
 */
export function refreshTable(
  table: ForeignTable,
  looked: LookedAt,
  rawItemColumn: string | undefined,
  fixed: ReadonlySet<string>,
): Refreshed {
  const columns = attributeColumns(table);
  const names = table.columns.map(({ name }) => name);
  const addRaw = rawItemColumn !== undefined && table.options.raw_item_column === undefined;
  const known = new Map([...columns].map(([attribute, { name }]) => [attribute, name]));
  const inferred = inferTable(looked.description, looked.items, addRaw ? [...names, rawItemColumn] : names, known);
  const actions: string[] = [];
  const changes: string[] = [];
  const remarks: string[] = [];
  for (const column of inferred.columns) {
    const there = columns.get(column.source);
    if (there === undefined) {
      actions.push(`ADD COLUMN ${columnDefinition(column)}`);
      changes.push(`added column "${column.name}" ${column.type}`);
      continue;
    }
    const found = misfits(there, column.source, looked.items);
    if (found === '' || there.type === column.type) continue;
    if (fixed.has(there.name)) {
      remarks.push(
        `column "${there.name}" of type ${there.type} does not fit all values (${found}), but a view uses it`,
      );
      continue;
    }
    const quoted = quoteIdentifier(there.name);
    if (there.options.format !== undefined) actions.push(`ALTER COLUMN ${quoted} OPTIONS (DROP format)`);
    actions.push(`ALTER COLUMN ${quoted} TYPE ${column.type}`);
    changes.push(`changed column "${there.name}" from ${there.type} to ${column.type} (${found} did not fit)`);
  }
  remarks.push(...unseenRemark(columns, looked));
  const name = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  if (addRaw) {
    const quoted = quoteIdentifier(rawItemColumn);
    if (!names.includes(rawItemColumn)) actions.push(`ADD COLUMN ${quoted} jsonb`);
    actions.push(`OPTIONS (ADD raw_item_column ${quoteLiteral(rawItemColumn)})`);
    changes.push(`added the raw item column "${rawItemColumn}"`);
  }
  const statements = actions.length === 0 ? [] : [`ALTER FOREIGN TABLE ${name} ${actions.join(', ')}`];
  return { statements, changes, remarks };
}

/** The columns that read a whole attribute, by its name; the first of several. */
function attributeColumns(table: ForeignTable): ReadonlyMap<string, ForeignColumn> {
  const columns = new Map<string, ForeignColumn>();
  for (const column of table.columns) {
    if (column.name === table.options.raw_item_column) continue;
    const [attribute, ...deeper] = attributePath(column);
    if (deeper.length === 0 && !columns.has(attribute)) columns.set(attribute, column);
  }
  return columns;
}

/** The values of a sample that a column cannot read, `S 3, BOOL 1`; empty where it reads all. */
function misfits(column: ForeignColumn, attribute: string, items: readonly Item[]): string {
  const { convert } = columnCodec(columnTarget(column, [attribute]));
  const counts = new Map<AttributeType, number>();
  for (const item of items) {
    const value = member(item, attribute);
    if (value === undefined || 'NULL' in value || convert(value) !== undefined) continue;
    const type = attributeType(value);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return ATTRIBUTE_TYPES.flatMap((type) => (counts.has(type) ? [`${type} ${counts.get(type)}`] : [])).join(', ');
}

function unseenRemark(columns: ReadonlyMap<string, ForeignColumn>, { description, items }: LookedAt): string[] {
  if (items.length === 0) return [];
  const seen = new Set(items.flatMap((item) => Object.keys(item)));
  for (const { keys } of [description, ...description.indexes]) {
    seen.add(keys.partition.name);
    if (keys.sort !== undefined) seen.add(keys.sort.name);
  }
  const unseen = [...columns].filter(([attribute]) => !seen.has(attribute)).map(([, { name }]) => `"${name}"`);
  if (unseen.length === 0) return [];
  return [
    `not in any of ${items.length} sampled item${items.length === 1 ? '' : 's'}: ${unseen.length === 1 ? 'column' : 'columns'} ${unseen.join(', ')}`,
  ];
}
