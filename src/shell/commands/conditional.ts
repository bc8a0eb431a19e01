/** `\if`, `\elif`, `\else`, `\endif`. Their expressions are read as words and not evaluated where no branch could run. */

import { parseSwitch } from '../../format/pset-values.ts';
import type { CommandStatus, MainLoop } from '../mainloop.ts';
import type { CommandCall, MetaCommand } from './command.ts';

const section = 'Conditional';

function saved(loop: MainLoop) {
  return { text: loop.buffer.text, parens: loop.scanner.parenDepth };
}

/** Drops what a branch that does not run put into the buffer. */
function discard(loop: MainLoop): void {
  const { top } = loop.conditions;
  if (top === undefined) return;
  loop.buffer.text = top.saved.text;
  loop.scanner.parenDepth = top.saved.parens;
}

/** The whole rest of the line is the expression; what is no boolean is an error, and false. */
function readCondition(call: CommandCall): boolean {
  const words: string[] = [];
  const { slash } = call.loop;
  for (let word = slash.argument('normal'); word !== undefined; word = slash.argument('normal')) words.push(word.text);
  const text = words.join(' ');
  const value = parseSwitch(text);
  if (value === undefined) {
    call.shell.messages.error(`unrecognized value "${text}" for "\\${call.name} expression": Boolean expected`);
  }
  return value ?? false;
}

/** Reads the expression without looking at it. */
function skipCondition(call: CommandCall): void {
  const { slash } = call.loop;
  while (slash.argument('normal') !== undefined);
}

function runIf(call: CommandCall): CommandStatus {
  const { loop } = call;
  const { conditions } = loop;
  if (!conditions.active) {
    skipCondition(call);
    conditions.push('ignored', saved(loop));
    return 'done';
  }
  const value = readCondition(call);
  conditions.push(value ? 'true' : 'false', saved(loop));
  return 'done';
}

function runElif(call: CommandCall): CommandStatus {
  const { loop } = call;
  const { top } = loop.conditions;
  switch (top?.condition) {
    case 'true':
      // The branch that ran is over; its text stays.
      top.saved = saved(loop);
      top.condition = 'ignored';
      skipCondition(call);
      return 'done';
    case 'false':
      discard(loop);
      // The expression counts, so it is read as in a branch that runs.
      top.condition = 'true';
      if (!readCondition(call)) top.condition = 'false';
      return 'done';
    case 'ignored':
      discard(loop);
      skipCondition(call);
      return 'done';
    case 'else-true':
    case 'else-false':
      call.shell.messages.error('\\elif: cannot occur after \\else');
      return 'error';
    case undefined:
      call.shell.messages.error('\\elif: no matching \\if');
      return 'error';
  }
}

function runElse(call: CommandCall): CommandStatus {
  const { loop } = call;
  const { top } = loop.conditions;
  switch (top?.condition) {
    case 'true':
      top.saved = saved(loop);
      top.condition = 'else-false';
      return 'done';
    case 'false':
      discard(loop);
      top.condition = 'else-true';
      return 'done';
    case 'ignored':
      discard(loop);
      top.condition = 'else-false';
      return 'done';
    case 'else-true':
    case 'else-false':
      call.shell.messages.error('\\else: cannot occur after \\else');
      return 'error';
    case undefined:
      call.shell.messages.error('\\else: no matching \\if');
      return 'error';
  }
}

function runEndif(call: CommandCall): CommandStatus {
  const { conditions } = call.loop;
  if (conditions.top === undefined) {
    call.shell.messages.error('\\endif: no matching \\if');
    return 'error';
  }
  if (!conditions.active) discard(call.loop);
  conditions.pop();
  return 'done';
}

export const conditionalCommands: readonly MetaCommand[] = [
  {
    names: ['if'],
    section,
    help: [{ synopsis: '\\if EXPR', text: ['begin conditional block'] }],
    branches: true,
    run: runIf,
  },
  {
    names: ['elif'],
    section,
    help: [{ synopsis: '\\elif EXPR', text: ['alternative within current conditional block'] }],
    branches: true,
    run: runElif,
  },
  {
    names: ['else'],
    section,
    help: [{ synopsis: '\\else', text: ['final alternative within current conditional block'] }],
    branches: true,
    run: runElse,
  },
  {
    names: ['endif'],
    section,
    help: [{ synopsis: '\\endif', text: ['end conditional block'] }],
    branches: true,
    run: runEndif,
  },
];
