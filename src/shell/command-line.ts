/** The command line: psql's options, and those that DynamoDB needs. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { connectionProblem } from './connection-problem.ts';
import { ExitCode } from './exit-code.ts';
import { expandLongOptions } from './long-options.ts';
import { userName } from './shell.ts';
import type { Action, Setup, StartOptions } from './start.ts';
import { usageText } from './usage.ts';
import { programVersion } from './version.ts';

/** What the session is told of the connection. */
export interface SessionOptions {
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  /** `postgres://...`: the PostgreSQL that answers. */
  readonly engine?: string;
  /** Who is to be connected as (`-U`). */
  readonly user?: string;
  /** False: a password that is missing is not asked for (`-w`). */
  readonly askPassword?: false;
  readonly demo: boolean;
}

export interface CommandLine {
  readonly kind: 'run';
  readonly start: StartOptions;
  readonly session: SessionOptions;
}

/** The command line asked for a text, or was wrong: there is nothing to run. */
export interface Answered {
  readonly kind: 'answered';
  readonly output: string;
  readonly errors: string;
  readonly code: ExitCode;
}

/** Flags that stand for one variable or one print option. */
const shortcuts: readonly (readonly [flags: string, ...setup: readonly Setup[]])[] = [
  ['-a, --echo-all', variable('ECHO', 'all')],
  ['-b, --echo-errors', variable('ECHO', 'errors')],
  ['-e, --echo-queries', variable('ECHO', 'queries')],
  ['-E, --echo-hidden', variable('ECHO_HIDDEN', 'on')],
  ['-q, --quiet', variable('QUIET', 'on')],
  ['-s, --single-step', variable('SINGLESTEP', 'on')],
  ['-S, --single-line', variable('SINGLELINE', 'on')],
  ['-A, --no-align', pset('format', 'unaligned')],
  ['--csv', pset('format', 'csv')],
  ['-H, --html', pset('format', 'html')],
  ['-t, --tuples-only', pset('tuples_only', 'on')],
  ['-x, --expanded', pset('expanded', 'on')],
  ['-z, --field-separator-zero', pset('fieldsep_zero')],
  ['-0, --record-separator-zero', pset('recordsep_zero')],
];

/** Options with a value that set one thing. */
const settings: readonly (readonly [flags: string, (value: string) => Setup])[] = [
  ['-F, --field-separator <string>', (value) => pset('fieldsep', value)],
  ['-R, --record-separator <string>', (value) => pset('recordsep', value)],
  ['-T, --table-attr <text>', (value) => pset('tableattr', value)],
  ['-o, --output <filename>', (target) => ({ kind: 'output', target })],
  ['-L, --log-file <filename>', (path) => ({ kind: 'log', path })],
  ['-v, --variable <assignment>', assignment],
  ['--set <assignment>', assignment],
  [
    '-P, --pset <assignment>',
    (text) => {
      const equals = text.indexOf('=');
      return equals < 0 ? pset(text) : pset(text.slice(0, equals), text.slice(equals + 1));
    },
  ],
];

function variable(name: string, value?: string): Setup {
  return { kind: 'variable', name, value };
}
function pset(name: string, value?: string): Setup {
  return { kind: 'pset', name, value };
}

/** `NAME=VALUE` sets, `NAME` alone unsets. */
function assignment(text: string): Setup {
  const equals = text.indexOf('=');
  return equals < 0 ? variable(text) : variable(text.slice(0, equals), text.slice(equals + 1));
}

/** A flag of psql's that has nothing to act on here. */
function refusing(reason: string): (value: string) => never {
  return () => {
    throw new InvalidArgumentError(reason);
  };
}

const noServer = 'there is no server to connect to: use --endpoint for DynamoDB, or --engine for PostgreSQL';

