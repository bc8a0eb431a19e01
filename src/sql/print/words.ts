/** Names, types and lists: what all printers need. */
import type { Identifier, QualifiedName } from '../expression.ts';
import { quoteAlways, quoteIdentifier } from '../quote.ts';

export function printIdentifier({ name, quoted }: Identifier): string {
  return quoted ? quoteAlways(name) : quoteIdentifier(name);
}

export function printName(name: QualifiedName): string {
  return name.map(printIdentifier).join('.');
}

/** `(a, b)`; nothing for no names. */
export function printNames(names: readonly Identifier[] | undefined): string | undefined {
  return names === undefined || names.length === 0 ? undefined : `(${names.map(printIdentifier).join(', ')})`;
}

/** Joins the pieces that are there. */
export function words(...pieces: readonly (string | false | undefined)[]): string {
  return pieces.filter((piece) => piece !== undefined && piece !== false && piece !== '').join(' ');
}

/** A keyword before a list; nothing for an empty list. */
export function clause<Item>(
  keyword: string,
  items: readonly Item[],
  print: (item: Item) => string,
): string | undefined {
  return items.length === 0 ? undefined : `${keyword} ${items.map(print).join(', ')}`;
}
