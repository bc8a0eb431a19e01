/** A page's bytes as text, piece by piece: each begins with a whole item and may end within one. */
import type { JsonItems } from '../../items.ts';

const COMMA = 0x2c;

export class Piece {
  readonly items: JsonItems;
  readonly #bytes: Buffer;
  /** Where the piece begins and ends among the bytes. */
  #start = 0;
  #end = 0;
  text = '';
  /** How much of the text has been read. */
  at = 0;

  constructor(items: JsonItems) {
    this.items = items;
    this.#bytes = items.bytes;
  }

  /** Nothing is left of the page. */
  get isOver(): boolean {
    return this.isLast && this.at === this.text.length;
  }

  get isLast(): boolean {
    return this.#end === this.#bytes.length;
  }

  /** What has not been read is probably an item that goes on in the next piece: to find that out by a pattern would take longer. */
  get endsSoon(): boolean {
    return !this.isLast && this.at > (this.text.length * 7) / 8;
  }

  /** Goes on to a piece of about this many bytes, which begins with the first item that has not been read. */
  cut(size: number): void {
    this.#start += this.#bytesRead();
    // The comma behind an item may have been cut off.
    if (this.at > 0 && this.#bytes[this.#start] === COMMA) this.#start += 1;
    let end = Math.min(this.#start + size, this.#bytes.length);
    while (isContinuation(this.#bytes[end])) end += 1;
    this.#end = end;
    this.text = this.#bytes.toString('utf8', this.#start, end);
    this.at = 0;
  }

  #bytesRead(): number {
    const isAscii = this.text.length === this.#end - this.#start;
    return isAscii ? this.at : Buffer.byteLength(this.text.slice(0, this.at));
  }

  /** All that has not been read, which counts as read now. */
  rest(): string {
    const rest = this.#bytes.toString('utf8', this.#start + this.#bytesRead());
    this.#end = this.#bytes.length;
    this.text = rest;
    this.at = rest.length;
    return rest;
  }
}

/** Not the first byte of a character in UTF-8. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
