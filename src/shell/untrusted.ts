/**
 * Text of somebody else's that has become part of the shell: a value that `\gset` stored, the message of an error. It may hold what drives a terminal.
 * The value stays as it is, for queries and files; where it is written to a terminal, its control characters are spelled out.
 *
 * What is written is not always the value as it was: `:'got'` doubles its quotes, `\pset` writes its newlines as `\n`. So each control character is known
 * with what follows it up to the next character that quoting changes. An escape character with nothing of the kind behind it drives no terminal, and
 * is the beginning of every colour of the user's own: it is spelled out only within the whole value.
 */
import { escapeControls } from '../format/lines.ts';

/** One control character, or several, and what quoting leaves as it is. */
const pieces = /(?:(?![\n\t])\p{Cc})+[^'"\\\n\t]*/gu;
const ESC = '\x1b';

export class UntrustedText {
  /** Longer ones first: a piece may be part of another. */
  #spelled: readonly (readonly [text: string, spelled: string])[] = [];

  add(value: string): void {
    const found = value.match(pieces);
    if (found === null) return;
    const spelled = new Map(this.#spelled);
    for (const text of [value, ...found.filter((piece) => piece !== ESC)]) spelled.set(text, escapeControls(text));
    this.#spelled = [...spelled].sort(([a], [b]) => b.length - a.length);
  }

  /** What may be written to a terminal. */
  spell(text: string): string {
    let shown = text;
    for (const [value, spelled] of this.#spelled) shown = shown.replaceAll(value, spelled);
    return shown;
  }
}
