/** When psql opens a pager. */
import { outputColumns, type PrintOptions } from './options.ts';
import type { PageSize } from './table.ts';

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
