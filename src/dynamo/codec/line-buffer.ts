/** Text on its way to bytes, in a buffer that is used again for the next page. */

/** Strings are put together in pieces of about this many characters: V8 is slow at making one of very many. */
const PIECE = 16_384;
/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const UTF8_MAX = 3;

export class LineBuffer {
  #bytes = Buffer.allocUnsafeSlow(PIECE * UTF8_MAX);
  #length = 0;
  #piece = '';

  add(text: string): void {
    this.#piece += text;
    if (this.#piece.length >= PIECE) this.#write();
  }

  #write(): void {
    const needed = this.#length + this.#piece.length * UTF8_MAX;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(needed * 2);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(this.#piece, this.#length, 'utf8');
    this.#piece = '';
  }

  /** All of it, until the next is added; begins anew. */
  take(): Uint8Array {
    this.#write();
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
