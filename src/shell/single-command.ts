/** `-c '\command'`: one backslash command, without a query buffer around it. */
import { redactSecrets } from '../catalog/redact.ts';
import { dispatch } from './commands/dispatch.ts';
import { ExitCode } from './exit-code.ts';
import { linesOf } from './lines.ts';
import { MainLoop } from './mainloop.ts';
import type { Shell } from './shell.ts';

/** `text` begins with the backslash, without which psql echoes it. */
export async function runCommandText(shell: Shell, text: string): Promise<ExitCode> {
  const command = text.slice(1);
  if (shell.variables.choice('ECHO') === 'all') await shell.io.out(`${redactSecrets(command)}\n`);
  const loop = new MainLoop(shell, linesOf(''), false);
  loop.scanner.start(command);
  return (await dispatch(loop)) === 'error' ? ExitCode.failure : ExitCode.ok;
}
