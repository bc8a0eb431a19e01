/** `\gdesc`: the columns a query would give, without running it. */
import { printListing } from './print.ts';
import type { Shell } from './shell.ts';
import type { Sink } from './sink.ts';

/** @returns how many columns. @throws SqlError where the query is wrong */
export async function describeQuery(shell: Shell, text: string, sink: Sink): Promise<number> {
  const { rows } = await shell.session.describe(text);
  if (rows.length === 0) {
    await sink.write('The command has no result, or the result has no columns.\n');
    return 0;
  }
  const { title, nullText } = shell.print;
  await printListing(shell, { title, headers: ['Column', 'Type'], rows, nullText }, sink);
  return rows.length;
}
