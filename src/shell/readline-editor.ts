/**
 * Line editing on node:readline, with what it lacks: Ctrl-R, bracketed paste, Ctrl-C, Ctrl-D and Ctrl-Z as psql has them, killing and yanking and completion
 * lists as GNU readline has them, and colours while typing.
 *
 * The terminal is raw only while a line is being read: a running query sees Ctrl-C as a signal, and editors, pagers and `\!` find the terminal as
 * they expect it. Keys that come before the next line is asked for wait until it is.
 *
 * node:readline offers no way in for most of this, so three of its underscored members are overridden; tests on a pseudo-terminal pin them.
 */
import { createInterface, type Interface, type Key } from 'node:readline';
import { commonPrefix, completionList } from './completion-list.ts';
import type { EditorHooks, LineEditor } from './editor.ts';
import { type Edited, KillRing } from './kill-ring.ts';
import { Interrupted } from './lines.ts';
import { invisible } from './prompt.ts';
import { Search } from './search.ts';
import { held, released, shown } from './stand-ins.ts';

/** The members of node:readline's Interface that are used though its types do not list them. */
interface Internals {
  line: string;
  cursor: number;
  history: string[];
  historyIndex: number;
  /** False while a chunk of several keys is taken apart: insertions then go to the line's end, wherever the cursor is. */
  isCompletionEnabled: boolean;
  /** How many rows of the screen the cursor is below the prompt's first. */
  prevRows: number;
  _ttyWrite(text: string | undefined, key: Key): void;
  _refreshLine(): void;
  _writeToOutput(text: string): void;
  _insertString(text: string): void;
}

interface Keypress {
  readonly text: string | undefined;
  readonly key: Key;
}

interface Reading {
  readonly prompt: string;
  resolve(line: string | undefined): void;
  reject(reason: Interrupted): void;
}

const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' } as const;
/** Longer lines are not coloured: every key draws the whole line again. */
const longestColoured = 4000;

export class ReadlineEditor implements LineEditor {
  readonly #interface: Interface & Internals;
  readonly #hooks: EditorHooks;
  readonly #originals: { readonly ttyWrite: Internals['_ttyWrite']; readonly write: Internals['_writeToOutput'] };
  #reading: Reading | undefined;
  #waiting: Keypress[] = [];
  /** The history's entries, newest first. */
  readonly #recalled: string[] = [];
  /** The lines after the first of a pasted or recalled text. */
  #lines: string[] = [];
  /** What has come of a paste: it goes into the line as one, however long it is. */
  #pasted: string | undefined;
  #busy = false;
  #lastWasTab = false;
  #lastWasReturn = false;
  #search: Search | undefined;
  readonly #kills = new KillRing();
  #colours = false;
  /** Keys have come that are not coloured yet. */
  #isStale = false;

  constructor(hooks: EditorHooks) {
    this.#hooks = hooks;
    const created = createInterface({ input: process.stdin, output: process.stdout, terminal: true, prompt: '' });
    this.#interface = created as typeof created & Internals;
    const { _ttyWrite, _writeToOutput } = this.#interface;
    this.#originals = {
      ttyWrite: _ttyWrite.bind(this.#interface),
      write: _writeToOutput.bind(this.#interface),
    };
    this.#interface._ttyWrite = (text, key) => this.#keypress({ text, key });
    this.#interface._writeToOutput = (text) => this.#write(text);
    this.#interface.on('line', (line) => this.#submitted(line));
    // The terminal has gone away.
    this.#interface.on('close', () => this.#finish((reading) => reading.resolve(undefined)));
    this.#rest();
  }

  next(prompt = ''): Promise<string | undefined> {
    const line = this.#lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    for (const entry of this.#hooks.history().slice(this.#recalled.length)) this.#recalled.unshift(held(entry));
    // A copy: what is submitted is added to it.
    this.#interface.history = [...this.#recalled];
    return this.#read(prompt);
  }

  async ask(question: string): Promise<string | undefined> {
    this.#interface.history = [];
    return this.#read(question);
  }

  close(): void {
    this.#interface.close();
  }

  #read(prompt: string): Promise<string | undefined> {
    const text = prompt.replaceAll(invisible.start, '').replaceAll(invisible.end, '');
    return new Promise((resolve, reject) => {
      this.#reading = { prompt: text, resolve, reject };
      this.#lastWasTab = false;
      this.#claim();
      this.#interface.setPrompt(text);
      this.#beginLine();
      this.#interface.prompt();
      this.#replay();
    });
  }

