/** Colours for SQL as it is typed. */
import { Chalk } from 'chalk';
import type { Shell } from './shell.ts';

const chalk = new Chalk({ level: 1 });

/** Strings, comments, numbers, words and variables; what is left has no colour. An open string or comment reaches the end. */
const tokens =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>[eEbBxXnN]?'(?:[^']|'')*(?:'|$)|\$([A-Za-z_]*)\$[\s\S]*?(?:\$\3\$|$))|(?<name>"(?:[^"]|"")*(?:"|$))|(?<variable>:(?:'[^']*'|"[^"]*"|\w+))|(?<number>\b\d+(?:\.\d*)?(?:[eE][+-]?\d+)?\b)|(?<command>\\\S*)|(?<word>[A-Za-z_]\w*)/g;

const keywords = new Set(
  `abort add all alter analyze and any as asc begin between by cascade case cast check collate column comment commit constraint
copy create cross current_date current_time current_timestamp current_user data deallocate declare default delete desc distinct do drop
else end except execute exists explain extension false fetch filter first following for foreign from full function grant group having if
ilike import in index inner insert intersect interval into is join last lateral left like limit mapping materialized natural not null nulls
offset on only options or order outer over partition preceding prepare primary public range recursive references refresh rename reset restrict
returning revoke right rollback row rows savepoint schema select server set show similar some table temp temporary then to true truncate
union unique update user using values view when where window with within work wrapper`.split(/\s+/),
);

/** Undefined where nothing is to be coloured. */
export function highlighter(shell: Shell): ((line: string) => string) | undefined {
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '') return undefined;
  return (line) => (shell.variables.flag('HIGHLIGHT') ? highlight(line) : line);
}

export function highlight(line: string): string {
  return line.replace(tokens, (text, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    if (groups.comment !== undefined) return chalk.gray(text);
    if (groups.string !== undefined) return chalk.green(text);
    if (groups.variable !== undefined || groups.command !== undefined) return chalk.magenta(text);
    if (groups.number !== undefined) return chalk.cyan(text);
    if (groups.word !== undefined && keywords.has(text.toLowerCase())) return chalk.blue(text);
    return text;
  });
}
