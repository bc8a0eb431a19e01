/** PGlite in this thread, with the wrapper as a plain object: all that the catalog's own tests need of an engine. */
import { PGlite } from '@electric-sql/pglite';
import type { Query, QueryRow } from '../../src/catalog/query.ts';
import { SqlError } from '../../src/errors.ts';

export interface TestEngine {
  readonly query: Query;
  /** Statements one after another. */
  run(...statements: readonly string[]): Promise<void>;
  /** In a transaction that is rolled back: everything made in it is gone afterwards. */
  scratch<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Text as PostgreSQL sends it, whatever the type: one function for the oid of every built-in type. */
const asText = Object.fromEntries(Array.from({ length: 6000 }, (_, oid) => [oid, (value: string) => value]));

export async function startTestEngine(): Promise<TestEngine> {
  const pglite = await PGlite.create();
  const query: Query = async (sql, parameters = []) => {
    const options = { rowMode: 'array', parsers: asText, serializers: asText } as const;
    try {
      const { rows } = await pglite.query<unknown>(sql, [...parameters], options);
      return { rows: rows as QueryRow[] };
    } catch (error) {
      throw asSqlError(error, sql);
    }
  };
  const run = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) {
      await pglite.exec(statement).catch((error: unknown) => {
        throw asSqlError(error, statement);
      });
    }
  };
  return {
    query,
    run,
    async scratch(work) {
      await run('BEGIN');
      try {
        return await work();
      } finally {
        await run('ROLLBACK');
      }
    },
    close: () => pglite.close(),
  };
}

function asSqlError(error: unknown, sql: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new SqlError({ code: String(error.code), message: `${error.message} in: ${sql}` }, 'ERROR', { cause: error });
}
