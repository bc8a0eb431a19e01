/** Reads one backslash command with its arguments and runs it (psql's HandleSlashCmds). */

import { asSqlError, reportError } from '../execute.ts';
import type { SlashArgument } from '../lexer/slash-scanner.ts';
import { Interrupted } from '../lines.ts';
import type { CommandStatus, MainLoop } from '../mainloop.ts';
import { CommandCall, type MetaCommand } from './command.ts';
import { findCommand } from './table.ts';

export async function dispatch(loop: MainLoop): Promise<CommandStatus> {
  const name = loop.slash.command();
  const command = findCommand(name);
  const isRestricted = loop.shell.restrictKey !== undefined && name !== 'unrestrict';
  const status = isRestricted
    ? restricted(loop)
    : command === undefined
      ? unknown(loop, name)
      : await runFound(loop, name, command);
  if (status === 'error') loop.slash.argument('whole-line');
  else if (command !== undefined) ignoreRest(loop, name);
  loop.slash.end();
  return status;
}

function restricted({ shell }: MainLoop): CommandStatus {
  shell.messages.error('backslash commands are restricted; only \\unrestrict is allowed');
  return 'error';
}

function unknown(loop: MainLoop, name: string): CommandStatus {
  const { messages } = loop.shell;
  warnOfInactive(loop, name);
  messages.error(`invalid command \\${name}`);
  if (loop.interactive) messages.hint('Try \\? for help.');
  return 'error';
}

function warnOfInactive(loop: MainLoop, name: string): void {
  if (!loop.interactive || loop.conditions.active) return;
  loop.shell.messages.warning(`\\${name} command ignored; use \\endif or Ctrl-C to exit current \\if block`);
}

async function runFound(loop: MainLoop, name: string, command: MetaCommand): Promise<CommandStatus> {
  const { active } = loop.conditions;
  if (!active && command.branches !== true) {
    warnOfInactive(loop, name);
    readArguments(loop, command);
    return 'done';
  }
  const call = new CommandCall(loop, name, readArguments(loop, command));
  if (call.arguments.length < (command.needs ?? 0)) return call.fail('missing required argument');
  try {
    return await command.run(call);
  } catch (thrown) {
    if (thrown instanceof Interrupted) throw thrown;
    reportError(loop.shell, asSqlError(thrown), '');
    return 'error';
  }
}

function readArguments(loop: MainLoop, command: MetaCommand): readonly SlashArgument[] {
  const found: SlashArgument[] = [];
  const mode = command.mode ?? 'normal';
  for (let left = command.takes ?? 0; left > 0; left--) {
    const argument = loop.slash.argument(mode, command.stripsSemicolons === true);
    if (argument === undefined) break;
    found.push(argument);
  }
  return found;
}

/** Arguments beyond those a command takes; their backticks are not run. */
function ignoreRest(loop: MainLoop, name: string): void {
  const { conditions, slash, shell } = loop;
  const { active } = conditions;
  conditions.push('ignored', { text: '', parens: 0 });
  for (let extra = slash.argument('normal'); extra !== undefined; extra = slash.argument('normal')) {
    if (active) shell.messages.warning(`\\${name}: extra argument "${extra.text}" ignored`);
  }
  conditions.pop();
}
