/** What stands for the connection: the one embedded database. */
import type { CommandStatus } from '../mainloop.ts';
import { databaseName, userName } from '../shell.ts';
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
      const [database = '-', user = '-'] = call.arguments.map(({ text }) => text);
      if (database !== '-' && database !== databaseName) return refuse(`database "${database}" does not exist`);
      if (user !== '-' && user !== userName) return refuse(`role "${user}" does not exist`);
      if (!shell.quiet) {
        await shell.io.out(`You are now connected to database "${databaseName}" as user "${userName}".\n`);
      }
      return 'done';

      function refuse(message: string): 'error' {
        shell.messages.error(`connection to the embedded PostgreSQL failed: FATAL:  ${message}`);
        if (shell.interactive) shell.messages.info('Previous connection kept');
        return 'error';
      }
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
      await shell.io.out(`You are connected to database "${databaseName}" as user "${userName}" on ${where}.\n`);
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
      if (/^(?:utf-?8|unicode)$/i.test(name)) return 'done';
      call.shell.messages.error(`${name}: invalid encoding name or conversion procedure not found`);
      return 'error';
    },
  },
];
