/**
 * The program: what argv says, the session that answers, the shell around it. Only what a start needs is loaded here; the session brings in the
 * engine, the SDK and the grammar when a statement needs them.
 */
import type { Spawned } from './engine/pglite/spawn.ts';
import type { Notice } from './errors.ts';
import { escapeControls } from './format/lines.ts';
import type { Session } from './run/port.ts';
import type { CommandLine, SessionOptions } from './shell/command-line.ts';
import { ExitCode } from './shell/exit-code.ts';
import { type Io, processIo } from './shell/io.ts';
import type { Shell } from './shell/shell.ts';
import { programVersion } from './shell/version.ts';

export { lanesUsed } from './run/lanes-used.ts';

export type OpenSession = (options: SessionOptions) => Promise<Session>;

/** Runs the program; the result is its exit code. @param spawned the engine's thread, where bin/ddbsql.js has started it */
export async function main(
  argv: readonly string[],
  open: OpenSession = openSession,
  spawned?: Spawned,
): Promise<ExitCode> {
  const io = processIo();
  // What no part of the program caught is told as any error is: nobody is shown a stack.
  process.on('uncaughtException', (thrown) => void complain(io, thrown).finally(() => process.exit(ExitCode.failure)));
  try {
    if (argv[0] === '--version' || argv[0] === '-V') {
      await io.out(`ddbsql ${programVersion}\n`);
      return ExitCode.ok;
    }
    const { parseCommandLine } = await import('./shell/command-line.ts');
    const parsed = await parseCommandLine(argv);
    if (parsed.kind === 'answered') {
      await io.out(parsed.output);
      io.err(parsed.errors);
      return parsed.code;
    }
    if (open === openSession) await startEngine(parsed, spawned);
    return await run(parsed, open, io);
  } catch (thrown) {
    await complain(io, thrown);
    return ExitCode.failure;
  }
}

/** What belongs to no statement. */
async function complainOf(notice: Notice): Promise<void> {
  const { formatMessage } = await import('./format/errors.ts');
  const escapeControls = process.stderr.isTTY === true;
  process.stderr.write(formatMessage(notice, { verbosity: 'default', showContext: 'errors', escapeControls }));
}

async function complain(io: Io, thrown: unknown): Promise<void> {
  const [{ formatMessage }, { asSqlError }] = await Promise.all([
    import('./format/errors.ts'),
    import('./shell/execute.ts'),
  ]);
  const escapeControls = io.errorIsTerminal;
  io.err(formatMessage(asSqlError(thrown), { verbosity: 'default', showContext: 'errors', escapeControls }));
}

async function run(
  { session: options, start: startOptions }: CommandLine,
  open: OpenSession,
  io: Io,
): Promise<ExitCode> {
  const [{ lazySession }, { Shell }, { start }] = await Promise.all([
    import('./shell/lazy-session.ts'),
    import('./shell/shell.ts'),
    import('./shell/start.ts'),
  ]);
  const session = lazySession(() => open(options));
  const shell = new Shell(session, io);
  if (options.engine !== undefined && !(await connectEngine(shell, options.engine, options.user))) {
    await session.close();
    return ExitCode.badConnection;
  }
  if (!io.inputIsTerminal || startOptions.actions.length > 0) process.on('SIGINT', () => interruptScript(shell));
  try {
    return await start(shell, startOptions);
  } finally {
    await session.close();
  }
}

/** Connects to the server of `--engine` before anything else, as psql does to its own. */
async function connectEngine(shell: Shell, url: string, wantedUser: string | undefined): Promise<boolean> {
  const [{ hidePassword }, { asSqlError }, { connectionProblem }] = await Promise.all([
    import('./shell/engine-server.ts'),
    import('./shell/execute.ts'),
    import('./shell/connection-problem.ts'),
  ]);
  hidePassword(url);
  try {
    const version = await shell.session.serverVersion();
    const { rows } = await shell.session.query('SELECT session_user');
    const user = rows[0]?.[0] ?? '';
    shell.connectedTo(url, version, user);
    const problem = connectionProblem(true, { user: wantedUser }, user);
    if (problem === undefined) return true;
    shell.messages.error(problem);
    return false;
  } catch (thrown) {
    const { detail, hint, message } = asSqlError(thrown).fields;
    shell.messages.error(message);
    if (detail !== undefined) shell.messages.detail(detail);
    if (hint !== undefined) shell.messages.hint(hint);
    return false;
  }
}

