/**
 * What becomes of a request's results. Usually each is printed as it comes. Where only the last one counts (`\gset`, `\gexec`,
 * `\crosstabview`, SHOW_ALL_RESULTS off) results are held until it is known which that is.
 */
import type { Field, Row } from '../engine/port.ts';
import { escapeControls } from '../format/lines.ts';
import type { StatementReceiver } from '../run/port.ts';
import { printCrosstab } from './crosstab.ts';
import { formatNotice } from './error-text.ts';
import { printResult, type ResultPrinter, resultForm } from './print.ts';
import { ProgressLine } from './progress.ts';
import type { Shell } from './shell.ts';
import type { LateSink, Sink } from './sink.ts';
import { isLoneQuery } from './statement-kind.ts';
import { Variables } from './variables.ts';

interface HeldResult {
  readonly fields: readonly Field[] | undefined;
  readonly rows: Row[];
  readonly tag: string;
}

const ROWS_OF_TAG = /^(?:INSERT|UPDATE|DELETE|MERGE|SELECT|FETCH|MOVE|COPY)\b.* (\d+)$/;
const reportsRows = /^(?:INSERT|UPDATE|DELETE|MERGE)\b/;

export class ResultPrinting {
  readonly sink: Sink;
  readonly tags: string[] = [];
  /** ROW_COUNT of the last statement. */
  rowCount = '0';
  /** The statements `\gexec` found. */
  readonly cells: string[] = [];
  readonly #shell: Shell;
  readonly #text: string;
  readonly #copySink: Sink;
  readonly #holds: boolean;
  readonly #output: LateSink | undefined;
  readonly #progress: ProgressLine;
  readonly #decoder = new TextDecoder();
  #held: HeldResult | undefined;
  #fields: readonly Field[] | undefined;
  #rows: Row[] = [];
  #printer: ResultPrinter | undefined;
  /** True where rows may come that somebody is to read. */
  #isRead: boolean;
  /** The pager, or the command of `\g`, ended before the query did: what was left is not fetched, nor paid for. That is no error. */
  wasLeft = false;

  constructor(shell: Shell, text: string, output: LateSink | undefined) {
    this.#output = output;
    this.#shell = shell;
    this.#text = text;
    this.sink = output ?? shell.sink;
    const { storePrefix, executeCells, crosstab, copyTo } = shell.nextQuery;
    this.#copySink = copyTo ?? this.sink;
    this.#holds =
      storePrefix !== undefined ||
      executeCells === true ||
      crosstab !== undefined ||
      !shell.variables.flag('SHOW_ALL_RESULTS');
    // Where a query that only reads ends changes nothing. The command of `\o` is for other statements too.
    const isForThis = output !== undefined || shell.sink.isStdout;
    this.#isRead = isForThis && shell.session.transactionStatus === 'idle' && isLoneQuery(text);
    this.#progress = new ProgressLine(shell, this.sink.isCommand === true);
  }

