/** The line an error is about, and a caret under the place (fe-protocol3.c reportErrorPosition). */
import { spellControl } from './lines.ts';
import { codePointWidth } from './width.ts';

/** Columns of the line that are shown. */
const DISPLAY_SIZE = 60;
/** Columns to keep right of the caret. */
const MIN_RIGHT_CUT = 10;

interface Character {
  readonly text: string;
  /** Column it starts in, from the start of the text. */
  readonly column: number;
}

/**
 * `LINE n: ` and the line, cut to a window around the position, then the caret's line; nothing where the position is past
 * the text.
 * @param position 1-based, in code points
 */
export function formatErrorPosition(query: string, position: number, escapesControls: boolean): string {
  const characters = measure(query, escapesControls);
  const at = position - 1;
  // One place past the last character is allowed: the end of input.
  if (at < 0 || at > characters.length - 1) return '';
  const { line, begin, end } = findLine(characters, at);
  const column = (index: number): number => characters[index]?.column ?? 0;

  let from = begin;
  let to = end;
  if (column(to) - column(from) > DISPLAY_SIZE) {
    if (column(from) + DISPLAY_SIZE >= column(at) + MIN_RIGHT_CUT) {
      while (column(to) - column(from) > DISPLAY_SIZE) to--;
    } else {
      while (column(at) + MIN_RIGHT_CUT < column(to)) to--;
      while (column(to) - column(from) > DISPLAY_SIZE) from++;
    }
  }
  const prefix = `LINE ${line}: ${from > begin ? '...' : ''}`;
  const shown = characters.slice(from, to).map(({ text }) => text);
  const caret = ' '.repeat(prefix.length + column(at) - column(from));
  return `${prefix}${shown.join('')}${to < end ? '...' : ''}\n${caret}^\n`;
}

/** The characters with the columns they start in; after them one that stands for the end. Tabs are shown as one space. */
function measure(query: string, escapesControls: boolean): Character[] {
  const characters: Character[] = [];
  let column = 0;
  for (const char of query) {
    const codePoint = char.codePointAt(0) ?? 0;
    const width = codePointWidth(codePoint);
    const isLineEnd = char === '\n' || char === '\r';
    let text = char === '\t' ? ' ' : char;
    if (escapesControls && width < 0 && char !== '\t' && !isLineEnd) text = spellControl(codePoint);
    characters.push({ text, column });
    column += width > 0 ? width : text.length > char.length ? text.length : 1;
  }
  characters.push({ text: '', column });
  return characters;
}

/** The line that holds the character: its 1-based number, its first character, the one after its last. */
function findLine(
  characters: readonly Character[],
  at: number,
): { readonly line: number; readonly begin: number; readonly end: number } {
  const isLineEnd = (index: number): boolean => {
    const text = characters[index]?.text;
    return text === '\n' || text === '\r';
  };
  let line = 1;
  let begin = 0;
  for (let index = 0; index < at; index++) {
    if (!isLineEnd(index)) continue;
    // \r\n is one line end.
    if (characters[index]?.text === '\r' || characters[index - 1]?.text !== '\r') line++;
    begin = index + 1;
  }
  let end = at;
  while (end < characters.length - 1 && !isLineEnd(end)) end++;
  return { line, begin, end };
}
