/**
 * What a server's background processes do and a single process must do itself: without checkpoints the WAL grows for ever, and without vacuum the
 * catalogs fill with the rows of staging tables long dropped. Both are memory here: 8 kB a statement, measured.
 */
import type { Backend } from './backend.ts';

/** Takes 20 to 50 ms. */
const EVERY_REQUESTS = 1000;

/** The catalogs CREATE TEMP TABLE writes to. */
const CATALOGS = ['pg_attribute', 'pg_class', 'pg_depend', 'pg_type'].map((name) => `pg_catalog.${name}`);

const STATEMENTS = [`VACUUM ${CATALOGS.join(', ')}`, 'CHECKPOINT'];

export class Housekeeping {
  readonly #backend: Backend;
  #requests = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** To be called after each request; does its work after many, between transactions. */
  answered(): void {
    if (++this.#requests < EVERY_REQUESTS || this.#backend.inTransaction) return;
    this.#requests = 0;
    for (const statement of STATEMENTS) this.#backend.execute(statement);
  }
}
