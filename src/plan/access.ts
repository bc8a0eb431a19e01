/**
 * Access paths: the candidate ways to fetch a superset of the rows a scan needs, each as exactly the DynamoDB requests it would make, with an estimate; the cheapest wins.
 *
 * Always right, by construction: a path's key ranges and filter come from conditions that hold for every wanted item (verdict.ts), ranges of one partition never overlap, and an index is
 * only used where the conditions imply that the wanted items are in it (sparse indexes leave out items that lack a key).
 */
import type { KeySchema, SecondaryIndex, TableDescription } from '../catalog/model.ts';
import { SqlError, SqlState } from '../errors.ts';
import { and, attributesOf, type Condition, conjuncts, impliesPresent, type Path } from './condition.ts';
import {
  type Estimate,
  itemsInRange,
  keyReadUnits,
  type Observed,
  PAGE_BYTES,
  readUnits,
  type Size,
  selectivity,
  sizeOf,
} from './cost.ts';
import { filterText, Placeholders, projectionText } from './expression.ts';
import {
  byPartition,
  coverOf,
  isContradictory,
  isEverything,
  type PartitionRanges,
  pointOf,
  type Range,
} from './keys.ts';
import type { BatchGetItemInput, GetItemInput, Key, QueryInput, Request, ScanInput } from './request.ts';
import { simplifyForKeys } from './simplify.ts';
import { conditionOf, type Verdict } from './verdict.ts';

/** A qualifier with what was decided of it. */
export interface JudgedQualifier {
  readonly text: string;
  readonly verdict: Verdict;
}

/** What an access path must deliver. */
export interface AccessNeeds {
  readonly description: TableDescription;
  readonly qualifiers: readonly JudgedQualifier[];
  /** Paths of the attributes to read; `everything` where the whole item is asked for. */
  readonly paths: readonly Path[] | 'everything';
  /** The order wanted, on attributes. */
  readonly order: readonly { readonly attribute: string; readonly descending: boolean }[];
  /** Rows after which nothing more is asked for (LIMIT plus OFFSET). */
  readonly limit?: number | undefined;
  /** Only the number of rows is asked for. */
  readonly count: boolean;
  /** Rows wanted of each partition on its own, in the order wanted (a LATERAL join's LIMIT). */
  readonly limitEach?: number | undefined;
  /** Items without this attribute change nothing, whatever the qualifiers say. */
  readonly present?: string | undefined;
  readonly consistentRead: boolean;
  /** The index that the foreign table's option names. */
  readonly pinnedIndex?: string | undefined;
  readonly segments?: number | undefined;
  /** What earlier queries saw of the table, or of an index. */
  readonly observed?: ((index: string | undefined) => Observed) | undefined;
}

/** Where a qualifier ended up in a path. */
export type Placement = 'key condition' | 'filter' | 'recheck';

export interface AccessPath {
  readonly method: 'none' | 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan';
  readonly index?: SecondaryIndex | undefined;
  readonly requests: readonly Request[];
  /** Segments of a parallel Scan. */
  readonly segments: number;
  /** The items are read again by key from the table, since the index does not project what is needed. */
  readonly fetchBack: boolean;
  /** The rows of the requests, merged on this attribute, come in the order wanted. */
  readonly order?: { readonly attribute: string; readonly descending: boolean } | undefined;
  /** The requests one after the other, rather than merged, give that order. */
  readonly ordered: boolean;
  /** DynamoDB says exactly what the qualifiers say: no item comes that PostgreSQL will drop. */
  readonly exact: boolean;
  readonly count: boolean;
  readonly stopAfter?: number | undefined;
  /** Items after which each request on its own is done. */
  readonly stopEachAfter?: number | undefined;
  /** Each request reads all of a partition. */
  readonly wholePartitions?: boolean | undefined;
  /** The whole table (or index) is read. */
  readonly fullScan: boolean;
  readonly placements: readonly Placement[];
  readonly estimate: Estimate;
  /** Why no request is made. */
  readonly reason?: string | undefined;
}

