/** `\pset format markdown`: a GitHub-flavoured pipe table (https://github.github.com/gfm/#tables-extension-). */
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableHead,
} from './table.ts';

/** A pipe table, or one a record where expanded. */
export function markdown(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? records(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  return {
    start() {
      if (options.tuplesOnly) return '';
      // A table without columns is none.
      if (columns.length === 0) return title(head);
      const names = line(columns.map(({ name }) => escapeMarkdown(name)));
      return title(head) + names + line(columns.map(({ align }) => (align === 'r' ? '---:' : '---')));
    },
    row: (row) => line(columns.map((_, index) => escapeMarkdown(row[index] ?? options.nullText))),
    end: (end) => footer(footersWithDefault(head, end)),
  };
}

/** A table a record: its header is the record's number, which tuples_only leaves empty, for a table must have one. */
function records(head: TableHead): RowWriter {
  const { columns, options } = head;
  const names = columns.map(({ name }) => escapeMarkdown(name));
  let record = 0;
  return {
    start: () => title(head),
    row(row) {
      const gap = record++ > 0 ? '\n' : '';
      const fields = names.map((name, index) => line([name, escapeMarkdown(row[index] ?? options.nullText)]));
      return `${gap}${line([options.tuplesOnly ? '' : `Record ${record}`, ''])}${line(['---', '---'])}${fields.join('')}`;
    },
    end: (end) => footer(end.rowCount === 0 ? footersWithDefault(head, end) : footersAskedFor(head, end)),
  };
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function title({ title }: TableHead): string {
  return title === undefined ? '' : `**${escapeMarkdown(title)}**\n\n`;
}

function footer(footers: readonly string[]): string {
  return footers.length > 0 ? `\n${footers.map((text) => `${escapeMarkdown(text)}\n`).join('')}\n` : '\n';
}

/** What Markdown would read as its own, wherever it stands in a cell; and `_` where it does not join a word. */
const special = /[\\`*|<>[\]~]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const newlines = /\n/g;
const mayBeSpecial = /[\\`*|<>[\]~&_\n]/;

function escapeMarkdown(text: string): string {
  if (!mayBeSpecial.test(text)) return text;
  return text.replace(special, '\\$&').replace(newlines, '<br>');
}
