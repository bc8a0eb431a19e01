/**
 * psql's SQL lexer (psqlscan.l): it finds where a statement ends, and nothing more. Fed line by line, it copies what it reads into the query
 * buffer, puts variables in, and stops at a semicolon, a backslash or the end of the line. What is open at the end of a line (a string, a
 * comment, a parenthesis) goes on in the next one, and decides the prompt.
 *
 * It never judges whether a statement is right: PostgreSQL does that.
 */

import { FunctionBody } from './function-body.ts';
import { LexerInput, type Source } from './input.ts';
import { type LexerHost, referenceAt, substitute } from './interpolation.ts';

/** Why scanning stopped. `incomplete` and `end` both mean the end of the line; only after `end` is there a statement to send in single-line mode. */
export type ScanStop = 'semicolon' | 'backslash' | 'incomplete' | 'end';

/** What the next line continues: `%R` in a prompt. */
export type PromptStatus =
  | 'ready'
  | 'continue'
  | 'comment'
  | 'single-quote'
  | 'double-quote'
  | 'dollar-quote'
  | 'paren'
  | 'copy';

/** The text of the statement that is being collected. */
export class QueryBuffer {
  text = '';

  get empty(): boolean {
    return this.text === '';
  }
  reset(): void {
    this.text = '';
  }
}

type State =
  | { readonly in: 'initial' }
  | { readonly in: 'string'; readonly escapes: boolean }
  | { readonly in: 'identifier' }
  | { readonly in: 'comment'; depth: number }
  | { readonly in: 'dollar'; readonly delimiter: string };

const initial: State = { in: 'initial' };