  get receiver(): StatementReceiver {
    return {
      fields: async (fields) => {
        this.#fields = fields;
        if (!this.#holds) this.#printer = await this.#printerOf(fields);
      },
      rows: (rows) => {
        if (this.#printer !== undefined) return this.#printer.rows(rows);
        for (const row of rows) this.#rows.push(row);
      },
      textForm: async () => (this.#holds ? undefined : resultForm(this.#shell, this.sink)),
      lines: (lines) => this.#printer?.lines(lines),
      complete: (tag) => this.#complete(tag),
      notice: (notice) => this.#shell.messages.info(formatNotice(this.#shell, notice, this.#text)),
      copyData: (chunk) => this.#copySink.write(this.#spelled(chunk)),
      progress: (progress) => this.#progress.show(progress),
    };
  }

  /** COPY's data as it is, but for a terminal, which must not be driven by it. */
  #spelled(chunk: Uint8Array): string | Uint8Array {
    if (!this.#copySink.isStdout || !this.#shell.io.outputIsTerminal) return chunk;
    return escapeControls(this.#decoder.decode(chunk, { stream: true }));
  }

  /** After the last result. False where it could not be used as asked. */
  async finish(): Promise<boolean> {
    this.#progress.end();
    const last = this.#held;
    this.#held = undefined;
    return last === undefined ? true : this.#use(last);
  }

  /** After an error, before it is said: what came before it is shown where all results are, and a pager is left. */
  async abandon(): Promise<void> {
    this.#progress.end();
    this.#isRead = false;
    await this.#printer?.abandon();
    this.#printer = undefined;
  }

  #leave(): void {
    if (!this.#isRead) return;
    this.wasLeft = true;
    void this.#shell.session.cancel();
  }

  async #complete(tag: string): Promise<void> {
    this.#progress.end();
    this.#isRead = false;
    if (tag === '') return;
    this.tags.push(tag);
    // Data that is the output leaves nothing to count, as in psql.
    const counts = this.#isAmongData(tag) ? undefined : ROWS_OF_TAG.exec(tag)?.[1];
    this.rowCount = counts ?? '0';
    const result: HeldResult = { fields: this.#fields, rows: this.#rows, tag };
    this.#fields = undefined;
    this.#rows = [];
    if (this.#holds) {
      const before = this.#held;
      this.#held = result;
      if (before !== undefined && this.#shell.variables.flag('SHOW_ALL_RESULTS')) await this.#print(before);
      return;
    }
    const printer = this.#printer;
    this.#printer = undefined;
    await printer?.end();
    if (result.fields === undefined || reportsRows.test(tag)) await this.#printTag(tag);
  }

  #printerOf(fields: readonly Field[]): Promise<ResultPrinter> {
    this.#output?.open();
    return printResult(this.#shell, fields, this.sink, {}, () => this.#leave());
  }

  async #print(result: HeldResult): Promise<void> {
    if (result.fields !== undefined) {
      const printer = await this.#printerOf(result.fields);
      await printer.rows(result.rows);
      await printer.end();
    }
    if (result.fields === undefined || reportsRows.test(result.tag)) await this.#printTag(result.tag);
  }

  /** Command tags go where `\o` says, even when the rows go to `\g`'s file, and to the session log even when they go nowhere else. */
  async #printTag(tag: string): Promise<void> {
    if (this.#isAmongData(tag)) return;
    // No row has had an OID since PostgreSQL 12.
    this.#shell.variables.report('LASTOID', '0');
    const { quiet, print, sink, log } = this.#shell;
    if (!quiet) await sink.write(print.format === 'html' ? `<p>${tag}</p>\n` : `${tag}\n`);
    await log?.write(`${tag}\n`);
  }

  /** A tag of COPY TO would be part of its data where both go to one place. */
  #isAmongData(tag: string): boolean {
    return /^COPY\b/.test(tag) && /\bto\s+stdout\b/i.test(this.#text) && this.#copySink === this.#shell.sink;
  }

  async #use(result: HeldResult): Promise<boolean> {
    const { nextQuery } = this.#shell;
    if (result.fields === undefined) {
      await this.#print(result);
      return true;
    }
    let ok = true;
    if (nextQuery.storePrefix !== undefined) ok = this.#store(result, nextQuery.storePrefix);
    else if (nextQuery.executeCells === true) this.#collectCells(result);
    else if (nextQuery.crosstab !== undefined) ok = await this.#crosstab(result, nextQuery.crosstab);
    else {
      await this.#print(result);
      return true;
    }
    if (reportsRows.test(result.tag)) await this.#printTag(result.tag);
    return ok;
  }

  #collectCells(result: HeldResult): void {
    for (const row of result.rows) {
      for (const cell of row) if (cell !== null) this.cells.push(cell);
    }
  }

  #store({ fields = [], rows }: HeldResult, prefix: string): boolean {
    const { messages } = this.#shell;
    const [row] = rows;
    if (row === undefined) {
      messages.error('no rows returned for \\gset');
      return false;
    }
    if (rows.length > 1) {
      messages.error('more than one row returned for \\gset');
      return false;
    }
    for (const [index, field] of fields.entries()) {
      const name = prefix + field.name;
      this.#shell.untrusted.add(row[index] ?? '');
      // psql takes any letter above ASCII for one of a name, a control character among them.
      this.#shell.untrusted.add(name);
      if (Variables.isChecked(name)) {
        messages.warning(`attempt to \\gset into specially treated variable "${name}" ignored`);
      } else if (!this.#shell.setVariable(name, row[index] ?? undefined)) {
        return false;
      }
    }
    return true;
  }

  async #crosstab(result: HeldResult, columns: readonly string[]): Promise<boolean> {
    const problem = await printCrosstab(this.#shell, result.fields ?? [], result.rows, columns, this.sink);
    if (problem !== undefined) this.#shell.messages.error(problem);
    return problem === undefined;
  }
}
