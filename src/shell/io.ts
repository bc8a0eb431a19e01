/** The process's own streams, as the shell uses them. */
import { isatty } from 'node:tty';
import { ExitCode } from './exit-code.ts';
import { type LineSource, StreamLines } from './lines.ts';
import { systemErrorText } from './system-error.ts';

export interface Io {
  /** Writes to stdout; a promise while whoever reads it is slow. Bytes are the caller's again once it is settled. */
  out(text: string | Uint8Array): void | Promise<void>;
  /** Writes to stderr. */
  err(text: string): void;
  /** Lines of stdin: statements, COPY data and answers come from the same place. */
  readonly input: LineSource;
  readonly inputIsTerminal: boolean;
  readonly outputIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Size of the terminal; 0 where there is none. */
  readonly columns: number;
  readonly rows: number;
  /** Of the terminal that stderr goes to, which may be another; 0 where there is none. */
  readonly errorColumns: number;
}

/**
 * Somebody stopped reading our output (`ddbsql ... | head`): there is nothing left to do, and nothing to complain about. What cannot be written for another
 * reason, a full disk say, is said where it can be.
 */
function exitOnFailure(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ExitCode.ok);
    if (stream === process.stdout) {
      process.stderr.write(`ddbsql: error: could not write to standard output: ${systemErrorText(error)}\n`);
    }
    process.exit(ExitCode.failure);
  });
}

/** Writes to a stream: a promise while it is slow, and for bytes, until they are on their way. It is also settled where the stream has failed. */
export function written(stream: NodeJS.WritableStream, text: string | Uint8Array): void | Promise<void> {
  let isSlow = false;
  const gone = new Promise<void>((resolve) => {
    isSlow = !stream.write(text, () => resolve());
  });
  return isSlow || typeof text !== 'string' ? gone : undefined;
}

export function processIo(): Io {
  exitOnFailure(process.stdout);
  exitOnFailure(process.stderr);
  return {
    out: (text) => written(process.stdout, text),
    err: (text) => void process.stderr.write(text),
    input: new StreamLines(() => process.stdin),
    // Asking process.stdin would load what reads files.
    inputIsTerminal: isatty(0),
    outputIsTerminal: process.stdout.isTTY === true,
    errorIsTerminal: process.stderr.isTTY === true,
    get columns() {
      return process.stdout.columns ?? 0;
    },
    get rows() {
      return process.stdout.rows ?? 0;
    },
    get errorColumns() {
      return process.stderr.columns ?? 0;
    },
  };
}
