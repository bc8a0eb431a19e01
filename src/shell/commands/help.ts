/** `\?` and `\h`. */
import type { CommandStatus } from '../mainloop.ts';
import { page } from '../pager.ts';
import type { MetaCommand } from './command.ts';

const section = 'Help';

export const helpCommands: readonly MetaCommand[] = [
  {
    names: ['?'],
    section,
    help: [
      { synopsis: '\\? [commands]', text: ['show help on backslash commands'] },
      { synopsis: '\\? options', text: ['show help on ddbsql command-line options'] },
      { synopsis: '\\? variables', text: ['show help on special variables'] },
    ],
    takes: 1,
    completion: [['commands', 'options', 'variables']],
    async run(call): Promise<CommandStatus> {
      const topic = call.text(0) ?? 'commands';
      const { commandHelpText, optionHelpText, variableHelpText } = await import('../help-text.ts');
      const text =
        topic === 'options'
          ? optionHelpText()
          : topic === 'variables'
            ? variableHelpText()
            : commandHelpText(call.shell);
      await page(call.shell, text);
      return 'done';
    },
  },
  {
    names: ['h', 'help'],
    section,
    help: [{ synopsis: '\\h [NAME]', text: ['help on syntax of SQL commands, * for all commands'] }],
    mode: 'whole-line',
    takes: 1,
    completion: ['sql-command'],
    async run(call): Promise<CommandStatus> {
      // The pages are long and seldom asked for.
      const { sqlHelp } = await import('../sql-help/help.ts');
      const topic = (call.text(0) ?? '').replace(/[\s;]+$/, '');
      await page(call.shell, sqlHelp(topic, call.shell.io.columns));
      return 'done';
    },
  },
];
