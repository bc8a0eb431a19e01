/** What `\pset` governs: how results are printed (print.h printQueryOpt). */

/** Sorted, as `\pset format` lists them. psql has the ones that are not marked. */
export const formatNames = [
  'aligned',
  'asciidoc',
  'boxed', // ours
  'csv',
  'dynamodb-json', // ours
  'html',
  'json', // ours
  'latex',
  'latex-longtable',
  'markdown', // ours
  'ndjson', // ours
  'troff-ms',
  'unaligned',
  'wrapped',
] as const;

export type FormatName = (typeof formatNames)[number];
export type LineStyleName = 'ascii' | 'old-ascii' | 'unicode';
export type UnicodeLine = 'single' | 'double';
/** How far the rulers of expanded records reach: as far as their values, the names, the screen, or so many columns. */
export type RulerWidth = 'full' | 'column' | 'page' | number;

/** How `\pset numericlocale` writes numbers (LC_NUMERIC). */
export interface NumericFormat {
  readonly decimalPoint: string;
  readonly thousandsSeparator: string;
  readonly groupDigits: number;
}

export interface PrintOptions {
  readonly format: FormatName;
  readonly expanded: 'off' | 'on' | 'auto';
  /** 0 to 65535: psql keeps it in an unsigned short. */
  readonly border: number;
  /** Target width of `wrapped` and of `expanded auto`; 0 takes the screen's. */
  readonly columns: number;
  /** One byte. */
  readonly csvFieldSeparator: string;
  /** Of `unaligned`; `'\0'` where fieldsep_zero is on. */
  readonly fieldSeparator: string;
  /** Of `unaligned`; `'\0'` where recordsep_zero is on. */
  readonly recordSeparator: string;
  /** The `(n rows)` footer. */
  readonly footer: boolean;
  readonly lineStyle: LineStyleName;
  readonly nullText: string;
  readonly numericLocale: boolean;
  readonly pager: 'off' | 'on' | 'always';
  readonly pagerMinLines: number;
  readonly tableAttributes: string | undefined;
  readonly title: string | undefined;
  readonly tuplesOnly: boolean;
  readonly unicodeBorder: UnicodeLine;
  readonly unicodeColumn: UnicodeLine;
  readonly unicodeHeader: UnicodeLine;
  /** psql 16's; `full` is how psql 15 prints. */
  readonly rulerWidth: RulerWidth;

  // Not `\pset` options: what the shell knows of where the output goes.

  /** Width of the screen where output goes to one or to a pager; 0 otherwise (print.c output_columns). */
  readonly screenColumns: number;
  /** Spell control characters out in every format meant for a person: on where output goes to a terminal. */
  readonly escapeControls: boolean;
  /** Whether our own formats may colour their output. */
  readonly color: boolean;
  /** FETCH_COUNT: print after every so many rows, each batch with its own column widths; 0 prints once, at the end. */
  readonly batchRows: number;
  readonly numericFormat: NumericFormat;
}

/** psql's settings at start (startup.c main). */
export const defaultPrintOptions: PrintOptions = {
  format: 'aligned',
  expanded: 'off',
  border: 1,
  columns: 0,
  csvFieldSeparator: ',',
  fieldSeparator: '|',
  recordSeparator: '\n',
  footer: true,
  lineStyle: 'ascii',
  nullText: '',
  numericLocale: false,
  pager: 'on',
  pagerMinLines: 0,
  tableAttributes: undefined,
  title: undefined,
  tuplesOnly: false,
  unicodeBorder: 'single',
  unicodeColumn: 'single',
  unicodeHeader: 'single',
  rulerWidth: 'full',
  screenColumns: 0,
  escapeControls: false,
  color: false,
  batchRows: 0,
  numericFormat: { decimalPoint: '.', thousandsSeparator: ',', groupDigits: 3 },
};

/** Columns there are to fill: `\pset columns`, else the screen's; 0 where neither is known (print.c output_columns). */
export function outputColumns(options: PrintOptions): number {
  return options.columns > 0 ? options.columns : options.screenColumns;
}
