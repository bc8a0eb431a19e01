/** The arguments of `\copy`: `{ table [(columns)] | (query) } { from | to } { 'file' | program 'command' | stdin | stdout } [options]`. */
import { expandTilde } from './sink.ts';

export interface SlashCopy {
  /** The statement that is sent, put together from the words as psql puts it: LINE of an error shows it. */
  readonly statement: string;
  readonly direction: 'from' | 'to';
  readonly place:
    | { readonly kind: 'file' | 'program'; readonly name: string }
    /** stdin is where statements come from, stdout where results go. */
    | { readonly kind: 'stdio'; readonly name: '' }
    /** pstdin and pstdout: the process's own. */
    | { readonly kind: 'process'; readonly name: '' };
}

/** The parts of a `\copy`, or the word where it stopped making sense (empty at the end of the line). Source: psql's parse_slash_copy. */
export function parseCopy(line: string): SlashCopy | string {
  const words = new Words(line);
  try {
    return read(words);
  } catch (thrown) {
    if (thrown instanceof WrongWord) return thrown.word;
    throw thrown;
  }
}

const tableWords = { alone: '.,()', quotes: '"' };
const columnWords = { alone: '()', quotes: '"' };
const queryWords = { alone: '()', quotes: '"\'', escapes: true };
const placeWords = { alone: ';', quotes: "'" };

function read(words: Words): SlashCopy {
  let what = '';
  let word = words.next(tableWords);
  if (word.toLowerCase() === 'binary') {
    what = word;
    word = words.next(tableWords);
  }
  if (word === '(') {
    for (let depth = 1; depth > 0; ) {
      what += ` ${word}`;
      word = words.next(queryWords);
      if (word === '(') depth++;
      else if (word === ')') depth--;
    }
  }
  what += ` ${word}`;
  word = words.next(tableWords);
  if (word === '.') {
    what += word + words.next(tableWords);
    word = words.next(tableWords);
  }
  if (word === '(') {
    while (word !== ')') {
      what += ` ${word}`;
      word = words.next(columnWords);
    }
    what += ` ${word}`;
    word = words.next(tableWords);
  }
  const direction = word.toLowerCase();
  if (direction !== 'from' && direction !== 'to') throw new WrongWord(word);
  const place = readPlace(words);
  const statement = `COPY ${what}${direction === 'from' ? ' FROM STDIN ' : ' TO STDOUT '}${words.rest}`;
  return { statement, direction, place };
}

function readPlace(words: Words): SlashCopy['place'] {
  const word = words.next(placeWords);
  switch (word.toLowerCase()) {
    case 'stdin':
    case 'stdout':
      return { kind: 'stdio', name: '' };
    case 'pstdin':
    case 'pstdout':
      return { kind: 'process', name: '' };
    case 'program': {
      const command = words.next(placeWords);
      if (!/^'.*'$/s.test(command) || command.length < 2) throw new WrongWord(command);
      return { kind: 'program', name: unquote(command) };
    }
    default:
      return { kind: 'file', name: expandTilde(unquote(word)) };
  }
}

function unquote(word: string): string {
  return word.startsWith("'") ? word.replace(/^'|'$/g, '').replaceAll("''", "'") : word;
}

/** Where the line stopped making sense; empty for its end. */
class WrongWord extends Error {
  override readonly name = 'WrongWord';
  readonly word: string;

  constructor(word: string) {
    super(word);
    this.word = word;
  }
}

interface WordForm {
  /** Characters that are a word each. */
  readonly alone: string;
  /** What begins a word that ends at the same character; doubled, it stands for itself. */
  readonly quotes: string;
  /** `E'...'` is a word in which a backslash takes the next character with it. */
  readonly escapes?: boolean;
}

const blank = /[ \t\n\r]/;

/** Words between blanks (psql's strtokx). */
class Words {
  #rest: string;

  constructor(line: string) {
    this.#rest = skipBlanks(line);
  }

  /** @throws WrongWord at the end of the line */
  next(form: WordForm): string {
    if (this.#rest === '') throw new WrongWord('');
    const word = this.#rest.slice(0, wordLength(this.#rest, form));
    this.#rest = skipBlanks(this.#rest.slice(word.length));
    return word;
  }

  get rest(): string {
    return this.#rest;
  }
}

function skipBlanks(text: string): string {
  return text.replace(/^[ \t\n\r]+/, '');
}

function wordLength(text: string, { alone, quotes, escapes = false }: WordForm): number {
  const first = text[0] as string;
  if (alone.includes(first)) return 1;
  const escaped = escapes && /^e'/i.test(text);
  const opens = escaped ? 1 : 0;
  const quote = text[opens] as string;
  if (quotes.includes(quote)) {
    for (let at = opens + 1; at < text.length; at++) {
      if (escaped && text[at] === '\\') at++;
      else if (text[at] !== quote) continue;
      else if (text[at + 1] !== quote) return at + 1;
      else at++;
    }
    return text.length;
  }
  let end = 1;
  while (end < text.length && !blank.test(text[end] as string) && !(alone + quotes).includes(text[end] as string))
    end++;
  return end;
}
