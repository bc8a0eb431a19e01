/** What ANALYZE saw, set beside a foreign table's columns: for \d+, and for what ANALYZE itself says. */
import { parseAttributePath } from '../catalog/attribute-path.ts';
import type { ForeignColumn, ForeignTable } from '../catalog/model.ts';
import type { AttributeStatistics, TableStatistics } from '../catalog/statistics-file.ts';
import { columnCodec } from '../dynamo/codec/column.ts';
import { columnTarget } from '../dynamo/codec/target.ts';
import { attributePath } from '../plan/columns.ts';
import type { ObservedAttribute, ObservedTable, ObservedType } from './port.ts';

export function observedTable(table: ForeignTable, statistics: TableStatistics): ObservedTable {
  const { analyzedAt, sampledItems } = statistics;
  const paths = statistics.attributes.map((attribute) => ({ attribute, path: parseAttributePath(attribute.path) }));
  const read = new Set<string>();
  const attributes = table.columns.flatMap((column): readonly ObservedAttribute[] => {
    if (column.name === table.options.raw_item_column) return [];
    const path = attributePath(column);
    // A column of a part of an attribute reads that much of it: the attribute is not one that is missing.
    read.add(path[0]);
    const found = paths.find((each) => sameSteps(each.path, path))?.attribute;
    return found === undefined ? [unseen(column, sampledItems)] : [observed(found, sampledItems, column)];
  });
  const others = paths.filter(({ path: [name, ...deeper] }) => deeper.length === 0 && !read.has(name));
  const unread = others.map(({ attribute }) => observed(attribute, sampledItems, undefined));
  return { analyzedAt, sampledItems, attributes: [...attributes, ...unread] };
}

function sameSteps(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((step, at) => step === b[at]);
}

function unseen(column: ForeignColumn, sampledItems: number): ObservedAttribute {
  const attribute = column.options.attribute ?? column.name;
  const missing = sampledItems === 0 ? 0 : 1;
  return { column: column.name, attribute, missing, types: [], example: undefined, exampleKey: undefined };
}

function observed(
  { path, items, types, example, exampleKey }: AttributeStatistics,
  sampledItems: number,
  column: ForeignColumn | undefined,
): ObservedAttribute {
  const fits = column === undefined ? undefined : new Set<string>(columnCodec(columnTarget(column, [path])).fits);
  return {
    column: column?.name,
    attribute: path,
    missing: 1 - items / sampledItems,
    types: Object.entries(types).map(
      ([type, count]): ObservedType => ({
        type,
        share: count / items,
        fits: type === 'NULL' || fits === undefined || fits.has(type),
      }),
    ),
    example,
    exampleKey,
  };
}
