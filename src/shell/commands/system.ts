/** The operating system around the shell, and the clock. */

import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { parseSwitch } from '../../format/pset-values.ts';
import type { CommandStatus } from '../mainloop.ts';
import { expandTilde } from '../sink.ts';
import { systemErrorText } from '../system-error.ts';
import type { MetaCommand } from './command.ts';

const section = 'Operating System';

export const systemCommands: readonly MetaCommand[] = [
  {
    names: ['cd'],
    section,
    help: [{ synopsis: '\\cd [DIR]', text: ['change the current working directory'] }],
    takes: 1,
    stripsSemicolons: true,
    completion: ['directory'],
    run(call) {
      const directory = expandTilde(call.text(0) ?? homedir());
      try {
        process.chdir(directory);
      } catch (error) {
        return call.fail(`could not change directory to "${directory}": ${systemErrorText(error)}`);
      }
      return 'done';
    },
  },
  {
    names: ['getenv'],
    section,
    help: [{ synopsis: '\\getenv PSQLVAR ENVVAR', text: ['fetch environment variable'] }],
    takes: 2,
    needs: 2,
    completion: ['variable', 'environment'],
    run(call) {
      const value = process.env[call.text(1) as string];
      if (value === undefined) return 'done';
      return call.shell.setVariable(call.text(0) as string, value) ? 'done' : 'error';
    },
  },
  {
    names: ['setenv'],
    section,
    help: [{ synopsis: '\\setenv NAME [VALUE]', text: ['set or unset environment variable'] }],
    takes: 2,
    needs: 1,
    completion: ['environment'],
    run(call) {
      const name = call.text(0) as string;
      if (name.includes('=')) return call.fail('environment variable name must not contain "="');
      const value = call.text(1);
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
      return 'done';
    },
  },
  {
    names: ['timing'],
    section,
    help: [
      {
        synopsis: '\\timing [on|off]',
        text: [(shell) => `toggle timing of commands (currently ${shell.timing ? 'on' : 'off'})`],
      },
    ],
    takes: 1,
    completion: [['on', 'off']],
    async run(call): Promise<CommandStatus> {
      const { shell } = call;
      const word = call.text(0);
      const value = word === undefined ? !shell.timing : parseSwitch(word);
      if (value === undefined) {
        shell.messages.error(`unrecognized value "${word}" for "\\timing": Boolean expected`);
      }
      shell.timing = value ?? shell.timing;
      if (!shell.quiet) await shell.io.out(`Timing is ${shell.timing ? 'on' : 'off'}.\n`);
      return value === undefined ? 'error' : 'done';
    },
  },
  {
    names: ['!'],
    section,
    help: [{ synopsis: '\\! [COMMAND]', text: ['execute command in shell or start interactive shell'] }],
    mode: 'whole-line',
    takes: 1,
    run(call) {
      const command = call.text(0);
      const shellName = process.env.SHELL ?? '/bin/sh';
      const { error } =
        command === undefined
          ? spawnSync(shellName, [], { stdio: 'inherit' })
          : spawnSync('/bin/sh', ['-c', command], { argv0: 'sh', stdio: 'inherit' });
      return error === undefined ? 'done' : call.fail('failed');
    },
  },
];
