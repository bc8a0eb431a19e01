/**
 * Reads lines from one source and does what they say, until they end (psql's MainLoop). `\i` runs a loop within a loop.
 *
 * How lines are counted and kept is psql's to the letter, since messages and prompts show it: an empty line outside quotes is counted but never
 * reaches the buffer, and a statement's message carries the number of its last line.
 */

import { assistanceWord } from './assistance.ts';
import { dispatch } from './commands/dispatch.ts';
import { Conditions } from './conditions.ts';
import { sendQuery } from './execute.ts';
import { ExitCode } from './exit-code.ts';
import type { LexerHost } from './lexer/interpolation.ts';
import { type PromptStatus, QueryBuffer, Scanner } from './lexer/scanner.ts';
import { SlashScanner } from './lexer/slash-scanner.ts';
import { Interrupted, type LineSource } from './lines.ts';
import { promptText } from './prompt.ts';
import { lineWithoutSecrets } from './secrets.ts';
import { commandOutput, type Shell } from './shell.ts';

/** What a backslash command did. */
export type CommandStatus = 'done' | 'error' | 'send' | 'terminate' | 'edited';

export class MainLoop {
  readonly shell: Shell;
  readonly conditions = new Conditions();
  readonly buffer = new QueryBuffer();
  readonly previous = new QueryBuffer();
  readonly scanner: Scanner;
  readonly slash: SlashScanner;
  prompt: PromptStatus = 'ready';
  readonly #source: LineSource;
  readonly #interactive: boolean;
  /** Lines of the statement that is being typed, for one history entry. */
  #entry = '';
  #ends = 0;
  #lastStatus: CommandStatus | undefined;
  /** What `\e` brought back and the prompt is to show again. */
  #redisplay = false;

  constructor(shell: Shell, source: LineSource, interactive: boolean) {
    this.shell = shell;
    this.#source = source;
    this.#interactive = interactive;
    const host = lexerHost(shell, this.conditions);
    this.scanner = new Scanner(host);
    this.slash = new SlashScanner(this.scanner.input, host);
  }

  get interactive(): boolean {
    return this.#interactive;
  }

  async run(): Promise<ExitCode> {
    const { shell } = this;
    const outer = { interactive: shell.interactive, source: shell.source, line: shell.messages.line };
    shell.interactive = this.#interactive;
    shell.source = this.#source;
    shell.messages.line = 0;
    try {
      return await this.#lines();
    } finally {
      shell.interactive = outer.interactive;
      shell.source = outer.source;
      shell.messages.line = outer.line;
    }
  }

