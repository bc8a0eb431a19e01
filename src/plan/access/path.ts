/** What an access path must deliver, and what one is: the requests by which a superset of the rows a scan needs is fetched, as plain data, with an estimate. */
import type { SecondaryIndex, TableDescription } from '../../catalog/model.ts';
import type { Path } from '../condition.ts';
import type { Estimate, Observed } from '../cost.ts';
import type { Request } from '../request.ts';
import type { Verdict } from '../verdict.ts';
import type { UnusedIndex } from './source.ts';

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
  /** Rows wanted of each value of an attribute on its own, in the order wanted (a LATERAL join's LIMIT). */
  readonly limitEach?: { readonly count: number; readonly attribute: string } | undefined;
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
  readonly method: 'none' | 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan' | 'Union';
  /** Of a union: the paths whose items, each once, are its own. */
  readonly arms?: readonly AccessPath[] | undefined;
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
  /** How many items a partition holds is a guess, and with it the estimate. */
  readonly guessed?: boolean | undefined;
  /** Each request reads all of a partition. */
  readonly wholePartitions?: boolean | undefined;
  /** The whole table (or index) is read. */
  readonly fullScan: boolean;
  readonly placements: readonly Placement[];
  readonly estimate: Estimate;
  /** Of a full scan: the indexes that would have served. */
  readonly unused?: readonly UnusedIndex[] | undefined;
  /** Why no request is made. */
  readonly reason?: string | undefined;
}
