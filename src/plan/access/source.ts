/** The places a table can be read from: the table itself, and the indexes that hold every wanted item. */
import type { KeySchema, SecondaryIndex, TableDescription } from '../../catalog/model.ts';
import { SqlError, SqlState } from '../../errors.ts';
import { type Condition, impliesPresent } from '../condition.ts';
import { type Size, sizeOf } from '../cost.ts';
import { byPartition, coverOf } from '../keys.ts';
import { simplifyForKeys } from '../simplify.ts';
import type { AccessNeeds } from './path.ts';

/** A table or an index, as a place to read from. */
export interface Source {
  readonly index?: SecondaryIndex | undefined;
  readonly keys: KeySchema;
  readonly size: Size;
  readonly partitionItems?: number | undefined;
  /** Key values are unique. */
  readonly unique: boolean;
}

/** The table, and the indexes that hold every wanted item. */
export function sources(needs: AccessNeeds, condition: Condition): readonly Source[] {
  const { description, pinnedIndex } = needs;
  const table: Source = {
    keys: description.keys,
    size: needs.observed?.(undefined).size ?? sizeOf(description.items, description.bytes),
    partitionItems: needs.observed?.(undefined).partitionItems,
    unique: true,
  };
  const asSource = (index: SecondaryIndex): Source => ({
    index,
    keys: index.keys,
    size:
      needs.observed?.(index.name).size ??
      (index.items > 0 ? sizeOf(index.items, index.bytes) : sizeOfIndex(index, table.size)),
    partitionItems: needs.observed?.(index.name).partitionItems,
    unique: false,
  });
  if (pinnedIndex !== undefined) {
    const index = description.indexes.find((candidate) => candidate.name === pinnedIndex);
    if (index === undefined) throw noSuchIndex(description, pinnedIndex);
    if (index.kind === 'global' && needs.consistentRead) throw noConsistentRead(description, pinnedIndex);
    return [asSource(index)];
  }
  const usable = description.indexes.filter((index) => index.active && obstacle(index, needs, condition) === undefined);
  return [table, ...usable.map(asSource)];
}

/** Why an index whose keys the conditions name may not be read. */
export type Obstacle =
  /** It leaves out items without these attributes, which the conditions do not ask for. */
  { readonly sparseOn: readonly string[] } | 'global indexes cannot be read consistently';

function obstacle(index: SecondaryIndex, needs: AccessNeeds, condition: Condition): Obstacle | undefined {
  if (index.kind === 'global' && needs.consistentRead) return 'global indexes cannot be read consistently';
  const { keys } = needs.description;
  const present = new Set([keys.partition.name, keys.sort?.name, needs.present]);
  const sparseOn = [index.keys.partition.name, index.keys.sort?.name].filter(
    (name) => name !== undefined && !present.has(name) && !impliesPresent(condition, name),
  );
  return sparseOn.length === 0 ? undefined : { sparseOn: sparseOn.filter((name) => name !== undefined) };
}

/** An index that would serve, were it not for the obstacle. */
export interface UnusedIndex {
  readonly index: SecondaryIndex;
  readonly obstacle: Obstacle;
}

/** The indexes whose partitions the conditions fix, and which may not be read all the same. */
export function unusedIndexes(needs: AccessNeeds, condition: Condition): readonly UnusedIndex[] {
  if (needs.pinnedIndex !== undefined) return [];
  return needs.description.indexes.flatMap((index): readonly UnusedIndex[] => {
    const why = index.active ? obstacle(index, needs, condition) : undefined;
    if (why === undefined) return [];
    const partitions = byPartition(coverOf(simplifyForKeys(condition, index.keys), index.keys).boxes);
    return partitions === undefined || partitions.length === 0 ? [] : [{ index, obstacle: why }];
  });
}

function sizeOfIndex(index: SecondaryIndex, table: Size): Size {
  return index.projection.type === 'ALL' ? table : { ...table, bytesPerItem: Math.max(100, table.bytesPerItem / 3) };
}

function noSuchIndex(description: TableDescription, name: string): SqlError {
  const names = description.indexes.map((index) => index.name);
  return new SqlError({
    code: SqlState.undefinedObject,
    message: `index "${name}" of DynamoDB table "${description.table}" does not exist`,
    hint: names.length > 0 ? `Its indexes are: ${names.join(', ')}.` : 'The table has no indexes.',
  });
}

function noConsistentRead(description: TableDescription, name: string): SqlError {
  return new SqlError({
    code: SqlState.featureNotSupported,
    message: `consistent reads are not supported on global secondary index "${name}" of DynamoDB table "${description.table}"`,
    hint: 'Drop the option consistent_read (or SET dynamodb_fdw.consistent_read = off), or drop the option index.',
  });
}

/** The attributes an index holds; undefined for all of them. */
export function projectedAttributes(source: Source, description: TableDescription): ReadonlySet<string> | undefined {
  const { index } = source;
  if (index === undefined || index.projection.type === 'ALL') return undefined;
  const names = [description.keys, index.keys].flatMap((keys) =>
    keys.sort === undefined ? [keys.partition.name] : [keys.partition.name, keys.sort.name],
  );
  return new Set([...names, ...(index.projection.type === 'INCLUDE' ? index.projection.attributes : [])]);
}

export function covers(source: Source, needs: AccessNeeds): boolean {
  const projected = projectedAttributes(source, needs.description);
  if (projected === undefined) return true;
  return needs.paths !== 'everything' && needs.paths.every((path) => projected.has(path[0]));
}
