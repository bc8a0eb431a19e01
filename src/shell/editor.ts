/** What the shell asks of whoever reads lines from a person. */
import type { LineSource } from './lines.ts';

export interface LineEditor extends LineSource {
  /**
   * The next line; undefined on Ctrl-D. The prompt may hold `\x01` and `\x02` around what takes no width.
   * @throws Interrupted on Ctrl-C
   */
  next(prompt?: string): Promise<string | undefined>;
  /** Asks one question whose answer is no statement: not kept in the history. */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** What Tab offers: the candidates, and the text before the cursor that they replace. */
export interface Completions {
  readonly candidates: readonly string[];
  readonly replaces: string;
}

export interface EditorHooks {
  /** What there is to put at the cursor, between `before` and `after` on the line. */
  complete(before: string, after: string): Promise<Completions>;
  /** The line with colours; undefined leaves it plain. */
  highlight?(line: string): string;
  /** Entries to recall, oldest first: only ever added to. */
  history(): readonly string[];
}
