/**
 * `\pset format boxed`: tables drawn by cli-table3, their header by chalk.
 *
 * cli-table3 takes quadratic time in the rows of a table, and passes terminal controls through. So cells come to it
 * spelled out (formatLines), a few rows at a time, as tables whose edges are cut off and whose column widths are settled
 * before.
 */
import type { ChalkInstance } from 'chalk';
import type CliTable from 'cli-table3';
import type { Row } from '../engine/port.ts';
import { formatLines } from './lines.ts';
import { footersAskedFor, footersWithDefault, type Renderer, type TableEnd, type TableHead } from './table.ts';

/** Rows drawn at a time. */
const SLICE = 32;
/** What cli-table3 puts around a cell's text. */
const PADDING = 2;

/** A box around everything, drawn at the end, when the widths are known. */
export function boxed(head: TableHead): Renderer {
  const rows: string[][] = [];
  return {
    rows(more) {
      for (const row of more) rows.push(head.columns.map((_, index) => printable(row[index] ?? head.options.nullText)));
      return [];
    },
    end: (end) => draw(head, rows, end),
  };
}

function printable(text: string): string {
  return formatLines(text)
    .map((line) => line.text)
    .join('\n');
}

async function* draw(head: TableHead, rows: readonly string[][], end: TableEnd): AsyncIterable<string> {
  const pen = await makePen(head);
  const { columns, options } = head;
  const isExpanded = options.expanded === 'on';
  if (head.title !== undefined) yield `${head.title}\n`;
  const names = columns.map(({ name }) => printable(name));
  if (columns.length > 0 && isExpanded) yield* drawRecords(pen, names, rows);
  else if (columns.length > 0) yield* drawTable(pen, names, rows);
  const footers = isExpanded && rows.length > 0 ? footersAskedFor(head, end) : footersWithDefault(head, end);
  yield `${footers.map((footer) => `${footer}\n`).join('')}\n`;
}

/** The libraries, loaded when they are first needed. */
interface Pen {
  readonly tuplesOnly: boolean;
  readonly aligns: readonly ('left' | 'right')[];
  bold(text: string): string;
  table(options: Partial<CliTable.TableConstructorOptions>): CliTable.Table;
}

async function makePen({ columns, options }: TableHead): Promise<Pen> {
  const [{ default: Table }, { Chalk }] = await Promise.all([import('cli-table3'), import('chalk')]);
  const chalk: ChalkInstance = new Chalk({ level: options.color ? 1 : 0 });
  return {
    tuplesOnly: options.tuplesOnly,
    aligns: columns.map(({ align }) => (align === 'r' ? 'right' : 'left')),
    bold: (text) => chalk.bold(text),
    table: (more) => new Table({ style: { head: [], border: [], compact: true }, ...more }),
  };
}

function* drawTable(pen: Pen, names: readonly string[], rows: readonly string[][]): Iterable<string> {
  const colWidths = measure(pen, pen.tuplesOnly ? rows : [names, ...rows]);
  const head = pen.tuplesOnly ? [] : names.map(pen.bold);
  if (head.length === 0 && rows.length === 0) return;
  for (let from = 0; from === 0 || from < rows.length; from += SLICE) {
    const table = pen.table({ head: from === 0 ? head : [], colWidths, colAligns: [...pen.aligns] });
    table.push(...rows.slice(from, from + SLICE).map((row) => [...row]));
    yield `${trimEdges(table.toString(), from > 0, from + SLICE < rows.length)}\n`;
  }
}

function* drawRecords(pen: Pen, names: readonly string[], rows: readonly Row[]): Iterable<string> {
  let record = 0;
  for (const row of rows) {
    const table = pen.table({ head: pen.tuplesOnly ? [] : [pen.bold(`Record ${++record}`), ''] });
    table.push(...names.map((name, index) => [name, row[index] ?? '']));
    yield `${table.toString()}\n`;
  }
}

/** A slice's table without the edges at which it joins its neighbours. */
function trimEdges(table: string, hasPrevious: boolean, hasNext: boolean): string {
  const start = hasPrevious ? table.indexOf('\n') + 1 : 0;
  const end = hasNext ? table.lastIndexOf('\n') : table.length;
  return table.slice(start, end);
}

const ascii = /^[ -~]*$/;

/**
 * Column widths as cli-table3 counts them: were a cell wider to it than its column, it would cut the cell short. Widths of
 * ASCII text are its length; the rest it measures itself.
 */
function measure(pen: Pen, rows: readonly (readonly string[])[]): number[] {
  return pen.aligns.map((_, column) => {
    const odd: string[] = [];
    let widest = PADDING;
    for (const row of rows) {
      const cell = row[column] ?? '';
      if (ascii.test(cell)) widest = Math.max(widest, cell.length + PADDING);
      else for (const line of cell.split('\n')) odd.push(line);
    }
    for (let from = 0; from < odd.length; from += SLICE) {
      const probe = pen.table({});
      probe.push([odd.slice(from, from + SLICE).join('\n')]);
      probe.toString();
      widest = Math.max(widest, probe.options.colWidths[0] ?? 0);
    }
    return widest;
  });
}
