/** `\pset format asciidoc`. */
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableHead,
} from './table.ts';

/** An AsciiDoc table (print.c print_asciidoc_text, print_asciidoc_vertical). */
export function asciidoc(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? records(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  return {
    start() {
      const header = options.tuplesOnly ? '' : 'options="header",';
      const cols = columns.map(({ align }) => `${alignment(align)}l`).join(',');
      const names = columns.map(({ name }) => `^l|${escapeAsciidoc(name)}`).join(' ');
      return tableStart(head, `${header}cols="${cols}"`) + (options.tuplesOnly ? '' : `${names}\n`);
    },
    row(row) {
      const last = columns.length - 1;
      const cells = columns.map((_, index) => {
        const text = row[index] ?? options.nullText;
        // A blank cell is one space, and nothing at the end of the line.
        return `|${blank.test(text) ? (index < last ? ' ' : '') : escapeAsciidoc(text)}`;
      });
      return `${cells.join(' ')}\n`;
    },
    end: (end) => tableEnd(footersWithDefault(head, end)),
  };
}

function records(head: TableHead): RowWriter {
  const { columns, options } = head;
  const fieldStarts = columns.map(({ name, align }) => `<l|${escapeAsciidoc(name)} ${alignment(align)}l|`);
  let record = 0;
  return {
    start: () => tableStart(head, 'cols="h,l"'),
    row(row) {
      let text = options.tuplesOnly ? '2+|\n' : `2+^|Record ${++record}\n`;
      fieldStarts.forEach((start, index) => {
        const cell = row[index] ?? options.nullText;
        text += `${start}${blank.test(cell) ? ' ' : escapeAsciidoc(cell)}\n`;
      });
      return text;
    },
    end: (end) => tableEnd(footersAskedFor(head, end)),
  };
}

const frames: Readonly<Record<number, string>> = {
  0: ',frame="none",grid="none"',
  1: ',frame="none"',
  2: ',frame="all",grid="all"',
};

function tableStart({ options, title }: TableHead, attributes: string): string {
  const titleLine = title === undefined ? '' : `.${title}\n`;
  return `\n${titleLine}[${attributes}${frames[options.border] ?? ''}]\n|====\n`;
}

function tableEnd(footers: readonly string[]): string {
  const lines = footers.map((footer) => `${footer}\n`);
  return `|====\n${lines.length > 0 ? `\n....\n${lines.join('')}....\n` : ''}`;
}

function alignment(align: 'l' | 'r'): string {
  return align === 'r' ? '>' : '<';
}

const blank = /^[ \t]*$/;

function escapeAsciidoc(text: string): string {
  return text.replaceAll('|', '\\|');
}
