/** How large a table prints, as psql asks before it opens a pager. */
import type { Row } from '../engine/port.ts';
import { formats } from './formats.ts';
import { outputColumns, type PrintOptions } from './options.ts';
import type { Column, PageSize, TableEnd, TableHead } from './table.ts';

/**
 * The size of a table that is at hand whole (print.c IsPagerNeeded). Where rows come one after the other, `Output.size`
 * tells it of formats that wait for the last; of the others it is what has been written.
 */
export function pageSize(
  options: PrintOptions,
  columns: readonly Column[],
  rows: readonly Row[],
  footers: readonly string[] = [],
): PageSize {
  const head: TableHead = { options, columns, title: undefined };
  const end: TableEnd = { rowCount: rows.length, footers };
  const renderer = formats[options.format].render(head);
  if (renderer.size !== undefined) {
    for (const _ of renderer.rows(rows));
    const size = renderer.size(end);
    if (size !== undefined) return size;
  }
  const lines = options.expanded === 'on' ? (columns.length + 1) * rows.length : rows.length + 1;
  return { lines: lines + (options.tuplesOnly ? 0 : footers.length), width: 0 };
}

/** Rows and columns of the screen. */
export interface Screen {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Whether psql would page a table of this size on a screen, given that both stdin and stdout are terminals (print.c
 * PageOutput): where it leaves no line for the prompt, or is wider than the output may be.
 */
export function needsPager(options: PrintOptions, size: PageSize, screen: Screen): boolean {
  if (options.pager === 'off') return false;
  if (options.pager === 'always') return true;
  const target = outputColumns({ ...options, screenColumns: screen.columns });
  if (target > 0 && size.width > target) return true;
  return size.lines >= screen.rows && size.lines >= options.pagerMinLines;
}
