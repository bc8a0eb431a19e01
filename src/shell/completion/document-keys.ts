/** The keys of documents: what may stand in the quotes after `->` and `->>`, by the items of the table that the column is of. */
import { type AttributePath, formatAttributePath, parseAttributePath } from '../../catalog/attribute-path.ts';
import type { CompletionCatalog } from './catalog.ts';
import { wantsOperand } from './phrases.ts';
import { tablesInUse } from './tables-in-use.ts';
import { type Cursor, catalogName, type Word } from './words.ts';

export interface DocumentPlace {
  /** The foreign table that holds the documents. */
  readonly oid: number;
  /** The path down to the document whose keys are wanted; empty for the item itself. */
  readonly above: readonly string[];
}

/** Where the cursor stands after `column->'key'->>`, `(column->'key')->`, `column['key'][`, `column #>` or `column ?`, or within the quotes that follow. */
export function documentPlace(
  { words }: Cursor,
  statement: string,
  catalog: CompletionCatalog,
): DocumentPlace | undefined {
  let at = words.length;
  const keys: string[] = [];
  let parentheses = 0;
  for (;;) {
    const step = stepBefore(words, at);
    if (step === 0) return undefined;
    at -= step;
    while (words[at - 1]?.text === ')') {
      parentheses++;
      at--;
    }
    const isSubscript = words[at - 1]?.text === ']';
    if (isSubscript) at--;
    const word = words[at - 1];
    if (word?.kind !== 'string') {
      if (isSubscript) return undefined;
      break;
    }
    keys.unshift(word.text.slice(1, -1).replaceAll("''", "'"));
    at--;
  }
  const column = words[at - 1];
  if (column?.kind !== 'name') return undefined;
  const qualifier = words[at - 2]?.text === '.' ? words[at - 3] : undefined;
  const begin = qualifier === undefined ? at - 1 : at - 3;
  if (!isEnclosed(words, begin, parentheses)) return undefined;
  return placeOf(column, qualifier, keys, statement, catalog);
}

/** Whether so many parentheses open right before a word, and are none of a function's. */
function isEnclosed(words: readonly Word[], begin: number, parentheses: number): boolean {
  if (parentheses === 0) return true;
  const opening = words.slice(begin - parentheses, begin);
  const before = words[begin - parentheses - 1];
  const isCall = before?.kind === 'name' && !wantsOperand.test(before.text);
  return opening.length === parentheses && opening.every(({ text }) => text === '(') && !isCall;
}

/** How many words that lead to a key end there: an arrow's two or three, a bracket, a question mark; 0 where there are none. */
export function stepBefore(words: readonly Word[], end: number): number {
  const text = (back: number): string | undefined => words[end - back]?.text;
  if (text(1) === '[' || text(1) === '?') return 1;
  if (text(1) !== '>') return 0;
  if (isArrow(text(2))) return 2;
  return text(2) === '>' && isArrow(text(3)) ? 3 : 0;
}

function isArrow(text: string | undefined): boolean {
  return text === '-' || text === '#';
}

/** True where what leads to the cursor takes a path of keys: `#>`, `#>>`. */
export function takesPath(words: readonly Word[]): boolean {
  return words[words.length - stepBefore(words, words.length)]?.text === '#';
}

function placeOf(
  column: Word,
  qualifier: Word | undefined,
  keys: readonly string[],
  statement: string,
  catalog: CompletionCatalog,
): DocumentPlace | undefined {
  const name = catalogName(column.text);
  const owner = qualifier === undefined ? undefined : catalogName(qualifier.text);
  const table = tablesInUse(statement, catalog).find(
    ({ relation, alias }) =>
      relation.kind === 'f' && relation.columns.includes(name) && (owner === undefined || owner === alias),
  )?.relation;
  if (table === undefined) return undefined;
  if (table.rawItemColumn === name) return { oid: table.oid, above: keys };
  const attribute = parseAttributePath(table.attributes[name] ?? formatAttributePath([name]));
  const steps = attribute.filter((step) => typeof step === 'string');
  // What lies in lists is not looked into.
  return steps.length < attribute.length ? undefined : { oid: table.oid, above: [...steps, ...keys] };
}

/** Paths down from a document, as the text of an array: `{geo,lat}`. */
export function pathsUnder(above: readonly string[], paths: readonly string[]): readonly string[] {
  const elements = (path: AttributePath): readonly string[] =>
    path.map((step) =>
      /^[\w-]+$/.test(String(step)) && !/^null$/i.test(String(step)) ? String(step) : quoted(String(step)),
    );
  return paths
    .map(parseAttributePath)
    .filter((path) => path.length > above.length && above.every((step, index) => path[index] === step))
    .map((path) => `{${elements(path).slice(above.length).join(',')}}`);
}

/** An element of an array's text. */
function quoted(element: string): string {
  return `"${element.replace(/["\\]/g, '\\$&')}"`;
}

/** The keys right under a document, of all the paths that were seen. */
export function keysUnder(above: readonly string[], paths: readonly string[]): readonly string[] {
  const found = paths
    .map(parseAttributePath)
    .filter((path) => path.length === above.length + 1 && above.every((step, index) => path[index] === step))
    .map((path: AttributePath) => path.at(-1))
    .filter((step) => typeof step === 'string');
  return [...new Set(found)];
}
