/** How wide the columns of a horizontal table become. */
import { formatLines, type Line } from './lines.ts';
import { outputColumns } from './options.ts';
import type { RowStore } from './row-store.ts';
import type { TableHead } from './table.ts';

export interface Layout {
  readonly headers: readonly (readonly Line[])[];
  /** Width of each column. */
  readonly widths: Uint32Array;
  /** Whether some column is narrower than its widest cell. */
  readonly wraps: boolean;
  /** Width of the table, and what its headers alone would make it. */
  readonly tableWidth: number;
  readonly headerWidth: number;
}

/** Borders and spaces of a table besides its cells' own widths (print.c print_aligned_text). */
function frameWidth(columnCount: number, border: number): number {
  if (border === 0) return columnCount;
  if (border === 1) return columnCount * 3 - (columnCount > 0 ? 1 : 0);
  return columnCount * 3 + 1;
}

/** Column widths: of the widest cell or header, less what `wrapped` takes away (print.c print_aligned_text). */
export function layOut(head: TableHead, store: RowStore, wrapped: boolean): Layout {
  const { columns, options } = head;
  const headers = columns.map((column) => formatLines(column.name));
  const headerWidths = headers.map((lines) => lines.reduce((widest, line) => Math.max(widest, line.width), 0));
  const maxWidths = Uint32Array.from(headerWidths, (width, column) => Math.max(width, store.maxWidths[column] ?? 0));
  const frame = frameWidth(columns.length, options.border);
  const sum = (widths: Iterable<number>): number => {
    let total = frame;
    for (const width of widths) total += width;
    return total;
  };
  const headerWidth = sum(headerWidths);
  const target = outputColumns(options);
  const widths =
    wrapped && target > 0 && target >= headerWidth
      ? shrink(maxWidths, headerWidths, averageWidths(store), sum(maxWidths) - target)
      : maxWidths;
  return {
    headers,
    widths,
    wraps: widths.some((width, column) => width < (maxWidths[column] ?? 0)),
    tableWidth: sum(widths),
    headerWidth,
  };
}

function averageWidths(store: RowStore): readonly number[] {
  return Array.from(store.widthSums, (sum) => (store.rowCount === 0 ? 0 : Math.floor(sum / store.rowCount)));
}

/**
 * Takes `excess` columns away, one at a time, from the column with the highest ratio of its width to the average of its
 * cells: the one where the fewest cells are wrapped. Wide columns are biased against by 1% of their width, and no column
 * becomes narrower than its header.
 */
function shrink(
  maxWidths: Uint32Array,
  headerWidths: readonly number[],
  averages: readonly number[],
  excess: number,
): Uint32Array {
  const widths = Uint32Array.from(maxWidths);
  for (let left = excess; left > 0; left--) {
    let worst = -1;
    let worstRatio = 0;
    for (let column = 0; column < widths.length; column++) {
      const width = widths[column] ?? 0;
      const average = averages[column] ?? 0;
      if (average === 0 || width <= (headerWidths[column] ?? 0)) continue;
      const ratio = width / average + (maxWidths[column] ?? 0) * 0.01;
      if (ratio > worstRatio) {
        worstRatio = ratio;
        worst = column;
      }
    }
    if (worst < 0) break;
    widths[worst] = (widths[worst] ?? 0) - 1;
  }
  return widths;
}
