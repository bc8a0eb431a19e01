/** Where query output goes: the terminal, a file, or a command's standard input (`\o`, `\g`, `-o`). */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { ioError } from '../catalog/io-error.ts';
import { type Io, written } from './io.ts';
import { systemErrorText } from './system-error.ts';

export interface Sink {
  /** True for the process's own standard output: only there is a pager used. */
  readonly isStdout: boolean;
  /** True for a command's standard input: what it makes of that may be on the terminal. */
  readonly isCommand?: boolean;
  /** A promise while whoever reads it is slow. Bytes are the caller's again once it is settled. */
  write(text: string | Uint8Array): void | Promise<void>;
  close(): Promise<void>;
  /** Of a command: settled when it has ended, or reads no more. */
  readonly gone?: Promise<void> | undefined;
  /** Of a command, once closed: why it counts as failed, in libpgport's words. */
  readonly failure?: string | undefined;
}

/** What C calls the signals that end commands (strsignal). */
const signalTexts: Partial<Record<NodeJS.Signals, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGABRT: 'Aborted',
  SIGKILL: 'Killed',
  SIGSEGV: 'Segmentation fault',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
};

/** What a command's end says (wait_error.c); undefined where it ended well. */
export function childFailure(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (code === 0) return undefined;
  if (code === 126) return 'command not executable';
  if (code === 127) return 'command not found';
  if (signal === null) return `child process exited with exit code ${code}`;
  return `child process was terminated by signal ${constants.signals[signal]}: ${signalTexts[signal] ?? signal}`;
}

export function stdoutSink(io: Io): Sink {
  return { isStdout: true, write: (text) => io.out(text), close: async () => {} };
}

/** A leading `~` is the home directory, `~name` that of another user; who is nobody here stays as written. */
export function expandTilde(path: string): string {
  const [tilde, user] = /^~([\w.-]*)(?=\/|$)/.exec(path) ?? [];
  if (tilde === undefined) return path;
  return (user === '' ? homedir() : homeOf(tilde)) + path.slice(tilde.length);
}

/** As the system's user database has it, which Node.js does not read. */
function homeOf(tilde: string): string {
  return spawnSync('/bin/sh', ['-c', `printf %s ${tilde}`], { encoding: 'utf8' }).stdout || tilde;
}

/** Opens a file, or with a leading `|` a command. @param mode of a file that is made @throws the operating system's error */
export function openSink(target: string, append = false, mode = 0o666): Sink {
  return target.startsWith('|') ? pipeSink(target.slice(1)) : fileSink(expandTilde(target), append, mode);
}

/** What a result goes to is opened once there is one: a query that fails leaves the file of `\g` as it is. */
export class LateSink implements Sink {
  readonly isStdout = false;
  readonly #target: string;
  readonly #complain: (why: string) => void;
  #sink: Sink | undefined;
  #failed = false;

  /** @param complain is told, once, why it cannot be opened */
  constructor(target: string, complain: (why: string) => void) {
    this.#target = target;
    this.#complain = complain;
  }

  get isCommand(): boolean {
    return this.#target.startsWith('|');
  }

  get gone(): Promise<void> | undefined {
    return this.#sink?.gone;
  }

  /** False where it could not be opened: what is written is lost. */
  get usable(): boolean {
    return !this.#failed;
  }

  open(): void {
    if (this.#sink !== undefined || this.#failed) return;
    try {
      this.#sink = openSink(this.#target);
    } catch (error) {
      this.#failed = true;
      this.#complain(systemErrorText(error));
    }
  }

  write(text: string | Uint8Array): void | Promise<void> {
    this.open();
    return this.#sink?.write(text);
  }

  async close(): Promise<void> {
    await this.#sink?.close();
  }
}

function fileSink(path: string, append: boolean, mode: number): Sink {
  const descriptor = openSync(path, append ? 'a' : 'w', mode);
  return {
    isStdout: false,
    write(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      } catch (error) {
        throw ioError('write to file', path, error);
      }
    },
    close: async () => closeSync(descriptor),
  };
}

export function pipeSink(command: string, environment?: NodeJS.ProcessEnv): Sink {
  const child = spawn('/bin/sh', ['-c', command], {
    argv0: 'sh',
    stdio: ['pipe', 'inherit', 'inherit'],
    ...(environment === undefined ? {} : { env: environment }),
  });
  let gone = false;
  let failure: string | undefined;
  const closed = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      failure = childFailure(code, signal);
      resolve();
    });
    child.once('error', () => resolve());
  });
  // A command that reads only the beginning is not an error.
  const left = new Promise<void>((resolve) => child.stdin.on('error', () => resolve()));
  const whenGone = Promise.race([closed, left]).then(() => {
    gone = true;
  });
  return {
    isStdout: false,
    isCommand: true,
    write(text) {
      if (!gone) return written(child.stdin, text);
    },
    async close() {
      if (!gone) child.stdin.end();
      await closed;
    },
    gone: whenGone,
    get failure() {
      return failure;
    },
  };
}
