import { SqlError, SqlState } from '../errors.ts';

/** The error of a statement that was stopped. */
export function canceledByUser(): SqlError {
  return new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
}
