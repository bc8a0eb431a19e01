/** Results and listings on their way to where output goes. The printer is loaded when something is first printed. */
import type { Lines } from '../dynamo/codec/lines.ts';
import type { TextForm } from '../dynamo/codec/text-form.ts';
import type { Field, Row } from '../engine/port.ts';
import { numericFormatOf } from '../format/numeric-locale.ts';
import type { PrintOptions } from '../format/options.ts';
import type { Align } from '../format/printer.ts';
import { pagedOutput } from './pager.ts';
import type { Shell } from './shell.ts';
import type { Sink } from './sink.ts';

export interface ResultPrinter {
  rows(rows: readonly Row[]): void | Promise<void>;
  lines(lines: Lines): void | Promise<void>;
  /** @param footers stand in for the `(n rows)` one */
  end(footers?: readonly string[]): Promise<void>;
  /** Ends where the rows have, before the result's end. */
  abandon(): Promise<void>;
}

/** What the printer has to know of where its output goes: how wide a screen is, and that it must not be driven by what is printed. */
export function printTarget({ io }: Shell, sink: Sink): Partial<PrintOptions> {
  if (!sink.isStdout || !io.outputIsTerminal) return { screenColumns: 0, escapeControls: false, color: false };
  const columns = Number.parseInt(process.env.COLUMNS ?? '', 10);
  const plain = process.env.TERM === 'dumb' || (process.env.NO_COLOR ?? '') !== '';
  return { screenColumns: columns > 0 ? columns : io.columns, escapeControls: true, color: !plain };
}

function printOptions(shell: Shell, sink: Sink): PrintOptions {
  const batchRows = Math.max(0, shell.variables.integer('FETCH_COUNT'));
  return { ...localised(shell.print), ...printTarget(shell, sink), batchRows };
}

/** With the environment's form of numbers, where it is asked for. */
function localised(print: PrintOptions): PrintOptions {
  if (!print.numericLocale) return print;
  const { LC_ALL, LC_NUMERIC, LANG } = process.env;
  return { ...print, numericFormat: numericFormatOf(LC_ALL || LC_NUMERIC || LANG || 'C') };
}

/** The session log has every table aligned, whatever the format is (print.c printTable). */
function logOptions(options: PrintOptions): PrintOptions {
  return {
    ...options,
    format: options.format === 'wrapped' ? 'wrapped' : 'aligned',
    expanded: options.expanded === 'auto' && options.batchRows === 0 ? 'auto' : 'off',
    screenColumns: 0,
    color: false,
  };
}

/** A printer for one result of a statement. @param onGone called when nobody reads on */
export async function printResult(
  shell: Shell,
  fields: readonly Field[],
  sink: Sink,
  changed: Partial<PrintOptions> = {},
  onGone?: () => void,
): Promise<ResultPrinter> {
  const { createPrinter } = await import('../format/printer.ts');
  const output = pagedOutput(shell, sink, onGone);
  const options = { ...printOptions(shell, sink), ...changed };
  const printer = createPrinter(options, fields, output);
  const logged = shell.log === undefined ? undefined : createPrinter(logOptions(options), fields, shell.log);
  return {
    async rows(rows) {
      await logged?.rows(rows);
      await printer.rows(rows);
    },
    lines: (lines) => printer.lines(lines),
    async end(footers = []) {
      await logged?.end({ footers });
      await printer.end({ footers });
      await output.close();
    },
    abandon: () => output.abandon(),
  };
}

/** The form in which rows may come as lines; undefined where a printer wants them one by one. */
export async function resultForm(shell: Shell, sink: Sink): Promise<TextForm | undefined> {
  if (shell.log !== undefined) return undefined;
  const { printedForm } = await import('../format/printer.ts');
  return printedForm(printOptions(shell, sink));
}

/** A whole result at hand: FETCH_COUNT is about rows as they come. */
export async function printFields(
  shell: Shell,
  fields: readonly Field[],
  rows: readonly Row[],
  sink: Sink,
): Promise<void> {
  const printer = await printResult(shell, fields, sink, { batchRows: 0 });
  await printer.rows(rows);
  await printer.end();
}

/** A table of the shell's own: what `\d` and its kin print. */
export interface Listing {
  readonly title?: string | undefined;
  readonly headers: readonly string[];
  readonly aligns?: readonly Align[];
  readonly rows: readonly Row[];
  /** In place of `(n rows)`; an empty list leaves that out. */
  readonly footers?: readonly string[];
  /** How NULL is shown: as nothing, unless it is said otherwise. */
  readonly nullText?: string;
  /** Never expanded: `\d NAME` says too little of a column a record. */
  readonly alwaysTable?: true;
}

export async function printListing(shell: Shell, listing: Listing, sink?: Sink): Promise<void> {
  const { printTable } = await import('../format/printer.ts');
  const target = sink ?? shell.sink;
  const output = pagedOutput(shell, target);
  const footer = listing.footers === undefined && shell.print.footer;
  const { nullText = '', alwaysTable, ...table } = listing;
  const expanded = alwaysTable === true ? 'off' : shell.print.expanded;
  const options = { ...localised(shell.print), ...printTarget(shell, target), nullText, footer, expanded };
  if (shell.log !== undefined) await printTable(logOptions(options), table, shell.log);
  await printTable(options, table, output);
  await output.close();
}
