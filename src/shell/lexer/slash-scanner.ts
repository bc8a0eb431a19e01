/**
 * psql's lexer for backslash commands (psqlscanslash.l): the command's name, then its arguments one at a time. Which rules an argument follows
 * is the command's choice, so arguments are read as the command asks for them.
 */
import type { LexerInput, Source } from './input.ts';
import { type LexerHost, quoteShellWord, referenceAt, substitute } from './interpolation.ts';

/**
 * - `normal`: one word; quotes, backticks and variables.
 * - `sql-id`: the same, then double quotes taken off and what is outside them folded to lower case.
 * - `sql-id-hack`: the same without folding (a user's name after `\c`).
 * - `file-pipe`: a word, or with a leading `|` the rest of the line as it is.
 * - `whole-line`: the rest of the line as it is.
 */
export type ArgumentMode = 'normal' | 'sql-id' | 'sql-id-hack' | 'file-pipe' | 'whole-line';

export interface SlashArgument {
  readonly text: string;
  /** The last quoting met: `'`, `"`, a backtick, `:` for a variable, or none. */
  readonly quote: string;
}

const blank = /[ \t\n\r\f\v]/;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b', r: '\r', f: '\f' };

export class SlashScanner {
  readonly #input: LexerInput;
  readonly #host: LexerHost;

  constructor(input: LexerInput, host: LexerHost) {
    this.#input = input;
    this.#host = host;
  }

  /** The name after the backslash: up to a blank or another backslash. */
  command(): string {
    let name = '';
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      const character = source.text[source.position] as string;
      if (blank.test(character) || character === '\\') break;
      name += character;
      source.position++;
    }
    return name;
  }

  /** The next argument; undefined where there is none. `stripSemicolons` takes unquoted semicolons off its end. */
  argument(mode: ArgumentMode, stripSemicolons = false): SlashArgument | undefined {
    if (mode === 'whole-line') return this.#wholeLine();
    this.#skipBlanks();
    const first = this.#peek();
    if (mode === 'file-pipe' && first === '|') return this.#wholeLine();

    const word = new Word(this.#input, this.#host);
    if (!word.read()) {
      this.#host.error('unterminated quoted string');
      return undefined;
    }
    // `'\\0'` ends it, as it does a string of C.
    let [text = ''] = word.text.split('\0', 1);
    if (stripSemicolons) {
      for (let left = word.unquotedTail; left > 0 && text.endsWith(';'); left--) text = text.slice(0, -1);
    }
    if (mode === 'sql-id' || mode === 'sql-id-hack') text = dequote(text, mode === 'sql-id');
    if (text === '' && word.quote === '') return undefined;
    return { text, quote: word.quote };
  }

  /** Eats the `\\` that separates a command from what follows it on the line. */
  end(): void {
    const source = this.#input.current();
    if (source?.text.startsWith('\\\\', source.position)) source.position += 2;
  }

  #peek(): string | undefined {
    const source = this.#input.current();
    return source?.text[source.position];
  }

  #skipBlanks(): void {
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      if (!blank.test(source.text[source.position] as string)) return;
      source.position++;
    }
  }

  #wholeLine(): SlashArgument | undefined {
    this.#skipBlanks();
    let text = '';
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      text += source.text.slice(source.position);
      source.position = source.text.length;
    }
    return text === '' ? undefined : { text, quote: '' };
  }
}

/** One argument that is not a whole line. */
class Word {
  text = '';
  quote = '';
  /** Characters at the end of `text` that were not quoted in any way. */
  unquotedTail = 0;
  readonly #input: LexerInput;
  readonly #host: LexerHost;

  constructor(input: LexerInput, host: LexerHost) {
    this.#input = input;
    this.#host = host;
  }

