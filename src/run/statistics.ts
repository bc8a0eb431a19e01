/**
 * What earlier queries of the session saw of tables and indexes: the size of one that was read whole, the items of a partition. Fresher than DescribeTable, which is up to six hours behind, and
 * all there is where it says nothing.
 */
import type { AccessPath } from '../plan/access/path.ts';
import type { Observed } from '../plan/cost.ts';
import type { Usage } from './port.ts';

const UNIT_BYTES = 4096;

export class Statistics {
  readonly #seen = new Map<string, Observed>();

  /** What is known of a table's index, or of the table itself. */
  of(table: string, index: string | undefined): Observed {
    return this.#seen.get(keyOf(table, index)) ?? {};
  }

  /** An access path was followed to its end. */
  learn(table: string, access: AccessPath, usage: Usage, consistent: boolean): void {
    if (
      access.stopAfter !== undefined ||
      access.stopEachAfter !== undefined ||
      access.fetchBack ||
      usage.itemsScanned === 0
    )
      return;
    const key = keyOf(table, access.index?.name);
    const known = this.#seen.get(key) ?? {};
    if (access.method === 'Scan') {
      const bytes = usage.readUnits * UNIT_BYTES * (consistent ? 1 : 2);
      this.#seen.set(key, {
        ...known,
        size: { items: usage.itemsScanned, bytesPerItem: bytes / usage.itemsScanned, known: true },
      });
    } else if (access.method === 'Query' && access.wholePartitions) {
      this.#seen.set(key, { ...known, partitionItems: usage.itemsScanned / access.requests.length });
    }
  }
}

function keyOf(table: string, index: string | undefined): string {
  return JSON.stringify([table, index]);
}
