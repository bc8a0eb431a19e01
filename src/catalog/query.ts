/** How the catalog asks the engine: PostgreSQL's text of each value comes back. The engine's `query` fits. */

export type QueryRow = readonly (string | null)[];

/** Runs one statement. @throws SqlError */
export type Query = (
  sql: string,
  parameters?: readonly (string | null)[],
) => Promise<{ readonly rows: readonly QueryRow[] }>;
