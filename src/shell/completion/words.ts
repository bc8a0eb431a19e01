/** The text before the cursor as words: as much of a lexer as completion needs, for text that may be unfinished anywhere. */

export interface Word {
  readonly text: string;
  readonly kind: 'name' | 'string' | 'symbol';
  /** How many parentheses are open before it. */
  readonly depth: number;
  /** Where it begins in the text. */
  readonly start: number;
}

export interface Cursor {
  /** The words before the one at the cursor. */
  readonly words: readonly Word[];
  /** What has been typed of the word at the cursor, an opening quote included. */
  readonly typed: string;
  /** True within a string: values are wanted, not SQL. */
  readonly inString: boolean;
  /** True within a comment or a dollar quote: nothing is wanted. */
  readonly inComment: boolean;
  readonly depth: number;
}

const token =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>[eE]?'(?:[^']|'')*(?<closed>'?)|\$(?<tag>[A-Za-z_]*)\$[\s\S]*?(?:\$\k<tag>\$|$))|(?<name>(?:"(?:[^"]|"")*"?|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)+)|(?<symbol>[\s\S])/gu;

export function cursorAt(text: string): Cursor {
  const words: Word[] = [];
  let depth = 0;
  let touchesEnd = false;
  let inComment = false;
  for (const { 0: found, index, groups = {} } of text.matchAll(token)) {
    if (groups.blank !== undefined) {
      inComment = index + found.length === text.length && /^--|^\/\*(?!.*\*\/$)/s.test(found);
      continue;
    }
    if (found === ')') depth = Math.max(0, depth - 1);
    const kind = groups.string !== undefined ? 'string' : groups.name !== undefined ? 'name' : 'symbol';
    words.push({ text: found, kind, depth, start: index });
    if (found === '(') depth++;
    touchesEnd = index + found.length === text.length;
    if (touchesEnd && isOpenDollarQuote(found)) return { words, typed: '', inString: false, inComment: true, depth };
    if (kind === 'string' && found.startsWith("'") && groups.closed === '' && touchesEnd) {
      words.pop();
      return { words, typed: found, inString: true, inComment, depth };
    }
  }
  const last = words.at(-1);
  if (last?.kind === 'name' && touchesEnd && !/\s$/.test(text)) {
    words.pop();
    return { words, typed: last.text, inString: false, inComment, depth };
  }
  return { words, typed: '', inString: false, inComment, depth };
}

function isOpenDollarQuote(text: string): boolean {
  const tag = /^\$\w*\$/.exec(text)?.[0];
  return tag !== undefined && (text.length < 2 * tag.length || !text.endsWith(tag));
}

/** A name as the catalog has it: without quotes, or folded. */
export function catalogName(typed: string): string {
  return typed.startsWith('"') ? typed.slice(1).replace(/"$/, '').replaceAll('""', '"') : typed.toLowerCase();
}

/** Of the text around the cursor, the statement that the cursor is in: what semicolons end before it and begin after it is left out. */
export function statementAround(before: string, after: string): { readonly before: string; readonly after: string } {
  const ends = (text: string): number[] =>
    cursorAt(text)
      .words.filter(({ text: each, depth }) => each === ';' && depth === 0)
      .map(({ start }) => start);
  const begun = (ends(before).at(-1) ?? -1) + 1;
  // Where a string is open, what follows cannot be told from it.
  const ended = cursorAt(before).inString ? undefined : ends(before + after).find((end) => end >= before.length);
  return { before: before.slice(begun), after: ended === undefined ? after : after.slice(0, ended - before.length) };
}
