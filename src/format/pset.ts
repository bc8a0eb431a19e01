/** `\pset`: the table of its options, and what setting one does and says (command.c do_pset, printPsetInfo). */
import {
  type FormatName,
  formatNames,
  type LineStyleName,
  type PrintOptions,
  type RulerWidth,
  type UnicodeLine,
} from './options.ts';
import { parseInteger, parseSwitch } from './pset-values.ts';

/** What psql says on stderr, after `error: `. */
export class PsetError extends Error {
  override readonly name = 'PsetError';
}

/** One option of `\pset`. */
export interface PsetOption {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Values there are to choose from, for completion. */
  readonly values?: readonly string[];
  /** The options after `\pset name value`. @param typed the name or alias it was given by, which messages repeat @throws PsetError */
  set(options: PrintOptions, value: string | undefined, typed: string): PrintOptions;
  /** What psql prints once it is set. */
  echo(options: PrintOptions): string;
  /** Its value as bare `\pset` lists it. */
  list(options: PrintOptions): string;
  /** Left out of the listing while this holds: psql 15 does not have it. */
  unlisted?(options: PrintOptions): boolean;
  /** psql prints nothing where a value was given: do_pset returns early. */
  readonly quietWithValue?: true;
}

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');
const switchValues = ['on', 'off'] as const;
const unicodeLines: readonly UnicodeLine[] = ['single', 'double'];
const lineStyles: readonly LineStyleName[] = ['ascii', 'old-ascii', 'unicode'];

