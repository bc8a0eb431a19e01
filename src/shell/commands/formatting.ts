/** How results are printed: `\pset` and its short forms. */

import { psetOptions, psetShorthands, toggledFormat } from '../../format/pset.ts';
import type { CommandStatus } from '../mainloop.ts';
import { applyPset, showPset } from '../pset.ts';
import type { ArgumentCompletion, CommandHelp, MetaCommand } from './command.ts';

const section = 'Formatting';

/** A command that sets one option. */
function shorthand(name: string, help: CommandHelp, completion: readonly ArgumentCompletion[] = []): MetaCommand {
  return {
    names: [name],
    section,
    help: [help],
    takes: 1,
    ...(name === 'f' ? {} : { stripsSemicolons: true }),
    completion,
    async run(call): Promise<CommandStatus> {
      return (await applyPset(call.shell, psetShorthands[name] ?? name, call.text(0))) ? 'done' : 'error';
    },
  };
}

function formatToggle(name: 'a' | 'H', help: CommandHelp): MetaCommand {
  return {
    names: name === 'H' ? ['H', 'html'] : ['a'],
    section,
    help: [help],
    async run({ shell }): Promise<CommandStatus> {
      return (await applyPset(shell, 'format', toggledFormat(shell.print, name))) ? 'done' : 'error';
    },
  };
}

/** The option names in lines of `\?`. */
function optionNames(): string[] {
  const lines: string[] = [];
  let line = '(';
  for (const [index, { name }] of psetOptions.entries()) {
    const piece = index === psetOptions.length - 1 ? `${name})` : `${name}|`;
    if (line.length + piece.length > 48) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return [...lines, line];
}

export const formattingCommands: readonly MetaCommand[] = [
  formatToggle('a', { synopsis: '\\a', text: ['toggle between unaligned and aligned output mode'] }),
  shorthand('C', { synopsis: '\\C [STRING]', text: ['set table title, or unset if none'] }),
  shorthand('f', {
    synopsis: '\\f [STRING]',
    text: ['show or set field separator for unaligned query output'],
  }),
  formatToggle('H', {
    synopsis: '\\H',
    text: [(shell) => `toggle HTML output mode (currently ${shell.print.format === 'html' ? 'on' : 'off'})`],
  }),
  {
    names: ['pset'],
    section,
    help: [{ synopsis: '\\pset [NAME [VALUE]]', text: ['set table output option', ...optionNames()] }],
    takes: 2,
    completion: ['pset-option', 'pset-value'],
    async run(call): Promise<CommandStatus> {
      const name = call.text(0);
      if (name === undefined) {
        await showPset(call.shell);
        return 'done';
      }
      return (await applyPset(call.shell, name, call.text(1))) ? 'done' : 'error';
    },
  },
  shorthand(
    't',
    {
      synopsis: '\\t [on|off]',
      text: [(shell) => `show only rows (currently ${shell.print.tuplesOnly ? 'on' : 'off'})`],
    },
    [['on', 'off']],
  ),
  shorthand('T', { synopsis: '\\T [STRING]', text: ['set HTML <table> tag attributes, or unset if none'] }),
  shorthand(
    'x',
    {
      synopsis: '\\x [on|off|auto]',
      text: [(shell) => `toggle expanded output (currently ${shell.print.expanded})`],
    },
    [['auto', 'on', 'off']],
  ),
];
