/** `\pset format troff-ms`. */
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableHead,
} from './table.ts';

/** A tbl(1) table (print.c print_troff_ms_text, print_troff_ms_vertical). */
export function troffMs(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? records(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  return {
    start() {
      const aligns = columns.map(({ align }) => align).join(options.border > 0 ? ' | ' : '');
      const names = columns.map(({ name }) => `\\fI${escapeTroff(name)}\\fP`).join('\t');
      return `${tableStart(head)}${aligns}.\n${options.tuplesOnly ? '' : `${names}\n_\n`}`;
    },
    row: (row) => `${columns.map((_, index) => escapeTroff(row[index] ?? options.nullText)).join('\t')}\n`,
    end: (end) => tableEnd(footersWithDefault(head, end)),
  };
}

function records(head: TableHead): RowWriter {
  const { columns, options } = head;
  const border = Math.min(options.border, 2);
  const bodyFormat = border === 1 ? 'c | l.\n' : 'c l.\n';
  let record = 0;
  return {
    start: () => tableStart(head) + (options.tuplesOnly ? 'c l;\n' : ''),
    row(row) {
      const rule = border >= 1 ? '_\n' : '';
      let text = rule;
      if (!options.tuplesOnly) {
        const again = record === 0 ? '' : `${border === 2 ? '_\n' : ''}.T&\n`;
        text = `${again}c s.\n\\fIRecord ${++record}\\fP\n${rule}.T&\n${bodyFormat}`;
      }
      columns.forEach(({ name }, index) => {
        text += `${escapeTroff(name)}\t${escapeTroff(row[index] ?? options.nullText)}\n`;
      });
      return text;
    },
    end: (end) => tableEnd(footersAskedFor(head, end)),
  };
}

function tableStart({ options, title }: TableHead): string {
  const heading = title === undefined ? '' : `.LP\n.DS C\n${escapeTroff(title)}\n.DE\n`;
  return `${heading}.LP\n.TS\n${options.border >= 2 ? 'center box' : 'center'};\n`;
}

function tableEnd(footers: readonly string[]): string {
  return `.TE\n.DS L\n${footers.map((footer) => `${escapeTroff(footer)}\n`).join('')}.DE\n`;
}

function escapeTroff(text: string): string {
  return text.replaceAll('\\', '\\(rs');
}
