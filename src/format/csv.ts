/** `\pset format csv`: no title, no footer. */
import { type TextForm, textWriter } from '../dynamo/codec/text-form.ts';
import type { PrintOptions } from './options.ts';
import { type Renderer, streaming, type TableHead } from './table.ts';

/** Comma-separated values (print.c print_csv_text, print_csv_vertical). */
export function csv(head: TableHead): Renderer {
  const { columns, options } = head;
  const { csvFieldSeparator, nullText, tuplesOnly } = options;
  const quote = quoter(csvFieldSeparator);
  const header = columns.map((column) => quote(column.name));
  const end = (): string => '';
  if (options.expanded === 'on') {
    return streaming(head, {
      start: () => '',
      row(row) {
        let text = '';
        for (let index = 0; index < header.length; index++) {
          text += `${header[index]}${csvFieldSeparator}${quote(row[index] ?? nullText)}\n`;
        }
        return text;
      },
      end,
    });
  }
  const renderer = streaming(head, {
    start: () => (tuplesOnly ? '' : `${header.join(csvFieldSeparator)}\n`),
    row(row) {
      let text = quote(row[0] ?? nullText);
      for (let index = 1; index < header.length; index++) {
        text += csvFieldSeparator + quote(row[index] ?? nullText);
      }
      return `${text}\n`;
    },
    end,
  });
  return {
    ...renderer,
    *lines(bytes) {
      yield* renderer.rows([]);
      yield bytes;
    },
  };
}

/** A separator that numbers and booleans are free of. */
const APART = /^[^\w.+\\-]$/;

export function csvTextForm({ csvFieldSeparator, expanded, nullText }: PrintOptions): TextForm | undefined {
  return expanded !== 'on' && APART.test(csvFieldSeparator) ? csvForm(csvFieldSeparator, nullText) : undefined;
}

/** Quotes what {@link csvForm} says is special. */
function quoter(separator: string): (text: string) => string {
  return textWriter(csvForm(separator, '')).field;
}

/**
 * A field is quoted that holds the separator, a quote or a line end (print.c csv_print_field); and `\\.`, which COPY would read as the end of the data, for the sake of which everything is quoted where
 * the separator is one of its characters.
 */
export function csvForm(separator: string, nullText: string): TextForm {
  const some = new RegExp(`["\\r\\n\\u{${separator.charCodeAt(0).toString(16)}}]|^\\\\\\.$`, 'u');
  const special = separator === '\\' || separator === '.' ? /^/ : some;
  const form: TextForm = { separator, nullText, quote: '"', special, escapes: { '"': '""' } };
  return { ...form, nullText: textWriter(form).field(nullText) };
}
