/** A shell with a person at it: banner, line editor, history, Ctrl-C. */
import { join } from 'node:path';
import { homeDirectory } from '../catalog/home.ts';
import type { LineEditor } from './editor.ts';
import type { ExitCode } from './exit-code.ts';
import { History } from './history.ts';
import { MainLoop } from './mainloop.ts';
import { PlainEditor } from './plain-editor.ts';
import type { Shell } from './shell.ts';
import { expandTilde } from './sink.ts';
import { systemErrorText } from './system-error.ts';
import { programVersion } from './version.ts';

export async function interactive(shell: Shell, lineEditing: boolean): Promise<ExitCode> {
  if (!shell.quiet) {
    await shell.io.out(`ddbsql (${programVersion})\nType "help" for help.\n\n`);
  }
  // While the person types, what the first statement needs gets ready.
  shell.session.warmUp();
  const loader: { editor?: LineEditor } = {};
  const loop: MainLoop = new MainLoop(shell, { next: (prompt) => (loader.editor as LineEditor).next(prompt) }, true);
  const edits = lineEditing && process.env.TERM !== 'dumb';
  if (edits) await openHistory(shell);
  const editor = edits ? await richEditor(shell, loop) : new PlainEditor(shell.io.input);
  loader.editor = editor;
  shell.editor = editor;
  const onInterrupt = (): void => shell.interrupt();
  process.on('SIGINT', onInterrupt);
  try {
    return await loop.run();
  } finally {
    process.off('SIGINT', onInterrupt);
    editor.close();
    saveHistory(shell);
  }
}

async function richEditor(shell: Shell, loop: MainLoop): Promise<LineEditor> {
  const [{ ReadlineEditor }, { complete }, { highlighter }] = await Promise.all([
    import('./readline-editor.ts'),
    import('./completion/complete.ts'),
    import('./highlight.ts'),
  ]);
  const highlight = highlighter(shell);
  return new ReadlineEditor({
    complete: (before, after) => complete(loop, before, after),
    history: () => shell.history?.entries ?? [],
    ...(highlight === undefined ? {} : { highlight }),
  });
}

async function openHistory(shell: Shell): Promise<void> {
  const { hasSecret } = await import('../catalog/redact.ts');
  shell.history = new History(hasSecret);
  try {
    shell.history.load(historyPath(shell));
  } catch {
    // A history that cannot be read is a history that starts empty.
  }
}

function saveHistory(shell: Shell): void {
  const path = historyPath(shell);
  try {
    shell.history?.save(path, shell.variables.integer('HISTSIZE'));
  } catch (error) {
    shell.messages.error(`could not save history to file "${path}": ${systemErrorText(error)}`);
  }
}

function historyPath(shell: Shell): string {
  const named = shell.variables.get('HISTFILE') ?? process.env.DDBSQL_HISTORY;
  return named === undefined || named === '' ? join(homeDirectory(), 'history') : expandTilde(named);
}
