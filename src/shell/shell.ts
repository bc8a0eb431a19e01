/** The state of one running shell: what statements, backslash commands and prompts share. */
import { spawnSync } from 'node:child_process';
import type { SqlError } from '../errors.ts';
import { escapeControls } from '../format/lines.ts';
import { defaultPrintOptions, type PrintOptions } from '../format/options.ts';
import type { Session } from '../run/port.ts';
import type { CopyData } from './copy-data.ts';
import type { LineEditor } from './editor.ts';
import { shownUrl } from './engine-server.ts';
import type { History } from './history.ts';
import type { Io } from './io.ts';
import type { LineSource } from './lines.ts';
import { Messages } from './messages.ts';
import type { ProgressLine } from './progress.ts';
import { type Sink, stdoutSink } from './sink.ts';
import { UntrustedText } from './untrusted.ts';
import { Variables } from './variables.ts';
import { embeddedVersion, programVersion } from './version.ts';

/** What the next query is to do beyond running: set by `\g`, `\gset` and their kin, and gone after it. */
export interface NextQuery {
  /** `\g FILE` or `\g |COMMAND`. */
  output?: string;
  /** The print options as they were before `\g (...)` or `\gx` changed them. */
  savedPrint?: PrintOptions;
  /** `\gset`'s prefix. */
  storePrefix?: string;
  describe?: boolean;
  executeCells?: boolean;
  /** `\crosstabview`'s arguments. */
  crosstab?: readonly string[];
  /** `\bind`'s values. */
  parameters?: readonly string[];
  /** `\copy`'s data, in place of what follows the statement. */
  copyFrom?: CopyData;
  /** Where `\copy`'s data goes. */
  copyTo?: Sink;
}

export const databaseName = 'ddbsql';
/** As the embedded engine calls it; a server's is called as its initdb was told. */
export const userName = 'postgres';

export class Shell {
  readonly session: Session;
  readonly io: Io;
  readonly variables = new Variables();
  readonly messages: Messages;
  readonly untrusted = new UntrustedText();
  readonly stdout: Sink;
  print: PrintOptions = defaultPrintOptions;
  /** Where query output goes: stdout, or where `\o` says. */
  sink: Sink;
  /** `-L`: everything that is sent and printed, once more. */
  log: Sink | undefined;
  timing = false;
  /** The PostgreSQL server that answers in the embedded engine's place: its URL without a password, and its version. */
  server: { readonly url: string; readonly version: string } | undefined;
  user = userName;
  /** False once a `\c` of a script has failed: what was meant for another database does not run in this one. */
  connected = true;
  nextQuery: NextQuery = {};
  /** The error `\errverbose` shows, with the statement it came from. */
  lastError: { readonly error: SqlError; readonly text: string } | undefined;
  /** True while statements come from a person at a terminal. */
  interactive = false;
  /** Where statements come from now, and so the data of COPY FROM STDIN too. */
  source: LineSource;
  /** The file that is being read (`\ir` is relative to it); undefined at the prompt, in `-c` and for stdin. */
  currentFile: string | undefined;
  editor: LineEditor | undefined;
  history: History | undefined;
  /** How many statements have been sent: what was read of the catalog before may be out of date. */
  statements = 0;
  /** `%l`: the line within the statement that is being typed. */
  statementLine = 1;
  /** Width of the last PROMPT1, for `%w` in PROMPT2. */
  promptWidth = 0;
  /** The line that follows the statement that runs. */
  progress: ProgressLine | undefined;
  /** Writes to stderr what is the shell's own, control sequences too. */
  readonly writeOwn: (text: string) => void;
  /** `\restrict`'s: no command but `\unrestrict` with the same key runs. */
  restrictKey: string | undefined;
  /** Set by Ctrl-C: what loops (`\watch`, a script) stops. */
  cancelled = false;
  /** A pager has the screen: nothing is written over it. */
  isPaging = false;
  /** What was written last to the terminal waits for its newline. */
  isWithinLine = false;
  /** A line of COPY's data is being typed: Ctrl-C ends the asking, and with it the statement. */
  isAsking = false;
  /** True while a request is with the session, so that Ctrl-C cancels it. */
  #running = 0;

