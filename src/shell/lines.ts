/** Where lines come from: a file, a pipe, the terminal, or text at hand. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export interface LineSource {
  /** The next line without its newline; undefined at the end. `prompt` is shown where a person types. */
  next(prompt?: string): Promise<string | undefined>;
}

/** Lines of text at hand. */
export function linesOf(text: string): LineSource {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { next: async () => lines.shift() };
}

/** Lines of a stream as they come: what has arrived is handed on, and no more is read than is asked for. */
export class StreamLines implements LineSource {
  readonly #open: () => Readable;
  readonly #decoder = new StringDecoder('utf8');
  readonly #ready: string[] = [];
  #taken = 0;
  #rest = '';
  #chunks: AsyncIterator<Buffer | string> | undefined;
  #ended = false;

  /** @param open called for the first line */
  constructor(open: () => Readable) {
    this.#open = open;
  }

  async next(): Promise<string | undefined> {
    while (this.#taken >= this.#ready.length) {
      if (this.#ended) return undefined;
      await this.#read();
    }
    const line = this.#ready[this.#taken++];
    if (this.#taken >= this.#ready.length) this.#ready.length = this.#taken = 0;
    return line;
  }

  async #read(): Promise<void> {
    // A stream that is never asked for a line is never touched: a terminal or a pipe may be somebody else's to read.
    this.#chunks ??= this.#open()[Symbol.asyncIterator]();
    const { value, done } = await this.#chunks.next();
    if (done === true) {
      this.#ended = true;
      const last = this.#rest + this.#decoder.end();
      this.#rest = '';
      if (last !== '') this.#ready.push(last);
      return;
    }
    const pieces = (this.#rest + (typeof value === 'string' ? value : this.#decoder.write(value))).split('\n');
    this.#rest = pieces.pop() ?? '';
    for (const piece of pieces) this.#ready.push(piece);
  }
}

/** Lines of a file. @throws when it cannot be opened. */
export async function openFileLines(path: string): Promise<{ readonly lines: LineSource; close(): void }> {
  const stream = createReadStream(path);
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', reject);
  });
  return { lines: new StreamLines(() => stream), close: () => void stream.destroy() };
}

/** Thrown by an interactive source: Ctrl-C at the prompt. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
