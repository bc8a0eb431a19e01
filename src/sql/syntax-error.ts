/** Syntax errors in PostgreSQL's words, placed as PostgreSQL places them. */
import { SqlError, SqlState } from '../errors.ts';

/** The 1-based position, in characters (code points), of an offset in UTF-16 code units: what PostgreSQL reports. */
export function positionAt(text: string, offset: number): number {
  let pairs = 0;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) pairs++;
  }
  return offset - pairs + 1;
}

/** `message at or near "token"`, the token being `text.slice(start, end)`; `message at end of input` where there is none. */
export function syntaxError(
  text: string,
  start: number,
  end: number,
  message = 'syntax error',
  hint?: string,
): SqlError {
  const place = start >= text.length ? 'at end of input' : `at or near "${text.slice(start, end)}"`;
  return errorAt(text, start, `${message} ${place}`, { hint });
}

/** An error whose message stands on its own, with its position. */
export function errorAt(
  text: string,
  start: number,
  message: string,
  { code = SqlState.syntaxError as string, hint }: { code?: string | undefined; hint?: string | undefined } = {},
): SqlError {
  return new SqlError({ code, message, position: positionAt(text, start), hint });
}

/** What PostgreSQL says when an expression nests too deep; JavaScript's own stack error never reaches the user. */
export function tooDeep(): SqlError {
  return new SqlError({
    code: '54001',
    message: 'stack depth limit exceeded',
    hint: 'The statement nests too deep: take some of its parentheses or subqueries out.',
  });
}
