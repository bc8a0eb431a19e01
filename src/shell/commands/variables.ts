/** psql's variables. */
import { redactSecrets } from '../../catalog/redact.ts';
import type { CommandStatus } from '../mainloop.ts';
import type { MetaCommand } from './command.ts';

const section = 'Variables';

export const variableCommands: readonly MetaCommand[] = [
  {
    names: ['prompt'],
    section,
    help: [{ synopsis: '\\prompt [TEXT] NAME', text: ['prompt user to set internal variable'] }],
    takes: 2,
    needs: 1,
    completion: ['variable', 'variable'],
    async run(call): Promise<CommandStatus> {
      const { shell } = call;
      const asks = call.arguments.length > 1;
      const name = call.text(asks ? 1 : 0) as string;
      const question = asks ? (call.text(0) as string) : '';
      const answer = await shell.ask(question);
      if (answer === undefined) return call.fail('could not read value for variable');
      return shell.setVariable(name, answer) ? 'done' : 'error';
    },
  },
  {
    names: ['set'],
    section,
    help: [{ synopsis: '\\set [NAME [VALUE]]', text: ['set internal variable, or list all if no parameters'] }],
    takes: Number.POSITIVE_INFINITY,
    completion: ['variable', 'variable-value'],
    async run(call): Promise<CommandStatus> {
      const { shell } = call;
      const name = call.text(0);
      if (name === undefined) {
        const list = shell.variables.entries().map(([variable, value]) => `${variable} = '${value}'\n`);
        // A variable may hold what a user mapping was given.
        await shell.io.out(list.map(redactSecrets).join(''));
        return 'done';
      }
      // The values are put together without blanks.
      const value = call.arguments
        .slice(1)
        .map(({ text }) => text)
        .join('');
      return shell.setVariable(name, value) ? 'done' : 'error';
    },
  },
  {
    names: ['unset'],
    section,
    help: [{ synopsis: '\\unset NAME', text: ['unset (delete) internal variable'] }],
    takes: 1,
    needs: 1,
    completion: ['variable'],
    run: (call) => (call.shell.setVariable(call.text(0) as string, undefined) ? 'done' : 'error'),
  },
];