export async function parseCommandLine(argv: readonly string[]): Promise<CommandLine | Answered> {
  const setup: Setup[] = [];
  const actions: Action[] = [];
  const command = new Command('ddbsql')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption(false)
    .argument('[file...]')
    .option('-V, --version')
    .addOption(new Option('-?, --help [topic]'))
    .option('-X, --no-psqlrc')
    .option('-1, --single-transaction')
    .option('-n, --no-readline')
    .option('-l, --list')
    .option('-w, --no-password')
    .option('-W, --password')
    .option('-d, --dbname <name>')
    .option('-U, --username <name>')
    .option('-h, --host <name>', '', refusing(noServer))
    .option('-p, --port <port>', '', refusing(noServer))
    .option('--endpoint <url>')
    .option('--region <region>')
    .option('--profile <name>')
    .option('--engine <url>')
    .option('--demo');
  // Their order counts, among each other too, so each adds to a list as it is met.
  for (const [flags, ...steps] of shortcuts) {
    const option = new Option(flags);
    command.addOption(option).on(`option:${option.name()}`, () => void setup.push(...steps));
  }
  for (const [flags, step] of settings) {
    const option = new Option(flags);
    command.addOption(option).on(`option:${option.name()}`, (value: string) => void setup.push(step(value)));
  }
  for (const [flags, kind] of [
    ['-c, --command <command>', 'command'],
    ['-f, --file <filename>', 'file'],
  ] as const) {
    const option = new Option(flags);
    command.addOption(option).on(`option:${option.name()}`, (text: string) => void actions.push({ kind, text }));
  }

  const expanded = expandLongOptions(argv, command.options);
  if ('problem' in expanded) return wrong(expanded.problem);
  try {
    command.parse(expanded.argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return refused(error);
  }
  const options = command.opts<ParsedOptions>();
  if (options.help !== undefined) return helpAnswer(options.help);
  if (options.version === true) {
    return { kind: 'answered', output: `ddbsql ${programVersion}\n`, errors: '', code: ExitCode.ok };
  }
  for (const text of command.args) actions.push({ kind: 'file', text });
  const { endpoint, region, profile, engine = fromEnvironment('DDBSQL_ENGINE') } = options;
  const wanted = { database: options.dbname, user: options.username };
  // Whether a server has the user is known once there is a connection.
  const problem = connectionProblem(engine !== undefined, wanted, engine === undefined ? userName : undefined);
  if (problem !== undefined) {
    return { kind: 'answered', output: '', errors: `ddbsql: error: ${problem}\n`, code: ExitCode.badConnection };
  }
  return {
    kind: 'run',
    start: {
      setup,
      actions,
      startupFiles: options.psqlrc,
      singleTransaction: options.singleTransaction === true,
      lineEditing: options.readline,
      listDatabases: options.list === true,
    },
    session: {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
      ...(engine === undefined ? {} : { engine }),
      ...(wanted.user === undefined ? {} : { user: wanted.user }),
      ...(options.password === false ? { askPassword: false as const } : {}),
      demo: options.demo === true,
    },
  };
}

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

interface ParsedOptions {
  readonly help?: string | true;
  readonly version?: true;
  readonly psqlrc: boolean;
  readonly password?: boolean;
  readonly readline: boolean;
  readonly singleTransaction?: true;
  readonly list?: true;
  readonly dbname?: string;
  readonly username?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly engine?: string;
  readonly demo?: true;
}

async function helpAnswer(topic: string | true): Promise<Answered> {
  const answered = (output: string): Answered => ({ kind: 'answered', output, errors: '', code: ExitCode.ok });
  if (topic === true || topic === 'options') return answered(usageText());
  const { commandHelpText, variableHelpText } = await import('./help-text.ts');
  if (topic === 'commands') return answered(commandHelpText(undefined));
  if (topic === 'variables') return answered(variableHelpText());
  return wrong();
}

/** commander's complaints in getopt's words. */
function refused(error: CommanderError): Answered {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownOption':
      return wrong(`invalid option -- '${quoted.replace(/^-/, '').slice(0, 1)}'`);
    case 'commander.optionMissingArgument':
      return wrong(`option requires an argument -- '${/-([^-])/.exec(quoted)?.[1] ?? quoted}'`);
    case 'commander.invalidArgument':
      return wrong(
        error.message.replace(/^error: option '([^']*)' argument '[^']*' is invalid\. /, (_, flags: string) => {
          return `${flags.split(',')[0]}: `;
        }),
      );
    default:
      return wrong(error.message.replace(/^error: /, ''));
  }
}

/** psql says nothing of a help topic that is none but where help is. */
function wrong(message?: string): Answered {
  return {
    kind: 'answered',
    output: '',
    errors: `${message === undefined ? '' : `ddbsql: ${message}\n`}ddbsql: hint: Try "ddbsql --help" for more information.\n`,
    code: ExitCode.failure,
  };
}
