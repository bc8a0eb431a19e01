/** Lines from a terminal without any editing of our own: `-n`, and terminals that cannot move a cursor. */

import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { LineEditor } from './editor.ts';
import { Interrupted, type LineSource, StreamLines } from './lines.ts';
import { invisible } from './prompt.ts';

export class PlainEditor implements LineEditor {
  #lines: LineSource;
  #isAtEnd = false;
  #pending: Promise<string | undefined> | undefined;

  constructor(lines: LineSource) {
    this.#lines = lines;
  }

  async next(prompt = ''): Promise<string | undefined> {
    process.stdout.write(prompt.replaceAll(invisible.start, '').replaceAll(invisible.end, ''));
    this.#goOn();
    // A line that was being waited for when Ctrl-C came is still to be read.
    this.#pending ??= this.#lines.next();
    let interrupt: (() => void) | undefined;
    const interrupted = new Promise<never>((_, reject) => {
      interrupt = () => {
        process.stdout.write('\n');
        reject(new Interrupted());
      };
      process.once('SIGINT', interrupt);
    });
    try {
      const line = await Promise.race([this.#pending, interrupted]);
      this.#pending = undefined;
      this.#isAtEnd = line === undefined;
      return line;
    } finally {
      if (interrupt !== undefined) process.off('SIGINT', interrupt);
    }
  }

  /** Ctrl-D ends what was being read (COPY's data, say) but not the terminal; a stream that has ended is not read again. */
  #goOn(): void {
    if (!this.#isAtEnd) return;
    this.#isAtEnd = false;
    try {
      const terminal = new ReadStream(openSync('/dev/tty', 'r'));
      this.#lines = new StreamLines(() => terminal);
    } catch {
      // The terminal has gone: it stays at its end.
    }
  }

  ask(question: string): Promise<string | undefined> {
    return this.next(question);
  }

  close(): void {
    process.stdin.pause();
  }
}
