/** The program on a pseudo-terminal: keys in, what the screen shows out. */
import { spawn } from '@lydell/node-pty';
import { programEnvironment, programWords } from './program.ts';
import { screenText } from './screen.ts';

export interface TerminalOptions {
  readonly home: string;
  /** `dumb` has no line editor. */
  readonly term?: 'xterm' | 'dumb';
  readonly argv?: readonly string[];
  /** What is run in the program's place: a shell to run it from. */
  readonly command?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly rows?: number;
  readonly columns?: number;
}

/** How long the screen has to stay as it is before the next key. */
const quiet = 150;
const patience = 20_000;

export class Terminal {
  readonly #pty: ReturnType<typeof spawn>;
  readonly #columns: number;
  #output = '';
  #lastData = Date.now();
  #sent = 0;
  exitCode: number | undefined;

  constructor(options: TerminalOptions) {
    const { home, term = 'xterm', argv = ['-X'], environment = {}, rows = 50, columns = 80 } = options;
    this.#columns = columns;
    const [command = '', ...words] = options.command ?? [...programWords, ...argv];
    this.#pty = spawn(command, words, {
      cols: columns,
      rows,
      name: term,
      env: programEnvironment(home, { TERM: term, NO_COLOR: '1', ...environment }),
    });
    this.#pty.onData((data) => {
      this.#output += data;
      this.#lastData = Date.now();
    });
    this.#pty.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
    });
  }

  get raw(): string {
    return this.#output;
  }

  /** The screen, without blanks at the ends of lines; lines are as long as they were written. */
  get screen(): string {
    return this.#trimmed(screenText(this.#output));
  }

  /** The same with lines cut where the terminal cuts them. */
  get wrappedScreen(): string {
    return this.#trimmed(screenText(this.#output, this.#columns));
  }

  #trimmed(screen: string): string {
    return screen
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  send(keys: string): void {
    this.#sent = this.#output.length;
    this.#pty.write(keys);
  }

  /** Sends keys once the screen has shown `before` at its end, a prompt unless it is said. */
  async type(keys: string, before: RegExp | undefined = /[=*!@^('"$-][*!]?> ?$/): Promise<void> {
    await this.until(before);
    this.send(keys);
    await this.settled();
  }

  /** Waits until what has come since the last keys matches. */
  async until(end: RegExp): Promise<void> {
    const deadline = Date.now() + patience;
    while (!end.test(screenText(this.#output.slice(this.#sent)).trimEnd())) {
      if (this.exitCode !== undefined) return;
      if (Date.now() > deadline) throw new Error(`the terminal never showed ${end}:\n${this.screen}`);
      await pause(20);
    }
  }

  /** Waits until the line editor reads: the terminal itself echoes what is typed sooner. */
  async reading(): Promise<void> {
    const deadline = Date.now() + patience;
    while (this.#output.lastIndexOf('\x1b[?2004h') <= this.#output.lastIndexOf('\x1b[?2004l')) {
      if (this.exitCode !== undefined) return;
      if (Date.now() > deadline) throw new Error(`the line editor never read:\n${this.screen}`);
      await pause(20);
    }
  }

  /** Waits until nothing has been written for a moment. */
  async settled(): Promise<void> {
    const sent = Date.now();
    while (this.exitCode === undefined && Date.now() - Math.max(this.#lastData, sent) < quiet) await pause(20);
  }

  async exited(): Promise<number> {
    const deadline = Date.now() + patience;
    while (this.exitCode === undefined) {
      if (Date.now() > deadline) throw new Error(`the program goes on:\n${this.screen}`);
      await pause(20);
    }
    return this.exitCode;
  }

  close(): void {
    // Not SIGHUP, at which the program would save its history into what the test removes.
    if (this.exitCode === undefined) this.#pty.kill('SIGKILL');
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
