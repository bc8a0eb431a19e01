/** SQL names for DynamoDB's: at most PostgreSQL's 63 bytes of UTF-8, and each once. What fits stays as it is, capitals, dots and emoji included. */

const NAME_BYTES = 63;

/** The longest beginning of at most so many bytes of UTF-8. */
function truncated(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  let cut = '';
  let length = 0;
  for (const character of name) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}

/** A name as PostgreSQL holds it. */
export function sqlName(name: string): string {
  return truncated(name.replaceAll('\0', '_'), NAME_BYTES);
}

/** Gives SQL names, each once. */
export class SqlNames {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  give(original: string): string {
    const wanted = sqlName(original);
    let name = wanted;
    for (let number = 1; this.#taken.has(name); number += 1) {
      const suffix = `_${number}`;
      name = truncated(wanted, NAME_BYTES - suffix.length) + suffix;
    }
    this.#taken.add(name);
    return name;
  }
}
