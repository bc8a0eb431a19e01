/** Reading a statement of the user's. */
import { parseStatement } from '../sql/parse.ts';
import type { Statement } from '../sql/statement.ts';

/** @returns undefined where it cannot be read */
export function tryParse(text: string): Statement | undefined {
  try {
    return parseStatement(text);
  } catch {
    // PostgreSQL says what is wrong, in its own words and at its own place.
    return undefined;
  }
}