/** A table or an index, as a place to read from. */
interface Source {
  readonly index?: SecondaryIndex | undefined;
  readonly keys: KeySchema;
  readonly size: Size;
  readonly partitionItems?: number | undefined;
  /** Key values are unique. */
  readonly unique: boolean;
}

/** More requests than this are not made instead of a Scan whose size nobody knows. */
const MAX_QUERIES = 10_000;
const BATCH_KEYS = 100;

/**
 * The cheapest access path.
 * @throws SqlError where an option asks for what DynamoDB cannot do (an unknown index, a consistent read of a global index)
 */
export function chooseAccess(needs: AccessNeeds): AccessPath {
  const { description } = needs;
  const conditions = needs.qualifiers.map((q) => simplifyForKeys(conditionOf(q.verdict), description.keys));
  if (isContradictory(conditions.flatMap((c) => conjuncts(c))))
    return nothing(needs, 'the qualifiers contradict each other');
  const candidates = sources(needs, and(...conditions)).flatMap((source) => candidatesOf(source, needs));
  const best = candidates.reduce<AccessPath | undefined>(
    (a, b) => (a === undefined || isCheaper(b, a) ? b : a),
    undefined,
  );
  if (best === undefined) throw new Error('a table can always be scanned');
  return best;
}

function isCheaper(a: AccessPath, b: AccessPath): boolean {
  const cost = (path: AccessPath): number => path.estimate.readUnits;
  if (cost(a) !== cost(b)) return cost(a) < cost(b);
  if (a.estimate.requests !== b.estimate.requests) return a.estimate.requests < b.estimate.requests;
  return a.estimate.bytes < b.estimate.bytes;
}

function nothing(needs: AccessNeeds, reason: string): AccessPath {
  return {
    method: 'none',
    requests: [],
    segments: 1,
    fetchBack: false,
    ordered: true,
    exact: true,
    count: needs.count,
    fullScan: false,
    placements: needs.qualifiers.map(() => 'recheck'),
    estimate: { requests: 0, pages: 0, items: 0, rows: 0, readUnits: 0, bytes: 0, known: true },
    reason,
  };
}