/** Starts the engine before all else where a statement of the command line will surely want it, and takes over one that was started. */
async function startEngine({ session, start: { actions } }: CommandLine, spawned: Spawned | undefined): Promise<void> {
  const isOther = session.demo || session.engine !== undefined;
  const isWanted = !isOther && (spawned !== undefined || (await Promise.all(actions.map(wantsEngine))).includes(true));
  if (isWanted) await (await import('./run/engine-ahead.ts')).startEngineAhead({}, spawned);
  else void spawned?.worker.terminate();
}

async function wantsEngine({ kind, text }: CommandLine['start']['actions'][number]): Promise<boolean> {
  if (kind !== 'command' || !/^\s*[^\\\s]/.test(text)) return false;
  const { readExpressStatement } = await import('./run/express-statement.ts');
  return readExpressStatement(text) === undefined;
}

/** Ctrl-C in a script: what runs is cancelled, and the script ends; with nothing running it ends at once. */
function interruptScript(shell: Shell): void {
  if (shell.interactive) return;
  if (shell.cancelled || !shell.running) process.exit(ExitCode.script);
  shell.interrupt();
}

/** Where DynamoDB is: as the command line says, or the embedded one. */
async function openSession(options: SessionOptions): Promise<Session> {
  const { endpoint, region, profile, engine, demo } = options;
  const { createSession } = await import('./run/express-session.ts');
  const server = engine === undefined ? undefined : { url: engine, askPassword: passwordAsker(options) };
  if (demo) return openDemo((each) => createSession({ ...each, server }));
  return createSession({
    connection: {
      endpoint,
      region,
      ...(profile === undefined ? {} : { credentials: { kind: 'profile', profile } }),
      mfaCode: async (serial) =>
        (await import('./shell/ask-secret.ts')).askSecret(`MFA code for ${escapeControls(serial)}: `),
    },
    server,
    onNotice: (notice) => void complainOf(notice),
  });
}

/** A terminal to ask for the server's password on, where it may be asked for. */
function passwordAsker({ askPassword }: SessionOptions): ((user: string) => Promise<string | undefined>) | undefined {
  if (askPassword === false) return undefined;
  return async (user) =>
    (await import('./shell/ask-secret.ts'))
      .askSecret(`Password for user ${escapeControls(user)}: `)
      .catch(() => undefined);
}

/** The embedded DynamoDB with its tables imported, over a catalog that goes with it: a trial changes nothing of the user's own but the history. */
async function openDemo(createSession: typeof import('./run/express-session.ts')['createSession']): Promise<Session> {
  const [{ startDemo }, { mkdtempSync, rmSync }, { tmpdir }, { join }] = await Promise.all([
    import('./demo/start.ts'),
    import('node:fs'),
    import('node:os'),
    import('node:path'),
  ]);
  const demo = await startDemo();
  const directory = mkdtempSync(join(tmpdir(), 'ddbsql-demo-'));
  process.env.DDBSQL_HOME = directory;
  const goes = removedAtEnd(directory, rmSync);
  const session = createSession({ connection: { endpoint: demo.endpoint } });
  const closeSession = session.close.bind(session);
  const close = async (): Promise<void> => {
    await closeSession();
    await demo.stop();
    goes();
  };
  try {
    for (const statement of demoCatalog(demo.endpoint)) await session.execute(statement, {});
  } catch (error) {
    await close();
    throw error;
  }
  session.close = close;
  return session;
}

/** Removes a directory when the process ends, a signal's end too, or when it is told to. */
function removedAtEnd(directory: string, remove: typeof import('node:fs')['rmSync']): () => void {
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  const goes = (): void => {
    process.off('exit', goes);
    for (const signal of signals) process.off(signal, onSignal);
    remove(directory, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    goes();
    process.kill(process.pid, signal);
  };
  process.on('exit', goes);
  for (const signal of signals) process.on(signal, onSignal);
  return goes;
}

function demoCatalog(endpoint: string): readonly string[] {
  return [
    'CREATE EXTENSION IF NOT EXISTS dynamodb_fdw',
    `CREATE SERVER dynamodb_server FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${endpoint}', aws_region 'us-east-1')`,
    'CREATE USER MAPPING FOR CURRENT_USER SERVER dynamodb_server',
    'IMPORT FOREIGN SCHEMA public FROM SERVER dynamodb_server INTO public',
  ];
}
