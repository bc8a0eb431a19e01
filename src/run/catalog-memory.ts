/**
 * Answers of the engine's catalog, remembered between statements: names, foreign tables and user mappings are looked up for each statement, and change only by a statement that PostgreSQL alone runs.
 */
import type { Query } from '../catalog/query.ts';
import type { Engine } from '../engine/port.ts';

export class CatalogMemory {
  /** By the statement, which is long, and its parameters. */
  readonly #answers = new Map<string, Map<string, ReturnType<Query>>>();
  /** What the answers hold for, as far as it is known. */
  #state: string | undefined;
  #isDoubted = false;
  #checking: Promise<void> | undefined;

  /** The engine's `query`, asked once for each statement and its parameters until `forget`. */
  query(engine: Engine): Query {
    return async (sql, parameters) => {
      if (this.#isDoubted) {
        this.#checking ??= this.#check(engine);
        await this.#checking;
      }
      const id = JSON.stringify(parameters ?? []);
      const answers = this.#answers.get(sql) ?? new Map<string, ReturnType<Query>>();
      this.#answers.set(sql, answers);
      const known = answers.get(id);
      if (known !== undefined) return known;
      const answer = engine.query(sql, parameters);
      answers.set(id, answer);
      answer.catch(() => answers.delete(id));
      return answer;
    };
  }

  /** Anything may be another: DDL, search_path, a role, a rollback. */
  forget(): void {
    this.#answers.clear();
    this.#state = undefined;
    this.#isDoubted = false;
  }

  /**
   * To be called before something runs in a transaction of its own that is not likely to change an answer: a setting, or a query, of which only a function could. Whether it did is looked at when an
   * answer is needed.
   */
  async doubt(engine: Engine): Promise<void> {
    if (this.#isDoubted || this.#answers.size === 0) return;
    this.#state ??= await stateOf(engine);
    this.#isDoubted = true;
  }

  /** ddbsql itself has written something that changes no answer. */
  moved(): void {
    this.#state = undefined;
  }

  async #check(engine: Engine): Promise<void> {
    try {
      const state = await stateOf(engine);
      if (state !== this.#state) this.#answers.clear();
      this.#state = state;
      this.#isDoubted = false;
    } finally {
      this.#checking = undefined;
    }
  }
}

/** Another text after anything that could change an answer: whatever writes has a transaction's number, and the rest are settings. */
async function stateOf(engine: Engine): Promise<string> {
  const { rows } = await engine.query(
    "SELECT txid_snapshot_xmax(txid_current_snapshot()), current_setting('search_path'), current_user, current_setting('role')",
  );
  return JSON.stringify(rows);
}
