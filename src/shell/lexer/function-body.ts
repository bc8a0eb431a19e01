/**
 * Whether a statement stands inside the `BEGIN ATOMIC ... END` body of CREATE FUNCTION or CREATE PROCEDURE, where semicolons end nothing.
 * psql's rule: the statement's first words are `CREATE [OR REPLACE] {FUNCTION | PROCEDURE}`; from there BEGIN opens, END closes, and CASE, which
 * END closes too, counts within a BEGIN.
 */
export class FunctionBody {
  /** First letters of the leading words that matter (create, or, replace, function, procedure), by their place in the statement. */
  readonly #leading: string[] = [];
  #words = 0;
  #depth = 0;

  get open(): boolean {
    return this.#depth > 0;
  }

  reset(): void {
    this.#depth = 0;
    this.statementEnds();
  }

  statementEnds(): void {
    this.#words = 0;
    this.#leading.length = 0;
  }

  /** Counts a word outside quotes. */
  word(text: string, parens: number): void {
    const lower = text.toLowerCase();
    if (this.#words < 4 && /^(?:create|or|replace|function|procedure)$/.test(lower)) {
      this.#leading[this.#words] = lower[0] as string;
    }
    this.#words++;
    if (parens > 0 || !this.#definesFunction()) return;
    if (lower === 'begin') this.#depth++;
    else if (lower === 'case' && this.#depth > 0) this.#depth++;
    else if (lower === 'end' && this.#depth > 0) this.#depth--;
  }

  #definesFunction(): boolean {
    const [first, second, third, fourth] = this.#leading;
    const function_ = (letter: string | undefined): boolean => letter === 'f' || letter === 'p';
    return first === 'c' && (function_(second) || (second === 'o' && third === 'r' && function_(fourth)));
  }
}
