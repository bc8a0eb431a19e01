/**
 * Messages on stderr with psql's prefixes. Within a file every message says where: `ddbsql:FILE:LINE: `, and the shell's own errors add
 * `error: `. Before there is anything to run they start with `ddbsql: error: `. Elsewhere (at the prompt, in `-c`, in a pipe) there is no prefix.
 */
const program = 'ddbsql';

export interface MessageSink {
  /** Writes to stderr, after what has been printed to stdout. */
  write(text: string): void;
}

export class Messages {
  readonly #sink: MessageSink;
  /** The file that is being read, as the prefix names it; undefined at the prompt, in `-c` and in a pipe. */
  file: string | undefined;
  /** The line of the source that was read last. */
  line = 0;
  /** True until there is something to run. */
  starting = true;

  constructor(sink: MessageSink) {
    this.#sink = sink;
  }

  error(message: string): void {
    this.#put(message, 'error: ');
  }

  warning(message: string): void {
    this.#put(message, 'warning: ');
  }

  detail(message: string): void {
    this.#put(message, 'detail: ');
  }

  hint(message: string): void {
    this.#put(message, 'hint: ');
  }

  /** PostgreSQL's errors and notices, which bring their own severity. */
  info(message: string): void {
    this.#put(message, '');
  }

  #put(message: string, severity: string): void {
    let prefix = '';
    if (this.file !== undefined) prefix = `${program}:${this.file}:${this.line > 0 ? `${this.line}:` : ''} ${severity}`;
    else if (this.starting) prefix = `${program}: ${severity}`;
    this.#sink.write(`${prefix}${message.endsWith('\n') ? message : `${message}\n`}`);
  }
}
