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
    const server = shell.server === undefined ? [] : [`server ${shell.server.version}`];
    await shell.io.out(`ddbsql (${[programVersion, ...server].join(', ')})\nType "help" for help.\n\n`);
  }
  // A demo has a home of its own for its catalog; what was typed in it is worth keeping as anything else that was.
  const home = homeDirectory();
  const loader: { editor?: LineEditor } = {};
  let started = false;
  const next = (prompt?: string): Promise<string | undefined> => {
    const line = (loader.editor as LineEditor).next(prompt);
    // Behind the prompt, while the person types, what the first statement needs gets ready.
    if (!started) setImmediate(() => shell.session.warmUp());
    started = true;
    return line;
  };
  const loop: MainLoop = new MainLoop(shell, { next }, true);
  const edits = lineEditing && process.env.TERM !== 'dumb';
  if (edits) await openHistory(shell, home);
  const editor = edits ? await richEditor(shell, loop) : new PlainEditor(shell.io.input);
  loader.editor = editor;
  shell.editor = editor;
  const onInterrupt = (): void => shell.interrupt();
  process.on('SIGINT', onInterrupt);
  const save = (): void => saveHistory(shell, home);
  const stopListening = onEnd(shell, editor, save);
  try {
    return await loop.run();
  } finally {
    process.off('SIGINT', onInterrupt);
    editor.close();
    stopListening();
    save();
  }
}

/** Signals that end the shell, as a window that is closed does, leave the terminal as it was found, and what was typed in the history. */
function onEnd(shell: Shell, editor: LineEditor, save: () => void): () => void {
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals): void => {
    stop();
    shell.progress?.clear();
    editor.close();
    save();
    process.kill(process.pid, signal);
  };
  const stop = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
    process.off('exit', save);
  };
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', save);
  return stop;
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

async function openHistory(shell: Shell, home: string): Promise<void> {
  const { hasSecret } = await import('../catalog/redact.ts');
  shell.history = new History(hasSecret);
  try {
    shell.history.load(historyPath(shell, home));
  } catch {
    // A history that cannot be read is a history that starts empty.
  }
}

function saveHistory(shell: Shell, home: string): void {
  const path = historyPath(shell, home);
  try {
    shell.history?.save(path, shell.variables.integer('HISTSIZE'));
  } catch (error) {
    shell.messages.error(`could not save history to file "${path}": ${systemErrorText(error)}`);
  }
}

function historyPath(shell: Shell, home: string): string {
  const named = shell.variables.get('HISTFILE') ?? process.env.DDBSQL_HISTORY;
  return named === undefined || named === '' ? join(home, 'history') : expandTilde(named);
}
