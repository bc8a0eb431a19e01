/** The extension's SQL script, made from its template and the options table. */
import { OPTIONS, type OptionKind, type OptionSpec } from '../../catalog/options.ts';
import { quoteLiteral } from '../../sql/quote.ts';

/** Where `CREATE EXTENSION` looks for these files, below PostgreSQL's share directory. */
export const EXTENSION_FILES = ['dynamodb_fdw.control', 'dynamodb_fdw--1.0.sql'] as const;

/** Fills `@options@` of `dynamodb_fdw--1.0.sql` with the rows of the options table. */
export function extensionScript(template: string, options: readonly OptionSpec[] = OPTIONS): string {
  return template.replaceAll('VALUES @options@', () => `VALUES\n${options.map(valuesRow).join(',\n')}`);
}

function valuesRow({ object, name, kind, default: value, meaning }: OptionSpec): string {
  const choices = choicesOf(kind);
  const array = choices === undefined ? 'NULL' : `ARRAY[${choices.map(quoteLiteral).join(', ')}]`;
  const label = typeof kind === 'string' ? kind : 'choice';
  const texts = [object, name, label].map(quoteLiteral).join(', ');
  return `    (${texts}, ${array}::text[], ${quoteLiteral(value)}, ${quoteLiteral(meaning)})`;
}

function choicesOf(kind: OptionKind): readonly string[] | undefined {
  return typeof kind === 'string' ? undefined : kind.oneOf;
}
