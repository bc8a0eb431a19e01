/**
 * Text of somebody else's that has become part of the shell: a value that `\gset` stored, the message of an error. It may hold what drives a terminal.
 * The value stays as it is, for queries and files; where it is written to a terminal, its control characters are spelled out.
 */
import { escapeControls } from '../format/lines.ts';

export class UntrustedText {
  readonly #spelled = new Map<string, string>();

  add(value: string): void {
    const spelled = escapeControls(value);
    if (spelled !== value) this.#spelled.set(value, spelled);
  }

  /** What may be written to a terminal. */
  spell(text: string): string {
    if (this.#spelled.size === 0) return text;
    let shown = text;
    for (const [value, spelled] of this.#spelled) shown = shown.replaceAll(value, spelled);
    return shown;
  }
}
