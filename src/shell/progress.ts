/**
 * The line on stderr that follows a long fetch: items, pages, read units, rate, and percent of what the table is said to hold. Shown only on a
 * terminal, not with `-q`, and only once a statement has taken a second; gone before anything else is written there.
 */
import { oneLine } from '../format/lines.ts';
import { codePointWidth } from '../format/width.ts';
import { figure } from '../plan/figure.ts';
import type { Progress } from '../run/port.ts';
import type { Shell } from './shell.ts';

const patience = 1000;
const eraseLine = '\r\x1b[K';
const usualColumns = 80;
/** Left at the line's end for the `^C` that a terminal writes, and the cursor. */
const spare = 3;

export class ProgressLine {
  /** Set while what was printed last to the terminal waits for its newline: there is no line to be had. */
  isBlocked = false;
  readonly #shell: Shell;
  readonly #since = performance.now();
  #wanted: boolean;
  #shown = false;
  #last: Progress | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param sharesTerminal the result goes to a command that may be showing it there already */
  constructor(shell: Shell, sharesTerminal: boolean) {
    this.#shell = shell;
    this.#wanted = shell.io.errorIsTerminal && !shell.quiet && process.env.TERM !== 'dumb' && !sharesTerminal;
    shell.progress = this;
  }

  show(progress: Progress): void {
    if (!this.#wanted) return;
    this.#last = progress;
    // While nothing comes, the rate is less with every second.
    this.#timer ??= setInterval(() => this.#draw(), patience).unref();
    this.#draw();
  }

  #draw(): void {
    const taken = performance.now() - this.#since;
    if (this.#last === undefined || this.isBlocked || taken < patience) return;
    this.#shown = true;
    const columns = this.#shell.io.errorColumns || usualColumns;
    this.#shell.writeOwn(eraseLine + cut(progressText(this.#last, taken / 1000), columns - spare));
  }

  /** Takes the line away, for something else to be written; true where there was one. */
  clear(): boolean {
    const wasShown = this.#shown;
    this.#shown = false;
    if (wasShown) this.#shell.writeOwn(eraseLine);
    return wasShown;
  }

  /** What was followed has ended; true where there was a line. */
  end(): boolean {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
    return this.clear();
  }

  /** The terminal is somebody else's from now on: a pager's. */
  stop(): void {
    this.end();
    this.#wanted = false;
  }
}

/** As much of a text as fits into so many columns. */
function cut(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += codePointWidth(character.codePointAt(0) ?? 0);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

export function progressText(progress: Progress, seconds: number): string {
  const count = (n: number): string => figure(n, 0);
  const { itemsScanned, pages, readUnits, throttles, estimatedItems } = progress;
  const parts = [
    `${count(itemsScanned)} items`,
    `${count(pages)} pages`,
    `${count(readUnits)} read units`,
    `${count(itemsScanned / Math.max(seconds, 0.001))} items/s`,
  ];
  if (throttles > 0) parts.push(`${count(throttles)} throttled`);
  if (estimatedItems !== undefined && estimatedItems > 0) {
    parts.push(`${Math.min(99, Math.floor((100 * itemsScanned) / estimatedItems))}%`);
  }
  return `${oneLine(progress.table)}: ${parts.join(', ')}`;
}
