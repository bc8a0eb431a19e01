/**
 * PostgreSQL's lexical rules (https://www.postgresql.org/docs/18/sql-syntax-lexical.html), lexeme by lexeme.
 *
 * `standard_conforming_strings` is taken to be on, as it is since PostgreSQL 9.1 and always will be in PGlite.
 */
import { scanNumber } from './scan-number.ts';
import { readEscapes, readUnicodeEscapes } from './scan-string.ts';
import { syntaxError } from './syntax-error.ts';

export type LexemeKind =
  /** An identifier or keyword without quotes: `value` is folded to lower case (and not yet truncated). */
  | 'word'
  /** `"Name"` or `U&"Name"`: `value` is the name. */
  | 'quoted'
  /** Any string constant: `value` is the string. */
  | 'string'
  | 'bit'
  | 'hex'
  /** `value` as written. An integer is one that fits 32 bits, all others are decimal: the grammar asks for integers in places. */
  | 'integer'
  | 'decimal'
  /** `$1`: `value` is the number. */
  | 'parameter'
  /** An operator of one or more characters, but not those that are punctuation to the grammar. */
  | 'operator'
  /** `, ( ) [ ] . ; : + - * / % ^ < > =` and `:: .. := => <= >= <>`; `value` is the text, with `<>` for `!=`. */
  | 'punctuation'
  /** A character that starts nothing. */
  | 'invalid';

export interface Lexeme {
  readonly kind: LexemeKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** `U&'..'` and `U&".."`, still escaped: a UESCAPE clause may follow. */
  readonly unicode?: boolean;
}

const wordPattern = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const operatorPattern = /[~!@#^&|`?+\-*/%<>=]+/y;
const parameterPattern = /\$[0-9]+/y;
const dollarQuotePattern = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
/** What may stand between the parts of one string constant: whitespace with at least one line break, and `--` comments. */
const continuationPattern = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*[\n\r])*'/y;
/** Only with one of these may an operator of several characters end in + or -. */
const nonSqlOperator = /[~!@#^&|`?%]/;
const wideNumber = 2147483647n;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function isWordStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit >= 128;
}

function foldCase(name: string): string {
  // Only ASCII is folded: PostgreSQL leaves other letters alone in a UTF-8 database.
  return name.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

/** Where whitespace and comments from `at` on end. An unfinished comment is an error. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || (unit >= 9 && unit <= 13)) {
      at++;
    } else if (unit === 45 && text.charCodeAt(at + 1) === 45) {
      while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
    } else if (unit === 47 && text.charCodeAt(at + 1) === 42) {
      at = skipComment(text, at);
    } else {
      return at;
    }
  }
}

function skipComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length - 1; at++) {
    if (text[at] === '/' && text[at + 1] === '*') {
      depth++;
      at++;
    } else if (text[at] === '*' && text[at + 1] === '/') {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  throw syntaxError(text, start, text.length, 'unterminated /* comment');
}

/** The raw inside of a quoted string that opens at `quote`, its continuations included, and where it ends. */
function quotedString(text: string, start: number, quote: number, backslash: boolean, what = 'quoted string') {
  const parts: string[] = [];
  let from = quote + 1;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92 && backslash) {
      at++;
    } else if (unit === 39) {
      if (text.charCodeAt(at + 1) === 39) {
        at++;
        continue;
      }
      parts.push(text.slice(from, at));
      const more = match(continuationPattern, text, at + 1);
      if (more === undefined) return { raw: parts.join(''), end: at + 1 };
      at += more.length;
      from = at + 1;
    }
  }
  throw syntaxError(text, start, text.length, `unterminated ${what}`);
}

function quotedName(text: string, start: number, quote: number): { raw: string; end: number } {
  for (let at = quote + 1; at < text.length; at++) {
    if (text.charCodeAt(at) !== 34) continue;
    if (text.charCodeAt(at + 1) === 34) {
      at++;
      continue;
    }
    const raw = text.slice(quote + 1, at).replaceAll('""', '"');
    if (raw === '') throw syntaxError(text, start, at + 1, 'zero-length delimited identifier');
    return { raw, end: at + 1 };
  }
  throw syntaxError(text, start, text.length, 'unterminated quoted identifier');
}

