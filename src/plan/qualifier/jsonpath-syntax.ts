/**
 * PostgreSQL's jsonpath in the form in which it prints one (jsonpath.c, printJsonPathItem): keys in double quotes, predicates of two operands in parentheses. What DynamoDB could not be asked
 * anyway (arithmetic, methods, variables, regular expressions, negation) is not read.
 * https://www.postgresql.org/docs/18/functions-json.html#FUNCTIONS-SQLJSON-PATH
 */

/** A constant in a jsonpath, a number as it is written. */
export type PathConstant =
  | { readonly kind: 'string' | 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type PathStep =
  | { readonly step: 'key'; readonly key: string }
  | { readonly step: 'index'; readonly index: number }
  /** `[*]` */
  | { readonly step: 'elements' }
  | { readonly step: 'filter'; readonly predicate: PathPredicate };

/** `$` (the document) or `@` (what the filter looks at), and the steps from there. */
export interface PathQuery {
  readonly from: '$' | '@';
  readonly steps: readonly PathStep[];
}

export type PathPredicate =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly PathPredicate[] }
  | { readonly kind: 'equals'; readonly query: PathQuery; readonly constant: PathConstant }
  | { readonly kind: 'starts with'; readonly query: PathQuery; readonly prefix: string }
  | { readonly kind: 'exists'; readonly query: PathQuery };

export interface JsonPath {
  readonly strict: boolean;
  /** A predicate gives true, false or null; a query gives the items it finds. */
  readonly root: { readonly predicate: PathPredicate } | { readonly query: PathQuery };
}

/** @returns undefined for what is not read */
export function parseJsonPath(text: string): JsonPath | undefined {
  const strict = text.startsWith('strict ');
  const body = strict ? text.slice('strict '.length) : text;
  try {
    const query = new Reader(body);
    const found = query.queryOrNone();
    if (found !== undefined && query.atEnd) return { strict, root: { query: found } };
    const predicate = new Reader(body);
    const root = { predicate: predicate.or() };
    return predicate.atEnd ? { strict, root } : undefined;
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

class NotRead extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  or(): PathPredicate {
    return this.#joined('or', ' || ', () => this.#joined('and', ' && ', () => this.#test()));
  }

  #joined(kind: 'and' | 'or', operator: string, operand: () => PathPredicate): PathPredicate {
    const first = operand();
    const rest: PathPredicate[] = [];
    while (this.#took(operator)) rest.push(operand());
    return rest.length === 0 ? first : { kind, operands: [first, ...rest] };
  }

  #test(): PathPredicate {
    if (this.#took('exists (')) {
      const query = this.#query();
      this.#expect(')');
      return { kind: 'exists', query };
    }
    if (this.#took('(')) {
      const inner = this.or();
      this.#expect(')');
      return inner;
    }
    const query = this.queryOrNone();
    if (query === undefined) {
      const constant = this.#constant();
      this.#expect(' == ');
      return { kind: 'equals', query: this.#query(), constant };
    }
    if (this.#took(' starts with ')) return { kind: 'starts with', query, prefix: this.#string() };
    this.#expect(' == ');
    return { kind: 'equals', query, constant: this.#constant() };
  }

  #query(): PathQuery {
    const query = this.queryOrNone();
    if (query === undefined) throw new NotRead();
    return query;
  }

  queryOrNone(): PathQuery | undefined {
    const from = this.#took('$') ? '$' : this.#took('@') ? '@' : undefined;
    if (from === undefined) return undefined;
    const steps: PathStep[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(step);
    return { from, steps };
  }

  #step(): PathStep | undefined {
    if (this.#took('.')) return { step: 'key', key: this.#string() };
    if (this.#took('[*]')) return { step: 'elements' };
    const index = this.#match(/\[(\d+)\]/y);
    // Past an integer's range PostgreSQL raises an error.
    if (index !== undefined && Number(index) > 0x7fffffff) throw new NotRead();
    if (index !== undefined) return { step: 'index', index: Number(index) };
    if (!this.#took('?(')) return undefined;
    const predicate = this.or();
    this.#expect(')');
    return { step: 'filter', predicate };
  }

  #constant(): PathConstant {
    if (this.#text[this.#at] === '"') return { kind: 'string', text: this.#string() };
    if (this.#took('null')) return { kind: 'null' };
    if (this.#took('true')) return { kind: 'boolean', value: true };
    if (this.#took('false')) return { kind: 'boolean', value: false };
    const number = this.#match(/(-?\d+(?:\.\d+)?)/y);
    if (number === undefined) throw new NotRead();
    return { kind: 'number', text: number };
  }

  /** Escaped as JSON does (escape_json). */
  #string(): string {
    const literal = this.#match(/("(?:[^"\\]|\\.)*")/y);
    if (literal === undefined) throw new NotRead();
    return JSON.parse(literal) as string;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[1];
  }

  #took(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #expect(token: string): void {
    if (!this.#took(token)) throw new NotRead();
  }
}
