/** Running the query buffer in other ways than with a semicolon, and leaving. */
import { formatError } from '../error-text.ts';
import type { CommandStatus } from '../mainloop.ts';
import { applyPset } from '../pset.ts';
import type { Shell } from '../shell.ts';
import { expandTilde } from '../sink.ts';
import { watch } from '../watch.ts';
import type { CommandCall, MetaCommand } from './command.ts';
import { printCost } from './cost.ts';

const section = 'General';

export const generalCommands: readonly MetaCommand[] = [
  {
    names: ['bind'],
    section,
    help: [{ synopsis: '\\bind [PARAM]...', text: ['set query parameters'] }],
    takes: Number.POSITIVE_INFINITY,
    run(call) {
      call.shell.nextQuery.parameters = call.arguments.map(({ text }) => text);
      return 'done';
    },
  },
  {
    names: ['copyright'],
    section,
    help: [{ synopsis: '\\copyright', text: ['show ddbsql usage and distribution terms'] }],
    async run({ shell }): Promise<CommandStatus> {
      await shell.io.out(copyright);
      return 'done';
    },
  },
  {
    names: ['cost'],
    section,
    help: [{ synopsis: '\\cost', text: ['show what the session has read from DynamoDB, by table'] }],
    async run({ shell }): Promise<CommandStatus> {
      await printCost(shell);
      return 'done';
    },
  },
  {
    names: ['crosstabview'],
    section,
    help: [{ synopsis: '\\crosstabview [COLUMNS]', text: ['execute query and display result in crosstab'] }],
    takes: 4,
    stripsSemicolons: true,
    completion: ['column', 'column', 'column', 'column'],
    run(call) {
      call.shell.nextQuery.crosstab = call.arguments.map(({ text }) => text);
      return call.send();
    },
  },
  {
    names: ['errverbose'],
    section,
    help: [{ synopsis: '\\errverbose', text: ['show most recent error message at maximum verbosity'] }],
    async run({ shell }): Promise<CommandStatus> {
      const { lastError } = shell;
      if (lastError === undefined) {
        await shell.io.out('There is no previous error.\n');
      } else {
        const { error, text } = lastError;
        shell.messages.error(formatError(shell, error, text, { verbosity: 'verbose', showContext: 'always' }));
      }
      return 'done';
    },
  },
  {
    names: ['g', 'gx'],
    section,
    help: [
      {
        synopsis: '\\g [(OPTIONS)] [FILE]',
        text: [
          'execute query (and send result to file or |pipe);',
          '\\g with no arguments is equivalent to a semicolon',
        ],
      },
    ],
    mode: 'file-pipe',
    completion: ['file'],
    run: go,
  },
  {
    names: ['gdesc'],
    section,
    help: [{ synopsis: '\\gdesc', text: ['describe result of query, without executing it'] }],
    run(call) {
      call.shell.nextQuery.describe = true;
      return call.send();
    },
  },
  {
    names: ['gexec'],
    section,
    help: [{ synopsis: '\\gexec', text: ['execute query, then execute each value in its result'] }],
    run(call) {
      call.shell.nextQuery.executeCells = true;
      return call.send();
    },
  },
  {
    names: ['gset'],
    section,
    help: [
      { synopsis: '\\gset [PREFIX]', text: ['execute query and store result in ddbsql variables'] },
      { synopsis: '\\gx [(OPTIONS)] [FILE]', text: ['as \\g, but forces expanded output mode'] },
    ],
    takes: 1,
    run(call) {
      call.shell.nextQuery.storePrefix = call.text(0) ?? '';
      return call.send();
    },
  },
  {
    names: ['q', 'quit'],
    section,
    help: [{ synopsis: '\\q', text: ['quit ddbsql'] }],
    run: () => 'terminate',
  },
  // pg_dump puts its output between these two: what is in the data cannot run a command.
  {
    names: ['restrict'],
    section,
    help: [{ synopsis: '\\restrict KEY', text: ['enter restricted mode with provided key'] }],
    takes: 1,
    needs: 1,
    run(call) {
      const key = call.text(0) as string;
      if (key === '') return call.fail('missing required argument');
      call.shell.restrictKey = key;
      return 'done';
    },
  },
  {
    names: ['unrestrict'],
    section,
    help: [{ synopsis: '\\unrestrict KEY', text: ['exit restricted mode if key matches'] }],
    takes: 1,
    needs: 1,
    run(call) {
      const { shell } = call;
      const key = call.text(0) as string;
      if (key === '') return call.fail('missing required argument');
      if (shell.restrictKey === undefined) return call.fail('not currently in restricted mode');
      if (key !== shell.restrictKey) return call.fail('wrong key');
      shell.restrictKey = undefined;
      return 'done';
    },
  },
  {
    names: ['watch'],
    section,
    help: [{ synopsis: '\\watch [SEC]', text: ['execute query every SEC seconds'] }],
    takes: 1,
    stripsSemicolons: true,
    async run(call): Promise<CommandStatus> {
      const { buffer, previous, scanner } = call.loop;
      if (buffer.empty) buffer.text = previous.text;
      if (buffer.empty) {
        call.shell.messages.error('\\watch cannot be used with an empty query');
        return 'error';
      }
      const seconds = Number.parseFloat(call.text(0) ?? '2');
      const ok = await watch(call.shell, buffer.text, seconds > 0 ? seconds : 1);
      buffer.reset();
      scanner.reset();
      return ok ? 'done' : 'error';
    },
  },
];

const copyright = `ddbsql, psql for Amazon DynamoDB
Licensed under the Apache License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0).

It embeds PostgreSQL, Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group,
Portions Copyright (c) 1994, The Regents of the University of California (The PostgreSQL License).

`;

/** `\g` and `\gx`: options in parentheses, then a file or a command. */
async function go(call: CommandCall): Promise<CommandStatus> {
  const { shell, loop } = call;
  let target = loop.slash.argument('file-pipe');
  if (target?.text.startsWith('(') === true) {
    if (!(await goOptions(call, target.text.slice(1)))) return 'error';
    target = loop.slash.argument('file-pipe');
  }
  if (target !== undefined) {
    shell.nextQuery.output = target.text.startsWith('|') ? target.text : expandTilde(target.text);
  }
  if (call.name === 'gx') {
    keepPrint(shell);
    shell.print = { ...shell.print, expanded: 'on' };
  }
  return call.send();
}

function keepPrint(shell: Shell): void {
  shell.nextQuery.savedPrint ??= shell.print;
}

/** `name=value` pairs up to the closing parenthesis; where one is wrong all are undone, and the query stays in the buffer. */
async function goOptions(call: CommandCall, first: string): Promise<boolean> {
  const { shell, loop } = call;
  let ok = true;
  for (let option: string | undefined = first; ; option = loop.slash.argument('normal')?.text) {
    if (option === undefined) {
      call.fail('missing right parenthesis');
      ok = false;
      break;
    }
    const closed: boolean = option.endsWith(')');
    const text: string = closed ? option.slice(0, -1) : option;
    if (text !== '') {
      const equals = text.indexOf('=');
      keepPrint(shell);
      const [name, value] = equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
      ok = (await applyPset(shell, name, value, true)) && ok;
    }
    if (closed) break;
  }
  if (!ok && shell.nextQuery.savedPrint !== undefined) {
    shell.print = shell.nextQuery.savedPrint;
    delete shell.nextQuery.savedPrint;
  }
  return ok;
}