/** The table, and the indexes that hold every wanted item. */
function sources(needs: AccessNeeds, condition: Condition): readonly Source[] {
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
  const tableKeys = new Set([description.keys.partition.name, description.keys.sort?.name]);
  const usable = description.indexes.filter(
    (index) =>
      index.active &&
      !(index.kind === 'global' && needs.consistentRead) &&
      [index.keys.partition.name, index.keys.sort?.name].every(
        (name) =>
          name === undefined || tableKeys.has(name) || name === needs.present || impliesPresent(condition, name),
      ),
  );
  return [table, ...usable.map(asSource)];
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

/** The paths through one source: by its keys where the conditions fix partitions, and a Scan. */
function candidatesOf(source: Source, needs: AccessNeeds): readonly AccessPath[] {
  // The conditions as they stand for items of this source, whose keys are there for certain.
  const conditions = needs.qualifiers.map((q) =>
    simplifyForKeys(simplifyForKeys(conditionOf(q.verdict), needs.description.keys), source.keys),
  );
  const cover = coverOf(and(...conditions), source.keys);
  if (cover.boxes.length === 0) return [nothing(needs, 'no key can satisfy the qualifiers')];
  const partitions = byPartition(cover.boxes);
  const scan = scanPath(source, needs, conditions);
  if (partitions === undefined) return scan === undefined ? [] : [scan];
  const keyed =
    source.unique && isAllKeys(source, partitions) ? keyPath(source, needs, conditions, partitions) : undefined;
  const query = keyed ?? queryPath(source, needs, conditions, partitions);
  return [query, scan].filter((path) => path !== undefined);
}

function isAllKeys(source: Source, partitions: readonly PartitionRanges[]): boolean {
  return (
    source.keys.sort === undefined ||
    partitions.every(({ ranges }) => ranges.every((range) => pointOf(range) !== undefined))
  );
}

// ---- by key ----

function keyPath(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  partitions: readonly PartitionRanges[],
): AccessPath {
  const { keys, size } = source;
  const all = partitions.flatMap(({ partition, ranges }) =>
    ranges.map((range): Key => {
      const sort = pointOf(range);
      const key: Record<string, Key[string]> = { [keys.partition.name]: partition };
      if (keys.sort !== undefined && sort !== undefined) key[keys.sort.name] = sort;
      return key;
    }),
  );
  const placements = conditions.map((c): Placement => (coverOf(c, keys).exact ? 'key condition' : 'recheck'));
  const requests = all.length === 1 && all[0] !== undefined ? [getItem(needs, all[0])] : batchGets(needs, all);
  const bytes = all.length * size.bytesPerItem;
  return {
    method: all.length === 1 ? 'GetItem' : 'BatchGetItem',
    requests,
    segments: 1,
    fetchBack: false,
    ordered: all.length === 1,
    exact: isExact(needs, placements),
    count: false,
    stopAfter: undefined,
    fullScan: false,
    placements,
    estimate: {
      requests: requests.length,
      pages: requests.length,
      items: all.length,
      rows: all.length,
      readUnits: keyReadUnits(all.length, size.bytesPerItem, needs.consistentRead),
      bytes,
      known: size.known,
    },
  };
}

function getItem(needs: AccessNeeds, key: Key): Request {
  const placeholders = new Placeholders();
  const projection = projectionOf(needs, placeholders);
  const input: GetItemInput = {
    TableName: needs.description.table,
    Key: key,
    ...(projection === undefined
      ? {}
      : { ProjectionExpression: projection, ExpressionAttributeNames: placeholders.names }),
    ...(needs.consistentRead ? { ConsistentRead: true } : {}),
    ReturnConsumedCapacity: 'INDEXES',
  };
  return { operation: 'GetItem', input };
}

/** BatchGetItem requests for the keys, at most 100 in each. The keys are distinct already. */
export function batchGets(
  needs: Pick<AccessNeeds, 'description' | 'paths' | 'consistentRead'>,
  keys: readonly Key[],
): readonly Request[] {
  const requests: Request[] = [];
  for (let at = 0; at < keys.length; at += BATCH_KEYS) {
    const placeholders = new Placeholders();
    const projection = projectionOf(needs, placeholders);
    const input: BatchGetItemInput = {
      RequestItems: {
        [needs.description.table]: {
          Keys: keys.slice(at, at + BATCH_KEYS),
          ...(projection === undefined
            ? {}
            : { ProjectionExpression: projection, ExpressionAttributeNames: placeholders.names }),
          ...(needs.consistentRead ? { ConsistentRead: true } : {}),
        },
      },
      ReturnConsumedCapacity: 'INDEXES',
    };
    requests.push({ operation: 'BatchGetItem', input });
  }
  return requests;
}

/** The keys and what the statement needs; undefined for the whole item. */
function projectionOf(
  needs: Pick<AccessNeeds, 'description' | 'paths'>,
  placeholders: Placeholders,
): string | undefined {
  if (needs.paths === 'everything') return undefined;
  const { partition, sort } = needs.description.keys;
  const keys: Path[] = sort === undefined ? [[partition.name]] : [[partition.name], [sort.name]];
  return projectionText([...keys, ...needs.paths], placeholders);
}

// ---- by Query ----

function queryPath(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  partitions: readonly PartitionRanges[],
): AccessPath | undefined {
  const ranges = partitions.flatMap(({ partition, ranges: all }) => all.map((range) => ({ partition, range })));
  if (ranges.length > MAX_QUERIES) return undefined;
  const placed = placeConditions(
    source,
    needs,
    conditions,
    ranges.every(({ range }) => isSaidExactly(range)),
  );
  const each = needs.limitEach === undefined ? undefined : limitOfEach(source, needs, partitions);
  const order = each ?? orderGiven(source, needs, partitions);
  const stopAfter = needs.limit !== undefined && order !== undefined ? needs.limit : undefined;
  const fetchBack = !covers(source, needs);
  const exact = isExact(needs, placed.placements);
  const stopEachAfter = each !== undefined && exact ? needs.limitEach : undefined;
  const count = needs.count && exact && !fetchBack;
  const share = selectivity(and(...placed.filters));
  const least = stopAfter ?? stopEachAfter;
  const limit = least === undefined ? undefined : pageLimit(least, share, exact);
  const inRange = ranges.reduce(
    (sum, { range }) => sum + itemsInRange(source.size, range, source.unique, source.partitionItems),
    0,
  );
  const looked = stopEachAfter === undefined ? inRange : Math.min(inRange, ranges.length * (limit ?? stopEachAfter));
  const requests = ranges.map(({ partition, range }) => {
    const placeholders = new Placeholders();
    const input: QueryInput = {
      TableName: needs.description.table,
      ...(source.index === undefined ? {} : { IndexName: source.index.name }),
      KeyConditionExpression: keyCondition(source.keys, { partition, range }, placeholders),
      ...readParts(needs, placed.filters, count, fetchBack, placeholders),
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(order?.descending === true ? { ScanIndexForward: false } : {}),
      ...namesAndValues(placeholders),
      ...(needs.consistentRead ? { ConsistentRead: true } : {}),
      ReturnConsumedCapacity: 'INDEXES',
    } as QueryInput;
    return { operation: 'Query', input } as const;
  });
  return {
    method: 'Query',
    index: source.index,
    requests:
      order?.descending === true && order.attribute !== undefined && order.sequential
        ? [...requests].reverse()
        : requests,
    segments: 1,
    fetchBack,
    order: order?.attribute === undefined ? undefined : { attribute: order.attribute, descending: order.descending },
    ordered: order?.sequential ?? false,
    exact,
    count,
    stopAfter,
    stopEachAfter,
    wholePartitions: ranges.every(({ range }) => isEverything(range)),
    fullScan: false,
    placements: placed.placements,
    estimate: estimateRead(source, needs, looked, share, requests.length, stopAfter, limit, fetchBack),
  };
}

/**
 * Items to look at in the first page where only `rows` are wanted: as many as the filter should let through that many of, and none more, since DynamoDB charges for what it looks at.
 * The page after it is larger (fetch doubles it), so that a filter more selective than thought costs few requests.
 */
function pageLimit(rows: number, share: number, exact: boolean): number | undefined {
  const wanted = Math.max(1, Math.ceil(rows / Math.max(share, 0.001))) * (exact ? 1 : 2);
  return wanted > 10_000 ? undefined : wanted;
}

/** `#pk = :v1 AND #sk BETWEEN :v2 AND :v3`. One condition a key is all that DynamoDB takes: a half-open range becomes the BETWEEN that covers it. */
function keyCondition(
  keys: KeySchema,
  box: { readonly partition: Key[string]; readonly range: Range },
  placeholders: Placeholders,
): string {
  const partition = `${placeholders.name(keys.partition.name)} = ${placeholders.value(box.partition)}`;
  if (keys.sort === undefined) return partition;
  const { low, high, prefix } = box.range;
  const point = pointOf(box.range);
  if (low === undefined && high === undefined) return partition;
  const name = placeholders.name(keys.sort.name);
  const value = (v: Key[string]): string => placeholders.value(v);
  if (point !== undefined) return `${partition} AND ${name} = ${value(point)}`;
  if (prefix !== undefined) return `${partition} AND begins_with(${name}, ${value(prefix)})`;
  if (low !== undefined && high !== undefined)
    return `${partition} AND ${name} BETWEEN ${value(low.value)} AND ${value(high.value)}`;
  const bound = low ?? high;
  if (bound === undefined) return partition;
  return `${partition} AND ${name} ${low === undefined ? '<' : '>'}${bound.inclusive ? '=' : ''} ${value(bound.value)}`;
}

/** True where one key condition says the range and no more. */
function isSaidExactly(range: Range): boolean {
  if (range.low === undefined || range.high === undefined || range.prefix !== undefined) return true;
  return range.low.inclusive && range.high.inclusive;
}

interface Placed {
  readonly placements: readonly Placement[];
  /** The conditions in the filter. */
  readonly filters: readonly Condition[];
}

/**
 * Which qualifier goes where: to the key condition, to the filter, or back to PostgreSQL. A Query's filter may not name the keys of what it queries; an index's
 * filter sees only what the index projects.
 */
function placeConditions(
  source: Source,
  needs: AccessNeeds,
  conditions: readonly Condition[],
  rangesExact: boolean,
  scanned = false,
): Placed {
  const keyNames = new Set(scanned ? [] : [source.keys.partition.name, source.keys.sort?.name]);
  const projected = projectedAttributes(source, needs.description);
  const parts: { readonly condition: Condition; readonly qualifier: number }[] = [];
  const lost = new Set<number>();
  const inKey = new Set<number>();
  conditions.forEach((condition, qualifier) => {
    if (condition.kind === 'always') return;
    if (!scanned && coverOf(condition, source.keys).exact) {
      if (rangesExact) inKey.add(qualifier);
      else lost.add(qualifier);
      return;
    }
    for (const part of conjuncts(condition)) {
      if (!scanned && rangesExact && coverOf(part, source.keys).exact) continue;
      const names = [...attributesOf(part)];
      const sayable = names.every((name) => !keyNames.has(name) && (projected === undefined || projected.has(name)));
      if (sayable) parts.push({ condition: part, qualifier });
      else lost.add(qualifier);
    }
  });
  const trial = filterText(
    parts.map((part) => part.condition),
    new Placeholders(),
  );
  const filters: Condition[] = [];
  parts.forEach((part, i) => {
    if (trial.included[i] === true) filters.push(part.condition);
    else lost.add(part.qualifier);
  });
  const placements = conditions.map((condition, qualifier): Placement => {
    if (lost.has(qualifier)) return 'recheck';
    if (inKey.has(qualifier) || condition.kind === 'always') return 'key condition';
    return parts.some((part) => part.qualifier === qualifier) ? 'filter' : 'key condition';
  });
  return { placements, filters };
}

function isExact(needs: AccessNeeds, placements: readonly Placement[]): boolean {
  return needs.qualifiers.every((q, i) => q.verdict.verdict === 'exact' && placements[i] !== 'recheck');
}

/** The attributes an index holds; undefined for all of them. */
function projectedAttributes(source: Source, description: TableDescription): ReadonlySet<string> | undefined {
  const { index } = source;
  if (index === undefined || index.projection.type === 'ALL') return undefined;
  const names = [description.keys, index.keys].flatMap((keys) =>
    keys.sort === undefined ? [keys.partition.name] : [keys.partition.name, keys.sort.name],
  );
  return new Set([...names, ...(index.projection.type === 'INCLUDE' ? index.projection.attributes : [])]);
}

function covers(source: Source, needs: AccessNeeds): boolean {
  const projected = projectedAttributes(source, needs.description);
  if (projected === undefined) return true;
  return needs.paths !== 'everything' && needs.paths.every((path) => projected.has(path[0]));
}

/** What a Query and a Scan share: filter, projection or COUNT. Names and values are added last, when all of them are known. */
function readParts(
  needs: AccessNeeds,
  filters: readonly Condition[],
  count: boolean,
  fetchBack: boolean,
  placeholders: Placeholders,
): Partial<QueryInput> {
  const filter = filterText(filters, placeholders);
  const projection = count ? undefined : projectionOf(fetchBack ? { ...needs, paths: [] } : needs, placeholders);
  return {
    ...(filter.text === undefined ? {} : { FilterExpression: filter.text }),
    ...(count ? { Select: 'COUNT' as const } : {}),
    ...(projection === undefined ? {} : { ProjectionExpression: projection }),
  };
}

function namesAndValues(
  placeholders: Placeholders,
): Pick<ScanInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const { names, values } = placeholders;
  return {
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  };
}

