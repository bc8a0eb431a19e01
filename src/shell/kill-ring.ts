/**
 * GNU readline's keys that move by words, and that kill and yank, by its emacs bindings: node:readline has other words, and keeps only the last that was killed.
 */
import type { Key } from 'node:readline';

/** A line and the cursor in it. */
export interface Edited {
  readonly line: string;
  readonly cursor: number;
}

/** As many as GNU readline keeps. */
const most = 10;

export class KillRing {
  /** Newest last. */
  readonly #killed: string[] = [];
  /** The last key killed: what the next one kills is one text with it. */
  #joins = false;
  /** What the last key yanked, and where it came from in the ring. */
  #yanked: { readonly at: number; readonly length: number } | undefined;

  /** What the key makes of the line; undefined where it is no key of these. */
  key(key: Key, edited: Edited): Edited | undefined {
    const joins = this.#joins;
    const yanked = this.#yanked;
    this.#joins = false;
    this.#yanked = undefined;
    const { line, cursor } = edited;
    switch (keyName(key)) {
      case 'M-b':
      case 'C-left':
      case 'M-left':
        return { line, cursor: wordStart(line, cursor) };
      case 'M-f':
      case 'C-right':
      case 'M-right':
        return { line, cursor: wordEnd(line, cursor) };
      case 'C-w':
        return this.#kill(edited, line.slice(0, cursor).search(/\S*\s*$/), cursor, joins);
      case 'M-backspace':
        return this.#kill(edited, wordStart(line, cursor), cursor, joins);
      case 'M-d':
      case 'M-delete':
        return this.#kill(edited, cursor, wordEnd(line, cursor), joins);
      case 'C-u':
        return this.#kill(edited, 0, cursor, joins);
      case 'C-k':
        return this.#kill(edited, cursor, line.length, joins);
      case 'C-y':
        return this.#yank(edited, cursor, this.#killed.length - 1);
      case 'M-y':
        if (yanked === undefined) return edited;
        return this.#yank(edited, cursor - yanked.length, (yanked.at || this.#killed.length) - 1);
      default:
        return undefined;
    }
  }

  #kill({ line, cursor }: Edited, start: number, end: number, joins: boolean): Edited {
    const text = line.slice(start, end);
    // What is killed backwards stands before what was killed already.
    const before = joins ? (this.#killed.pop() ?? '') : '';
    const joined = end === cursor && start < cursor ? text + before : before + text;
    if (joined !== '') this.#killed.push(joined);
    if (this.#killed.length > most) this.#killed.shift();
    this.#joins = joins || text !== '';
    return { line: line.slice(0, start) + line.slice(end), cursor: start };
  }

  /** Puts a text of the ring where `start` to the cursor is now. */
  #yank({ line, cursor }: Edited, start: number, at: number): Edited {
    const text = this.#killed[at] ?? '';
    if (text !== '') this.#yanked = { at, length: text.length };
    return { line: line.slice(0, start) + text + line.slice(cursor), cursor: start + text.length };
  }
}

function keyName({ name = '', ctrl, meta }: Key): string {
  return `${ctrl === true ? 'C-' : ''}${meta === true ? 'M-' : ''}${name}`;
}

/** Letters and digits make a word. */
function wordStart(line: string, cursor: number): number {
  return line.slice(0, cursor).search(/[\p{L}\p{M}\p{N}]*[^\p{L}\p{M}\p{N}]*$/u);
}

function wordEnd(line: string, cursor: number): number {
  const [passed = ''] = /^[^\p{L}\p{M}\p{N}]*[\p{L}\p{M}\p{N}]*/u.exec(line.slice(cursor)) ?? [];
  return cursor + passed.length;
}