/** `E'..'`, `B'..'`, `X'..'`, `N'..'`, `U&'..'` and `U&".."`: a string whose first letter says how to read it. */
function prefixed(text: string, start: number): Lexeme | undefined {
  const next = text.charCodeAt(start + 1);
  const letter = text[start]?.toLowerCase();
  if (next === 39) {
    if (letter === 'e') {
      const { raw, end } = quotedString(text, start, start + 1, true);
      return { kind: 'string', start, end, value: readEscapes(text, raw, start + 2) };
    }
    if (letter === 'b' || letter === 'x') {
      const what = letter === 'b' ? 'bit string literal' : 'hexadecimal string literal';
      const { raw, end } = quotedString(text, start, start + 1, false, what);
      return { kind: letter === 'b' ? 'bit' : 'hex', start, end, value: raw.replaceAll("''", "'") };
    }
    // N'..' is read as the type NCHAR before an ordinary string.
    if (letter === 'n') return { kind: 'word', start, end: start + 1, value: 'nchar' };
  }
  if (letter === 'u' && next === 38) {
    const quote = text.charCodeAt(start + 2);
    if (quote === 39) {
      const { raw, end } = quotedString(text, start, start + 2, false);
      return { kind: 'string', start, end, value: raw.replaceAll("''", "'"), unicode: true };
    }
    if (quote === 34) {
      const { raw, end } = quotedName(text, start, start + 2);
      return { kind: 'quoted', start, end, value: raw, unicode: true };
    }
  }
  return undefined;
}

function operator(text: string, start: number): Lexeme {
  let run = match(operatorPattern, text, start) ?? '';
  const comment = run.search(/--|\/\*/);
  if (comment > 0) run = run.slice(0, comment);
  if (!nonSqlOperator.test(run.slice(0, -1))) {
    while (run.length > 1 && (run.endsWith('+') || run.endsWith('-'))) run = run.slice(0, -1);
  }
  const end = start + run.length;
  if (run === '!=') return { kind: 'punctuation', start, end, value: '<>' };
  const known = run.length === 1 ? '+-*/%^<>='.includes(run) : ['<=', '>=', '<>', '=>'].includes(run);
  if (run.length >= 64) throw syntaxError(text, start, end, 'operator too long');
  return { kind: known ? 'punctuation' : 'operator', start, end, value: run };
}

function dollar(text: string, start: number): Lexeme {
  const number = match(parameterPattern, text, start);
  if (number !== undefined) {
    const end = start + number.length;
    if (isWordStart(text.charCodeAt(end))) {
      const junk = end + (match(wordPattern, text, end)?.length ?? 0);
      throw syntaxError(text, start, junk, 'trailing junk after parameter');
    }
    if (BigInt(number.slice(1)) > wideNumber) throw syntaxError(text, start, end, 'parameter number too large');
    return { kind: 'parameter', start, end, value: number.slice(1) };
  }
  const delimiter = match(dollarQuotePattern, text, start);
  if (delimiter === undefined) return { kind: 'invalid', start, end: start + 1, value: '$' };
  const from = start + delimiter.length;
  const close = text.indexOf(delimiter, from);
  if (close < 0) throw syntaxError(text, start, text.length, 'unterminated dollar-quoted string');
  return { kind: 'string', start, end: close + delimiter.length, value: text.slice(from, close) };
}

/** The lexeme after whitespace and comments from `at` on; undefined at the end of the text. Throws where the text breaks a rule. */
export function nextLexeme(text: string, at: number): Lexeme | undefined {
  const start = skipBlank(text, at);
  if (start >= text.length) return undefined;
  const unit = text.charCodeAt(start);
  if (isWordStart(unit)) {
    const special = prefixed(text, start);
    if (special !== undefined) return special;
    const word = match(wordPattern, text, start) ?? '';
    return { kind: 'word', start, end: start + word.length, value: foldCase(word) };
  }
  const next = text.charCodeAt(start + 1);
  if ((unit >= 48 && unit <= 57) || (unit === 46 && next >= 48 && next <= 57)) return scanNumber(text, start);
  switch (unit) {
    case 39: {
      const { raw, end } = quotedString(text, start, start, false);
      return { kind: 'string', start, end, value: raw.replaceAll("''", "'") };
    }
    case 34: {
      const { raw, end } = quotedName(text, start, start);
      return { kind: 'quoted', start, end, value: raw };
    }
    case 36:
      return dollar(text, start);
    case 58: // :
      if (next === 58 || next === 61)
        return { kind: 'punctuation', start, end: start + 2, value: next === 58 ? '::' : ':=' };
      break;
    case 46: // .
      if (next === 46) return { kind: 'punctuation', start, end: start + 2, value: '..' };
      break;
  }
  const character = text.charAt(start);
  if (',()[].;:'.includes(character)) return { kind: 'punctuation', start, end: start + 1, value: character };
  if ('~!@#^&|`?+-*/%<>='.includes(character)) return operator(text, start);
  return { kind: 'invalid', start, end: start + 1, value: character };
}

/** Applies the UESCAPE clause (or its default, a backslash) to a lexeme marked `unicode`. */
export function resolveUnicode(text: string, lexeme: Lexeme, escapeWith = '\\'): string {
  return readUnicodeEscapes(text, lexeme.value, lexeme.start + 3, escapeWith);
}