  /**
   * Leaves a line that was printed without its newline (`\echo -n`, a program's output) to itself: every key draws the prompt anew from the first column.
   * A screen's width of blanks leads into the next line from anywhere but the first column.
   */
  #beginLine(): void {
    process.stdout.write(`${' '.repeat(process.stdout.columns ?? 0)}\r`);
  }

  #claim(): void {
    process.stdin.setRawMode(true);
    process.stdout.write(bracketedPaste.on);
  }

  /** Leaves the terminal as it was found. */
  #rest(): void {
    this.#interface.pause();
    if (process.stdin.isTTY) process.stdin.setRawMode(false);
  }

  #finish(settle: (reading: Reading) => void): void {
    const reading = this.#reading;
    if (reading === undefined) return;
    this.#reading = undefined;
    this.#search = undefined;
    this.#pasted = undefined;
    this.#isStale = false;
    process.stdout.write(bracketedPaste.off);
    this.#rest();
    settle(reading);
  }

  #submitted(line: string): void {
    const [first = '', ...rest] = released(line).split('\n');
    this.#lines = rest;
    this.#finish((reading) => reading.resolve(first));
  }

  #replay(): void {
    while (this.#waiting.length > 0 && this.#reading !== undefined && !this.#busy) {
      this.#keypress(this.#waiting.shift() as Keypress);
    }
  }

  #keypress(press: Keypress): void {
    if (this.#reading === undefined || this.#busy) {
      this.#waiting.push(press);
      return;
    }
    this.#interface.isCompletionEnabled = true;
    const { key } = press;
    const wasTab = this.#lastWasTab;
    const wasReturn = this.#lastWasReturn;
    this.#lastWasTab = false;
    this.#lastWasReturn = key.name === 'return';
    if (key.name === 'paste-start') {
      this.#pasted = '';
    } else if (key.name === 'paste-end') {
      this.#endPaste();
    } else if (this.#pasted !== undefined) {
      this.#paste(press, wasReturn);
    } else if (this.#search !== undefined && this.#searchKey(press)) {
      // It was the search's.
    } else if (key.ctrl === true && key.name === 'c') {
      this.#interrupt();
    } else if (key.ctrl === true && key.name === 'd' && this.#interface.line === '') {
      this.#finish((reading) => reading.resolve(undefined));
    } else if (key.ctrl === true && key.name === 'r') {
      this.#startSearch();
    } else if (key.ctrl === true && key.name === 'z') {
      this.#suspend();
    } else if (key.name === 'tab' && key.shift !== true) {
      this.#lastWasTab = true;
      void this.#complete(wasTab);
    } else {
      this.#plainKey(press);
    }
  }

  #plainKey({ text, key }: Keypress): void {
    const { line, cursor, historyIndex } = this.#interface;
    const edited = this.#kills.key(key, { line, cursor });
    if (edited !== undefined) {
      this.#edit(edited);
      return;
    }
    if (this.#isStale && (key.name === 'return' || key.name === 'enter')) this.#refresh();
    // A terminal without bracketed paste sends what is pasted as keys: those above ASCII that are no text are held as in a paste.
    this.#originals.ttyWrite(text === undefined ? text : held(text), key);
    if (
      historyIndex < this.#interface.historyIndex &&
      this.#interface.historyIndex === this.#interface.history.length
    ) {
      // Above the oldest entry node:readline has an empty one; GNU readline stays where it is.
      Object.assign(this.#interface, { line, cursor, historyIndex });
      this.#refresh();
      this.#ring();
    }
    if (this.#reading !== undefined && this.#hooks.highlight !== undefined) this.#refreshSoon();
  }

  /** Once for all the keys that come in one piece, as those of a paste do where the terminal does not say that it is one. */
  #refreshSoon(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    setImmediate(() => {
      if (this.#isStale && this.#reading !== undefined) this.#refresh();
    });
  }

  /** Changes the line as a whole, for Ctrl-_ to take back. */
  #edit({ line, cursor }: Edited): void {
    this.#interface._insertString('');
    this.#interface.line = line;
    this.#interface.cursor = cursor;
    this.#refresh();
  }

  /** What is pasted is text: its newlines and tabs run and complete nothing, and no key is seen in what looks like one. */
  #paste({ text, key }: Keypress, wasReturn: boolean): void {
    if (key.name === 'enter' && wasReturn) return;
    this.#pasted += key.name === 'return' || key.name === 'enter' ? '\n' : (key.sequence ?? text ?? '');
  }

  #endPaste(): void {
    const { line, cursor } = this.#interface;
    const text = held(this.#pasted ?? '');
    this.#pasted = undefined;
    this.#edit({ line: line.slice(0, cursor) + text + line.slice(cursor), cursor: cursor + text.length });
  }

  /** Ctrl-Z: the terminal is the shell's that started this one, until it says `fg`. */
  #suspend(): void {
    process.once('SIGCONT', () => {
      if (this.#reading === undefined) return;
      this.#claim();
      // The line is drawn anew where the cursor is now.
      this.#interface.prevRows = 0;
      this.#refresh();
    });
    // Reading goes on: a stream that waits is what keeps the process until it is told to continue.
    process.stdout.write(bracketedPaste.off);
    process.stdin.setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  }

  #interrupt(): void {
    this.#interface.cursor = this.#interface.line.length;
    this.#refresh();
    process.stdout.write('^C\n');
    this.#interface.line = '';
    this.#interface.cursor = 0;
    this.#lines = [];
    this.#finish((reading) => reading.reject(new Interrupted()));
  }

  async #complete(listing: boolean): Promise<void> {
    const { line, cursor } = this.#interface;
    this.#busy = true;
    try {
      const before = released(line.slice(0, cursor));
      const found = await this.#hooks.complete(before, released(line.slice(cursor)));
      if (this.#reading === undefined) return;
      const candidates = found.candidates.map(held);
      const replaces = held(found.replaces);
      if (candidates.length === 0) return this.#ring();
      const [only] = candidates;
      if (candidates.length === 1 && only !== undefined) {
        this.#replace(replaces, /[(/']$/.test(only) || line[cursor] === ' ' ? only : `${only} `);
        return;
      }
      const prefix = commonPrefix(candidates);
      if (prefix.length > replaces.length) this.#replace(replaces, prefix);
      else if (listing) return this.#list(candidates);
      this.#ring();
    } finally {
      this.#busy = false;
      this.#replay();
    }
  }

  /** GNU readline's answer to a Tab that leaves something to be said. */
  #ring(): void {
    process.stdout.write('\x07');
  }

  #replace(text: string, by: string): void {
    const { line, cursor } = this.#interface;
    this.#interface.line = line.slice(0, cursor - text.length) + by + line.slice(cursor);
    this.#interface.cursor = cursor - text.length + by.length;
    this.#refresh();
  }

  #list(candidates: readonly string[]): void {
    process.stdout.write(`\r\n${shown(completionList(candidates, process.stdout.columns ?? 80))}`);
    this.#refresh();
  }

  #startSearch(): void {
    this.#search = new Search(this.#interface.history, this.#interface.line);
    this.#showSearch(this.#search);
  }

  #showSearch(search: Search): void {
    this.#interface.setPrompt(search.prompt);
    this.#interface.line = search.line;
    this.#interface.cursor = search.cursor;
    this.#refresh();
  }

  /** True where the key was part of the search; any other ends it and then does what it does. */
  #searchKey({ text, key }: Keypress): boolean {
    const search = this.#search as Search;
    const outcome = search.key(text, key);
    if (outcome === 'searching') {
      this.#showSearch(search);
      return true;
    }
    this.#search = undefined;
    this.#interface.setPrompt(this.#reading?.prompt ?? '');
    this.#interface.line = outcome === 'cancelled' ? search.original : search.line;
    this.#interface.cursor = outcome === 'cancelled' ? search.original.length : search.cursor;
    this.#refresh();
    return outcome === 'cancelled';
  }

  #refresh(): void {
    this.#isStale = false;
    this.#colours = true;
    this.#interface._refreshLine();
    this.#colours = false;
  }

  /** A refresh writes the prompt and the line in one piece: that is where colours go in. */
  #write(text: string): void {
    const { highlight } = this.#hooks;
    const { line } = this.#interface;
    const prompt = this.#interface.getPrompt();
    if (highlight !== undefined && this.#colours && line.length <= longestColoured && text === prompt + line) {
      this.#originals.write(prompt + shown(highlight(line)));
    } else {
      this.#originals.write(shown(text));
    }
  }
}
