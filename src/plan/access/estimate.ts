/** What a Query or a Scan is estimated to read. */
import { type Estimate, keyReadUnits, PAGE_BYTES, readUnits, sizeOf } from '../cost.ts';
import { BATCH_KEYS } from './key.ts';
import type { AccessNeeds } from './path.ts';
import type { Source } from './source.ts';

export function estimateRead(
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
