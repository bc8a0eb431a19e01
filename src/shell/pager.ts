/**
 * Long output goes through a pager: only where a person sits at both ends, when it has more lines than the screen or a table is wider than it.
 * What would fit is printed as it is, so output is held back until it is known that it does not.
 */
import type { Output, PageSize } from '../format/printer.ts';
import type { Shell } from './shell.ts';
import { pipeSink, type Sink } from './sink.ts';

/** The pager's command; undefined where there is none: an empty one turns paging off. */
export function pagerCommand(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const command = environment.DDBSQL_PAGER ?? environment.PSQL_PAGER ?? environment.PAGER ?? 'less';
  return command.trim() === '' ? undefined : command;
}

export interface PagedOutput extends Output {
  write(text: string | Uint8Array): void | Promise<void>;
  close(): Promise<void>;
  /** Closes where a result was cut off, maybe within a line. */
  abandon(): Promise<void>;
}

/**
 * Output to `sink`, through a pager where psql would use one.
 * @param onGone called when nobody reads on: the pager, or the command that `sink` is, has ended
 */
export function pagedOutput(shell: Shell, sink: Sink, onGone: () => void = () => {}): PagedOutput {
  const { io, print } = shell;
  const command = pagerCommand();
  if (!sink.isStdout || !io.inputIsTerminal || !io.outputIsTerminal || print.pager === 'off' || command === undefined) {
    void sink.gone?.then(onGone);
    // On a terminal, what follows a result that was cut off begins a line of its own.
    const abandon = async (): Promise<void> => {
      if (sink.isStdout && shell.isWithinLine) await sink.write('\n');
    };
    return { write: (text) => sink.write(text), close: async () => {}, abandon };
  }
  return new Paging(shell, sink, command, print.pager === 'always', onGone);
}

class Paging implements PagedOutput {
  readonly #shell: Shell;
  readonly #sink: Sink;
  readonly #command: string;
  readonly #limit: number;
  readonly #onGone: () => void;
  #held = '';
  #lines = 0;
  #pager: Sink | undefined;
  #always: boolean;
  #isWithinLine = false;

  constructor(shell: Shell, sink: Sink, command: string, always: boolean, onGone: () => void) {
    this.#onGone = onGone;
    this.#shell = shell;
    this.#sink = sink;
    this.#command = command;
    this.#always = always;
    // A screen's last line is the next prompt's.
    this.#limit = Math.max(shell.io.rows, shell.print.pagerMinLines, 1);
  }

  async size(size: PageSize): Promise<void> {
    const { needsPager } = await import('../format/page.ts');
    const { io, print } = this.#shell;
    if (needsPager(print, size, { rows: io.rows, columns: io.columns })) this.#always = true;
  }

  write(given: string | Uint8Array): void | Promise<void> {
    const text = this.#shell.untrusted.spell(typeof given === 'string' ? given : Buffer.from(given).toString());
    if (text !== '') this.#isWithinLine = !text.endsWith('\n');
    if (this.#pager !== undefined) return this.#pager.write(text);
    this.#held += text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines++;
    if (this.#always || this.#lines >= this.#limit) return this.#open();
  }

  #open(): void | Promise<void> {
    this.#shell.progress?.stop();
    this.#shell.isPaging = true;
    this.#pager = pipeSink(this.#command);
    void this.#pager.gone?.then(this.#onGone);
    const held = this.#held;
    this.#held = '';
    return this.#pager.write(held);
  }

  async abandon(): Promise<void> {
    if (this.#isWithinLine) await this.write('\n');
    await this.close();
  }

  async close(): Promise<void> {
    if (this.#pager === undefined) return this.#sink.write(this.#held);
    await this.#pager.close();
    this.#shell.isPaging = false;
  }
}

/** Prints text that may be long: help, history. */
export async function page(shell: Shell, text: string): Promise<void> {
  const output = pagedOutput(shell, shell.stdout);
  await output.write(shell.printable(text));
  await output.close();
}