/**
 * The order in which the Queries' rows can be delivered, where it is the one wanted.
 * @returns undefined where it is not; `attribute` undefined where no order is asked for
 */
function orderGiven(
  source: Source,
  needs: AccessNeeds,
  partitions: readonly PartitionRanges[],
): { readonly attribute?: string; readonly descending: boolean; readonly sequential: boolean } | undefined {
  const single = partitions.length === 1;
  // A partition key with one value sorts nothing.
  const wanted = needs.order.filter((key) => !(single && key.attribute === source.keys.partition.name));
  const [first, ...rest] = wanted;
  if (first === undefined) return { descending: false, sequential: true };
  if (source.keys.sort === undefined || first.attribute !== source.keys.sort.name) return undefined;
  // What follows a unique sort key sorts nothing either.
  if (rest.length > 0 && !(single && source.unique)) return undefined;
  return { attribute: first.attribute, descending: first.descending, sequential: single };
}

/** The order of each partition on its own, where it is the one wanted. */
function limitOfEach(
  source: Source,
  needs: AccessNeeds,
  partitions: readonly PartitionRanges[],
): ReturnType<typeof orderGiven> {
  const [first] = partitions;
  const sound = first !== undefined && partitions.every(({ ranges }) => ranges.length === 1);
  const given = sound ? orderGiven(source, needs, [first]) : undefined;
  // What the partitions give together has no order, and needs none: PostgreSQL sorts it again.
  return given === undefined ? undefined : { descending: given.descending, sequential: false };
}

