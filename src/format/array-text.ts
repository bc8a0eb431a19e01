/** PostgreSQL's text form of an array, read (arrayfuncs.c array_out). */

export type ArrayItem = string | null | readonly ArrayItem[];

/**
 * `{a,"b c",NULL,{…}}`, nested for each dimension. Bounds (`[2:3]={…}`) are passed over: they have no place in a list.
 * @returns undefined where the text is no array's
 */
export function parseArray(text: string, delimiter: string): readonly ArrayItem[] | undefined {
  const reader = new ArrayReader(text, delimiter);
  const bounds = /^(?:\[[+-]?\d+:[+-]?\d+\])+=/.exec(text);
  reader.at = bounds === null ? 0 : bounds[0].length;
  const items = reader.list();
  return reader.at === text.length ? items : undefined;
}

class ArrayReader {
  readonly #text: string;
  readonly #delimiter: string;
  at = 0;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  list(): ArrayItem[] | undefined {
    const text = this.#text;
    if (text[this.at] !== '{') return undefined;
    this.at++;
    const items: ArrayItem[] = [];
    if (text[this.at] === '}') {
      this.at++;
      return items;
    }
    for (;;) {
      const item = this.#item();
      if (item === undefined) return undefined;
      items.push(item);
      const next = text[this.at++];
      if (next === '}') return items;
      if (next !== this.#delimiter) return undefined;
    }
  }

  #item(): ArrayItem | undefined {
    const first = this.#text[this.at];
    if (first === '{') return this.list();
    if (first === '"') return this.#quoted();
    const start = this.at;
    while (this.at < this.#text.length && !this.#endsBare(this.#text[this.at])) this.at++;
    const bare = this.#text.slice(start, this.at);
    return bare === 'NULL' ? null : bare;
  }

  #endsBare(char: string | undefined): boolean {
    return char === this.#delimiter || char === '}';
  }

  #quoted(): string | undefined {
    let value = '';
    this.at++;
    for (;;) {
      const start = this.at;
      while (this.at < this.#text.length && this.#text[this.at] !== '"' && this.#text[this.at] !== '\\') this.at++;
      value += this.#text.slice(start, this.at);
      const end = this.#text[this.at++];
      if (end === '"') return value;
      if (end === undefined) return undefined;
      value += this.#text[this.at++] ?? '';
    }
  }
}
