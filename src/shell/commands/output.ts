/** Reading scripts, and sending text and results elsewhere. */
import { dirname, isAbsolute, join } from 'node:path';
import { copyBetween } from '../copy.ts';
import { ExitCode } from '../exit-code.ts';
import type { CommandStatus } from '../mainloop.ts';
import { runFile } from '../script.ts';
import { expandTilde, openSink } from '../sink.ts';
import { systemErrorText } from '../system-error.ts';
import type { CommandCall, MetaCommand } from './command.ts';

const section = 'Input/Output';

/** `-n`, unquoted and first, leaves out the newline; the arguments are joined with one blank each. */
function echoed(call: CommandCall): string {
  const [first] = call.arguments;
  const bare = first?.text === '-n' && first.quote === '';
  const words = bare ? call.arguments.slice(1) : call.arguments;
  return words.map(({ text }) => text).join(' ') + (bare ? '' : '\n');
}

async function include(call: CommandCall): Promise<CommandStatus> {
  const { shell } = call;
  const name = expandTilde(call.text(0) as string);
  const relative = (call.name === 'ir' || call.name === 'include_relative') && shell.currentFile !== undefined;
  const path = relative && !isAbsolute(name) ? join(dirname(shell.currentFile as string), name) : name;
  const code = await runFile(shell, path);
  return code === ExitCode.ok ? 'done' : 'error';
}

export const outputCommands: readonly MetaCommand[] = [
  {
    names: ['copy'],
    section,
    help: [{ synopsis: '\\copy ...', text: ['perform SQL COPY with data stream to the client host'] }],
    mode: 'whole-line',
    takes: 1,
    completion: ['copy'],
    run: (call) => copyBetween(call, call.text(0) ?? ''),
  },
  {
    names: ['echo'],
    section,
    help: [{ synopsis: '\\echo [-n] [STRING]', text: ['write string to standard output (-n for no newline)'] }],
    takes: Number.POSITIVE_INFINITY,
    async run(call): Promise<CommandStatus> {
      await call.shell.io.out(echoed(call));
      return 'done';
    },
  },
  {
    names: ['i', 'include'],
    section,
    help: [{ synopsis: '\\i FILE', text: ['execute commands from file'] }],
    takes: 1,
    needs: 1,
    stripsSemicolons: true,
    completion: ['file'],
    run: include,
  },
  {
    names: ['ir', 'include_relative'],
    section,
    help: [{ synopsis: '\\ir FILE', text: ['as \\i, but relative to location of current script'] }],
    takes: 1,
    needs: 1,
    stripsSemicolons: true,
    completion: ['file'],
    run: include,
  },
  {
    names: ['o', 'out'],
    section,
    help: [{ synopsis: '\\o [FILE]', text: ['send all query results to file or |pipe'] }],
    mode: 'file-pipe',
    takes: 1,
    stripsSemicolons: true,
    completion: ['file'],
    async run(call): Promise<CommandStatus> {
      return (await setOutput(call.shell, call.text(0))) ? 'done' : 'error';
    },
  },
  {
    names: ['qecho'],
    section,
    help: [{ synopsis: '\\qecho [-n] [STRING]', text: ['write string to \\o output stream (-n for no newline)'] }],
    takes: Number.POSITIVE_INFINITY,
    async run(call): Promise<CommandStatus> {
      await call.shell.sink.write(echoed(call));
      return 'done';
    },
  },
  {
    names: ['warn'],
    section,
    help: [{ synopsis: '\\warn [-n] [STRING]', text: ['write string to standard error (-n for no newline)'] }],
    takes: Number.POSITIVE_INFINITY,
    run(call) {
      call.shell.io.err(echoed(call));
      return 'done';
    },
  },
];

/** `\o` and `-o`: where results go from now on; nowhere named means stdout. */
export async function setOutput(shell: CommandCall['shell'], target: string | undefined): Promise<boolean> {
  let sink = shell.stdout;
  if (target !== undefined && target !== '') {
    try {
      sink = openSink(target);
    } catch (error) {
      shell.messages.error(`${target}: ${systemErrorText(error)}`);
      return false;
    }
  }
  await shell.sink.close();
  shell.sink = sink;
  return true;
}