// ---- by Scan ----

function scanPath(source: Source, needs: AccessNeeds, conditions: readonly Condition[]): AccessPath | undefined {
  const placed = placeConditions(source, needs, conditions, true, true);
  const fetchBack = !covers(source, needs);
  const exact = isExact(needs, placed.placements);
  const count = needs.count && exact && !fetchBack;
  const ordered = needs.order.length === 0;
  const stopAfter = needs.limit !== undefined && ordered ? needs.limit : undefined;
  const share = selectivity(and(...placed.filters));
  const limit = stopAfter === undefined ? undefined : pageLimit(stopAfter, share, exact);
  const placeholders = new Placeholders();
  const input = {
    TableName: needs.description.table,
    ...(source.index === undefined ? {} : { IndexName: source.index.name }),
    ...readParts(needs, placed.filters, count, fetchBack, placeholders),
    ...(limit === undefined ? {} : { Limit: limit }),
    ...namesAndValues(placeholders),
    ...(needs.consistentRead ? { ConsistentRead: true } : {}),
    ReturnConsumedCapacity: 'INDEXES',
  } as ScanInput;
  const segments = stopAfter !== undefined ? 1 : (needs.segments ?? segmentsFor(source.size));
  return {
    method: 'Scan',
    index: source.index,
    requests: [{ operation: 'Scan', input }],
    segments,
    fetchBack,
    ordered,
    exact,
    count,
    stopAfter,
    fullScan: stopAfter === undefined,
    placements: placed.placements,
    estimate: estimateRead(source, needs, source.size.items, share, segments, stopAfter, limit, fetchBack),
  };
}

