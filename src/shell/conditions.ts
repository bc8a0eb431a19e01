/** The nesting of `\if` blocks, one stack for each source of lines. */

/**
 * - `true`: this branch runs, a later `\elif` or `\else` does not.
 * - `false`: no branch has run yet.
 * - `ignored`: a branch has run, or the whole block stands in one that does not.
 * - `else-true`, `else-false`: after `\else`.
 */
export type Condition = 'true' | 'false' | 'ignored' | 'else-true' | 'else-false';

interface Block {
  condition: Condition;
  /** The query buffer and the parentheses as they were when the branch began: text of a branch that does not run is dropped. */
  saved: { readonly text: string; readonly parens: number };
}

export class Conditions {
  readonly #blocks: Block[] = [];

  get empty(): boolean {
    return this.#blocks.length === 0;
  }

  /** True where statements and commands run. */
  get active(): boolean {
    const top = this.#blocks.at(-1);
    return top === undefined || top.condition === 'true' || top.condition === 'else-true';
  }

  get top(): Block | undefined {
    return this.#blocks.at(-1);
  }

  push(condition: Condition, saved: Block['saved']): void {
    this.#blocks.push({ condition, saved });
  }

  pop(): boolean {
    return this.#blocks.pop() !== undefined;
  }
}