/** In the order of the listing. */
export const psetOptions: readonly PsetOption[] = [
  {
    name: 'border',
    // An unsigned short in psql, so that -1 is 65535.
    set: (options, value) => (value === undefined ? options : { ...options, border: parseInteger(value) & 0xffff }),
    echo: (options) => `Border style is ${options.border}.`,
    list: (options) => String(options.border),
  },
  {
    name: 'columns',
    set: (options, value) => (value === undefined ? options : { ...options, columns: parseInteger(value) }),
    echo: ({ columns }) => (columns === 0 ? 'Target width is unset.' : `Target width is ${columns}.`),
    list: (options) => String(options.columns),
  },
  {
    name: 'csv_fieldsep',
    set: (options, value) =>
      value === undefined ? options : { ...options, csvFieldSeparator: checkCsvSeparator(value) },
    echo: (options) => `Field separator for CSV is "${options.csvFieldSeparator}".`,
    list: (options) => quote(options.csvFieldSeparator),
  },
  {
    name: 'expanded',
    aliases: ['x', 'vertical'],
    values: ['on', 'off', 'auto'],
    set(options, value, typed) {
      if (value === undefined) return { ...options, expanded: options.expanded === 'off' ? 'on' : 'off' };
      if (value.toLowerCase() === 'auto') return { ...options, expanded: 'auto' };
      const isOn = parseSwitch(value) ?? rejectValue(typed, value, ['on', 'off', 'auto']);
      return { ...options, expanded: isOn ? 'on' : 'off' };
    },
    echo: ({ expanded }) =>
      expanded === 'auto' ? 'Expanded display is used automatically.' : `Expanded display is ${expanded}.`,
    list: (options) => options.expanded,
  },
  {
    name: 'fieldsep',
    set: (options, value) => (value === undefined ? options : { ...options, fieldSeparator: value }),
    echo: ({ fieldSeparator }) =>
      fieldSeparator === '\0' ? 'Field separator is zero byte.' : `Field separator is "${fieldSeparator}".`,
    list: ({ fieldSeparator }) => quote(fieldSeparator === '\0' ? '' : fieldSeparator),
  },
  {
    name: 'fieldsep_zero',
    set: (options) => ({ ...options, fieldSeparator: '\0' }),
    echo: () => 'Field separator is zero byte.',
    list: ({ fieldSeparator }) => onOff(fieldSeparator === '\0'),
  },
  {
    name: 'footer',
    values: switchValues,
    set: (options, value) => ({ ...options, footer: setSwitch('footer', options.footer, value) }),
    echo: ({ footer }) => `Default footer is ${onOff(footer)}.`,
    list: ({ footer }) => onOff(footer),
    quietWithValue: true,
  },
  {
    name: 'format',
    values: formatNames,
    set: (options, value) => (value === undefined ? options : { ...options, format: findFormat(value) }),
    echo: ({ format }) => `Output format is ${format}.`,
    list: ({ format }) => format,
  },
  {
    name: 'linestyle',
    values: lineStyles,
    set: (options, value) =>
      value === undefined
        ? options
        : { ...options, lineStyle: findPrefix(lineStyles, value) ?? rejectStyle('line styles', lineStyles) },
    echo: ({ lineStyle }) => `Line style is ${lineStyle}.`,
    list: ({ lineStyle }) => lineStyle,
  },
  {
    name: 'null',
    set: (options, value) => (value === undefined ? options : { ...options, nullText: value }),
    echo: ({ nullText }) => `Null display is "${nullText}".`,
    list: ({ nullText }) => quote(nullText),
  },
  {
    name: 'numericlocale',
    values: switchValues,
    set: (options, value) => ({
      ...options,
      numericLocale: setSwitch('numericlocale', options.numericLocale, value),
    }),
    echo: ({ numericLocale }) => `Locale-adjusted numeric output is ${onOff(numericLocale)}.`,
    list: ({ numericLocale }) => onOff(numericLocale),
    quietWithValue: true,
  },
  {
    name: 'pager',
    values: ['on', 'off', 'always'],
    set(options, value) {
      if (value === undefined) return { ...options, pager: options.pager === 'on' ? 'off' : 'on' };
      if (value.toLowerCase() === 'always') return { ...options, pager: 'always' };
      const isOn = parseSwitch(value) ?? rejectValue('pager', value, ['on', 'off', 'always']);
      return { ...options, pager: isOn ? 'on' : 'off' };
    },
    echo: ({ pager }) => pagerEchoes[pager],
    list: ({ pager }) => String(['off', 'on', 'always'].indexOf(pager)),
  },
  {
    name: 'pager_min_lines',
    set: (options, value) => (value === undefined ? options : { ...options, pagerMinLines: parseInteger(value) }),
    echo: ({ pagerMinLines: lines }) => `Pager won't be used for less than ${lines} line${lines === 1 ? '' : 's'}.`,
    list: ({ pagerMinLines }) => String(pagerMinLines),
  },
  {
    name: 'recordsep',
    set: (options, value) => (value === undefined ? options : { ...options, recordSeparator: value }),
    echo({ recordSeparator }) {
      if (recordSeparator === '\0') return 'Record separator is zero byte.';
      return recordSeparator === '\n' ? 'Record separator is <newline>.' : `Record separator is "${recordSeparator}".`;
    },
    list: ({ recordSeparator }) => quote(recordSeparator === '\0' ? '' : recordSeparator),
  },
  {
    name: 'recordsep_zero',
    set: (options) => ({ ...options, recordSeparator: '\0' }),
    echo: () => 'Record separator is zero byte.',
    list: ({ recordSeparator }) => onOff(recordSeparator === '\0'),
  },
  {
    name: 'tableattr',
    aliases: ['T'],
    set: (options, value) => ({ ...options, tableAttributes: value }),
    echo: ({ tableAttributes: attributes }) =>
      attributes === undefined ? 'Table attributes unset.' : `Table attributes are "${attributes}".`,
    list: ({ tableAttributes }) => (tableAttributes === undefined ? '' : quote(tableAttributes)),
  },
  {
    name: 'title',
    aliases: ['C'],
    set: (options, value) => ({ ...options, title: value }),
    echo: ({ title }) => (title === undefined ? 'Title is unset.' : `Title is "${title}".`),
    list: ({ title }) => (title === undefined ? '' : quote(title)),
  },
  {
    name: 'tuples_only',
    aliases: ['t'],
    values: switchValues,
    set: (options, value, typed) => ({ ...options, tuplesOnly: setSwitch(typed, options.tuplesOnly, value) }),
    echo: ({ tuplesOnly }) => `Tuples only is ${onOff(tuplesOnly)}.`,
    list: ({ tuplesOnly }) => onOff(tuplesOnly),
    quietWithValue: true,
  },
  unicodeOption('border', 'unicodeBorder'),
  unicodeOption('column', 'unicodeColumn'),
  unicodeOption('header', 'unicodeHeader'),
  {
    name: 'xheader_width',
    values: ['full', 'column', 'page'],
    set: (options, value) => (value === undefined ? options : { ...options, rulerWidth: parseRulerWidth(value) }),
    echo: ({ rulerWidth }) =>
      `Expanded header width is ${typeof rulerWidth === 'number' ? rulerWidth : `"${rulerWidth}"`}.`,
    list: ({ rulerWidth }) => String(rulerWidth),
    unlisted: ({ rulerWidth }) => rulerWidth === 'full',
  },
];

function parseRulerWidth(value: string): RulerWidth {
  const word = (['full', 'column', 'page'] as const).find((each) => each === value.toLowerCase());
  const width = word ?? parseInteger(value);
  if (width !== 0) return width;
  throw new PsetError(
    '\\pset: allowed xheader_width values are "full" (default), "column", "page", or a number specifying the exact width',
  );
}

