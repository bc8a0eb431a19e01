/** What is said to a thread that turns pages into lines, and what it answers: one answer a page, in the order of the pages. */
import type { ErrorSeverity, MessageFields } from '../../errors.ts';
import type { LineOptions, Lines } from './lines.ts';
import type { Mismatch } from './mismatch.ts';
import type { ColumnTarget } from './target.ts';

export interface LineThreadData {
  readonly targets: readonly ColumnTarget[];
  readonly options: LineOptions;
}

/** A page's items as JSON. Their buffer is transferred, and comes back with the answer. */
export interface PageMessage {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Mismatches of one column so far, by its place among the targets. */
export type PlacedMismatch = Omit<Mismatch, 'target'> & { readonly at: number };

export type LineAnswer =
  | {
      readonly lines: Lines;
      readonly mismatches: readonly PlacedMismatch[];
      readonly milliseconds: number;
      readonly page: ArrayBufferLike;
    }
  | { readonly error: MessageFields; readonly severity: ErrorSeverity }
  /** The items are no JSON. */
  | { readonly unreadable: string };
