/** What the operating system refuses, in PostgreSQL's words. */
import { getSystemErrorMap } from 'node:util';
import { SqlError, SqlState } from '../errors.ts';

/** `could not write file "...": No space left on device`. An error that is already a SqlError stays as it is. */
export function ioError(action: string, path: string, error: unknown, hint?: string): SqlError {
  if (error instanceof SqlError) return error;
  return new SqlError(
    { code: SqlState.ioError, message: `could not ${action} "${path}": ${reason(error)}`, hint },
    'ERROR',
    { cause: error },
  );
}

function reason(error: unknown): string {
  const errno = error instanceof Error && 'errno' in error ? Number(error.errno) : Number.NaN;
  const text = getSystemErrorMap().get(errno)?.[1] ?? (error instanceof Error ? error.message : String(error));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
