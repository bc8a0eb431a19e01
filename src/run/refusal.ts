/** PostgreSQL's errors where ddbsql knows more about them than PostgreSQL does. */
import { errorWithoutSecrets } from '../catalog/redact-error.ts';
import { SqlError, SqlState } from '../errors.ts';
import { parseStatement } from '../sql/parse.ts';
import { splitStatements } from '../sql/split.ts';
import { positionAt } from '../sql/syntax-error.ts';

/** The error with what there is to add, and without what nobody is to see; anything else as it is. */
export function explained(error: unknown, request: string): unknown {
  return error instanceof SqlError ? errorWithoutSecrets(withMore(error, request), request) : error;
}

function withMore(error: SqlError, request: string): SqlError {
  if (error.code === SqlState.syntaxError) return withGrammarHint(error, request);
  return /^foreign-data wrapper "\w+" has no handler$/.test(error.message) ? outOfReach(error) : error;
}

/** A syntax error, with the HINT that our grammar has for the same place. */
function withGrammarHint(error: SqlError, request: string): SqlError {
  if (error.fields.hint !== undefined) return error;
  for (const { start, end } of splitStatements(request)) {
    const own = grammarError(request.slice(start, end));
    if (own?.fields.hint === undefined || own.fields.position === undefined) continue;
    if (own.fields.position + positionAt(request, start) - 1 !== error.fields.position) continue;
    return error.with({ hint: own.fields.hint });
  }
  return error;
}

function grammarError(text: string): SqlError | undefined {
  try {
    parseStatement(text);
    return undefined;
  } catch (error) {
    return error instanceof SqlError ? error : undefined;
  }
}

/** What only PostgreSQL sees, in a function or a trigger, does not reach DynamoDB. */
function outOfReach(error: SqlError): SqlError {
  return error.with({
    code: SqlState.featureNotSupported,
    message: 'foreign tables cannot be reached from here',
    detail:
      'DynamoDB is read for queries that name foreign tables or views over them, not for functions, DO blocks, triggers and TRUNCATE.',
    hint: 'Copy what is needed into a table first: CREATE TEMP TABLE ... AS SELECT ...',
  });
}
