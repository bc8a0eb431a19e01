/**
 * The text a lexer reads: a line, and on top of it the values of the variables that are being expanded. As in psql a token never spans two of
 * them: the value of a variable ends where it ends.
 */
interface Source {
  readonly text: string;
  position: number;
  /** The variable whose value this is; undefined for the line itself. */
  readonly variable?: string;
}

export class LexerInput {
  readonly #stack: Source[] = [];

  /** Begins a line. */
  start(text: string): void {
    this.#stack.length = 0;
    this.#stack.push({ text, position: 0 });
  }

  clear(): void {
    this.#stack.length = 0;
  }

  /** Expands a variable: its value is read next. */
  push(text: string, variable: string): void {
    this.#stack.push({ text, position: 0, variable });
  }

  expands(variable: string): boolean {
    return this.#stack.some((source) => source.variable === variable);
  }

  /** The source to read from, exhausted expansions dropped; undefined at the end of the line. */
  current(): Source | undefined {
    for (let top = this.#stack.at(-1); top !== undefined; top = this.#stack.at(-1)) {
      if (top.position < top.text.length) return top;
      if (this.#stack.length === 1) return undefined;
      this.#stack.pop();
    }
    return undefined;
  }
}

export type { Source };
