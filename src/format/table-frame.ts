/** What stands above and below the rows of a horizontal table (print.c print_aligned_text). */
import type { Layout } from './layout.ts';
import type { LineStyle, Rule } from './line-style.ts';
import { formatLines, type Line } from './lines.ts';
import { footersWithDefault, type TableEnd, type TableHead } from './table.ts';

/** Title, column names, and the rules around them. */
export function renderTop(head: TableHead, layout: Layout, style: LineStyle): string {
  const { border, tuplesOnly } = head.options;
  const title = head.title === undefined ? '' : centreTitle(head.title, layout.tableWidth);
  if (tuplesOnly) return title;
  const top = border === 2 ? rule(style.top, layout.widths, border) : '';
  return title + top + renderHeaders(layout, border, style) + rule(style.header, layout.widths, border);
}

function centreTitle(title: string, tableWidth: number): string {
  const width = formatLines(title).reduce((widest, line) => Math.max(widest, line.width), 0);
  return `${' '.repeat(Math.max(0, Math.floor((tableWidth - width) / 2)))}${title}\n`;
}

/** Column names, centred; the odd space goes to the right. */
function renderHeaders({ headers, widths }: Layout, border: number, style: LineStyle): string {
  const height = headers.reduce((tallest, lines) => Math.max(tallest, lines.length), 0);
  let text = '';
  for (let at = 0; at < height; at++) {
    if (border === 2) text += style.border;
    headers.forEach((lines, column) => {
      const width = widths[column] ?? 0;
      const line = lines[at];
      if (border !== 0 || (!style.markRight && column > 0)) text += at > 0 ? style.headerNewlineLeft : ' ';
      text += line === undefined ? ' '.repeat(width) : centre(line, width);
      if (border !== 0 || style.markRight) text += at + 1 < lines.length ? style.headerNewlineRight : ' ';
      if (border !== 0 && column < headers.length - 1) text += style.column;
    });
    if (border === 2) text += style.border;
    text += '\n';
  }
  return text;
}

function centre(line: Line, width: number): string {
  const spaces = width - line.width;
  return ' '.repeat(Math.floor(spaces / 2)) + line.text + ' '.repeat(Math.ceil(spaces / 2));
}

/** A horizontal rule (print.c _print_horizontal_line). */
function rule({ line, left, middle, right }: Rule, widths: Uint32Array, border: number): string {
  const between = border === 0 ? ' ' : line + middle + line;
  const columns = Array.from(widths, (width) => line.repeat(width)).join(between);
  if (border === 0) return `${columns}\n`;
  return border === 1 ? `${line}${columns}${line}\n` : `${left}${line}${columns}${line}${right}\n`;
}

/** The bottom rule, footers, and the blank line that ends a table. */
export function renderBottom(head: TableHead, end: TableEnd, layout: Layout, style: LineStyle): string {
  const { border } = head.options;
  const bottom = border === 2 ? rule(style.bottom, layout.widths, border) : '';
  const footers = footersWithDefault(head, end).map((footer) => `${footer}\n`);
  return `${bottom}${footers.join('')}\n`;
}
