/** What the formats and the printer say to each other. */
import type { Field, Row } from '../engine/port.ts';
import type { PrintOptions } from './options.ts';
import { TEXT, typeAlignment } from './type-oids.ts';

export type Align = 'l' | 'r';

export interface Column {
  readonly name: string;
  readonly align: Align;
  readonly typeOid: number;
}

/** Columns of a result set, aligned by their types (print.c printQuery). */
export function columnsOfFields(fields: readonly Field[]): Column[] {
  return fields.map(({ name, typeOid }) => ({ name, typeOid, align: typeAlignment(typeOid) }));
}

/** Columns of a table that is ddbsql's own text: left-aligned unless told otherwise (print.c printTableAddHeader). */
export function columnsOfHeaders(headers: readonly string[], aligns: readonly Align[] = []): Column[] {
  return headers.map((name, index) => ({ name, typeOid: TEXT, align: aligns[index] ?? 'l' }));
}

/** A result set as a format meets it, before its rows come. */
export interface TableHead {
  readonly columns: readonly Column[];
  readonly options: PrintOptions;
  /** Undefined where there is none or tuples_only hides it. */
  readonly title: string | undefined;
}

/** What is known once the last row has come. */
export interface TableEnd {
  readonly rowCount: number;
  /** The footers asked for, which stand in for the `(n rows)` one. */
  readonly footers: readonly string[];
}

/** What psql's pager rule asks about (print.c IsPagerNeeded, PageOutput). */
export interface PageSize {
  readonly lines: number;
  /** Width of the layout; 0 where the rule does not look at it. */
  readonly width: number;
}

/** Text ready to be written, or bytes of it, which hold until the next are asked for. */
export type Text = string | Uint8Array;

/** A format at work on one result set. */
export interface Renderer {
  rows(rows: readonly Row[]): Iterable<Text>;
  /** Rows written in the format's {@link TextForm}, each line ended. Where there is such a form. */
  lines?(bytes: Uint8Array): Iterable<Text>;
  end(end: TableEnd): Iterable<Text> | AsyncIterable<Text>;
  /** The size of what `end` is going to print, for a format that prints nothing before it. */
  size?(end: TableEnd): PageSize | undefined;
}

/** A format that prints every row as it comes. */
export interface RowWriter {
  start(): string;
  row(row: Row): string;
  end(end: TableEnd): string;
}

/** Output is handed on in pieces of about this many characters or bytes. */
export const CHUNK = 65_536;

/** A row writer as a renderer. Rows of no columns are counted, not printed, as in psql, where a table is its cells. */
export function streaming(head: TableHead, writer: RowWriter): Renderer {
  return streamingRows(head.columns.length > 0 ? writer : { ...writer, row: () => '' });
}

/** A row writer as a renderer that prints every row, even of no columns. */
export function streamingRows(writer: RowWriter): Renderer {
  let started = false;
  const start = (): string => {
    if (started) return '';
    started = true;
    return writer.start();
  };
  return {
    *rows(rows) {
      let chunk = start();
      for (const row of rows) {
        chunk += writer.row(row);
        if (chunk.length >= CHUNK) {
          yield chunk;
          chunk = '';
        }
      }
      if (chunk !== '') yield chunk;
    },
    *end(end) {
      const chunk = start() + writer.end(end);
      if (chunk !== '') yield chunk;
    },
  };
}

/** The footers to print, `(n rows)` where none was asked for (print.c footers_with_default). */
export function footersWithDefault({ options }: TableHead, end: TableEnd): readonly string[] {
  if (options.tuplesOnly) return [];
  if (end.footers.length > 0 || !options.footer) return end.footers;
  return [end.rowCount === 1 ? '(1 row)' : `(${end.rowCount} rows)`];
}

/** The footers of an expanded table: its records are numbered, so that only those asked for are printed. */
export function footersAskedFor({ options }: TableHead, end: TableEnd): readonly string[] {
  return options.tuplesOnly ? [] : end.footers;
}