  constructor(session: Session, io: Io) {
    this.session = session;
    this.io = onScreen(io, this);
    this.writeOwn = (text) => io.err(text);
    this.messages = new Messages({
      write: (text) => this.io.err(io.errorIsTerminal ? escapeControls(text) : text),
    });
    this.stdout = stdoutSink(this.io);
    this.sink = this.stdout;
    this.source = io.input;
    this.variables.report('DBNAME', databaseName);
    this.variables.report('USER', userName);
    this.variables.report('ENCODING', 'UTF8');
    this.variables.report('LAST_ERROR_MESSAGE', '');
    this.variables.report('LAST_ERROR_SQLSTATE', '00000');
    this.variables.report('VERSION', `ddbsql ${programVersion}`);
    this.variables.report('VERSION_NAME', programVersion);
    this.variables.report('VERSION_NUM', versionNumber(programVersion));
    this.variables.report('SERVER_VERSION_NAME', embeddedVersion);
    this.variables.report('SERVER_VERSION_NUM', serverVersionNumber(embeddedVersion));
  }

  /** The server of `--engine` answers. */
  connectedTo(url: string, version: string, user: string): void {
    this.server = { url: shownUrl(url), version };
    this.user = user;
    this.variables.report('USER', user);
    this.variables.report('SERVER_VERSION_NAME', version);
    this.variables.report('SERVER_VERSION_NUM', serverVersionNumber(version));
  }

  get quiet(): boolean {
    return this.variables.flag('QUIET');
  }

  /** Sets a variable; says why where it cannot be. */
  setVariable(name: string, value: string | undefined): boolean {
    const assignment = this.variables.set(name, value);
    if (!assignment.ok) this.messages.error(assignment.message);
    return assignment.ok;
  }

  /**
   * Asks the person, or reads the answer from stdin; undefined at the end of input. A script's question is output, another's
   * (simple_prompt) is not. @throws Interrupted
   */
  async ask(question: string): Promise<string | undefined> {
    if (this.editor !== undefined) return this.editor.ask(this.untrusted.spell(question));
    if (this.messages.file === undefined) this.io.err(question);
    else await this.io.out(question);
    return this.io.input.next();
  }

  /** Runs something on the session while Ctrl-C means: cancel it. */
  async withSession<T>(work: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
    }
  }

  /** Text that may hold anybody's characters, as it may be written to stdout. */
  printable(text: string): string {
    return this.io.outputIsTerminal ? escapeControls(text) : text;
  }

  get running(): boolean {
    return this.#running > 0;
  }

  /** Ctrl-C outside the line editor. */
  interrupt(): void {
    this.cancelled = true;
    if (this.#running === 0 || this.isAsking) return;
    if (!this.isPaging) {
      // The terminal has written `^C` to the line that is taken away.
      const echoed = this.progress?.end() === true ? '^C' : '';
      this.io.err(`${echoed}Cancel request sent\n`);
    }
    void this.session.cancel();
  }
}

/** psql's integer form of a version: 1.2.3 is 010203. */
function versionNumber(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return String(major * 10000 + minor * 100 + patch);
}

/** PostgreSQL's: 18.6 is 180006. */
function serverVersionNumber(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return String(major * 10000 + minor);
}

/** The same streams, with somebody else's text spelled out on its way to a terminal, where no progress stands in its way. */
function onScreen(io: Io, shell: Shell): Io {
  const { outputIsTerminal, errorIsTerminal } = io;
  const shown = (text: string): string => {
    shell.progress?.clear();
    return shell.untrusted.spell(text);
  };
  return Object.create(io, {
    out: {
      value: (text: string | Uint8Array) => {
        if (!outputIsTerminal) return io.out(text);
        shell.progress?.clear();
        if (text.length > 0) shell.isWithinLine = !endsLine(text);
        if (shell.progress !== undefined && text.length > 0) shell.progress.isBlocked = !endsLine(text);
        return io.out(typeof text === 'string' ? shown(text) : text);
      },
    },
    err: {
      value: (text: string) => {
        if (errorIsTerminal && text !== '') shell.isWithinLine = !endsLine(text);
        return io.err(errorIsTerminal ? shown(text) : text);
      },
    },
  }) as Io;
}

function endsLine(text: string | Uint8Array): boolean {
  return typeof text === 'string' ? text.endsWith('\n') : text.at(-1) === 0x0a;
}

/** A backtick command's output, without its last newline. */
export function commandOutput(command: string): string {
  const { stdout } = spawnSync('/bin/sh', ['-c', command], {
    argv0: 'sh',
    stdio: ['inherit', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  const text = stdout.toString('utf8');
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
