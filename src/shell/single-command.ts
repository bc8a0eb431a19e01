/** `-c '\command'`: one backslash command, without a query buffer around it. */
import { redactSecrets } from '../catalog/redact.ts';
import { dispatch } from './commands/dispatch.ts';
import { ExitCode } from './exit-code.ts';
import { linesOf } from './lines.ts';
import { MainLoop } from './mainloop.ts';
import type { Shell } from './shell.ts';

/** `text` begins with the backslash. */
export async function runCommandText(shell: Shell, text: string): Promise<ExitCode> {
  if (shell.variables.choice('ECHO') === 'all') await shell.io.out(`${redactSecrets(text)}\n`);
  const loop = new MainLoop(shell, linesOf(''), false);
  loop.scanner.start(text.slice(1));
  return (await dispatch(loop)) === 'error' ? ExitCode.failure : ExitCode.ok;
}
