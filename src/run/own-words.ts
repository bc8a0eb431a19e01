/** PostgreSQL's words for what is wrong with a statement as it was typed. */
import type { Engine } from '../engine/port.ts';
import { SqlError } from '../errors.ts';

/** Syntax errors and violated access rules: what is wrong with the text, and not with any value. */
const ABOUT_THE_TEXT = /^42/;

/**
 * The error that PostgreSQL has for the original of a rewritten statement, where it has one: of staging tables it cannot tell that
 * `SELECT music.artist FROM music m` meant the alias. Asked for only once something has gone wrong, and outside of transactions.
 */
export async function inOwnWords(engine: Engine, error: unknown, original: string): Promise<unknown> {
  if (!(error instanceof SqlError) || !ABOUT_THE_TEXT.test(error.code)) return error;
  try {
    await engine.describe(original);
    return error;
  } catch (own) {
    return own instanceof SqlError ? own : error;
  }
}
