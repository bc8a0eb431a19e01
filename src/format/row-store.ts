/**
 * Rows held until their widths are known, as bytes: a fraction of what JavaScript strings take, and nothing for the
 * garbage collector to walk. Cells are measured while they are copied in.
 *
 * A segment holds whole rows. A row is a 32-bit head (the byte length of its cells; HAS_LINES where a cell has several
 * lines), then its cells. A cell is one byte, then by its value:
 *
 * - up to SHORT: that many bytes of ASCII text
 * - LONG: length (32 bits), ASCII text
 * - WIDE: display width, byte length (32 bits each), UTF-8 text
 * - LINES: number of lines (32 bits); for each its display width, byte length, UTF-8 text
 */

import { rowOfLine } from '../dynamo/codec/copy-text.ts';
import type { Row } from '../engine/port.ts';
import { formatLines, type Line } from './lines.ts';

export const SHORT = 252;
export const LONG = 253;
export const WIDE = 254;
export const LINES = 255;

export const ROW_HEAD = 4;
export const HAS_LINES = 0x8000_0000;

const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const LETTER_N = 0x4e;

const SEGMENT_BYTES = 1 << 20;
/** Bytes before the text of a cell, of one of its lines, at most; bytes of UTF-8 a UTF-16 unit takes, at most. */
const CELL_HEAD = 5;
const LINE_HEAD = 8;
const UTF8_MAX = 3;
/** Above this length the native string copy beats a loop. */
const LOOP_LIMIT = 96;
const allPrintable = /^[ -~]*$/;

/** Collects rows, and what is to be known of all of them before the first can be printed. */
export class RowStore {
  readonly columnCount: number;
  readonly #nullText: string;
  /** NULL's text as the bytes of a short cell; too long for one where it is none. */
  readonly #plainNull: Buffer;
  /** Widest cell of each column, in terminal columns. */
  readonly maxWidths: Uint32Array;
  /** Sum of the widths of each column's cells: `wrapped` shrinks columns by their averages. */
  readonly widthSums: Float64Array;
  rowCount = 0;
  /** Lines that cells with newlines add to those of one a row. */
  extraLines = 0;
  /** Lines of the tallest cell. */
  tallest = 1;

  readonly #full: Buffer[] = [];
  #segment: Buffer = Buffer.allocUnsafe(SEGMENT_BYTES);
  /** Where the row that is being added begins, and how far it has come. */
  #start = 0;
  #at = 0;

  constructor(columnCount: number, nullText: string) {
    this.columnCount = columnCount;
    this.#plainNull = allPrintable.test(nullText) ? Buffer.from(nullText) : Buffer.alloc(SHORT + 1);
    this.#nullText = nullText;
    this.maxWidths = new Uint32Array(columnCount);
    this.widthSums = new Float64Array(columnCount);
  }

