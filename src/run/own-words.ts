/** PostgreSQL's words for what is wrong with a statement as it was typed: no message names a staging table. */
import type { Engine } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import type { Staged } from './rewrite.ts';

/** Syntax errors and violated access rules: what is wrong with the text, and not with any value. */
const ABOUT_THE_TEXT = /^42/;

/** Where a statement of the user's transaction began, so that there is somewhere to ask from once it has failed. */
const BEGINNING = 'ddbsql_trip';

export const SET_BEGINNING = `SAVEPOINT ${BEGINNING}`;
export const FORGET_BEGINNING = `RELEASE ${BEGINNING}`;

/**
 * The error that PostgreSQL has for the original of a rewritten statement, where it has one: of staging tables it cannot tell that
 * `SELECT music.artist FROM music m` meant the alias. Asked for only once something has gone wrong.
 */
export async function inOwnWords(
  engine: Engine,
  error: unknown,
  original: string,
  staged: readonly Staged[],
): Promise<unknown> {
  if (!(error instanceof SqlError)) return error;
  if (!ABOUT_THE_TEXT.test(error.code)) return withTableNames(error, staged);
  try {
    if (engine.transactionStatus !== 'idle') await engine.run(`ROLLBACK TO ${BEGINNING}`, {});
    await engine.describe(original);
  } catch (own) {
    if (own instanceof SqlError && own.code !== '25P02') return own;
  }
  return withTableNames(error, staged);
}

const DATATYPE_MISMATCH = '42804';
/** What to do with a row of a staging table that is to be one of the foreign table's. */
export const CAST_ROW = "Cast the row to the foreign table's type, as in SELECT t.*::t FROM t.";

/** A row of a staging table has the staging table's name as its type. */
function withTableNames(error: SqlError, staged: readonly Staged[]): SqlError {
  const names = new Map(staged.map(({ staging, table }) => [staging, table.name]));
  const said = (text: string | undefined): string | undefined =>
    text?.replace(/\bddbsql_scan_\d+/g, (staging) => names.get(staging) ?? staging);
  const { message, detail, hint, where } = error.fields;
  const isOfOtherType = error.code === DATATYPE_MISMATCH && said(message) !== message;
  return error.with({
    message: said(message) ?? '',
    detail: said(detail),
    hint: isOfOtherType ? CAST_ROW : said(hint),
    where: said(where),
  });
}
