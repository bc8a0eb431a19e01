/** Names and strings put into quotes, as PostgreSQL's quote_ident() and quote_literal() do. */
import { keywords } from './keywords.ts';

/** A name as it can stand in a statement: with double quotes unless it is safe without (quote_ident's rule). */
export function quoteIdentifier(name: string): string {
  const category = keywords.get(name);
  const safe = /^[a-z_][a-z0-9_]*$/.test(name) && (category === undefined || category === 'unreserved');
  return safe ? name : quoteAlways(name);
}

/** A name in double quotes. */
export function quoteAlways(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string as a literal; with E'' when it has backslashes, so that it means the same under every setting (quote_literal's rule). */
export function quoteLiteral(value: string): string {
  const doubled = value.replaceAll("'", "''");
  return doubled.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
