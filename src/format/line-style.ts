/** The characters tables are drawn with: `\pset linestyle` (print.c pg_asciiformat, pg_asciiformat_old, unicode_style). */
import type { PrintOptions, UnicodeLine } from './options.ts';

/** One horizontal rule: what it is made of, and what stands where column rules meet it. */
export interface Rule {
  readonly line: string;
  readonly left: string;
  readonly middle: string;
  readonly right: string;
}

export interface LineStyle {
  readonly top: Rule;
  readonly header: Rule;
  readonly bottom: Rule;
  /** Vertical rules of the outer border. */
  readonly border: string;
  /** Vertical rule between columns; then the same before a cell that goes on after a newline, after a wrap, or has ended. */
  readonly column: string;
  readonly columnNewline: string;
  readonly columnWrap: string;
  readonly columnBlank: string;
  /** Marks around a header, a cell, that goes on after a newline, and a cell that is wrapped. */
  readonly headerNewlineLeft: string;
  readonly headerNewlineRight: string;
  readonly newlineLeft: string;
  readonly newlineRight: string;
  readonly wrapLeft: string;
  readonly wrapRight: string;
  /** Whether marks stand to the right of the text they belong to; else, in old-ascii alone, to its left (print.c wrap_right_border). */
  readonly markRight: boolean;
}

const asciiRule: Rule = { line: '-', left: '+', middle: '+', right: '+' };

const ascii: LineStyle = {
  top: asciiRule,
  header: asciiRule,
  bottom: asciiRule,
  border: '|',
  column: '|',
  columnNewline: '|',
  columnWrap: '|',
  columnBlank: '|',
  headerNewlineLeft: ' ',
  headerNewlineRight: '+',
  newlineLeft: ' ',
  newlineRight: '+',
  wrapLeft: '.',
  wrapRight: '.',
  markRight: true,
};

const oldAscii: LineStyle = {
  ...ascii,
  columnNewline: ':',
  columnWrap: ';',
  columnBlank: ' ',
  headerNewlineLeft: '+',
  headerNewlineRight: ' ',
  newlineLeft: ' ',
  newlineRight: ' ',
  wrapLeft: ' ',
  wrapRight: ' ',
  markRight: false,
};

const horizontal: Record<UnicodeLine, string> = { single: '─', double: '═' };
const vertical: Record<UnicodeLine, string> = { single: '│', double: '║' };

/** Corners of the outer border: top left, top right, bottom left, bottom right. */
const corners: Record<UnicodeLine, string> = { single: '┌┐└┘', double: '╔╗╚╝' };

/** Where two lines meet, by the style of the vertical, then of the horizontal one. */
type Junction = Record<UnicodeLine, Record<UnicodeLine, string>>;
const downJunction: Junction = { single: { single: '┬', double: '╤' }, double: { single: '╥', double: '╦' } };
const upJunction: Junction = { single: { single: '┴', double: '╧' }, double: { single: '╨', double: '╩' } };
const crossJunction: Junction = { single: { single: '┼', double: '╪' }, double: { single: '╫', double: '╬' } };
const rightJunction: Junction = { single: { single: '├', double: '╞' }, double: { single: '╟', double: '╠' } };
const leftJunction: Junction = { single: { single: '┤', double: '╡' }, double: { single: '╢', double: '╣' } };

/** The style the options ask for (print.c get_line_style, refresh_utf8format). */
export function lineStyle(options: PrintOptions): LineStyle {
  switch (options.lineStyle) {
    case 'ascii':
      return ascii;
    case 'old-ascii':
      return oldAscii;
    case 'unicode':
      return unicode(options.unicodeBorder, options.unicodeColumn, options.unicodeHeader);
  }
}

function unicode(border: UnicodeLine, column: UnicodeLine, header: UnicodeLine): LineStyle {
  const [topLeft = '', topRight = '', bottomLeft = '', bottomRight = ''] = corners[border];
  const columnRule = vertical[column];
  return {
    top: { line: horizontal[border], left: topLeft, middle: downJunction[column][border], right: topRight },
    header: {
      line: horizontal[header],
      left: rightJunction[border][header],
      middle: crossJunction[column][header],
      right: leftJunction[border][header],
    },
    bottom: { line: horizontal[border], left: bottomLeft, middle: upJunction[column][border], right: bottomRight },
    border: vertical[border],
    column: columnRule,
    columnNewline: columnRule,
    columnWrap: columnRule,
    columnBlank: columnRule,
    headerNewlineLeft: ' ',
    headerNewlineRight: '↵',
    newlineLeft: ' ',
    newlineRight: '↵',
    wrapLeft: '…',
    wrapRight: '…',
    markRight: true,
  };
}
