/**
 * The variables that mean something to the shell: their kind, their default and what `--help=variables` says of them.
 * A kind is the whole of a variable's behaviour: which values it takes, what unsetting it means, and what the message for a wrong value says.
 */

/** A flag that takes other words too, `ECHO_HIDDEN noexec`, lists them; a choice takes nothing else. */
export type VariableKind =
  | { readonly kind: 'flag'; readonly default: 'on' | 'off' }
  | { readonly kind: 'flag-or'; readonly default: 'on' | 'off'; readonly words: readonly string[] }
  | { readonly kind: 'choice'; readonly default: string; readonly words: readonly string[] }
  | { readonly kind: 'integer'; readonly default: string }
  /** As bash's IGNOREEOF: anything that is no number means 10. */
  | { readonly kind: 'eof-count'; readonly default: '0' }
  /** Any text; unset unless it has a default. */
  | { readonly kind: 'text'; readonly default?: string }
  /** Set by the shell after each query; a user may overwrite it. */
  | { readonly kind: 'result' };

export type SpecialVariable = VariableKind & {
  /** Lines under the name; a name without any shares those of the next. */
  readonly help: readonly string[];
};

export const specialVariables = {
  AUTOCOMMIT: { kind: 'flag', default: 'on', help: ['if set, successful SQL commands are automatically committed'] },
  COMP_KEYWORD_CASE: {
    kind: 'choice',
    default: 'preserve-upper',
    words: ['lower', 'upper', 'preserve-lower', 'preserve-upper'],
    help: ['determines the case used to complete SQL key words', '[lower, upper, preserve-lower, preserve-upper]'],
  },
  DBNAME: { kind: 'result', help: ['the currently connected database name'] },
  ECHO: {
    kind: 'choice',
    default: 'none',
    words: ['none', 'errors', 'queries', 'all'],
    help: ['controls what input is written to standard output', '[all, errors, none, queries]'],
  },
  ECHO_HIDDEN: {
    kind: 'flag-or',
    default: 'off',
    words: ['noexec'],
    help: [
      'if set, display internal queries executed by backslash commands;',
      'if set to "noexec", just show them without execution',
    ],
  },
  ENCODING: { kind: 'result', help: ['current client character set encoding'] },
  ERROR: { kind: 'result', help: ['true if last query failed, else false'] },
  FETCH_COUNT: {
    kind: 'integer',
    default: '0',
    help: ['the number of result rows to fetch and display at a time (0 = unlimited)'],
  },
  HIDE_TABLEAM: { kind: 'flag', default: 'off', help: ['if set, table access methods are not displayed'] },
  HIDE_TOAST_COMPRESSION: { kind: 'flag', default: 'off', help: ['if set, compression methods are not displayed'] },
  HIGHLIGHT: { kind: 'flag', default: 'on', help: ['if set, SQL is coloured as it is typed (NO_COLOR wins)'] },
  HISTCONTROL: {
    kind: 'choice',
    default: 'none',
    words: ['none', 'ignorespace', 'ignoredups', 'ignoreboth'],
    help: ['controls command history [ignorespace, ignoredups, ignoreboth]'],
  },
  HISTFILE: { kind: 'text', help: ['file name used to store the command history'] },
  HISTSIZE: {
    kind: 'integer',
    default: '500',
    help: ['maximum number of commands to store in the command history'],
  },
  HOST: { kind: 'result', help: ['the currently connected database server host'] },
  IGNOREEOF: { kind: 'eof-count', default: '0', help: ['number of EOFs needed to terminate an interactive session'] },
  LASTOID: { kind: 'result', help: ['value of the last affected OID'] },
  LAST_ERROR_MESSAGE: { kind: 'result', help: [] },
  LAST_ERROR_SQLSTATE: {
    kind: 'result',
    help: ['message and SQLSTATE of last error, or empty string and "00000" if none'],
  },
  ON_ERROR_ROLLBACK: {
    kind: 'flag-or',
    default: 'off',
    words: ['interactive'],
    help: ["if set, an error doesn't stop a transaction (uses implicit savepoints)"],
  },
  ON_ERROR_STOP: { kind: 'flag', default: 'off', help: ['stop batch execution after error'] },
  PORT: { kind: 'result', help: ['server port of the current connection'] },
  PROMPT1: { kind: 'text', default: '%/%R%x%# ', help: ['specifies the standard ddbsql prompt'] },
  PROMPT2: {
    kind: 'text',
    default: '%/%R%x%# ',
    help: ['specifies the prompt used when a statement continues from a previous line'],
  },
  PROMPT3: { kind: 'text', default: '>> ', help: ['specifies the prompt used during COPY ... FROM STDIN'] },
  QUIET: { kind: 'flag', default: 'off', help: ['run quietly (same as -q option)'] },
  ROW_COUNT: { kind: 'result', help: ['number of rows returned or affected by last query, or 0'] },
  SERVER_VERSION_NAME: { kind: 'result', help: [] },
  SERVER_VERSION_NUM: { kind: 'result', help: ["server's version (in short string or numeric format)"] },
  SHOW_ALL_RESULTS: {
    kind: 'flag',
    default: 'on',
    help: ['show all results of a combined query (\\;) instead of only the last'],
  },
  SHOW_CONTEXT: {
    kind: 'choice',
    default: 'errors',
    words: ['never', 'errors', 'always'],
    help: ['controls display of message context fields [never, errors, always]'],
  },
  SINGLELINE: {
    kind: 'flag',
    default: 'off',
    help: ['if set, end of line terminates SQL commands (same as -S option)'],
  },
  SINGLESTEP: { kind: 'flag', default: 'off', help: ['single-step mode (same as -s option)'] },
  SQLSTATE: { kind: 'result', help: ['SQLSTATE of last query, or "00000" if no error'] },
  USER: { kind: 'result', help: ['the currently connected database user'] },
  VERBOSITY: {
    kind: 'choice',
    default: 'default',
    words: ['default', 'verbose', 'terse', 'sqlstate'],
    help: ['controls verbosity of error reports [default, verbose, terse, sqlstate]'],
  },
  VERSION: { kind: 'result', help: [] },
  VERSION_NAME: { kind: 'result', help: [] },
  VERSION_NUM: {
    kind: 'result',
    help: ["ddbsql's version (in verbose string, short string, or numeric format)"],
  },
} as const satisfies Record<string, SpecialVariable>;

type Names<Kind> = {
  [Name in keyof typeof specialVariables]: (typeof specialVariables)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof specialVariables];

export type FlagName = Names<'flag' | 'flag-or'>;
export type ChoiceName = Names<'choice'>;
export type IntegerName = Names<'integer' | 'eof-count'>;
export type ResultName = Names<'result'>;
export type ChoiceWord<Name extends ChoiceName> = (typeof specialVariables)[Name]['words'][number];

export function specialVariable(name: string): SpecialVariable | undefined {
  return Object.hasOwn(specialVariables, name) ? specialVariables[name as keyof typeof specialVariables] : undefined;
}
