/** Output on its way out, as UTF-8 bytes, until there are enough of them to be worth a write. */
import { CHUNK } from './table.ts';

const GROWTH = 2;

/** A buffer that is emptied once it is full. */
export class Chunk {
  bytes: Buffer = Buffer.allocUnsafe(CHUNK * GROWTH);
  length = 0;

  get isFull(): boolean {
    return this.length >= CHUNK;
  }

  /** Makes sure that `needed` more bytes fit. */
  reserve(needed: number): void {
    if (this.length + needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe((this.length + needed) * GROWTH);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += this.bytes.write(text, this.length, 'utf8');
  }

  /** What is in it, which holds until more is put in. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}
