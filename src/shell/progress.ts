/**
 * The line on stderr that follows a long fetch: items, pages, read units, rate, and percent of what the table is said to hold. Shown only on a
 * terminal, not with `-q`, and only once a fetch has taken a second; gone before anything else is written.
 */
import type { Progress } from '../run/port.ts';
import type { Shell } from './shell.ts';

const patience = 1000;
const eraseLine = '\r\x1b[K';

export class ProgressLine {
  readonly #shell: Shell;
  readonly #wanted: boolean;
  #since: number | undefined;
  #shown = false;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#wanted = shell.io.errorIsTerminal && !shell.quiet && process.env.TERM !== 'dumb';
  }

  show(progress: Progress): void {
    if (!this.#wanted) return;
    const now = performance.now();
    this.#since ??= now;
    if (now - this.#since < patience) return;
    this.#shown = true;
    const width = Math.max(20, (this.#shell.io.columns || 80) - 1);
    this.#shell.io.err(eraseLine + progressText(progress, (now - this.#since) / 1000).slice(0, width));
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#shell.io.err(eraseLine);
  }
}

/** Made when it is needed: the first one in a process takes 10 ms. */
let counts: Intl.NumberFormat | undefined;

export function progressText(progress: Progress, seconds: number): string {
  counts ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const { itemsScanned, pages, readUnits, estimatedItems } = progress;
  const parts = [
    `${counts.format(itemsScanned)} items`,
    `${counts.format(pages)} pages`,
    `${counts.format(readUnits)} read units`,
    `${counts.format(itemsScanned / Math.max(seconds, 0.001))} items/s`,
  ];
  if (estimatedItems !== undefined && estimatedItems > 0) {
    parts.push(`${Math.min(99, Math.floor((100 * itemsScanned) / estimatedItems))}%`);
  }
  return `${progress.table.replace(/\p{Cc}/gu, '?')}: ${parts.join(', ')}`;
}
