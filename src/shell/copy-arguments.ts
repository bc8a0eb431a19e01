/** The arguments of `\copy`: `{ table [(columns)] | (query) } { from | to } { 'file' | program 'command' | stdin | stdout } [options]`. */
import { expandTilde } from './sink.ts';

export interface SlashCopy {
  /** The table with its columns, or the query in parentheses, as it was typed. */
  readonly what: string;
  readonly direction: 'from' | 'to';
  readonly place:
    | { readonly kind: 'file' | 'program'; readonly name: string }
    /** stdin is where statements come from, stdout where results go. */
    | { readonly kind: 'stdio'; readonly name: '' }
    /** pstdin and pstdout: the process's own. */
    | { readonly kind: 'process'; readonly name: '' };
  /** What follows, with a blank before it. */
  readonly options: string;
}

/** The parts of a `\copy`, or the word where it stopped making sense (empty at the end of the line). */
export function parseCopy(line: string): SlashCopy | string {
  const words = new Words(line);
  let what = words.next() ?? '';
  if (what === '') return '';
  if (what.toLowerCase() === 'binary') {
    const table = words.next();
    if (table === undefined) return '';
    what = `${what} ${table}`;
  }
  let word = words.next();
  while (word !== undefined && (word === '.' || what.endsWith('.'))) {
    what += word;
    word = words.next();
  }
  if (word?.startsWith('(') === true) {
    what += ` ${word}`;
    word = words.next();
  }
  const direction = word?.toLowerCase();
  if (direction !== 'from' && direction !== 'to') return word ?? '';
  word = words.next();
  if (word === undefined) return '';
  const options = (): string => (words.rest() === '' ? '' : ` ${words.rest()}`);
  switch (word.toLowerCase()) {
    case 'stdin':
    case 'stdout':
      return { what, direction, place: { kind: 'stdio', name: '' }, options: options() };
    case 'pstdin':
    case 'pstdout':
      return { what, direction, place: { kind: 'process', name: '' }, options: options() };
    case 'program': {
      const command = words.next();
      if (command === undefined) return '';
      if (!command.startsWith("'")) return command;
      return { what, direction, place: { kind: 'program', name: unquote(command) }, options: options() };
    }
    default:
      return { what, direction, place: { kind: 'file', name: expandTilde(unquote(word)) }, options: options() };
  }
}

function unquote(word: string): string {
  return word.startsWith("'") ? word.slice(1, -1).replaceAll("''", "'") : word;
}

/** Words between blanks; a quoted text and balanced parentheses are one, a dot outside them is one. */
class Words {
  #rest: string;

  constructor(line: string) {
    this.#rest = line.trimStart();
  }

  next(): string | undefined {
    if (this.#rest === '') return undefined;
    const length = wordLength(this.#rest);
    const word = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length).trimStart();
    return word;
  }

  rest(): string {
    return this.#rest;
  }
}

function wordLength(text: string): number {
  if (text.startsWith('(')) return balanced(text);
  if (text.startsWith('.')) return 1;
  const quoted = /^(?:'(?:[^']|'')*'|"(?:[^"]|"")*")/.exec(text)?.[0];
  if (quoted !== undefined) return quoted.length;
  // A file name may hold dots: only a name that more of a name follows ends at one.
  return /^[^\s("']+/.exec(text)?.[0].length ?? 1;
}

function balanced(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "'" || character === '"') {
      const end = text.indexOf(character, at + 1);
      at = end < 0 ? text.length : end;
    } else if (character === '(') {
      depth++;
    } else if (character === ')' && --depth === 0) {
      return at + 1;
    }
  }
  return text.length;
}