const blank = /(?:[ \t\n\r\f\v]+|--[^\n\r]*)+/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number = /[0-9]+/y;
const dollarDelimiter = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
/** E'', B'', X'', N'', U&'' and U&"": the prefix and the quote that opens. */
const prefixedQuote = /(?:[bBxXnN]'|[uU]&['"]|[eE]')/y;

function matchAt(pattern: RegExp, source: Source): string | undefined {
  pattern.lastIndex = source.position;
  return pattern.exec(source.text)?.[0];
}

export class Scanner {
  readonly input = new LexerInput();
  readonly #host: LexerHost;
  #state: State = initial;
  #parens = 0;
  readonly #body = new FunctionBody();

  constructor(host: LexerHost) {
    this.#host = host;
  }

  /** Begins a line; the state the line before left is kept. */
  start(line: string): void {
    this.input.start(line);
  }

  /** Ends work on a line. */
  finish(): void {
    this.input.clear();
  }

  /** Forgets open quotes, comments and parentheses. */
  reset(): void {
    this.#state = initial;
    this.#parens = 0;
    this.#body.reset();
  }

  /** True inside a string, a quoted identifier, a comment or a dollar quote. */
  get inQuote(): boolean {
    return this.#state.in !== 'initial';
  }

  get parenDepth(): number {
    return this.#parens;
  }
  set parenDepth(depth: number) {
    this.#parens = depth;
  }

  /** Reads on until something has to be done. */
  scan(buffer: QueryBuffer): { readonly stop: ScanStop; readonly prompt: PromptStatus } {
    for (let source = this.input.current(); source !== undefined; source = this.input.current()) {
      const stop = this.#state.in === 'initial' ? this.#sql(source, buffer) : this.#inside(this.#state, source, buffer);
      if (stop !== undefined) return { stop, prompt: 'ready' };
    }
    return this.#endOfLine(buffer);
  }

  #endOfLine(buffer: QueryBuffer): { readonly stop: ScanStop; readonly prompt: PromptStatus } {
    switch (this.#state.in) {
      case 'string':
        return { stop: 'incomplete', prompt: 'single-quote' };
      case 'identifier':
        return { stop: 'incomplete', prompt: 'double-quote' };
      case 'comment':
        return { stop: 'incomplete', prompt: 'comment' };
      case 'dollar':
        return { stop: 'incomplete', prompt: 'dollar-quote' };
      case 'initial':
        if (this.#parens > 0) return { stop: 'incomplete', prompt: 'paren' };
        if (this.#body.open) return { stop: 'incomplete', prompt: 'continue' };
        if (!buffer.empty) return { stop: 'end', prompt: 'continue' };
        // An empty buffer is never sent.
        return { stop: 'incomplete', prompt: 'ready' };
    }
  }

  /** One token outside quotes. */
  #sql(source: Source, buffer: QueryBuffer): ScanStop | undefined {
    const { text, position } = source;
    const character = text[position] as string;

    const blanks = matchAt(blank, source);
    if (blanks !== undefined) {
      source.position += blanks.length;
      // Blanks and comments before a statement are not part of it.
      if (!buffer.empty) buffer.text += blanks;
      return undefined;
    }
    const take = (length: number): void => {
      buffer.text += text.slice(position, position + length);
      source.position += length;
    };
    switch (character) {
      case "'":
        this.#state = { in: 'string', escapes: false };
        return void take(1);
      case '"':
        this.#state = { in: 'identifier' };
        return void take(1);
      case '$': {
        const delimiter = matchAt(dollarDelimiter, source);
        if (delimiter === undefined) return void take(1);
        this.#state = { in: 'dollar', delimiter };
        return void take(delimiter.length);
      }
      case '/':
        if (text[position + 1] !== '*') return void take(1);
        this.#state = { in: 'comment', depth: 0 };
        return void take(2);
      case '(':
        this.#parens++;
        return void take(1);
      case ')':
        if (this.#parens > 0) this.#parens--;
        return void take(1);
      case ';':
        take(1);
        if (this.#parens > 0 || this.#body.open) return undefined;
        this.#body.statementEnds();
        return 'semicolon';
      case '\\':
        return this.#backslash(source, buffer);
      case ':':
        return void this.#colon(source, buffer);
      default: {
        const prefixed = matchAt(prefixedQuote, source);
        if (prefixed !== undefined) {
          this.#state = prefixed.endsWith('"')
            ? { in: 'identifier' }
            : { in: 'string', escapes: prefixed[0]?.toLowerCase() === 'e' };
          return void take(prefixed.length);
        }
        const name = matchAt(word, source);
        if (name !== undefined) {
          this.#body.word(name, this.#parens);
          return void take(name.length);
        }
        return void take(matchAt(number, source)?.length ?? 1);
      }
    }
  }

  #backslash(source: Source, buffer: QueryBuffer): ScanStop | undefined {
    const next = source.text[source.position + 1];
    if (next === ';' || next === ':') {
      // `\;` puts a semicolon into the buffer without ending the statement, `\:` a colon without looking for a variable.
      buffer.text += next;
      source.position += 2;
      if (next === ';') this.#body.statementEnds();
      return undefined;
    }
    source.position++;
    this.#body.statementEnds();
    return 'backslash';
  }

  #colon(source: Source, buffer: QueryBuffer): void {
    const next = source.text[source.position + 1];
    // A cast or an assignment: the second character begins no variable.
    if (next === ':' || next === '=') {
      buffer.text += `:${next}`;
      source.position += 2;
      return;
    }
    const found = referenceAt(source.text, source.position);
    if (found === undefined) {
      buffer.text += ':';
      source.position++;
      return;
    }
    const typed = source.text.slice(source.position, source.position + found.length);
    source.position += found.length;
    const value = substitute(found, this.#host);
    if (value === undefined) {
      buffer.text += typed;
    } else if (found.form !== 'plain') {
      buffer.text += value;
    } else if (this.input.expands(found.name)) {
      this.#host.warning(`skipping recursive expansion of variable "${found.name}"`);
      buffer.text += typed;
    } else {
      this.input.push(value, found.name);
    }
  }

  /** Copies up to the end of what is open, or of the source. */
  #inside(state: State, source: Source, buffer: QueryBuffer): undefined {
    const { text, position } = source;
    const end = closing(state, text, position);
    buffer.text += text.slice(position, end.position);
    source.position = end.position;
    if (end.closed) this.#state = initial;
  }
}

/** Where what is open ends in `text`, from `position`: `closed`, or open still at the end of the text. */
function closing(
  state: State,
  text: string,
  position: number,
): { readonly position: number; readonly closed: boolean } {
  switch (state.in) {
    case 'dollar': {
      const at = text.indexOf(state.delimiter, position);
      return at < 0
        ? { position: text.length, closed: false }
        : { position: at + state.delimiter.length, closed: true };
    }
    case 'comment':
      return closingComment(state, text, position);
    case 'string':
      return closingQuote("'", state.escapes, text, position);
    case 'identifier':
      return closingQuote('"', false, text, position);
    case 'initial':
      return { position, closed: true };
  }
}

function closingQuote(quote: string, escapes: boolean, text: string, from: number) {
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === '\\') {
      at++;
    } else if (text[at] === quote) {
      if (text[at + 1] !== quote) return { position: at + 1, closed: true };
      at++;
    }
  }
  return { position: text.length, closed: false };
}

/** Block comments nest. */
function closingComment(state: { depth: number }, text: string, from: number) {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '/' && text[at + 1] === '*') {
      state.depth++;
      at++;
    } else if (text[at] === '*' && text[at + 1] === '/') {
      if (state.depth === 0) return { position: at + 2, closed: true };
      state.depth--;
      at++;
    }
  }
  return { position: text.length, closed: false };
}
