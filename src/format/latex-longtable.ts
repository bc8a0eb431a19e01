/** `\pset format latex-longtable`. */
import { latexRecords } from './latex.ts';
import { escapeLatex } from './latex-escape.ts';
import { type Column, type Renderer, type RowWriter, streaming, type TableHead } from './table.ts';

/** A `longtable`, which runs over pages (print.c print_latex_longtable_text). */
export function latexLongtable(head: TableHead): Renderer {
  return streaming(head, head.options.expanded === 'on' ? latexRecords(head) : table(head));
}

function table(head: TableHead): RowWriter {
  const { columns, options } = head;
  const border = Math.min(options.border, 3);
  return {
    start() {
      const aligns = columnAligns(columns, options.tableAttributes).join(border === 0 ? '' : ' | ');
      const begin = `\\begin{longtable}{${border >= 2 ? `| ${aligns} |` : aligns}}\n`;
      return options.tuplesOnly ? begin : begin + heads(head, border) + feet(head, border);
    },
    row(row) {
      const cells = columns.map((_, index) => `\\raggedright{${escapeLatex(row[index] ?? options.nullText)}}`);
      return `${cells.join('\n&\n')} \\tabularnewline\n${border === 3 ? ' \\hline\n' : ''}`;
    },
    end: () => '\\end{longtable}\n',
  };
}

/** Of each column `r`, `l` or, by its turn among the widths that tableattr lists for left-aligned ones, a paragraph. */
function columnAligns(columns: readonly Column[], tableAttributes = ''): string[] {
  const widths = tableAttributes.split(/[ \t\n]+/).filter((width) => width !== '');
  let width: string | undefined;
  return columns.map(({ align }) => {
    if (align === 'r') return align;
    width = widths.shift() ?? width;
    return width === undefined ? align : `p{${width}\\textwidth}`;
  });
}

/** The header of the first page and that of the others. */
function heads({ columns }: TableHead, border: number): string {
  const names = columns.map(({ name }) => `\\small\\textbf{\\textit{${escapeLatex(name)}}}`).join(' & ');
  const header = `${border >= 2 ? '\\toprule\n' : ''}${names} \\\\\n`;
  return `${header}\\midrule\n\\endfirsthead\n${header}${border === 3 ? '' : '\\midrule\n'}\\endhead\n`;
}

function feet({ title }: TableHead, border: number): string {
  if (title === undefined) {
    return border >= 2 ? '\\bottomrule\n\\endfoot\n\\bottomrule\n\\endlastfoot\n' : '';
  }
  const caption = escapeLatex(title);
  const bottom = border === 2 ? '\\bottomrule\n' : '';
  return (
    `${bottom}\\caption[${caption} (Continued)]{${caption}}\n\\endfoot\n` +
    `${bottom}\\caption[${caption}]{${caption}}\n\\endlastfoot\n`
  );
}
