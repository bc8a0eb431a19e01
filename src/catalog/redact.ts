/**
 * Secrets taken out of text that is kept or shown: history, logs, the LINE of an error.
 *
 * The text may be anything a user typed, unfinished or wrong, so this goes by characters: the name of a secret option, then the value after
 * it, in whatever quotes, also inside a DO block or a string for EXECUTE. Where it is in doubt it hides too much, to the end of the text.
 */
import { applyEdits, type Edit } from '../sql/edits.ts';
import { knownSecretEdits } from './known-secrets.ts';
import { OPTIONS, SECRET_MASK, SECRET_OPTIONS } from './options.ts';

/** The options, and what people write by mistake: the names of the environment and of AWS's own files. */
const NAMES = [...SECRET_OPTIONS, 'aws_secret_access_key', 'aws_secret_key', 'aws_secret'].join('|');
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
/** A value that a string for EXECUTE is yet to be given: from `format`, or put together. Which of the literals around it is the secret cannot be told. */
const TO_BE_GIVEN = /%(?:\d+\$)?[LsI]|'+\s*\|\|/y;
/** What joins two parts of one string. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\n]*)*[\r\n]\s*(?=')/y;
/** psql's commands that give a variable a value, which is the rest of the line. */
const META_COMMAND = new RegExp(`^\\s*\\\\(?:set|setenv)\\s+(?:${NAMES}|\\w*(?:secret|password)\\w*)\\s+(.+)$`, 'gim');

