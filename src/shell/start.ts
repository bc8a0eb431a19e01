/** From what the command line says to a running shell, and to how the process ends (psql's main). */
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { redactSecrets } from '../catalog/redact.ts';
import { showHidden } from './describe/query.ts';
import { formatNotice } from './error-text.ts';
import { attempt, sendQuery } from './execute.ts';
import { ExitCode } from './exit-code.ts';
import { interactive } from './interactive.ts';
import { MainLoop } from './mainloop.ts';
import { applyPset } from './pset.ts';
import { runFile } from './script.ts';
import type { Shell } from './shell.ts';
import { runCommandText } from './single-command.ts';
import { expandTilde, openSink } from './sink.ts';
import { systemErrorText } from './system-error.ts';
import { programVersion } from './version.ts';

/** Something to do before the first statement, in the order of the command line. */
export type Setup =
  | { readonly kind: 'variable'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'pset'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'output'; readonly target: string }
  | { readonly kind: 'log'; readonly path: string };

export type Action = { readonly kind: 'command' | 'file'; readonly text: string };

export interface StartOptions {
  readonly setup: readonly Setup[];
  /** `-c` and `-f`, in order; with none the shell reads stdin. */
  readonly actions: readonly Action[];
  readonly startupFiles: boolean;
  readonly singleTransaction: boolean;
  readonly lineEditing: boolean;
  readonly listDatabases: boolean;
}

export async function start(shell: Shell, options: StartOptions): Promise<ExitCode> {
  for (const setup of options.setup) {
    if (!(await prepare(shell, setup))) return ExitCode.failure;
  }
  if (options.listDatabases) {
    if (options.startupFiles) await runStartupFiles(shell);
    shell.messages.starting = false;
    return runCommandText(shell, '\\l');
  }
  if (options.actions.length > 0) {
    if (options.startupFiles) await runStartupFiles(shell);
    return finish(shell, await runActions(shell, options));
  }
  const terminal = shell.io.inputIsTerminal && shell.io.outputIsTerminal;
  if (options.singleTransaction && terminal) {
    shell.messages.error('-1 can only be used in non-interactive mode');
    return ExitCode.failure;
  }
  shell.messages.starting = false;
  if (options.startupFiles) await runStartupFiles(shell);
  const code = terminal
    ? await interactive(shell, options.lineEditing)
    : await inTransaction(shell, options.singleTransaction, () => new MainLoop(shell, shell.io.input, false).run());
  return finish(shell, code);
}

async function finish(shell: Shell, code: ExitCode): Promise<ExitCode> {
  await shell.sink.close();
  await shell.log?.close();
  return code;
}

async function prepare(shell: Shell, setup: Setup): Promise<boolean> {
  switch (setup.kind) {
    case 'variable':
      return shell.setVariable(setup.name, setup.value);
    case 'pset':
      if (await applyPset(shell, setup.name, setup.value, true)) return true;
      shell.messages.error(`could not set printing parameter "${setup.name}"`);
      return false;
    case 'output': {
      const { setOutput } = await import('./commands/output.ts');
      return setOutput(shell, setup.target);
    }
    case 'log':
      try {
        shell.log = openSink(setup.path, true);
        return true;
      } catch (error) {
        shell.messages.error(`could not open log file "${setup.path}": ${systemErrorText(error)}`);
        return false;
      }
  }
}

/**
 * The system's file (PGSYSCONFDIR says where, as for psql's), then `$DDBSQLRC` or `~/.ddbsqlrc`; those that cannot be read are passed over.
 * In place of each, one for this version alone: `.ddbsqlrc-0.1.0` or `.ddbsqlrc-0`.
 */
async function runStartupFiles(shell: Shell): Promise<void> {
  const named = process.env.DDBSQLRC;
  const own = named !== undefined && named !== '' ? expandTilde(named) : join(homedir(), '.ddbsqlrc');
  for (const base of [join(process.env.PGSYSCONFDIR || '/etc', 'ddbsqlrc'), own]) {
    const [major] = programVersion.split('.');
    const path = [`${base}-${programVersion}`, `${base}-${major}`, base].find(isReadable);
    if (path !== undefined) await runFile(shell, path);
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** `-c` and `-f` in order: the last one decides the exit code, unless ON_ERROR_STOP ends it sooner. */
async function runActions(shell: Shell, { actions, singleTransaction }: StartOptions): Promise<ExitCode> {
  return inTransaction(shell, singleTransaction, async () => {
    let code: ExitCode = ExitCode.ok;
    for (const action of actions) {
      code = await runAction(shell, action);
      if (code !== ExitCode.ok && stops(shell)) break;
    }
    return code;
  });
}

function stops(shell: Shell): boolean {
  return shell.variables.flag('ON_ERROR_STOP');
}

/** `-1`: all of it in one transaction, rolled back where ON_ERROR_STOP has stopped it. */
async function inTransaction(shell: Shell, isWanted: boolean, work: () => Promise<ExitCode>): Promise<ExitCode> {
  if (!isWanted) return work();
  const begun = await ownStatement(shell, 'BEGIN');
  if (!begun && stops(shell)) return ExitCode.script;
  const code = await work();
  const ended = await ownStatement(shell, code === ExitCode.ok || !stops(shell) ? 'COMMIT' : 'ROLLBACK');
  return !ended && stops(shell) && code === ExitCode.ok ? ExitCode.script : code;
}

async function runAction(shell: Shell, { kind, text }: Action): Promise<ExitCode> {
  if (kind === 'file') return runFile(shell, text);
  shell.messages.starting = false;
  if (text.startsWith('\\')) return runCommandText(shell, text);
  if (shell.variables.choice('ECHO') === 'all') await shell.io.out(`${redactSecrets(text)}\n`);
  return (await sendQuery(shell, text)) ? ExitCode.ok : ExitCode.failure;
}

/** BEGIN and COMMIT of `-1` are not the user's: only ECHO_HIDDEN shows them. What PostgreSQL says of them is shown. */
async function ownStatement(shell: Shell, statement: string): Promise<boolean> {
  if (!(await showHidden(shell, statement))) return false;
  return attempt(shell, statement, () =>
    shell.session.execute(statement, {
      notice: (notice) => shell.messages.info(formatNotice(shell, notice, statement)),
    }),
  );
}
