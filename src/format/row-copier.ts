/** Rows of one line a cell, copied byte by byte from where they are kept to the output. */
import type { Chunk } from './chunk.ts';
import { HAS_LINES, LONG, ROW_HEAD, WIDE } from './row-store.ts';

/** What a row prints besides its cells. */
export interface RowTemplate {
  /** The text before each cell, and that after the last. */
  readonly pieces: readonly Buffer[];
  readonly widths: Uint32Array;
  /** Which side of each cell is filled up to its width. */
  readonly padding: readonly ('left' | 'right' | 'none')[];
  /** Bytes all this takes at most. */
  readonly bytes: number;
}

/** A template of these texts, made ready to be copied. */
export function rowTemplate(
  pieces: readonly string[],
  widths: Uint32Array,
  padding: readonly ('left' | 'right' | 'none')[],
): RowTemplate {
  const buffers = pieces.map((piece) => Buffer.from(piece));
  const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
  return { pieces: buffers, widths, padding, bytes: widths.reduce((sum, width) => sum + width, bytes) };
}

/** Whether some cell of the row has several lines, which is not for `copyRow`. */
export function hasLines(segment: Buffer, offset: number): boolean {
  return segment.readUInt32LE(offset) >= HAS_LINES;
}

/** Puts the row at `offset` into the chunk, filled into the template. No cell is wider than its column. */
export function copyRow(segment: Buffer, offset: number, template: RowTemplate, chunk: Chunk): void {
  const { pieces, widths, padding } = template;
  const columnCount = widths.length;
  chunk.reserve(segment.readUInt32LE(offset) + template.bytes);
  const bytes = chunk.bytes;
  let from = offset + ROW_HEAD;
  let to = chunk.length;
  for (let column = 0; column <= columnCount; column++) {
    const piece = pieces[column] as Buffer;
    for (let index = 0; index < piece.length; index++) bytes[to++] = piece[index] as number;
    if (column === columnCount) break;
    let length = segment[from++] as number;
    let width = length;
    if (length === LONG) {
      width = length = segment.readUInt32LE(from);
      from += 4;
    } else if (length === WIDE) {
      width = segment.readUInt32LE(from);
      length = segment.readUInt32LE(from + 4);
      from += 8;
    }
    const spaces = (widths[column] as number) - width;
    const side = padding[column];
    if (side === 'left') for (let count = spaces; count > 0; count--) bytes[to++] = 0x20;
    for (const end = from + length; from < end; ) bytes[to++] = segment[from++] as number;
    if (side === 'right') for (let count = spaces; count > 0; count--) bytes[to++] = 0x20;
  }
  chunk.length = to;
}
