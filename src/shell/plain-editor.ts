/** Lines from a terminal without any editing of our own: `-n`, and terminals that cannot move a cursor. */

import type { LineEditor } from './editor.ts';
import { Interrupted, type LineSource } from './lines.ts';
import { invisible } from './prompt.ts';

export class PlainEditor implements LineEditor {
  readonly #lines: LineSource;
  #pending: Promise<string | undefined> | undefined;

  constructor(lines: LineSource) {
    this.#lines = lines;
  }

  async next(prompt = ''): Promise<string | undefined> {
    process.stdout.write(prompt.replaceAll(invisible.start, '').replaceAll(invisible.end, ''));
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
      return line;
    } finally {
      if (interrupt !== undefined) process.off('SIGINT', interrupt);
    }
  }

  ask(question: string): Promise<string | undefined> {
    return this.next(question);
  }

  close(): void {
    process.stdin.pause();
  }
}
