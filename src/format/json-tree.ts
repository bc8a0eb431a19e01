/** JSON read into a tree that keeps the text of its numbers, which JSON.parse would round. */

export type JsonNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> };

const token = /[\s]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/sy;

/** Of JSON that PostgreSQL has accepted already: nothing else is checked. Of a key that comes twice, the last one counts. */
export function parseJson(text: string): JsonNode {
  return new JsonReader(text).value();
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(token = this.#next()): JsonNode {
    if (token === '{') return this.#object();
    if (token === '[') return this.#array();
    if (token.startsWith('"')) return { kind: 'string', value: JSON.parse(token) as string };
    switch (token) {
      case 'null':
        return { kind: 'null' };
      case 'true':
      case 'false':
        return { kind: 'bool', value: token === 'true' };
    }
    return { kind: 'number', text: token };
  }

  #object(): JsonNode {
    const members = new Map<string, JsonNode>();
    let key = this.#next();
    while (key !== '}') {
      this.#next();
      members.set(JSON.parse(key) as string, this.value());
      key = this.#next();
      if (key === ',') key = this.#next();
    }
    return { kind: 'object', members };
  }

  #array(): JsonNode {
    const items: JsonNode[] = [];
    let token = this.#next();
    while (token !== ']') {
      items.push(this.value(token));
      token = this.#next();
      if (token === ',') token = this.#next();
    }
    return { kind: 'array', items };
  }

  #next(): string {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text);
    if (found === null) throw new SyntaxError(`unexpected end of JSON at ${this.#at}`);
    this.#at = token.lastIndex;
    return found[1] ?? found[2] ?? found[3] ?? '';
  }
}
