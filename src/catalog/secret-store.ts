/**
 * The secret options of user mappings, which never enter the engine. It holds the mask; the value is here, under the mapping's oid.
 *
 * The store follows the engine's transactions, savepoints included: a rolled-back ALTER USER MAPPING brings the old secret back. A dropped
 * mapping's secrets need no removing, as its oid is not used again, and a rolled-back DROP finds them in place.
 */

import { learnSecret } from './known-secrets.ts';

/** Option names and values. */
export type Secrets = Readonly<Record<string, string>>;

interface Change {
  readonly oid: number;
  readonly option: string;
  /** undefined: the option was dropped. */
  readonly value: string | undefined;
}
interface Savepoint {
  readonly name: string;
  /** How many changes there were. */
  readonly changes: number;
}

export class SecretStore {
  readonly #committed = new Map<number, Map<string, string>>();
  /** Of the open transaction, in order. */
  #changes: Change[] = [];
  #savepoints: Savepoint[] = [];

  /** Keeps a secret for the rest of the transaction, and after it once `commit` was called. */
  stage(oid: number, option: string, value: string | undefined): void {
    learnSecret(value);
    this.#changes.push({ oid, option, value });
  }

  /** The mapping's secrets as the open transaction sees them. */
  get(oid: number): Secrets {
    const secrets = new Map(this.#committed.get(oid));
    for (const change of this.#changes) if (change.oid === oid) apply(secrets, change);
    return Object.fromEntries(secrets);
  }

  commit(): void {
    for (const change of this.#changes) {
      const secrets = this.#committed.get(change.oid) ?? new Map<string, string>();
      apply(secrets, change);
      this.#committed.set(change.oid, secrets);
    }
    this.rollback();
  }

  /** Whether anything was given or dropped that is still here. */
  has(oid: number): boolean {
    return this.#committed.has(oid) || this.#changes.some((change) => change.oid === oid);
  }

  /** The secrets of a mapping are kept elsewhere from here on. */
  forget(oid: number): void {
    this.#committed.delete(oid);
  }

  /** For an engine that has other mappings. */
  clear(): void {
    this.#committed.clear();
    this.rollback();
  }

  rollback(): void {
    this.#changes = [];
    this.#savepoints = [];
  }

  /** SAVEPOINT name. */
  savepoint(name: string): void {
    this.#savepoints.push({ name, changes: this.#changes.length });
  }

  /** ROLLBACK TO name: the savepoint stays, later ones go. */
  rollbackTo(name: string): void {
    const index = this.#find(name);
    const savepoint = this.#savepoints[index];
    if (savepoint === undefined) return;
    this.#changes.length = savepoint.changes;
    this.#savepoints.length = index + 1;
  }

  /** RELEASE name: it and later ones go, what was done since stays. */
  release(name: string): void {
    const index = this.#find(name);
    if (index >= 0) this.#savepoints.length = index;
  }

  /** The last of that name, as PostgreSQL finds it. */
  #find(name: string): number {
    return this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
  }
}

function apply(secrets: Map<string, string>, { option, value }: Change): void {
  if (value === undefined) secrets.delete(option);
  else secrets.set(option, value);
}
