/** What Tab offers: a backslash command's argument, a variable, or SQL. */
import type { Completions } from '../editor.ts';
import type { MainLoop } from '../mainloop.ts';
import { completeMeta } from './meta.ts';
import { completeSql } from './sql.ts';

/** `before` and `after` are the line around the cursor. */
export async function complete(loop: MainLoop, before: string, after: string): Promise<Completions> {
  const { shell, buffer, scanner } = loop;
  const variable = /(?:^|[^:\w]):(["']?)(\w+)$/.exec(before);
  if (variable !== null) {
    const [, quote = '', typed = ''] = variable;
    const names = shell.variables.names().filter((name) => name.startsWith(typed));
    return { candidates: names.map((name) => `:${quote}${name}${quote}`), replaces: `:${quote}${typed}` };
  }
  const command = scanner.inQuote ? undefined : commandBegun(before);
  if (command !== undefined) return completeMeta(shell, command);
  return completeSql(shell, buffer.empty ? before : `${buffer.text}\n${before}`, after);
}

/** The backslash command the line ends in, where no quote hides it. */
function commandBegun(line: string): string | undefined {
  const bare = line.replace(/'(?:[^']|'')*'|"[^"]*"/g, (text) => 'x'.repeat(text.length));
  const at = bare.lastIndexOf('\\');
  return at < 0 || /['"]/.test(bare.slice(0, at)) ? undefined : line.slice(at);
}
