/** The error of a call that must fail. */
import { SqlError } from '../../src/errors.ts';

export async function caught(call: Promise<unknown>): Promise<SqlError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}
