/** The texts of `--help`, `--help=commands`, `--help=variables` and of `\?`. */
import { psetOptions } from '../format/pset.ts';
import { type CommandHelp, sections } from './commands/command.ts';
import { metaCommands } from './commands/table.ts';
import type { Shell } from './shell.ts';
import { specialVariables } from './special-variables.ts';
import { usageText } from './usage.ts';

const synopsisWidth = 22;

/** `\?`: made from the table of commands. */
export function commandHelpText(shell: Shell | undefined): string {
  const parts = sections.map((section) => {
    const entries = metaCommands.filter((command) => command.section === section).flatMap(({ help }) => help);
    const note = section === 'Informational' ? '  (options: S = show system objects, + = additional detail)\n' : '';
    return `${section}\n${note}${entries.map((entry) => commandEntry(entry, shell)).join('')}`;
  });
  return parts.join('\n');
}

function commandEntry({ synopsis, text }: CommandHelp, shell: Shell | undefined): string {
  const lines = text.map((line) => {
    if (typeof line === 'string') return line;
    // Before a shell runs there is no current state to tell.
    return shell === undefined ? line(noState).replace(/ \(currently [^)]*\)/, '') : line(shell);
  });
  const [first = '', ...rest] = lines;
  const indent = ' '.repeat(synopsisWidth + 3);
  const head = `  ${synopsis.padEnd(synopsisWidth)} ${first}\n`;
  return head + rest.map((line) => `${indent}${line}\n`).join('');
}

/** Stands in for the shell where only the words around its state are wanted. */
const noState = { print: {}, timing: false } as Shell;

export function optionHelpText(): string {
  return usageText();
}

export function variableHelpText(): string {
  let text = 'List of specially treated variables\n\nddbsql variables:\nUsage:\n';
  text += '  ddbsql --set=NAME=VALUE\n  or \\set NAME VALUE inside ddbsql\n\n';
  for (const [name, { help }] of Object.entries(specialVariables)) text += block(name, help);
  text += '\nDisplay settings:\nUsage:\n  ddbsql --pset=NAME[=VALUE]\n  or \\pset NAME [VALUE] inside ddbsql\n\n';
  for (const { name, aliases = [], values = [] } of psetOptions) {
    const names = aliases.length === 0 ? name : `${name} (or ${aliases.join(', ')})`;
    text += block(names, [displaySettings[name] ?? '', ...(values.length > 3 ? [`[${values.join(', ')}]`] : [])]);
  }
  text += '\nEnvironment variables:\nUsage:\n';
  text += '  NAME=VALUE [NAME=VALUE] ddbsql ...\n  or \\setenv NAME [VALUE] inside ddbsql\n\n';
  for (const [name, help] of environmentVariables) text += block(name, [help]);
  return text;
}

function block(name: string, lines: readonly string[]): string {
  return `  ${name}\n${lines
    .filter((line) => line !== '')
    .map((line) => `    ${line}\n`)
    .join('')}`;
}

const displaySettings: Readonly<Record<string, string>> = {
  border: 'border style (number)',
  columns: 'target width for the wrapped format',
  csv_fieldsep: 'field separator for CSV output format (default ",")',
  expanded: 'expanded output [on, off, auto]',
  fieldsep: 'field separator for unaligned output (default "|")',
  fieldsep_zero: 'set field separator for unaligned output to a zero byte',
  footer: 'enable or disable display of the table footer [on, off]',
  format: 'set output format',
  linestyle: 'set the border line drawing style [ascii, old-ascii, unicode]',
  null: 'set the string to be printed in place of a null value',
  numericlocale: 'enable display of a locale-specific character to separate groups of digits',
  pager: 'control when an external pager is used [yes, no, always]',
  pager_min_lines: 'minimum number of lines required in the output to use a pager',
  recordsep: 'record (line) separator for unaligned output',
  recordsep_zero: 'set record separator for unaligned output to a zero byte',
  tableattr: 'specify attributes for table tag in html format, or proportional column widths in latex-longtable format',
  title: 'set the table title for subsequently printed tables',
  tuples_only: 'if set, only actual table data is shown',
  unicode_border_linestyle: 'set the style of Unicode border lines [single, double]',
  unicode_column_linestyle: 'set the style of Unicode column lines [single, double]',
  unicode_header_linestyle: 'set the style of Unicode header lines [single, double]',
};

const environmentVariables: readonly (readonly [string, string])[] = [
  ['AWS_ENDPOINT_URL_DYNAMODB', 'endpoint of DynamoDB where a server names none'],
  ['AWS_REGION, AWS_PROFILE, AWS_ACCESS_KEY_ID, ...', "the AWS SDK's own, where a server or user mapping says nothing"],
  ['COLUMNS', 'number of columns for wrapped format'],
  ['DDBSQL_DEBUG', 'if set, an unexpected error is shown with its stack'],
  ['DDBSQL_EDITOR, PSQL_EDITOR, EDITOR, VISUAL', 'editor used by the \\e command'],
  ['DDBSQL_EDITOR_LINENUMBER_ARG', 'how to specify a line number when invoking the editor'],
  ['DDBSQL_ENGINE', 'postgres://... of a PostgreSQL server that answers in place of the embedded one, as --engine'],
  ['DDBSQL_HISTORY', 'alternative location for the command history file'],
  ['DDBSQL_HOME', "directory of ddbsql's own files: catalog, history, caches"],
  ['DDBSQL_PAGER, PSQL_PAGER, PAGER', 'name of external pager program'],
  ['DDBSQLRC', "alternative location for the user's .ddbsqlrc file"],
  ['NO_COLOR', 'if set, nothing is coloured'],
  ['PGPASSWORD, PGPASSFILE', "password, or name of a file of passwords, of the engine's server"],
  ['PGSYSCONFDIR', 'directory of the system-wide start-up file, ddbsqlrc (default: /etc)'],
  ['SHELL', 'shell used by the \\! command'],
];
