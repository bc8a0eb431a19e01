/** `\pset expanded`: records one below the other, a line or more a column (print.c print_aligned_vertical). */
import type { Batch } from './aligned.ts';
import { Chunk } from './chunk.ts';
import { formatLines, type Line } from './lines.ts';
import { type Frame, frameOf, ruler } from './record-frame.ts';
import { copyRow, hasLines, type RowTemplate, rowTemplate } from './row-copier.ts';
import { nextRow, readRow } from './row-store.ts';
import { footersAskedFor, footersWithDefault, type TableEnd, type TableHead, type Text } from './table.ts';
import { fitWidth } from './width.ts';

/** A batch of rows as records, with title and footers where it is the first and the last (print.c print_aligned_vertical). */
export function* renderExpanded(head: TableHead, batch: Batch, wrapped: boolean): Iterable<Text> {
  const { columns, options } = head;
  const { store, isFirst, end } = batch;
  if (end !== undefined && isFirst && (store.rowCount === 0 || columns.length === 0)) {
    yield `${lines(footersWithDefault(head, end))}\n`;
    return;
  }
  const headers = columns.map((column) => formatLines(column.name));
  const frame = frameOf(options, headers, store, wrapped);
  const template = templateOf(frame, headers, store.maxWidths);
  const [top, between] = [ruler(frame, frame.style.top), ruler(frame, frame.style.header)];
  const chunk = new Chunk();
  if (isFirst && head.title !== undefined) chunk.text(`${head.title}\n`);
  let record = batch.priorRows;
  for (const segment of store.segments()) {
    for (let offset = 0; offset < segment.length && columns.length > 0; offset = nextRow(segment, offset)) {
      const rulerOf = record === batch.priorRows ? top : between;
      record++;
      // Without its number, a record is only set off from the one before.
      if (!options.tuplesOnly) chunk.text(rulerOf(record));
      else if (record > 1 || frame.border === 2) chunk.text(rulerOf(undefined));
      if (template === undefined || hasLines(segment, offset)) {
        readRow(segment, offset, columns.length).forEach((cell, column) => {
          chunk.text(layOutField(frame, headers[column] ?? [], cell));
        });
      } else {
        copyRow(segment, offset, template, chunk);
      }
      if (chunk.isFull) yield chunk.take();
    }
  }
  if (end !== undefined) chunk.text(renderEnd(head, frame, end));
  if (chunk.length > 0) yield chunk.take();
}

function renderEnd(head: TableHead, frame: Frame, end: TableEnd): string {
  const footers = lines(footersAskedFor(head, end));
  if (frame.border === 2) return `${ruler(frame, frame.style.bottom)(undefined)}${footers}\n`;
  return footers === '' ? '\n' : `\n${footers}\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** A record all of whose fields take one line; undefined where headers, or wrapping, make it more. */
function templateOf(frame: Frame, headers: readonly Line[][], maxWidths: Uint32Array): RowTemplate | undefined {
  const { border, dataWidth, style } = frame;
  if (frame.headerMarks || maxWidths.some((width) => width > dataWidth)) return undefined;
  const close = border === 2 ? ` ${style.border}\n` : '\n';
  const pieces = headers.map((header, column) => {
    const start = (border === 2 ? style.border : '') + layOutHeader(frame, header, 0);
    return `${column > 0 ? close : ''}${start}${border > 0 ? style.column : ''} `;
  });
  const widths = maxWidths.map(() => dataWidth);
  return rowTemplate(
    [...pieces, close],
    widths,
    headers.map(() => (border === 2 ? 'right' : 'none')),
  );
}

/** One column of a record: header and value side by side until both are used up. */
function layOutField(frame: Frame, header: readonly Line[], data: readonly Line[]): string {
  const { border, style, dataWidth } = frame;
  let text = '';
  let headerLine = 0;
  let dataLine = 0;
  let offset = 0;
  let isDone = false;
  while (headerLine < header.length || !isDone) {
    if (border === 2) text += style.border;
    text += layOutHeader(frame, header, headerLine++);
    // Beside a header that is longer than its value, this still tells how the value ended.
    if (border > 0) text += offset > 0 ? style.columnWrap : dataLine === 0 ? style.column : style.columnNewline;
    const line = isDone ? undefined : data[dataLine];
    if (line === undefined) {
      isDone = true;
      text += border < 2 ? '\n' : `${' '.repeat(dataWidth)}  ${style.border}\n`;
      continue;
    }
    text += offset === 0 ? ' ' : style.wrapLeft;
    const { end, width } = fitWidth(line.text, offset, dataWidth);
    text += line.text.slice(offset, end);
    const padding = ' '.repeat(Math.max(0, dataWidth - width));
    const marked = border > 1 || (frame.dataMarks && style.markRight);
    offset = end;
    if (end < line.text.length) {
      if (marked) text += padding + style.wrapRight;
    } else if (dataLine + 1 < data.length) {
      dataLine++;
      offset = 0;
      if (marked) text += padding + style.newlineRight;
    } else {
      isDone = true;
      if (border > 1) text += `${padding} `;
    }
    if (border === 2) text += style.border;
    text += '\n';
  }
  return text;
}

function layOutHeader({ border, style, headerWidth, headerMarks }: Frame, header: readonly Line[], at: number): string {
  const line = header[at];
  const marksLeft = headerMarks && !style.markRight;
  const marksRight = headerMarks && style.markRight;
  if (line === undefined) {
    const extra = (border < 2 && marksLeft ? 1 : 0) + (border === 0 && marksRight ? 1 : 0);
    return ' '.repeat(Math.max(1, headerWidth + border + extra));
  }
  const left = border === 2 || marksLeft ? (at > 0 ? style.headerNewlineLeft : ' ') : '';
  const right = border > 0 || marksRight ? (at + 1 < header.length ? style.headerNewlineRight : ' ') : '';
  return left + line.text + ' '.repeat(headerWidth - line.width) + right;
}