function unicodeOption(part: string, key: 'unicodeBorder' | 'unicodeColumn' | 'unicodeHeader'): PsetOption {
  return {
    name: `unicode_${part}_linestyle`,
    values: unicodeLines,
    set(options, value) {
      if (value === undefined) return options;
      const style = findPrefix(unicodeLines, value) ?? rejectStyle(`Unicode ${part} line styles`, unicodeLines);
      return { ...options, [key]: style };
    },
    echo: (options) => `Unicode ${part} line style is "${options[key]}".`,
    list: (options) => options[key],
  };
}

const pagerEchoes: Readonly<Record<PrintOptions['pager'], string>> = {
  off: 'Pager usage is off.',
  on: 'Pager is used for long output.',
  always: 'Pager is always used.',
};

/**
 * `\pset name [value]`. Without a value, switches turn over, title and tableattr are unset, and the rest stay.
 * @returns the options then, and the line psql prints unless QUIET is on; undefined where it prints none
 * @throws PsetError
 */
export function applyPset(
  options: PrintOptions,
  name: string,
  value?: string,
): { readonly options: PrintOptions; readonly echo: string | undefined } {
  const option = findOption(name);
  const changed = option.set(options, value, name);
  const isQuiet = option.quietWithValue !== undefined && value !== undefined;
  return { options: changed, echo: isQuiet ? undefined : option.echo(changed) };
}

function findOption(name: string): PsetOption {
  const option = psetOptions.find((each) => each.name === name || each.aliases?.includes(name));
  if (option === undefined) throw new PsetError(`\\pset: unknown option: ${name}`);
  return option;
}

/** Bare `\pset`: every option and its value (command.c exec_command_pset). */
export function listPset(options: PrintOptions): string {
  const listed = psetOptions.filter((option) => option.unlisted?.(options) !== true);
  return listed.map((option) => `${option.name.padEnd(24)} ${option.list(options)}\n`).join('');
}

/** The meta-commands that are short for a `\pset`: the option each sets. */
export const psetShorthands: Readonly<Record<string, string>> = {
  C: 'title',
  f: 'fieldsep',
  t: 'tuples_only',
  T: 'tableattr',
  x: 'expanded',
};

/** The value of `\pset format` that `\a`, `\H` give: their own format, or aligned where it is that already. */
export function toggledFormat(options: PrintOptions, command: 'a' | 'H'): FormatName {
  if (command === 'a') return options.format === 'aligned' ? 'unaligned' : 'aligned';
  return options.format === 'html' ? 'aligned' : 'html';
}

function findFormat(value: string): FormatName {
  // latex-longtable is not among the candidates at first, for latex would be a mere abbreviation of it.
  const [match, other] = matchesOf(formatNames, value).filter((name) => name !== 'latex-longtable');
  if (match === undefined) {
    return findPrefix(['latex-longtable'], value) ?? rejectStyle('formats', formatNames);
  }
  if (other === undefined) return match;
  throw new PsetError(`\\pset: ambiguous abbreviation "${value}" matches both "${match}" and "${other}"`);
}

function matchesOf<Name extends string>(names: readonly Name[], value: string): Name[] {
  return names.filter((name) => name.startsWith(value.toLowerCase()));
}

function findPrefix<Name extends string>(names: readonly Name[], value: string): Name | undefined {
  return matchesOf(names, value)[0];
}

function setSwitch(name: string, current: boolean, value: string | undefined): boolean {
  if (value === undefined) return !current;
  const isOn = parseSwitch(value);
  if (isOn === undefined) throw new PsetError(`unrecognized value "${value}" for "${name}": Boolean expected`);
  return isOn;
}

function rejectValue(name: string, value: string, values: readonly string[]): never {
  throw new PsetError(`unrecognized value "${value}" for "${name}"\nAvailable values are: ${values.join(', ')}.`);
}

function rejectStyle(what: string, styles: readonly string[]): never {
  throw new PsetError(`\\pset: allowed ${what} are ${styles.join(', ')}`);
}

function checkCsvSeparator(value: string): string {
  if (Buffer.byteLength(value) !== 1) {
    throw new PsetError('\\pset: csv_fieldsep must be a single one-byte character');
  }
  if (value === '"' || value === '\n' || value === '\r') {
    throw new PsetError('\\pset: csv_fieldsep cannot be a double quote, a newline, or a carriage return');
  }
  return value;
}

/** command.c pset_quoted_string. */
function quote(text: string): string {
  return `'${text.replaceAll('\n', '\\n').replaceAll("'", "\\'")}'`;
}
