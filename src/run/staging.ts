/**
 * Staging tables: one for each reference to a foreign table, with its columns and types, empty while PostgreSQL plans and filled before it answers.
 *
 * They are temporary tables of the transaction, so that nothing is logged or left behind, and a read-only look at the schemas does not show them. A dropped column makes PostgreSQL
 * print only the columns a scan needs in EXPLAIN VERBOSE.
 */
import type { ForeignTable } from '../catalog/model.ts';
import { stagingReference } from '../plan/scan.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/** The name of the n-th staging table of a statement, unqualified and in need of no quotes. */
export function stagingName(n: number): string {
  return `ddbsql_scan_${n}`;
}

/** Statements that make a staging table. Columns are nullable: they are NULL when they are not fetched. */
export function createStaging(name: string, table: ForeignTable): string {
  const columns = table.columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  return `CREATE TEMP TABLE ${name} (${[...columns, 'ddbsql_dropped int'].join(', ')}) ON COMMIT DROP; ALTER TABLE ${stagingReference(name)} DROP COLUMN ddbsql_dropped;`;
}

/**
 * Settings under which PostgreSQL plans with one sequential scan for each reference, its own filter on it, and join conditions on the joins. A prepared statement is planned with its values.
 */
export const PLANNING_SETTINGS: string = [
  ...['indexscan', 'indexonlyscan', 'bitmapscan', 'tidscan', 'mergejoin', 'memoize', 'material'].map(
    (name) => `SET LOCAL enable_${name} = off;`,
  ),
  'SET LOCAL plan_cache_mode = force_custom_plan;',
].join(' ');
