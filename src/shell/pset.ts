/** `\pset` and its short forms: the table is the printer's, the saying is the shell's. */
import { applyPset as change, listPset, PsetError } from '../format/pset.ts';
import type { Shell } from './shell.ts';

/** Sets a print option and says so. False where the option or its value is wrong. */
export async function applyPset(
  shell: Shell,
  name: string,
  value: string | undefined,
  quiet: boolean = shell.quiet,
): Promise<boolean> {
  try {
    const { options, echo } = change(shell.print, name, value);
    shell.print = options;
    if (echo !== undefined && !quiet) await shell.io.out(`${echo}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof PsetError)) throw error;
    shell.messages.error(error.message);
    return false;
  }
}

export async function showPset(shell: Shell): Promise<void> {
  await shell.io.out(listPset(shell.print));
}
