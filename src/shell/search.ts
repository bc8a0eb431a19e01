/** Ctrl-R: a search backwards through the history, one key at a time. */
import type { Key } from 'node:readline';

export class Search {
  /** What was being typed when the search began. */
  readonly original: string;
  /** Newest first. */
  readonly #entries: readonly string[];
  #query = '';
  #at = -1;
  #failed = false;

  constructor(entries: readonly string[], original: string) {
    this.#entries = entries;
    this.original = original;
  }

  get prompt(): string {
    return `(${this.#failed ? 'failed ' : ''}reverse-i-search)\`${this.#query}': `;
  }

  /** The entry that was found. */
  get line(): string {
    return this.#entries[this.#at] ?? this.original;
  }

  get cursor(): number {
    const found = this.line.indexOf(this.#query);
    return found < 0 ? this.line.length : found;
  }

  /** `accepted`: the key is no part of a search and acts on what was found. */
  key(text: string | undefined, key: Key): 'searching' | 'accepted' | 'cancelled' {
    if (key.ctrl === true && key.name === 'r') {
      this.#find(this.#at + 1);
      return 'searching';
    }
    if (key.ctrl === true && key.name === 'g') return 'cancelled';
    if (key.name === 'backspace') {
      this.#query = this.#query.slice(0, -1);
      this.#find(0);
      return 'searching';
    }
    const printable = text !== undefined && key.ctrl !== true && key.meta !== true && !/\p{Cc}/u.test(text);
    if (!printable) return 'accepted';
    this.#query += text;
    this.#find(Math.max(this.#at, 0));
    return 'searching';
  }

  #find(from: number): void {
    const found = this.#entries.findIndex((entry, index) => index >= from && entry.includes(this.#query));
    this.#failed = found < 0;
    if (found >= 0) this.#at = found;
  }
}
