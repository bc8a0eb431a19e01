/** Access by Scan: all of a table or of an index, with what a filter can say. */
import { and, type Condition } from '../condition.ts';
import { PAGE_BYTES, type Size, selectivity } from '../cost.ts';
import { Placeholders } from '../expression.ts';
import type { ScanInput } from '../request.ts';
import { estimateRead } from './estimate.ts';
import type { AccessNeeds, AccessPath } from './path.ts';
import { isExact, placeConditions } from './place.ts';
import { namesAndValues, pageLimit, readParts } from './read-input.ts';
import { covers, type Source } from './source.ts';

export function scanPath(source: Source, needs: AccessNeeds, conditions: readonly Condition[]): AccessPath | undefined {
  const placed = placeConditions(source, needs, conditions, 'nothing');
  const fetchBack = !covers(source, needs);
  const exact = isExact(needs, placed.placements);
  const count = needs.count && exact && !fetchBack;
  const ordered = needs.order.length === 0;
  const stopAfter = needs.limit !== undefined && ordered ? needs.limit : undefined;
  const share = selectivity(and(...placed.filters));
  const limit = stopAfter === undefined ? undefined : pageLimit(stopAfter, share, exact, source.size.bytesPerItem);
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
