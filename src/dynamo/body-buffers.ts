/**
 * Buffers that answers are received in, used again: a scan goes through megabytes for each page, which the garbage collector would let pile up to a hundred before it looks.
 */

/** Pages that are received, waited for and read at the same time, in a scan of a few segments. */
const MOST_SPARE = 6;
/** A larger one is an exception, and let go. */
const LARGEST = 1 << 23;

const spare: Buffer[] = [];

/** A buffer of at least this size. */
export function takeBuffer(size: number): Buffer {
  const fits = spare.findIndex(({ length }) => length >= size);
  const [found] = fits < 0 ? [] : spare.splice(fits, 1);
  // Rounded up, so that pages of about the same size find it large enough.
  return found ?? Buffer.allocUnsafeSlow(Math.ceil((size + 1) / 262_144) * 262_144);
}

/** @param buffer one from {@link takeBuffer} that nobody looks into any more */
export function giveBack(buffer: Buffer): void {
  if (spare.length < MOST_SPARE && buffer.length <= LARGEST) spare.push(buffer);
}
