/**
 * Buffers that answers are received in, used again: a scan goes through megabytes for each page, which the garbage collector would let pile up to a hundred before it looks.
 */

/** Pages that are received, waited for and read at the same time, in a scan of a few segments. */
const MOST_SPARE = 4;
/** A larger one is an exception, and let go. */
const LARGEST = 1 << 23;

/** Sizes are rounded up to this, so that pages of about the same size find a buffer large enough. */
const STEP = 1 << 19;

/** The smallest first. */
const spare: Buffer[] = [];

/** A buffer of at least this size. */
export function takeBuffer(size: number): Buffer {
  const fits = spare.findIndex(({ length }) => length >= size);
  const [found] = fits < 0 ? [] : spare.splice(fits, 1);
  return found ?? Buffer.allocUnsafeSlow(Math.ceil((size + 1) / STEP) * STEP);
}

/** @param buffer one from {@link takeBuffer} that nobody looks into any more */
export function giveBack(buffer: Buffer): void {
  if (buffer.length > LARGEST) return;
  spare.push(buffer);
  spare.sort((a, b) => a.length - b.length);
  if (spare.length > MOST_SPARE) spare.shift();
}