  /** Reads up to an unquoted blank or backslash. False where a quote is left open. */
  read(): boolean {
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      const character = source.text[source.position] as string;
      if (blank.test(character) || character === '\\') return true;
      if (character === ':') {
        this.#colon(source);
        continue;
      }
      source.position++;
      if (character === "'" || character === '"' || character === '`') {
        this.quote = character;
        this.unquotedTail = 0;
        const closed =
          character === "'" ? this.#singleQuoted() : character === '"' ? this.#doubleQuoted() : this.#backticked();
        if (!closed) return false;
        continue;
      }
      this.text += character;
      this.unquotedTail++;
    }
    return true;
  }

  #colon(source: Source): void {
    const found = referenceAt(source.text, source.position);
    if (found === undefined) {
      this.text += ':';
      this.unquotedTail++;
      source.position++;
      return;
    }
    const typed = source.text.slice(source.position, source.position + found.length);
    source.position += found.length;
    // The value is not looked at again: it holds no quotes, variables or ends of arguments.
    this.text += substitute(found, this.#host) ?? typed;
    this.quote = ':';
    this.unquotedTail = 0;
  }

  /** `''` is a quote; `\n \t \b \r \f`, octal and hexadecimal escapes as in C. */
  #singleQuoted(): boolean {
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      const { text, position } = source;
      const character = text[position] as string;
      if (character === "'") {
        if (text[position + 1] !== "'") {
          source.position++;
          return true;
        }
        this.text += "'";
        source.position += 2;
      } else if (character === '\\' && position + 1 < text.length) {
        const { value, length } = escapeAt(text, position);
        this.text += value;
        source.position += length;
      } else {
        this.text += character;
        source.position++;
      }
    }
    return false;
  }

  /** Copied with its quotes: whether they count is the command's choice. */
  #doubleQuoted(): boolean {
    this.text += '"';
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      const character = source.text[source.position] as string;
      this.text += character;
      source.position++;
      if (character === '"') return true;
    }
    return false;
  }

  /** Variables are put in, then `/bin/sh` runs it. */
  #backticked(): boolean {
    let command = '';
    for (let source = this.#input.current(); source !== undefined; source = this.#input.current()) {
      const { text, position } = source;
      const character = text[position] as string;
      if (character === '`') {
        source.position++;
        if (this.#host.active()) this.text += this.#host.backtick(command);
        return true;
      }
      const found = character === ':' ? referenceAt(text, position) : undefined;
      if (found === undefined) {
        command += character;
        source.position++;
        continue;
      }
      const typed = text.slice(position, position + found.length);
      source.position += found.length;
      const value = this.#host.variable(found.name);
      if (found.form === 'literal' && value !== undefined) command += this.#shellWord(value) ?? typed;
      else if (found.form === 'identifier') command += typed;
      else command += substitute(found, this.#host) ?? typed;
    }
    return false;
  }

  /** psql puts no value of several lines into a command. */
  #shellWord(value: string): string | undefined {
    if (!/[\n\r]/.test(value)) return quoteShellWord(value);
    this.#host.error(`shell command argument contains a newline or carriage return: "${value}"`);
    return undefined;
  }
}

function escapeAt(text: string, position: number): { readonly value: string; readonly length: number } {
  const octal = /\\([0-7]{1,3})/y;
  const hexadecimal = /\\x([0-9A-Fa-f]{1,2})/y;
  octal.lastIndex = hexadecimal.lastIndex = position;
  const found = octal.exec(text);
  if (found !== null)
    return { value: String.fromCharCode(Number.parseInt(found[1] as string, 8) & 255), length: found[0].length };
  const hex = hexadecimal.exec(text);
  if (hex !== null) return { value: String.fromCharCode(Number.parseInt(hex[1] as string, 16)), length: hex[0].length };
  const letter = text[position + 1] as string;
  return { value: escapes[letter] ?? letter, length: 2 };
}

/** Takes the double quotes off an identifier; a doubled one within them is one. */
export function dequote(text: string, fold: boolean): string {
  let result = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '"') {
      if (quoted && text[at + 1] === '"') {
        result += '"';
        at++;
      } else {
        quoted = !quoted;
      }
    } else {
      result += fold && !quoted ? character.replace(/[A-Z]/, (letter) => letter.toLowerCase()) : character;
    }
  }
  return result;
}
