/** Looking at the query buffer, editing it, and the history. */

import { writeFileSync } from 'node:fs';
import { hasSecret, redactSecrets } from '../../catalog/redact.ts';
import { editBuffer } from '../edit.ts';
import type { CommandStatus } from '../mainloop.ts';
import { page } from '../pager.ts';
import { expandTilde, openSink } from '../sink.ts';
import { systemErrorText } from '../system-error.ts';
import type { MetaCommand } from './command.ts';

const section = 'Query Buffer';

export const bufferCommands: readonly MetaCommand[] = [
  {
    names: ['e', 'edit'],
    section,
    help: [{ synopsis: '\\e [FILE] [LINE]', text: ['edit the query buffer (or file) with external editor'] }],
    takes: 2,
    completion: ['file'],
    run: editBuffer,
  },
  {
    names: ['p', 'print'],
    section,
    help: [{ synopsis: '\\p', text: ['show the contents of the query buffer'] }],
    async run({ shell, loop }): Promise<CommandStatus> {
      const text = loop.buffer.empty ? loop.previous.text : loop.buffer.text;
      if (text !== '') await shell.io.out(`${redactSecrets(text)}\n`);
      else if (!shell.quiet) await shell.io.out('Query buffer is empty.\n');
      return 'done';
    },
  },
  {
    names: ['r', 'reset'],
    section,
    help: [{ synopsis: '\\r', text: ['reset (clear) the query buffer'] }],
    async run({ shell, loop }): Promise<CommandStatus> {
      loop.buffer.reset();
      loop.scanner.reset();
      if (!shell.quiet) await shell.io.out('Query buffer reset (cleared).\n');
      return 'done';
    },
  },
  {
    names: ['s'],
    section,
    help: [{ synopsis: '\\s [FILE]', text: ['display history or save it to file'] }],
    takes: 1,
    completion: ['file'],
    async run(call): Promise<CommandStatus> {
      const { shell } = call;
      const target = call.text(0);
      if (shell.history === undefined) {
        shell.messages.error('history is not supported by this installation');
        return 'error';
      }
      const text = shell.history.printable.map((entry) => `${entry}\n`).join('');
      if (target === undefined) {
        await page(shell, text);
        return 'done';
      }
      try {
        writeFileSync(expandTilde(target), text, { mode: 0o600 });
      } catch (error) {
        shell.messages.error(`could not save history to file "${target}": ${systemErrorText(error)}`);
        return 'error';
      }
      if (!shell.quiet) await shell.io.out(`Wrote history to file "${target}".\n`);
      return 'done';
    },
  },
  {
    names: ['w', 'write'],
    section,
    help: [{ synopsis: '\\w FILE', text: ['write query buffer to file'] }],
    mode: 'file-pipe',
    takes: 1,
    needs: 1,
    stripsSemicolons: true,
    completion: ['file'],
    async run(call): Promise<CommandStatus> {
      const { shell, loop } = call;
      const target = call.text(0) as string;
      const text = loop.buffer.empty ? loop.previous.text : loop.buffer.text;
      try {
        const sink = openSink(target, false, hasSecret(text) ? 0o600 : undefined);
        if (text !== '') await sink.write(`${text}\n`);
        await sink.close();
      } catch (error) {
        shell.messages.error(`${target}: ${systemErrorText(error)}`);
        return 'error';
      }
      return 'done';
    },
  },
];
