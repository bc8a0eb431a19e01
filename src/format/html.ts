/** `\pset format html`. */
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableHead,
} from './table.ts';

/** A `<table>` (print.c print_html_text, print_html_vertical). */
export function html(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? records(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  const cellStarts = columns.map(({ align }) => cellStart(align));
  return {
    start() {
      const headers = columns.map((column) => `    <th align="center">${escapeHtml(column.name)}</th>\n`);
      return tableStart(head) + (options.tuplesOnly ? '' : `  <tr>\n${headers.join('')}  </tr>\n`);
    },
    row(row) {
      let text = '  <tr valign="top">\n';
      cellStarts.forEach((start, index) => {
        text += `${start}${cellText(row[index] ?? options.nullText)}</td>\n`;
      });
      return `${text}  </tr>\n`;
    },
    end: (end) => tableEnd(footersWithDefault(head, end)),
  };
}

function records(head: TableHead): RowWriter {
  const { columns, options } = head;
  const fieldStarts = columns.map(
    ({ name, align }) => `  <tr valign="top">\n    <th>${escapeHtml(name)}</th>\n${cellStart(align)}`,
  );
  let record = 0;
  return {
    start: () => tableStart(head),
    row(row) {
      const label = options.tuplesOnly ? '>&nbsp;' : ` align="center">Record ${++record}`;
      let text = `\n  <tr><td colspan="2"${label}</td></tr>\n`;
      fieldStarts.forEach((start, index) => {
        text += `${start}${cellText(row[index] ?? options.nullText)}</td>\n  </tr>\n`;
      });
      return text;
    },
    end: (end) => tableEnd(footersAskedFor(head, end)),
  };
}

function tableStart({ options, title }: TableHead): string {
  const attributes = options.tableAttributes === undefined ? '' : ` ${options.tableAttributes}`;
  const caption = title === undefined ? '' : `  <caption>${escapeHtml(title)}</caption>\n`;
  return `<table border="${options.border}"${attributes}>\n${caption}`;
}

function tableEnd(footers: readonly string[]): string {
  const lines = footers.map((footer) => `${escapeHtml(footer)}<br />\n`);
  return `</table>\n${lines.length > 0 ? `<p>${lines.join('')}</p>` : ''}\n`;
}

function cellStart(align: 'l' | 'r'): string {
  return `    <td align="${align === 'r' ? 'right' : 'left'}">`;
}

const blank = /^[ \t]*$/;

function cellText(text: string): string {
  return blank.test(text) ? '&nbsp; ' : escapeHtml(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '<br />\n',
};
const needsEscape = /[&<>"\n]|^ /;
const special = /[&<>"\n]/g;
const leadingSpaces = /^ +/;

/** print.c html_escaped_print: leading spaces are kept, for the sake of EXPLAIN. */
function escapeHtml(text: string): string {
  if (!needsEscape.test(text)) return text;
  return text
    .replace(special, (found) => entities[found] ?? found)
    .replace(leadingSpaces, (found) => '&nbsp;'.repeat(found.length));
}
