/** What stands for the connection: the one embedded database. */

import { connectionProblem } from '../connection-problem.ts';
import type { CommandStatus } from '../mainloop.ts';
import { databaseName } from '../shell.ts';
import type { MetaCommand } from './command.ts';

const section = 'Connection';

export const connectionCommands: readonly MetaCommand[] = [
  {
    names: ['c', 'connect'],
    section,
    help: [
      {
        synopsis: '\\c[onnect] [DBNAME|-]',
        text: [`connect to new database (there is one: "${databaseName}")`],
      },
    ],
    takes: 4,
    mode: 'sql-id-hack',
    stripsSemicolons: true,
    async run(call): Promise<CommandStatus> {
      const { shell } = call;
      const { user: ownUser, server } = shell;
      const [database = '-', user = '-'] = call.arguments.map(({ text }) => text);
      const problem = connectionProblem(server !== undefined, { database, user }, ownUser);
      if (problem === undefined) {
        shell.connected = true;
        if (!shell.quiet) {
          await shell.io.out(`You are now connected to database "${databaseName}" as user "${ownUser}".\n`);
        }
        return 'done';
      }
      if (shell.interactive) {
        shell.messages.error(problem);
        shell.messages.info('Previous connection kept');
      } else {
        shell.messages.error(`\\connect: ${problem}`);
        shell.connected = false;
      }
      return 'error';
    },
  },
  {
    names: ['conninfo'],
    section,
    help: [{ synopsis: '\\conninfo', text: ['display information about current connection'] }],
    async run({ shell }): Promise<CommandStatus> {
      const version = await shell.session.serverVersion();
      const where =
        shell.server === undefined
          ? `the embedded PostgreSQL ${version}`
          : `PostgreSQL ${version} at ${shell.server.url}`;
      await shell.io.out(`You are connected to database "${databaseName}" as user "${shell.user}" on ${where}.\n`);
      return 'done';
    },
  },
  {
    names: ['encoding'],
    section,
    help: [{ synopsis: '\\encoding [ENCODING]', text: ['show or set client encoding'] }],
    takes: 1,
    completion: [['UTF8']],
    async run(call): Promise<CommandStatus> {
      const name = call.text(0);
      if (name === undefined) {
        await call.shell.io.out('UTF8\n');
        return 'done';
      }
      // DynamoDB's strings are UTF-8, and so is everything here.
      if (!/^(?:utf-?8|unicode)$/i.test(name)) {
        call.shell.messages.error(`${name}: invalid encoding name or conversion procedure not found`);
      }
      // psql goes on after it, also under ON_ERROR_STOP.
      return 'done';
    },
  },
];
