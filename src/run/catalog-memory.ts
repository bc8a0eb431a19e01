/**
 * Answers of the engine's catalog, remembered between statements: names, foreign tables and user mappings are looked up for each statement, and change only by a statement that PostgreSQL alone runs.
 */
import type { Query } from '../catalog/query.ts';
import type { Engine } from '../engine/port.ts';

export class CatalogMemory {
  readonly #answers = new Map<string, ReturnType<Query>>();

  /** The engine's `query`, asked once for each statement and its parameters until `forget`. */
  query(engine: Engine): Query {
    return (sql, parameters) => {
      const id = JSON.stringify([sql, parameters]);
      const known = this.#answers.get(id);
      if (known !== undefined) return known;
      const answer = engine.query(sql, parameters);
      this.#answers.set(id, answer);
      answer.catch(() => this.#answers.delete(id));
      return answer;
    };
  }

  /** Anything may be another: DDL, search_path, a role, a rollback. */
  forget(): void {
    this.#answers.clear();
  }
}
