/** `\e`: the query buffer, or a file, in the person's own editor. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandCall } from './commands/command.ts';
import type { CommandStatus } from './mainloop.ts';
import { expandTilde } from './sink.ts';
import { systemErrorText } from './system-error.ts';
import { parseInteger } from './values.ts';

const lineArgument = process.env.DDBSQL_EDITOR_LINENUMBER_ARG ?? process.env.PSQL_EDITOR_LINENUMBER_ARG;

export function editorCommand(environment: NodeJS.ProcessEnv = process.env): string {
  const { DDBSQL_EDITOR, PSQL_EDITOR, EDITOR, VISUAL } = environment;
  return DDBSQL_EDITOR ?? PSQL_EDITOR ?? EDITOR ?? VISUAL ?? 'vi';
}

/** With nothing to edit in the buffer the previous query is edited. It, and a file, run only where they were changed: to quit the editor is to want nothing. */
export function editBuffer(call: CommandCall): CommandStatus {
  const { buffer, previous } = call.loop;
  let [file, lineText] = call.arguments.map(({ text }) => text);
  // A lone number is a line.
  if (file !== undefined && lineText === undefined && /^\d+$/.test(file)) [file, lineText] = [undefined, file];
  const line = lineText === undefined ? undefined : parseInteger(lineText);
  if (lineText !== undefined && (line === undefined || line < 1)) {
    call.shell.messages.error(`invalid line number: ${lineText}`);
    return 'error';
  }
  if (file !== undefined) return editFile(call, expandTilde(file), line, true);
  const directory = mkdtempSync(join(tmpdir(), 'ddbsql.edit.'));
  try {
    const path = join(directory, 'query.sql');
    const before = buffer.empty ? previous.text : buffer.text;
    writeFileSync(path, before === '' || before.endsWith('\n') ? before : `${before}\n`, { mode: 0o600 });
    return editFile(call, path, line, buffer.empty);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param discards what is left as it was is not read */
function editFile(call: CommandCall, path: string, line: number | undefined, discards: boolean): CommandStatus {
  const before = state(path);
  const text = edit(call, path, line);
  if (text === undefined) return 'error';
  const isChanged = state(path) !== before;
  call.loop.buffer.text = isChanged || !discards ? text : '';
  return call.loop.buffer.empty ? 'done' : 'edited';
}

/** What a change of the file changes. */
function state(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${stats?.mtimeMs} ${stats?.size}`;
}

function edit(call: CommandCall, path: string, line: number | undefined): string | undefined {
  if (line !== undefined && lineArgument === undefined) {
    call.shell.messages.error('environment variable DDBSQL_EDITOR_LINENUMBER_ARG must be set to specify a line number');
    return undefined;
  }
  const editor = editorCommand();
  const where = line === undefined ? '' : `${lineArgument}${line} `;
  // The editor may be a command with arguments of its own; only the path needs quoting.
  const { status, error } = spawnSync('/bin/sh', ['-c', `exec ${editor} ${where}"$1"`, 'sh', path], {
    stdio: 'inherit',
  });
  if (error !== undefined || status === 127) {
    call.shell.messages.error(`could not start editor "${editor}"`);
    return undefined;
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    call.shell.messages.error(`${path}: ${systemErrorText(failure)}`);
    return undefined;
  }
}
