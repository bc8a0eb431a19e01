/** `\dump`: the catalog as the SQL that makes it again, elsewhere or after a mistake. */
import { SECRET_MASK } from '../../catalog/options.ts';
import type { Shell } from '../shell.ts';

export async function dumpCatalog(shell: Shell): Promise<void> {
  const statements = await shell.withSession(() => shell.session.catalogDdl());
  // The settings it is written for are the transaction's alone.
  const text = ['BEGIN', ...statements, 'COMMIT'].map((statement) => `${statement};\n`).join('');
  const masked = text.includes(SECRET_MASK);
  const shown = masked ? `-- Secrets are masked: put them in before you run this.\n${text}` : text;
  await shell.sink.write(shell.sink.isStdout ? shell.printable(shown) : shown);
}