/** A role's, which a server of `--engine` may keep. */
const ROLE_PASSWORD = /\b(?:create|alter)\s+(?:role|user|group)\b(?!\s+mapping\b)[^;]*?\bpassword(?=[\s'])/gi;
/** `scheme://user:password@host`. */
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/'"]*:([^\s@/'"]+)@/gi;

/** The options of a user mapping whose values anybody may see. Under any other name a value may be a secret whose option was misspelt. */
const PUBLIC_OPTIONS: ReadonlySet<string> = new Set(
  OPTIONS.filter(({ object, secret }) => object === 'user mapping' && secret !== true).map(({ name }) => name),
);
/** Also where a blank is missing, and where the list has no parentheses. */
const MAPPING_OPTIONS =
  /\buser(?:\s+map\w*|map\w*(?=\s+(?:for|server|if)\b))(?:[^(;']*\(|[^(;']*\bserver\s[^(;']*(?='[^(;]*(?:;|$)))/gi;
/** Of a server, a table or a column: there an option that is none, but is called like a secret, has one. */
const OTHER_OPTIONS = /\boptions?\s*\(/gi;
const FOREIGN = /\b(?:foreign|server)\b/i;
const OPTION_NAMES: ReadonlySet<string> = new Set(OPTIONS.map(({ name }) => name));
const CALLED_SECRET = /secret|passw|token|credential|access_?key/i;
const ACTION = /(?:set|add|drop)(?=\s)/iy;
const WORD = /"[^"]*"?|[^\s'"$,;()=:][^\s'"$,;()=:]*/y;
/** A psql variable, interpolated or not. */
const VARIABLE = /:(?:\w+|'\w+'?|"\w+"?)/y;
const JUNK = /[^,;)'"\s][^,;)'\s]*/y;

/** The text with the values of secret options masked; the same text where it has none. */
export function redactSecrets(text: string): string {
  return applyEdits(text, secretEdits(text)).text;
}

/** Where the text has secrets, with the mask to put there. */
export function secretEdits(text: string): readonly Edit[] {
  if (isPutTogether(text)) return [{ start: 0, end: text.length, replacement: SECRET_MASK }];
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
  for (const { index, 0: start } of text.matchAll(ROLE_PASSWORD)) {
    const edit = valueEdit(text, index + start.length);
    if (edit !== undefined) add(edit);
  }
  for (const { index, 0: url, 1: password = '' } of text.matchAll(URL_PASSWORD)) {
    const end = index + url.length - 1;
    add({ start: end - password.length, end, replacement: SECRET_MASK });
  }
  for (const { index, 0: start } of text.matchAll(MAPPING_OPTIONS)) {
    for (const edit of listEdits(text, index + start.length, entryEdits)) add(edit);
  }
  for (const { index, 0: start } of text.matchAll(OTHER_OPTIONS)) {
    if (!FOREIGN.test(text.slice(0, index))) continue;
    for (const edit of listEdits(text, index + start.length, misnamedEdits)) add(edit);
  }
  for (const edit of knownSecretEdits(text)) add(edit);
  return edits.filter(({ start, end, replacement }) => text.slice(start, end) !== replacement);
}

/** Whether the text holds a secret: whether `redactSecrets` changes it. */
export function hasSecret(text: string): boolean {
  return redactSecrets(text) !== text;
}

/** Where the value of a name may begin, and whether an operator stands before it. */
function valueStart(text: string, afterName: number): { readonly start: number; readonly hasOperator: boolean } {
  const blank = afterName + lengthAt(BLANK, text, afterName);
  const operator = blank + lengthAt(OPERATOR, text, blank);
  return { start: operator + lengthAt(BLANK, text, operator), hasOperator: operator > blank };
}

/** Whether a secret is to be put into a string that names it. */
function isPutTogether(text: string): boolean {
  for (const { index, 0: name } of text.matchAll(NAME))
    if (lengthAt(TO_BE_GIVEN, text, valueStart(text, index + name.length).start) > 0) return true;
  return false;
}

/** Masks the value that stands after a name, if one does. */
function valueEdit(text: string, afterName: number): Edit | undefined {
  const { start, hasOperator } = valueStart(text, afterName);
  const [, prefix, quotes] = matchAt(QUOTES, text, start) ?? [];
  if (quotes !== undefined) return quotedEdit(text, start, prefix ?? '', quotes);
  const dollar = dollarEdit(text, start);
  if (dollar !== undefined) return dollar;
  // Elsewhere than among options a bare word is a column, an alias, a keyword.
  const isOption = hasOperator || /\boptions\s*\(/i.test(text.slice(0, afterName));
  const bare = isOption ? lengthAt(BARE, text, start) : 0;
  return bare === 0 ? undefined : { start, end: start + bare, replacement: `'${SECRET_MASK}'` };
}

/** An entry of a list of options, as far as anything can be told of it. */
interface OptionEntry {
  /** SET, ADD or DROP stands before the name. */
  readonly hasAction: boolean;
  readonly name: { readonly start: number; readonly end: number };
  /** The value, and whatever else was put there, each with its mask. */
  readonly values: readonly Edit[];
  /** Where the comma is, or what ends the list. */
  readonly end: number;
}

/** Masks in a list of options, from `from` on, what `masked` finds in each entry. */
function listEdits(
  text: string,
  from: number,
  masked: (text: string, entry: OptionEntry) => readonly Edit[],
): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = from; ; ) {
    const entry = optionEntry(text, at);
    edits.push(...masked(text, entry));
    if (text[entry.end] !== ',') return edits;
    at = entry.end + 1;
  }
}

function optionName(text: string, { name }: OptionEntry): string {
  return text.slice(name.start, name.end).replaceAll('"', '').toLowerCase();
}

/** What stands in an entry of a user mapping's list, and is not the value of an option that anybody may see. */
function entryEdits(text: string, entry: OptionEntry): readonly Edit[] {
  const { hasAction, name, values, end } = entry;
  const option = optionName(text, entry);
  if (PUBLIC_OPTIONS.has(option)) return values.slice(1);
  // A word alone may be a value that a comma took from its option; at the end of the text its own value may still come.
  const isAlone = values.length === 0 && !hasAction && name.end > name.start && end < text.length;
  return isAlone && !SECRET_OPTIONS.has(option) ? [{ ...name, replacement: `'${SECRET_MASK}'` }] : values;
}

function misnamedEdits(text: string, entry: OptionEntry): readonly Edit[] {
  const option = optionName(text, entry);
  return CALLED_SECRET.test(option) && !OPTION_NAMES.has(option) ? entry.values : [];
}

function optionEntry(text: string, from: number): OptionEntry {
  let at = from + lengthAt(BLANK, text, from);
  const action = lengthAt(ACTION, text, at);
  at += action + lengthAt(BLANK, text, at + action);
  const name = { start: at, end: at + lengthAt(WORD, text, at) };
  at = name.end + lengthAt(BLANK, text, name.end);
  at += lengthAt(OPERATOR, text, at);
  const values: Edit[] = [];
  while (at < text.length && !/[,;)]/.test(text.charAt(at))) {
    const skipped = lengthAt(BLANK, text, at) || lengthAt(VARIABLE, text, at);
    const value = skipped === 0 ? anyValueEdit(text, at) : undefined;
    if (value !== undefined) values.push(value);
    // What is no value is an empty string, or some punctuation.
    at = value?.end ?? at + (skipped || (text.startsWith("''", at) ? 2 : 1));
  }
  return { hasAction: action > 0, name, values, end: at };
}

/** Masks a value however it is written, if there is one. */
function anyValueEdit(text: string, start: number): Edit | undefined {
  const [, prefix, quotes] = matchAt(QUOTES, text, start) ?? [];
  if (quotes !== undefined) return quotedEdit(text, start, prefix ?? '', quotes);
  const dollar = dollarEdit(text, start);
  if (dollar !== undefined) return dollar;
  const bare = text.slice(start, start + Math.max(lengthAt(BARE, text, start), lengthAt(JUNK, text, start)));
  if (!/\w/.test(bare)) return undefined;
  return { start, end: start + bare.length, replacement: `'${SECRET_MASK}'` };
}

function dollarEdit(text: string, start: number): Edit | undefined {
  const tag = matchAt(DOLLAR_TAG, text, start)?.[0];
  if (tag === undefined) return undefined;
  const close = text.indexOf(tag, start + tag.length);
  return { start, end: close < 0 ? text.length : close + tag.length, replacement: tag + SECRET_MASK + tag };
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
