/** Result sets, printed as `\pset` says: the way in to this folder. */
import type { Lines } from '../dynamo/codec/lines.ts';
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { Field, Row } from '../engine/port.ts';
import { type Format, formats } from './formats.ts';
import { escapeControls } from './lines.ts';
import { formatNumericLocale } from './numeric-locale.ts';
import type { PrintOptions } from './options.ts';
import {
  type Align,
  type Column,
  columnsOfFields,
  columnsOfHeaders,
  type PageSize,
  type Renderer,
  type TableEnd,
  type TableHead,
  type Text,
} from './table.ts';

export type { Align, PageSize } from './table.ts';

/** Where a table is printed to. A promise holds the printer back until it is settled; bytes are not to be looked at after that. */
export interface Output {
  write(text: Text): void | Promise<void>;
  /**
   * Tells, before the first write, how large the table is: where a format lays it out as a whole, so that a pager can be
   * decided on. Formats that print rows as they come do not call it.
   */
  size?(size: PageSize): void | Promise<void>;
}

export interface TablePrinter {
  /** Prints rows, or keeps them until the end. Not to be called again before its promise, if there is one, is settled. */
  rows(rows: readonly Row[]): void | Promise<void>;
  /** Rows in the form that {@link printedForm} gives for the same options. Not to be called again before its promise, if there is one, is settled. */
  lines(lines: Lines): void | Promise<void>;
  /** @param extra footers that stand in for the `(n rows)` one */
  end(extra?: { readonly footers?: readonly string[] }): Promise<void>;
}

/** A printer for one result set of these fields (print.c printQuery). The title is that of the options. */
export function createPrinter(options: PrintOptions, fields: readonly Field[], out: Output): TablePrinter {
  return new Printer(options, columnsOfFields(fields), out);
}

/**
 * The form of text in which rows can be printed as `lines`: where a format is nothing else, and nothing is done to values before it.
 * Undefined for all other formats and options.
 */
export function printedForm(options: PrintOptions): TextForm | undefined {
  return options.escapeControls || options.numericLocale ? undefined : formats[options.format].textForm?.(options);
}

/** A whole table. */
export type Table = (QueryColumns | TextColumns) & {
  readonly rows: readonly Row[];
  /** In place of the title of the options; none where not given. */
  readonly title?: string | undefined;
  /** In place of the `(n rows)` footer. */
  readonly footers?: readonly string[];
};

/** Columns of a query, aligned by their types. */
interface QueryColumns {
  readonly fields: readonly Field[];
}

/** Columns of ddbsql's own text, left-aligned where not told otherwise. */
interface TextColumns {
  readonly headers: readonly string[];
  readonly aligns?: readonly Align[];
}

/**
 * Prints a table whole: the listings of `\d` and its kin (print.c printTable).
 * `{ ...options, footer: false }` leaves the `(n rows)` footer out.
 */
export async function printTable(options: PrintOptions, table: Table, out: Output): Promise<void> {
  const columns = 'fields' in table ? columnsOfFields(table.fields) : columnsOfHeaders(table.headers, table.aligns);
  const printer = new Printer({ ...options, title: table.title }, columns, out);
  await printer.rows(table.rows);
  await printer.end(table.footers === undefined ? {} : { footers: table.footers });
}

class Printer implements TablePrinter {
  readonly #out: Output;
  readonly #renderer: Renderer;
  readonly #adapt: ((row: Row) => Row) | undefined;
  readonly #adaptText: (text: string) => string;
  #rowCount = 0;

  constructor(options: PrintOptions, columns: readonly Column[], out: Output) {
    const format = formats[options.format];
    const escapes = format.escapes === 'always' || options.escapeControls;
    this.#out = out;
    this.#adaptText = escapes ? escapeControls : (text) => text;
    this.#adapt = rowAdapter(options, columns, format);
    this.#renderer = format.render(headOf(options, columns, format, this.#adaptText));
  }

  rows(rows: readonly Row[]): void | Promise<void> {
    this.#rowCount += rows.length;
    const adapted = this.#adapt === undefined ? rows : rows.map(this.#adapt);
    return this.#write(this.#renderer.rows(adapted)[Symbol.iterator]());
  }

  lines({ bytes, count }: Lines): void | Promise<void> {
    this.#rowCount += count;
    return this.#write((this.#renderer.lines?.(bytes) ?? [])[Symbol.iterator]());
  }

  async end(extra: { readonly footers?: readonly string[] } = {}): Promise<void> {
    const end: TableEnd = { rowCount: this.#rowCount, footers: (extra.footers ?? []).map(this.#adaptText) };
    if (this.#out.size !== undefined) {
      const size = this.#renderer.size?.(end);
      if (size !== undefined) await this.#out.size(size);
    }
    for await (const chunk of this.#renderer.end(end)) await this.#out.write(chunk);
  }

  /** Writes what is ready; goes on by promise once the output asks for time. */
  #write(chunks: Iterator<Text>): void | Promise<void> {
    for (let next = chunks.next(); next.done !== true; next = chunks.next()) {
      const pending = this.#out.write(next.value);
      if (pending !== undefined) return pending.then(() => this.#write(chunks));
    }
  }
}

function headOf(
  given: PrintOptions,
  columns: readonly Column[],
  format: Format,
  adaptText: (text: string) => string,
): TableHead {
  // What stands for NULL may have come from a variable, and a format writes it as it writes a cell.
  const options = format.escapes === 'itself' ? given : { ...given, nullText: adaptText(given.nullText) };
  return {
    options,
    columns:
      format.escapes === 'itself' ? columns : columns.map((column) => ({ ...column, name: adaptText(column.name) })),
    title: options.tuplesOnly || options.title === undefined ? undefined : adaptText(options.title),
  };
}

/** What is done to rows before a format sees them; undefined where nothing is. */
function rowAdapter(
  options: PrintOptions,
  columns: readonly Column[],
  format: Format,
): ((row: Row) => Row) | undefined {
  const escapes = format.escapes === 'always' || (format.escapes === 'on-terminal' && options.escapeControls);
  const localises = options.numericLocale && format.typed === undefined && columns.some(({ align }) => align === 'r');
  if (!escapes && !localises) return undefined;
  return (row) =>
    row.map((cell, index) => {
      if (cell === null) return null;
      const isNumber = localises && columns[index]?.align === 'r';
      const text = isNumber ? formatNumericLocale(cell, options.numericFormat) : cell;
      return escapes ? escapeControls(text) : text;
    });
}