  async #lines(): Promise<ExitCode> {
    const { shell, buffer } = this;
    let code: ExitCode = ExitCode.ok;
    let stops = false;
    while (code === ExitCode.ok) {
      if (shell.cancelled) {
        if (!this.#interactive) {
          code = ExitCode.script;
          break;
        }
        shell.cancelled = false;
      }
      const line = await this.#next();
      if (line === 'interrupted') continue;
      if (line === undefined) {
        if (await this.#staysAtEnd()) continue;
        break;
      }
      this.#ends = 0;
      shell.messages.line++;
      if (line === '' && !this.scanner.inQuote) continue;
      if (this.#interactive) {
        const assistance = await assistanceWord(this, line);
        if (assistance === 'handled') continue;
        if (assistance === 'quit') return ExitCode.ok;
      } else if (shell.variables.choice('ECHO') === 'all') {
        await shell.io.out(`${lineWithoutSecrets(buffer.text, line)}\n`);
      }

      // ON_ERROR_STOP set on a line counts from the next one on.
      stops = shell.variables.flag('ON_ERROR_STOP');
      const success = await this.#lineOrInterrupt(line, stops);
      if (this.#lastStatus === 'terminate') return ExitCode.ok;
      if (!this.#interactive && !success && stops) code = ExitCode.script;
      else if (!this.#interactive && !shell.connected) code = ExitCode.badConnection;
    }

    // A last statement without a semicolon runs, unless a person was typing it.
    if (!buffer.empty && !this.#interactive && code === ExitCode.ok && this.conditions.active) {
      const success = await sendQuery(shell, buffer.text);
      if (!success && stops) code = ExitCode.script;
    }
    if (code === ExitCode.ok && !this.conditions.empty) {
      shell.messages.error('reached EOF without finding closing \\endif(s)');
      if (stops && !this.#interactive) code = ExitCode.script;
    }
    return code;
  }

  async #next(): Promise<string | undefined | 'interrupted'> {
    if (!this.#interactive) return this.#source.next();
    if (this.buffer.empty) this.prompt = 'ready';
    if (this.#redisplay) {
      this.#redisplay = false;
      if (!this.buffer.empty) {
        const prompt = promptText(this.shell, 'ready', this.conditions.active);
        await this.shell.io.out(`${prompt}${this.buffer.text}${this.buffer.text.endsWith('\n') ? '' : '\n'}`);
      }
    }
    try {
      return await this.#source.next(promptText(this.shell, this.prompt, this.conditions.active));
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
      this.#interrupt();
      return 'interrupted';
    }
  }

  /** Ctrl-C at the prompt: what has been typed of a statement is gone, and the innermost `\if` is left. */
  #interrupt(): void {
    this.scanner.finish();
    this.scanner.reset();
    this.buffer.reset();
    this.#entry = '';
    this.#ends = 0;
    this.prompt = 'ready';
    this.shell.statementLine = 1;
    this.#lastStatus = undefined;
    this.shell.cancelled = false;
    if (!this.conditions.empty) {
      this.shell.messages.error('\\if: escaped');
      this.conditions.pop();
    }
  }

  /** Ctrl-D under IGNOREEOF. */
  async #staysAtEnd(): Promise<boolean> {
    if (!this.#interactive) return false;
    this.#ends++;
    const { shell } = this;
    if (this.#ends < shell.variables.integer('IGNOREEOF')) {
      if (!shell.quiet) await shell.io.out('Use "\\q" to leave ddbsql.\n');
      return true;
    }
    await shell.io.out(shell.quiet ? '\n' : '\\q\n');
    return false;
  }

  /** Ctrl-C at a question that a statement or a command asked ends the statement as it does at the prompt. */
  async #lineOrInterrupt(line: string, stops: boolean): Promise<boolean> {
    try {
      return await this.#line(line, stops);
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
      this.#interrupt();
      return false;
    }
  }

  /** One line of input. False where its last statement or command failed. */
  async #line(line: string, stops: boolean): Promise<boolean> {
    const { shell, buffer, scanner } = this;
    const isComment = buffer.empty && /^\s*--/.test(line);
    // Lines of a statement are joined with newlines; a line that adds nothing takes its newline back.
    const bare = buffer.text.length;
    if (!buffer.empty) buffer.text += '\n';
    let joined = buffer.text.length > bare ? buffer.text.length : -1;
    let typed = line;
    let saved = false;
    const saveEntry = (): void => {
      if (!this.#interactive || saved) return;
      this.#entry += typed;
      this.#sendEntry();
      saved = true;
    };

    scanner.start(line);
    let success = true;
    while (success || !stops) {
      const scannedFrom = buffer.text.length;
      const { stop, prompt } = scanner.scan(buffer);
      this.prompt = prompt;
      shell.statementLine += buffer.text.slice(scannedFrom).split('\n').length - 1 + (stop === 'end' ? 1 : 0);
      if (stop === 'semicolon' || (stop === 'end' && shell.variables.flag('SINGLELINE'))) {
        saveEntry();
        success = await this.#statement();
        shell.statementLine = 1;
        if (this.conditions.active) joined = -1;
      } else if (stop === 'backslash') {
        if (buffer.text.length === joined) {
          buffer.text = buffer.text.slice(0, -1);
          this.#sendEntry();
        }
        joined = -1;
        saveEntry();
        success = await this.#command();
        shell.statementLine = 1;
        if (this.#lastStatus === 'terminate') break;
        if (this.#lastStatus === 'edited') {
          typed = this.#rescan();
          saved = false;
        }
      }
      if (stop === 'incomplete' || stop === 'end') break;
    }
    if (this.#interactive && !saved) this.#entry += `${typed}\n`;
    // A comment before a statement is no part of it: the statement is recalled without it.
    if (isComment) this.#sendEntry();
    scanner.finish();
    return success;
  }

  #sendEntry(): void {
    const entry = this.#entry.replace(/\n+$/, '');
    this.#entry = '';
    if (entry !== '') this.shell.history?.add(entry, this.shell.variables);
  }

  async #statement(): Promise<boolean> {
    if (this.conditions.active) {
      const text = this.buffer.text;
      const success = await sendQuery(this.shell, text);
      this.#lastStatus = success ? 'send' : 'error';
      this.#executed();
      return success;
    }
    if (this.#interactive) {
      this.shell.messages.error('query ignored; use \\endif or Ctrl-C to exit current \\if block');
    }
    this.#lastStatus = 'send';
    return true;
  }

  /** What ran is the previous query now. */
  #executed(): void {
    this.previous.text = this.buffer.text;
    this.buffer.reset();
  }

  async #command(): Promise<boolean> {
    const status = await dispatch(this);
    this.#lastStatus = status;
    if (status === 'send') {
      const success = await sendQuery(this.shell, this.buffer.text);
      this.#executed();
      this.scanner.reset();
      return success;
    }
    return status !== 'error';
  }

  /** What came back from the editor is read as if it had been typed. */
  #rescan(): string {
    const { buffer, scanner } = this;
    if (!buffer.empty && !buffer.text.endsWith('\n')) buffer.text += '\n';
    const text = buffer.text;
    buffer.reset();
    scanner.finish();
    scanner.reset();
    scanner.start(text);
    this.prompt = 'ready';
    this.#redisplay = true;
    return text;
  }
}

/** Variables, backticks and messages for a lexer; nothing is put in where `\if` is inactive. */
export function lexerHost(shell: Shell, conditions: Conditions): LexerHost {
  return {
    variable: (name) => (conditions.active ? shell.variables.get(name) : undefined),
    active: () => conditions.active,
    backtick: commandOutput,
    warning: (message) => shell.messages.warning(message),
    error: (message) => shell.messages.error(message),
  };
}
