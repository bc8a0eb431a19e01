/** `\pset format latex`. */
import { escapeLatex } from './latex-escape.ts';
import {
  footersAskedFor,
  footersWithDefault,
  type Renderer,
  type RowWriter,
  streaming,
  type TableHead,
} from './table.ts';

/** A `tabular` (print.c print_latex_text, print_latex_vertical). */
export function latex(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? latexRecords(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  const border = Math.min(options.border, 3);
  return {
    start() {
      const aligns = columns.map(({ align }) => align).join(border === 0 ? '' : ' | ');
      const names = columns.map(({ name }) => `\\textit{${escapeLatex(name)}}`).join(' & ');
      let text = title(head);
      text += `\\begin{tabular}{${border >= 2 ? `| ${aligns} |` : aligns}}\n`;
      if (!options.tuplesOnly) text += `${border >= 2 ? '\\hline\n' : ''}${names} \\\\\n\\hline\n`;
      return text;
    },
    row(row) {
      const cells = columns.map((_, index) => escapeLatex(row[index] ?? options.nullText));
      return `${cells.join(' & ')} \\\\\n${border === 3 ? '\\hline\n' : ''}`;
    },
    end: (end) => tableEnd(border, footersWithDefault(head, end)),
  };
}

/** Expanded latex, which is expanded latex-longtable too. */
export function latexRecords(head: TableHead): RowWriter {
  const { columns, options } = head;
  const border = Math.min(options.border, 2);
  const aligns = ['cl', 'c|l', '|c|l|'][border];
  let record = 0;
  return {
    start: () => `${title(head)}\\begin{tabular}{${aligns}}\n`,
    row(row) {
      let text = '';
      if (!options.tuplesOnly) {
        const align = border === 2 ? '|c|' : 'c';
        text += border === 2 ? '\\hline\n' : '';
        text += `\\multicolumn{2}{${align}}{\\textit{Record ${++record}}} \\\\\n`;
      }
      if (border >= 1) text += '\\hline\n';
      columns.forEach(({ name }, index) => {
        text += `${escapeLatex(name)} & ${escapeLatex(row[index] ?? options.nullText)} \\\\\n`;
      });
      return text;
    },
    end: (end) => tableEnd(border, footersAskedFor(head, end)),
  };
}

function title({ title }: TableHead): string {
  return title === undefined ? '' : `\\begin{center}\n${escapeLatex(title)}\n\\end{center}\n\n`;
}

function tableEnd(border: number, footers: readonly string[]): string {
  const lines = footers.map((footer) => `${escapeLatex(footer)} \\\\\n`);
  return `${border === 2 ? '\\hline\n' : ''}\\end{tabular}\n\n\\noindent ${lines.join('')}\n`;
}
