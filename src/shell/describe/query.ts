/** The shell's own queries of the catalog, shown where ECHO_HIDDEN asks, and their results as listings. */

import type { Result } from '../../engine/port.ts';
import type { PrintOptions } from '../../format/options.ts';
import { isConnected } from '../execute.ts';
import { printResult } from '../print.ts';
import type { Shell } from '../shell.ts';
import { PatternError } from './pattern.ts';

/** Shows a statement of the shell's own where ECHO_HIDDEN asks. False where that is all that is to be done with it. */
export async function showHidden(shell: Shell, sql: string): Promise<boolean> {
  if (!isConnected(shell)) return false;
  const mode = shell.variables.get('ECHO_HIDDEN')?.toLowerCase();
  if (mode !== 'noexec' && !shell.variables.flag('ECHO_HIDDEN')) return true;
  const text = `********* QUERY **********\n${sql}\n**************************\n\n`;
  await shell.io.out(shell.printable(text));
  await shell.log?.write(text);
  return mode !== 'noexec';
}

/** A query's result; undefined where ECHO_HIDDEN says to show the query only, which a command counts as having failed. @throws SqlError */
export async function hiddenQuery(shell: Shell, sql: string): Promise<Result | undefined> {
  return (await showHidden(shell, sql)) ? shell.withSession(() => shell.session.query(sql)) : undefined;
}

export async function printListing(
  shell: Shell,
  title: string,
  result: Result,
  changed: Partial<PrintOptions> = {},
  footers?: readonly string[],
): Promise<void> {
  const printer = await printResult(shell, result.fields, shell.sink, {
    title,
    nullText: '',
    batchRows: 0,
    ...changed,
  });
  await printer.rows(result.rows);
  await printer.end(footers);
}

/** Runs a query and prints its result; an empty one prints an empty table. */
export async function list(shell: Shell, title: string, sql: () => string): Promise<'done' | 'error'> {
  try {
    const result = await hiddenQuery(shell, sql());
    if (result === undefined) return 'error';
    await printListing(shell, title, result);
    return 'done';
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    shell.messages.error(error.message);
    return 'error';
  }
}

/** `WHERE a\n  AND b`, or nothing. */
export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join('\n  AND ')}\n`;
}

/** `(name 'value', ...)` of an options column, quoted as SQL writes them. */
export function optionsText(column: string): string {
  return `CASE WHEN ${column} IS NULL THEN '' ELSE
  '(' || pg_catalog.array_to_string(ARRAY(SELECT
  pg_catalog.quote_ident(option_name) || ' ' ||
  pg_catalog.quote_literal(option_value)
  FROM pg_catalog.pg_options_to_table(${column})), ', ') || ')'
  END`;
}

export function privileges(column: string): string {
  return `pg_catalog.array_to_string(${column}, E'\\n') AS "Access privileges"`;
}

/** What the planner keeps for itself is nobody's business: its schema, and temporary tables for the scans of a statement. */
export function notOurOwn(schema: string, relation?: string): string {
  const tables = relation === undefined ? '' : `\n      AND ${relation} !~ '^ddbsql_scan_'`;
  return `${schema} <> 'pg_dynamodb'${tables}`;
}