  /** Whole rows, one after the other. */
  segments(): readonly Buffer[] {
    return [...this.#full, this.#segment.subarray(0, this.#at)];
  }

  add(row: Row): void {
    const { columnCount, maxWidths, widthSums } = this;
    this.#start = this.#at;
    this.#reserve(ROW_HEAD);
    this.#at += ROW_HEAD;
    let tallest = 1;
    for (let column = 0; column < columnCount; column++) {
      const text = row[column] ?? this.#nullText;
      let width = text.length;
      if (!this.#putAscii(text)) {
        const lines = formatLines(text);
        this.#putLines(lines);
        width = lines.reduce((widest, line) => Math.max(widest, line.width), 0);
        tallest = Math.max(tallest, lines.length);
      }
      if (width > (maxWidths[column] as number)) maxWidths[column] = width;
      widthSums[column] = (widthSums[column] as number) + width;
    }
    const length = this.#at - this.#start - ROW_HEAD;
    this.#segment.writeUInt32LE(tallest > 1 ? (length | HAS_LINES) >>> 0 : length, this.#start);
    this.rowCount++;
    this.extraLines += tallest - 1;
    this.tallest = Math.max(this.tallest, tallest);
  }

  /** Adds rows that are lines of COPY's text. Printable ASCII, which is nearly all, is copied without a string being made of it. */
  addLines(bytes: Uint8Array): void {
    const { columnCount, maxWidths, widthSums } = this;
    const widths = new Uint32Array(columnCount);
    for (let from = 0; from < bytes.length; ) {
      const after = this.#putLine(bytes, from, widths);
      if (after < 0) {
        const end = bytes.indexOf(NEWLINE, from);
        this.add(rowOfLine(bytes.subarray(from, end)));
        from = end + 1;
        continue;
      }
      for (let column = 0; column < columnCount; column++) {
        const width = widths[column] as number;
        if (width > (maxWidths[column] as number)) maxWidths[column] = width;
        widthSums[column] = (widthSums[column] as number) + width;
      }
      this.rowCount++;
      from = after;
    }
  }

  /** @returns where the line after it begins; less than 0, and has put nothing, where a cell is long, or more than printable ASCII without backslashes */
  #putLine(bytes: Uint8Array, from: number, widths: Uint32Array): number {
    const nullText = this.#plainNull;
    const most = ROW_HEAD + widths.length * (1 + nullText.length);
    this.#start = this.#at;
    // To look for the line's end takes time, which only a segment's last rows are worth.
    if (this.#at + most + bytes.length - from > this.#segment.length)
      this.#reserve(most + bytes.indexOf(NEWLINE, from) - from);
    const segment = this.#segment;
    const start = this.#at;
    let at = start + ROW_HEAD;
    let next = from;
    for (let column = 0; column < widths.length; column++) {
      const head = at++;
      let byte = bytes[next++] as number;
      while (byte >= 0x20 && byte <= 0x7e && byte !== BACKSLASH) {
        segment[at++] = byte;
        byte = bytes[next++] as number;
      }
      if (byte === BACKSLASH && bytes[next] === LETTER_N && at === head + 1 && nullText.length <= SHORT) {
        for (let index = 0; index < nullText.length; index++) segment[at++] = nullText[index] as number;
        byte = bytes[next + 1] as number;
        next += 2;
      }
      const width = at - head - 1;
      if ((byte !== TAB && byte !== NEWLINE) || width > SHORT) return -1;
      segment[head] = width;
      widths[column] = width;
    }
    segment.writeUInt32LE(at - start - ROW_HEAD, start);
    this.#at = at;
    return next;
  }

  /** @returns false, and has put nothing, where the text is more than printable ASCII */
  #putAscii(text: string): boolean {
    const length = text.length;
    this.#reserve(length + CELL_HEAD);
    const segment = this.#segment;
    let at = this.#at;
    if (length > LOOP_LIMIT) {
      if (!allPrintable.test(text)) return false;
      if (length <= SHORT) {
        segment[at++] = length;
      } else {
        segment[at++] = LONG;
        at = segment.writeUInt32LE(length, at);
      }
      this.#at = at + segment.write(text, at, 'latin1');
      return true;
    }
    segment[at++] = length;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e) return false;
      segment[at++] = code;
    }
    this.#at = at;
    return true;
  }

  #putLines(lines: readonly Line[]): void {
    this.#reserve(lines.reduce((bytes, line) => bytes + LINE_HEAD + line.text.length * UTF8_MAX, CELL_HEAD));
    const segment = this.#segment;
    let at = this.#at;
    if (lines.length === 1) {
      segment[at++] = WIDE;
    } else {
      segment[at++] = LINES;
      at = segment.writeUInt32LE(lines.length, at);
    }
    for (const { text, width } of lines) {
      at = segment.writeUInt32LE(width, at);
      const bytes = segment.write(text, at + 4, 'utf8');
      at = segment.writeUInt32LE(bytes, at) + bytes;
    }
    this.#at = at;
  }

  /** Makes sure that `needed` more bytes fit: begins a new segment with the row that is being added if they do not. */
  #reserve(needed: number): void {
    if (this.#at + needed <= this.#segment.length) return;
    const begun = this.#segment.subarray(this.#start, this.#at);
    const segment = Buffer.allocUnsafe(Math.max(SEGMENT_BYTES, (begun.length + needed) * 2));
    segment.set(begun);
    if (this.#start > 0) this.#full.push(this.#segment.subarray(0, this.#start));
    this.#segment = segment;
    this.#start = 0;
    this.#at = begun.length;
  }
}

/** Where the row after the one at `offset` begins. */
export function nextRow(segment: Buffer, offset: number): number {
  return offset + ROW_HEAD + (segment.readUInt32LE(offset) & ~HAS_LINES);
}

/** The cells of the row at `offset`, each as its lines. */
export function readRow(segment: Buffer, offset: number, columnCount: number): Line[][] {
  let at = offset + ROW_HEAD;
  const text = (encoding: 'latin1' | 'utf8', length: number): string => {
    at += length;
    return segment.toString(encoding, at - length, at);
  };
  const number = (): number => {
    at += 4;
    return segment.readUInt32LE(at - 4);
  };
  const wideLine = (): Line => {
    const width = number();
    return { width, text: text('utf8', number()) };
  };
  const cells: Line[][] = [];
  for (let column = 0; column < columnCount; column++) {
    const head = segment[at++] ?? 0;
    if (head === LINES) cells.push(Array.from({ length: number() }, wideLine));
    else if (head === WIDE) cells.push([wideLine()]);
    else {
      const length = head === LONG ? number() : head;
      cells.push([{ width: length, text: text('latin1', length) }]);
    }
  }
  return cells;
}
