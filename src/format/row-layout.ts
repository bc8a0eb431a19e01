/** Rows of a horizontal table whose cells take several lines: newlines in them, or `wrapped` (print.c print_aligned_text). */
import type { LineStyle } from './line-style.ts';
import type { Line } from './lines.ts';
import type { Align, Column } from './table.ts';
import { fitWidth } from './width.ts';

/** Why a cell goes on in the next line of output. */
type Continued = 'no' | 'wrap' | 'newline';

interface CellState {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly align: Align;
  /** The line being printed, and how far it has been. */
  line: number;
  offset: number;
  continued: Continued;
}

/** All the lines of output that one row takes. */
export function layOutRow(
  cells: readonly (readonly Line[])[],
  columns: readonly Column[],
  widths: Uint32Array,
  border: number,
  style: LineStyle,
): string {
  const states = cells.map(
    (lines, index): CellState => ({
      lines,
      width: widths[index] ?? 0,
      align: columns[index]?.align ?? 'l',
      line: 0,
      offset: 0,
      continued: 'no',
    }),
  );
  const lastColumn = states.length - 1;
  let text = '';
  do {
    if (border === 2) text += style.border;
    states.forEach((cell, index) => {
      const padded = border === 2 || index < lastColumn;
      if (border !== 0) text += leftMark(cell, style);
      text += layOutLine(cell, padded);
      text += rightMark(cell, style, padded);
      const next = states[index + 1];
      if (border !== 0 && next !== undefined) text += divider(next, style);
    });
    if (border === 2) text += style.border;
    text += '\n';
  } while (states.some((cell) => cell.line < cell.lines.length));
  return text;
}

/** One line's worth of the cell, padded to the column's width; moves on to what the cell's next line prints. */
function layOutLine(cell: CellState, padded: boolean): string {
  const line = cell.lines[cell.line];
  if (line === undefined) {
    cell.continued = 'no';
    return padded ? ' '.repeat(cell.width) : '';
  }
  const { end, width } = fitWidth(line.text, cell.offset, cell.width);
  const piece = line.text.slice(cell.offset, end);
  // A character wider than its column is printed all the same, as if it fitted.
  const padding = ' '.repeat(Math.max(0, cell.width - width));
  if (end < line.text.length) {
    cell.offset = end;
    cell.continued = 'wrap';
  } else {
    cell.offset = 0;
    cell.line++;
    cell.continued = cell.line < cell.lines.length ? 'newline' : 'no';
  }
  if (cell.align === 'r') return padding + piece;
  return padded || cell.continued !== 'no' ? piece + padding : piece;
}

function leftMark(cell: CellState, style: LineStyle): string {
  switch (cell.continued) {
    case 'wrap':
      return style.wrapLeft;
    case 'newline':
      return style.newlineLeft;
    case 'no':
      return ' ';
  }
}

function rightMark(cell: CellState, style: LineStyle, padded: boolean): string {
  switch (cell.continued) {
    case 'wrap':
      return style.wrapRight;
    case 'newline':
      return style.newlineRight;
    case 'no':
      return padded ? ' ' : '';
  }
}

/** The rule before `next`, which is where the previous line of output left it. */
function divider(next: CellState, style: LineStyle): string {
  switch (next.continued) {
    case 'wrap':
      return style.columnWrap;
    case 'newline':
      return style.columnNewline;
    case 'no':
      return next.line < next.lines.length ? style.column : style.columnBlank;
  }
}
