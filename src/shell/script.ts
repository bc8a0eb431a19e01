/** Runs a script: `-f`, `\i`, the start-up files. */
import { statSync } from 'node:fs';
import { ExitCode } from './exit-code.ts';
import { openFileLines } from './lines.ts';
import { MainLoop } from './mainloop.ts';
import type { Shell } from './shell.ts';
import { systemErrorText } from './system-error.ts';

/** Runs a file, or stdin where it is `-`. Messages within carry its name. */
export async function runFile(shell: Shell, path: string): Promise<ExitCode> {
  if (path === '-') {
    return within(shell, '<stdin>', undefined, () =>
      new MainLoop(shell, shell.io.input, shell.io.inputIsTerminal && shell.editor !== undefined).run(),
    );
  }
  let file: Awaited<ReturnType<typeof openFileLines>>;
  try {
    // It can be opened, and then nothing is read from it.
    if (statSync(path).isDirectory()) {
      return await within(shell, path, path, async () => {
        shell.messages.line = 0;
        shell.messages.error('could not read from input file: Is a directory');
        return ExitCode.failure;
      });
    }
    file = await openFileLines(path);
  } catch (error) {
    shell.messages.error(`${path}: ${systemErrorText(error)}`);
    return ExitCode.failure;
  }
  try {
    return await within(shell, path, path, () => new MainLoop(shell, file.lines, false).run());
  } finally {
    file.close();
  }
}

/** Messages of `work` name the file; afterwards there is something running, and they have the form of where they are. */
async function within(
  shell: Shell,
  name: string,
  path: string | undefined,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const { messages } = shell;
  const outer = { name: messages.file, path: shell.currentFile, line: messages.line };
  messages.file = name;
  shell.currentFile = path;
  try {
    return await work();
  } finally {
    messages.file = outer.name;
    messages.line = outer.line;
    messages.starting = false;
    shell.currentFile = outer.path;
  }
}
