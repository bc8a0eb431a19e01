/**
 * psql's variable references: `:name`, `:'name'`, `:"name"` and `:{?name}`, and how a value is quoted where it is put in.
 * The same four forms stand in SQL, in the arguments of backslash commands and in backticks.
 */

/** How a value is put in: as it is, as an SQL literal, as an SQL identifier, as one shell word, or only whether it is set. */
export type ReferenceForm = 'plain' | 'literal' | 'identifier' | 'test';

export interface Reference {
  readonly form: ReferenceForm;
  readonly name: string;
  /** Length of the whole reference in the text. */
  readonly length: number;
}

/** What the lexer asks of the shell around it. */
export interface LexerHost {
  /** A variable's value; undefined where it is unset, and for every variable in an inactive `\if` branch. */
  variable(name: string): string | undefined;
  /** True in a branch of `\if` that runs: backticks are evaluated only there. */
  active(): boolean;
  /** Runs a backtick command and returns its output without the last newline. */
  backtick(command: string): string;
  warning(message: string): void;
  error(message: string): void;
}

/** Letters, digits, underscores and everything beyond ASCII: `1bad` is a legal name. */
const variableName = '[A-Za-z0-9_\\u0080-\\uffff]+';
const reference = new RegExp(
  `:(?:(${variableName})|'(${variableName})'|"(${variableName})"|\\{\\?(${variableName})\\})`,
  'y',
);
const validName = new RegExp(`^${variableName}$`);

export function isValidVariableName(name: string): boolean {
  return validName.test(name);
}

/** The reference that starts at `position`, which holds a colon. */
export function referenceAt(text: string, position: number): Reference | undefined {
  reference.lastIndex = position;
  const match = reference.exec(text);
  if (match === null) return undefined;
  const [whole, plain, literal, identifier, test] = match;
  const length = whole.length;
  if (plain !== undefined) return { form: 'plain', name: plain, length };
  if (literal !== undefined) return { form: 'literal', name: literal, length };
  if (identifier !== undefined) return { form: 'identifier', name: identifier, length };
  return { form: 'test', name: test ?? '', length };
}

/** libpq's PQescapeLiteral: a backslash makes an `E''` string, with a blank before it so that it cannot join what precedes. */
export function quoteLiteral(value: string): string {
  const doubled = value.replaceAll("'", "''");
  return value.includes('\\') ? ` E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

/** libpq's PQescapeIdentifier. */
export function quoteIdentifier(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** One word for `/bin/sh`. */
export function quoteShellWord(value: string): string {
  return `'${value.replaceAll("'", `'"'"'`)}'`;
}

/** The text that stands for a reference, or undefined where the reference stays as it was typed. */
export function substitute(found: Reference, host: LexerHost): string | undefined {
  const value = host.variable(found.name);
  if (found.form === 'test') return value === undefined ? 'FALSE' : 'TRUE';
  if (value === undefined) return undefined;
  if (found.form === 'literal') return quoteLiteral(value);
  if (found.form === 'identifier') return quoteIdentifier(value);
  return value;
}