/** One segment for each 64 MB, at most 8: a segment below that ends before it pays for its requests. */
function segmentsFor(size: Size): number {
  if (!size.known) return 1;
  return Math.min(8, Math.max(1, Math.floor((size.items * size.bytesPerItem) / (64 * PAGE_BYTES))));
}

function estimateRead(
  source: Source,
  needs: AccessNeeds,
  items: number,
  share: number,
  requests: number,
  stopAfter: number | undefined,
  pageItems: number | undefined,
  fetchBack: boolean,
): Estimate {
  const looked =
    stopAfter === undefined
      ? items
      : Math.min(items, pageItems ?? Math.max(stopAfter, PAGE_BYTES / source.size.bytesPerItem));
  const rows = looked * share;
  const bytes = looked * source.size.bytesPerItem;
  // Each request rounds up to half a unit of its own.
  const units = Math.max(readUnits(bytes, needs.consistentRead), requests * (needs.consistentRead ? 1 : 0.5));
  const pages = Math.max(requests, Math.ceil(bytes / PAGE_BYTES));
  const base = sizeOf(needs.description.items, needs.description.bytes);
  const back = fetchBack ? keyReadUnits(rows, base.bytesPerItem, needs.consistentRead) : 0;
  const backRequests = fetchBack ? Math.ceil(rows / BATCH_KEYS) : 0;
  return {
    requests: pages + backRequests,
    pages: pages + backRequests,
    items: Math.round(looked),
    rows: Math.round(rows),
    readUnits: units + back,
    bytes,
    known: source.size.known,
  };
}
