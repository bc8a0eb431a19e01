/** The measures of expanded records, and the lines between them (print.c print_aligned_vertical). */
import { type LineStyle, lineStyle, type Rule } from './line-style.ts';
import type { Line } from './lines.ts';
import { outputColumns, type PrintOptions } from './options.ts';
import type { RowStore } from './row-store.ts';

export interface Frame {
  readonly border: number;
  readonly style: LineStyle;
  readonly headerWidth: number;
  readonly dataWidth: number;
  /** Whether a column is set aside for the marks of headers, of data, that take several lines. */
  readonly headerMarks: boolean;
  readonly dataMarks: boolean;
  /** How far the rulers reach over the data; undefined where they end with the headers. */
  readonly rulerReach: number | undefined;
}

/** How wide headers and data are: at least what the record rulers need, and at most, where wrapped, what there is room for. */
export function frameOf(options: PrintOptions, headers: readonly Line[][], store: RowStore, wrapped: boolean): Frame {
  const { border, tuplesOnly } = options;
  const style = lineStyle(options);
  const headerWidth = headers.flat().reduce((widest, line) => Math.max(widest, line.width), 0);
  const headerMarks = headers.some((lines) => lines.length > 1);
  const naturalWidth = store.maxWidths.reduce((widest, width) => Math.max(widest, width), 0);
  // Old-ascii marks stand in the separator; border 2 has spaces to spare for them.
  const needsMarkColumn = border < 2 && style.markRight;
  let dataMarks = store.tallest > 1;
  let spacers = spacerWidth(border, style, headerMarks) + (dataMarks && needsMarkColumn ? 1 : 0);
  const rulerWidth = tuplesOnly ? 0 : rulerMinimum(border, store.rowCount);
  const target = wrapped ? outputColumns(options) : 0;
  const settle = (): number => {
    const full = Math.max(headerWidth + spacers + naturalWidth, rulerWidth);
    const least = Math.max(headerWidth + spacers + 3, rulerWidth);
    const total = target <= 0 || target >= full ? full : Math.max(target, least);
    return total - headerWidth - spacers;
  };
  // Aligned data keeps its own width, even where the rulers are wider (psql 16 pads it).
  let dataWidth = wrapped ? settle() : naturalWidth;
  if (dataWidth < naturalWidth && !dataMarks && needsMarkColumn) {
    dataMarks = true;
    spacers++;
    dataWidth = settle();
  }
  const frame = { border, style, headerWidth, dataWidth, headerMarks, dataMarks };
  return { ...frame, rulerReach: rulerReach(frame, options) };
}

function rulerReach(frame: Omit<Frame, 'rulerReach'>, options: PrintOptions): number | undefined {
  const { rulerWidth } = options;
  if (rulerWidth === 'column') return undefined;
  const width = rulerWidth === 'full' ? 0 : rulerWidth === 'page' ? outputColumns(options) : rulerWidth;
  if (width <= 0) return frame.dataWidth;
  const around = [0, 3, 7][Math.min(frame.border, 2)] ?? 0;
  return Math.min(frame.dataWidth, Math.max(0, width - markedHeaderWidth(frame) - around));
}

/** With the column for old-ascii's marks, which stand before the header. */
function markedHeaderWidth({ border, style, headerMarks, headerWidth }: Omit<Frame, 'rulerReach'>): number {
  return headerWidth + (border < 2 && headerMarks && !style.markRight ? 1 : 0);
}

/** Columns between and around header and data. */
function spacerWidth(border: number, style: LineStyle, headerMarks: boolean): number {
  if (border === 0) return headerMarks ? 2 : 1;
  if (border === 1) return headerMarks && !style.markRight ? 4 : 3;
  return 7;
}

/** What `* Record n`, `-[ RECORD n ]`, `+-[ RECORD n ]-+` take at least. */
function rulerMinimum(border: number, rowCount: number): number {
  const digits = rowCount > 0 ? String(rowCount).length : 0;
  return digits + (border === 0 ? 9 : border === 1 ? 12 : 15);
}

/**
 * The line above a record, with its number, or below the last, without (print.c print_aligned_vertical_line).
 * Every one of the same length of number ends the same.
 */
export function ruler(frame: Frame, rule: Rule): (record: number | undefined) => string {
  const { border } = frame;
  const start = border === 2 ? rule.left + rule.line : border === 1 ? rule.line : '';
  const rests: string[] = [];
  return (record) => {
    const label = record === undefined ? '' : border === 0 ? `* Record ${record}` : `[ RECORD ${record} ]`;
    rests[label.length] ??= restOfRuler(frame, rule, label.length);
    return start + label + rests[label.length];
  };
}

function restOfRuler(frame: Frame, { line, middle, right }: Rule, labelWidth: number): string {
  const { border, rulerReach: dataWidth } = frame;
  const headerWidth = markedHeaderWidth(frame);
  const fill = border === 0 ? ' ' : line;
  // How far the label reaches past the header; the line goes on from there.
  let reach = labelWidth + (border === 2 ? 0 : 1) - headerWidth;
  let text = fill.repeat(Math.max(0, -reach));
  const joint = border === 0 ? [' '] : dataWidth === undefined ? [line, right] : [line, middle, line];
  for (const piece of joint) if (reach-- <= 0) text += piece;
  if (dataWidth === undefined) return `${text}\n`;
  text += fill.repeat(Math.max(0, dataWidth - Math.max(0, reach)));
  return border === 2 ? `${text}${line}${right}\n` : `${text}\n`;
}
