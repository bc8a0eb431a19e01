/**
 * Secrets taken out of text that is kept or shown: history, logs, the LINE of an error.
 *
 * The text may be anything a user typed, unfinished or wrong, so this goes by characters: the name of a secret option, then the value after
 * it, in whatever quotes, also inside a DO block or a string for EXECUTE. Where it is in doubt it hides too much, to the end of the text.
 */
import { applyEdits, type Edit } from '../sql/edits.ts';
import { SECRET_MASK, SECRET_OPTIONS } from './options.ts';

/** The options, and what people write by mistake: the names of the environment and of AWS's own files. */
const NAMES = [...SECRET_OPTIONS, 'aws_secret_access_key', 'aws_secret_key'].join('|');
/** With the quotes around it, if it has any. */
const NAME = new RegExp(`(?<![\\w$])(?:("+)(?:${NAMES})\\1|('+)(?:${NAMES})\\2|(?:${NAMES})(?![\\w$]))`, 'gi');
const BLANK = /(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/y;
/** Not the `:` of psql's `:'variable'`, which names a secret and does not hold it. */
const OPERATOR = /=>|:=|=|:(?!['"\w])/y;
/** Several quotes: a string inside a string, or one that begins with a quote. */
const QUOTES = /(E|B|X|N|U&)?('+)/iy;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
/** A value that nobody quoted, or with the wrong quotes. */
const BARE = /"[^"]*"?|[^\s,;():][^\s,;()]*/y;
/** What joins two parts of one string. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\n]*)*[\r\n]\s*(?=')/y;
/** psql's commands that give a variable a value, which is the rest of the line. */
const META_COMMAND = new RegExp(`^\\s*\\\\(?:set|setenv)\\s+(?:${NAMES})\\s+(.+)$`, 'gim');

/** The text with the values of secret options masked; the same text where it has none. */
export function redactSecrets(text: string): string {
  const edits: Edit[] = [];
  const add = (edit: Edit): void => {
    if (!edits.some(({ start, end }) => edit.start < end && start < edit.end)) edits.push(edit);
  };
  for (const match of text.matchAll(META_COMMAND)) {
    const end = match.index + match[0].length;
    add({ start: end - (match[1] ?? '').length, end, replacement: SECRET_MASK });
  }
  for (const { index, 0: name } of text.matchAll(NAME)) {
    const edit = valueEdit(text, index + name.length);
    if (edit !== undefined) add(edit);
  }
  return applyEdits(text, edits).text;
}

/** Whether the text holds a secret: whether `redactSecrets` changes it. */
export function hasSecret(text: string): boolean {
  return redactSecrets(text) !== text;
}

/** Masks the value that stands after a name, if one does. */
function valueEdit(text: string, afterName: number): Edit | undefined {
  const blank = afterName + lengthAt(BLANK, text, afterName);
  const operator = blank + lengthAt(OPERATOR, text, blank);
  const start = operator + lengthAt(BLANK, text, operator);
  const [, prefix, quotes] = matchAt(QUOTES, text, start) ?? [];
  if (quotes !== undefined) return quotedEdit(text, start, prefix ?? '', quotes);
  const tag = matchAt(DOLLAR_TAG, text, start)?.[0];
  if (tag !== undefined) {
    const close = text.indexOf(tag, start + tag.length);
    const end = close < 0 ? text.length : close + tag.length;
    return { start, end, replacement: tag + SECRET_MASK + tag };
  }
  // Elsewhere than among options a bare word is a column, an alias, a keyword.
  const isOption = operator > blank || /\boptions\s*\(/i.test(text.slice(0, afterName));
  const bare = isOption ? lengthAt(BARE, text, start) : 0;
  return bare === 0 ? undefined : { start, end: start + bare, replacement: `'${SECRET_MASK}'` };
}

/**
 * A string in quotes. Inside another string each quote is doubled, inside that one's string again: an even number of quotes opens a string at
 * such a level, unless it is a whole string by itself.
 */
function quotedEdit(text: string, start: number, prefix: string, quotes: string): Edit | undefined {
  const inside = start + prefix.length + quotes.length;
  const nested = quotes.length % 2 === 0;
  if (nested && /^[\s,;)]?$/.test(text.charAt(inside))) {
    return quotes.length === 2 ? undefined : { start, end: inside, replacement: `'${SECRET_MASK}'` };
  }
  const level = nested ? quotes.length : 1;
  const quote = "'".repeat(level);
  return { start, end: endOfString(text, inside, level, /e/i.test(prefix)), replacement: quote + SECRET_MASK + quote };
}

/** Where a string ends whose quotes are `level` quotes each; the end of the text if it does not. */
function endOfString(text: string, from: number, level: number, backslashes: boolean): number {
  let at = from;
  while (at < text.length) {
    if (backslashes && text[at] === '\\') {
      at += text[at + 1] === "'" ? 1 + level : 2;
      continue;
    }
    const run = lengthAt(/'+/y, text, at);
    if (run % (2 * level) === 0) {
      at += Math.max(run, 1);
      continue;
    }
    const close = at + run - (run % (2 * level)) + Math.min(level, run % (2 * level));
    const more = lengthAt(CONTINUATION, text, close);
    if (more === 0) return close;
    at = close + more + level;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  return matchAt(pattern, text, at)?.[0].length ?? 0;
}
