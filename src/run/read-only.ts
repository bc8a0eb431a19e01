/**
 * Read-only transactions (`SET default_transaction_read_only = on`, `BEGIN READ ONLY`): PostgreSQL makes no tables in them, staging tables neither, and a transaction that has looked at anything cannot be
 * made to write. A statement that only reads has a transaction of its own that may, and so has a block (read-only-block.ts). Where a block became read-only after it had looked at something, the statement
 * is refused, in words about what it is.
 */
import { SqlError } from '../errors.ts';
import type { Statement } from '../sql/statement.ts';
import { walk } from '../sql/visit.ts';

/** True for a query, and COPY, EXPLAIN and a cursor of one, that changes nothing. */
export function onlyReads(statement: Statement): boolean {
  if (statement.type === 'copy') return statement.direction === 'to';
  if (statement.type !== 'select' && statement.type !== 'explain' && statement.type !== 'declare_cursor') return false;
  return [...walk(statement)].every(
    (node) => !WRITES.has(node.type) && !(node.type === 'select_core' && node.into !== undefined),
  );
}

/** Nodes of statements that change something. */
export const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge', 'create_table_as']);

/** What PostgreSQL says of making a staging table, said of what the user asked for. */
export function withoutStaging(error: unknown): unknown {
  if (!(error instanceof SqlError) || error.code !== '25006' || !/\bCREATE TABLE\b(?! AS)/.test(error.message))
    return error;
  return new SqlError({
    code: error.code,
    message: 'cannot read foreign tables in a read-only transaction',
    detail: 'What DynamoDB gives is kept in temporary tables, which such a transaction may not make.',
    hint: 'Say READ ONLY where the block begins. Foreign tables are never written to.',
  });
}
