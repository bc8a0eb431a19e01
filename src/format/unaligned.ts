/** `\pset format unaligned`. */
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { PrintOptions } from './options.ts';
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableEnd,
  type TableHead,
} from './table.ts';

/** Cells with a separator between them (print.c print_unaligned_text, print_unaligned_vertical). */
export function unaligned(head: TableHead): Renderer {
  return head.options.expanded === 'on' ? streaming(head, records(head)) : table(head);
}

/** Where a record is a line. */
export function unalignedTextForm(options: PrintOptions): TextForm | undefined {
  const { expanded, fieldSeparator, nullText, recordSeparator } = options;
  if (expanded === 'on' || recordSeparator !== '\n') return undefined;
  return { separator: fieldSeparator, nullText, quote: '', escapes: {} };
}

function table(head: TableHead): Renderer {
  const { columns, options, title } = head;
  const { fieldSeparator, nullText, recordSeparator } = options;
  const join = rowJoiner(fieldSeparator, nullText);
  const separator = new Separator(recordSeparator);
  const renderer = streaming(head, {
    start() {
      if (options.tuplesOnly) return '';
      const header = columns.map((column) => column.name).join(fieldSeparator);
      return (title === undefined ? '' : title + recordSeparator) + separator.next() + header;
    },
    row: (row) => separator.next() + join(row),
    end(end) {
      const footers = footersWithDefault(head, end).map((footer) => separator.next() + footer);
      return footers.join('') + terminator(recordSeparator, separator.begun || isContinued(options, end));
    },
  });
  return {
    ...renderer,
    *lines(bytes) {
      yield* renderer.rows([]);
      const before = separator.next();
      if (before !== '') yield before;
      yield bytes.subarray(0, -1);
    },
  };
}

function records(head: TableHead): RowWriter {
  const { columns, options, title } = head;
  const { fieldSeparator, nullText, recordSeparator } = options;
  const separator = new Separator(recordSeparator + recordSeparator);
  return {
    start: () => (title === undefined ? '' : separator.next() + title),
    row(row) {
      const fields = columns.map((column, index) => column.name + fieldSeparator + (row[index] ?? nullText));
      return separator.next() + fields.join(recordSeparator);
    },
    end(end) {
      const footers = footersAskedFor(head, end).map((footer) => recordSeparator + footer);
      const text = footers.length > 0 ? recordSeparator + footers.join('') : '';
      return text + terminator(recordSeparator, separator.begun || isContinued(options, end));
    },
  };
}

/** A row's cells with the separator between them. An array joins null as nothing, which is what NULL mostly prints as. */
function rowJoiner(separator: string, nullText: string): (row: readonly (string | null)[]) => string {
  if (nullText === '') return (row) => row.join(separator);
  return (row) => row.map((cell) => cell ?? nullText).join(separator);
}

/** The separator, except before the first thing that is printed. */
class Separator {
  readonly #text: string;
  /** Whether anything has been printed that the next thing is to be separated from. */
  begun = false;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string {
    if (this.begun) return this.#text;
    this.begun = true;
    return '';
  }
}

/** Printed in several batches: psql takes all but the first to follow something, which without columns may be nothing. */
function isContinued({ batchRows }: PrintOptions, { rowCount }: TableEnd): boolean {
  return batchRows > 0 && rowCount >= batchRows;
}

/** The last record ends in a newline whatever the separator is, except where that is a zero byte. */
function terminator(recordSeparator: string, begun: boolean): string {
  if (!begun) return '';
  return recordSeparator === '\0' ? '\0' : '\n';
}
