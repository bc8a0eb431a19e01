/**
 * `\pset format aligned`, and the horizontal half of `wrapped` (print.c print_aligned_text).
 *
 * Rows are held in a RowStore until the widest cell of each column is known. Rows of one line a cell, nearly all of them,
 * are then copied to the output byte by byte; the rest go through layOutRow.
 */
import { COPY } from '../dynamo/codec/copy-text.ts';
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { Row } from '../engine/port.ts';
import { Chunk } from './chunk.ts';
import { renderExpanded } from './expanded.ts';
import { type Layout, layOut } from './layout.ts';
import { type LineStyle, lineStyle } from './line-style.ts';
import { outputColumns, type PrintOptions } from './options.ts';
import { copyRow, hasLines, type RowTemplate, rowTemplate } from './row-copier.ts';
import { layOutRow } from './row-layout.ts';
import { nextRow, RowStore, readRow } from './row-store.ts';
import type { PageSize, Renderer, TableEnd, TableHead, Text } from './table.ts';
import { renderBottom, renderTop } from './table-frame.ts';

/** A run of rows that is laid out as one: the whole result set, or a batch of FETCH_COUNT rows. */
export interface Batch {
  readonly store: RowStore;
  readonly isFirst: boolean;
  /** Number of the rows before this batch. */
  readonly priorRows: number;
  /** Undefined where more rows may come. */
  readonly end: TableEnd | undefined;
}

/** Rows below their column names (print.c print_aligned_text). */
export function aligned(head: TableHead): Renderer {
  return new TextRenderer(head, false);
}

/** Rows are kept from the same bytes that would be loaded; where they are printed in batches, they come one by one. */
export function alignedTextForm({ batchRows }: PrintOptions): TextForm | undefined {
  return batchRows > 0 ? undefined : COPY;
}

/** Both aligned formats, horizontal or expanded, as the options and the width of the screen have it. */
export class TextRenderer implements Renderer {
  readonly #head: TableHead;
  readonly #wrapped: boolean;
  #store: RowStore;
  #isFirst = true;
  #priorRows = 0;

  constructor(head: TableHead, wrapped: boolean) {
    // Borders wider than 2 are drawn as 2.
    const options = { ...head.options, border: Math.min(head.options.border, 2) };
    this.#head = { ...head, options };
    this.#wrapped = wrapped;
    this.#store = this.#newStore();
  }

  *rows(rows: readonly Row[]): Iterable<Text> {
    const { batchRows } = this.#head.options;
    for (const row of rows) {
      this.#store.add(row);
      if (this.#store.rowCount === batchRows) yield* this.#renderBatch(undefined);
    }
  }

  lines(bytes: Uint8Array): Iterable<Text> {
    this.#store.addLines(bytes);
    return [];
  }

  end(end: TableEnd): Iterable<Text> {
    return this.#renderBatch(end);
  }

  size(end: TableEnd): PageSize | undefined {
    if (!this.#isFirst) return undefined;
    const { columns, options } = this.#head;
    const footers = options.tuplesOnly ? 0 : end.footers.length;
    const layout = layOut(this.#head, this.#store, this.#wrapped);
    if (this.#isExpanded(layout, true)) {
      return { lines: (columns.length + 1) * this.#store.rowCount + footers, width: 0 };
    }
    const headerHeight = layout.headers.reduce((tallest, lines) => Math.max(tallest, lines.length), 0);
    return {
      lines: this.#store.rowCount + 1 + headerHeight + extraLines(this.#store, layout) + footers,
      width: Math.max(layout.tableWidth, layout.headerWidth),
    };
  }

  #newStore(): RowStore {
    return new RowStore(this.#head.columns.length, this.#head.options.nullText);
  }

  *#renderBatch(end: TableEnd | undefined): Iterable<Text> {
    const batch: Batch = { store: this.#store, isFirst: this.#isFirst, priorRows: this.#priorRows, end };
    this.#isFirst = false;
    this.#priorRows += this.#store.rowCount;
    this.#store = this.#newStore();
    const layout = layOut(this.#head, batch.store, this.#wrapped);
    const isWhole = batch.isFirst && end !== undefined;
    if (this.#isExpanded(layout, isWhole)) yield* renderExpanded(this.#head, batch, this.#wrapped);
    else yield* renderHorizontal(this.#head, batch, layout);
  }

  /** `expanded auto` turns a table of several columns that is too wide for the screen, and one that comes in batches. */
  #isExpanded({ tableWidth, headerWidth }: Layout, isWhole: boolean): boolean {
    const { columns, options } = this.#head;
    if (options.expanded !== 'auto') return options.expanded === 'on';
    if (!isWhole) return true;
    const target = outputColumns(options);
    return target > 0 && columns.length > 1 && (target < headerWidth || target < tableWidth);
  }
}

/** Lines of output besides one a row. */
function extraLines(store: RowStore, layout: Layout): number {
  if (!layout.wraps) return store.extraLines;
  let extra = 0;
  for (const segment of store.segments()) {
    for (let offset = 0; offset < segment.length; offset = nextRow(segment, offset)) {
      const heights = readRow(segment, offset, store.columnCount).map((lines, column) => {
        const width = lines.reduce((widest, line) => Math.max(widest, line.width), 0);
        const limit = layout.widths[column] ?? 0;
        return width > 0 && limit > 0 ? Math.floor((width - 1) / limit) + lines.length - 1 : 0;
      });
      extra += Math.max(0, ...heights);
    }
  }
  return extra;
}

function* renderHorizontal(head: TableHead, batch: Batch, layout: Layout): Iterable<Text> {
  const { columns, options } = head;
  const style = lineStyle(options);
  const template = templateOf(head, layout, style);
  const chunk = new Chunk();
  if (batch.isFirst) chunk.text(renderTop(head, layout, style));
  for (const segment of batch.store.segments()) {
    for (let offset = 0; offset < segment.length && columns.length > 0; offset = nextRow(segment, offset)) {
      if (layout.wraps || hasLines(segment, offset)) {
        const cells = readRow(segment, offset, columns.length);
        chunk.text(layOutRow(cells, columns, layout.widths, options.border, style));
      } else {
        copyRow(segment, offset, template, chunk);
      }
      if (chunk.isFull) yield chunk.take();
    }
  }
  if (batch.end !== undefined) chunk.text(renderBottom(head, batch.end, layout, style));
  if (chunk.length > 0) yield chunk.take();
}

/** A row of one line: the last cell, if left-aligned, is filled up only where a border follows. */
function templateOf({ columns, options }: TableHead, { widths }: Layout, style: LineStyle): RowTemplate {
  const { border } = options;
  const [open, between, close] = [
    ['', ' ', '\n'],
    [' ', ` ${style.column} `, '\n'],
    [`${style.border} `, ` ${style.column} `, ` ${style.border}\n`],
  ][border] as [string, string, string];
  const pieces = columns.map((_, index) => (index === 0 ? open : between));
  const padding = columns.map(({ align }, index) => {
    if (align === 'r') return 'left';
    return index < columns.length - 1 || border === 2 ? 'right' : 'none';
  });
  return rowTemplate([...pieces, close], widths, padding);
}
