/** The interactive shell on a pseudo-terminal: psql's transcripts, with the line editor and without it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { normalize } from './normalize.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

const source = join(import.meta.dirname, 'cases');

let home: string;
let terminal: Terminal | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-home-'));
});
afterEach(() => {
  terminal?.close();
  rmSync(home, { recursive: true, force: true });
});

function open(options: Partial<TerminalOptions>): Terminal {
  terminal = new Terminal({ home, ...options });
  return terminal;
}

interface TerminalCase {
  readonly keys: readonly string[];
  readonly screen: string;
}

/** The keys are written as a Python list of strings. */
function readCase(name: string): TerminalCase {
  const [head = '', , ...lines] = readFileSync(join(source, `${name}.txt`), 'utf8').split('\n');
  const list = head.replace(/^# keys sent: /, '');
  const keys = [...list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) =>
    unquote(single ?? double ?? ''),
  );
  const screen = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
  return { keys, screen: normalize(name, screen) };
}

function unquote(text: string): string {
  return text.replace(/\\(x[0-9a-f]{2}|.)/g, (_, code: string) => {
    if (code.startsWith('x')) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return { n: '\n', t: '\t' }[code] ?? code;
  });
}

/** The ends of a screen that wait for a person. */
const waits = /(?:>|\*{20}|SELECT 1,) ?$/;

describe.each(['dumb', 'xterm'] as const)('TERM=%s', (term) => {
  it.each([
    'tty-prompts',
    'tty-ctrl-c-at-prompt',
    'tty-ctrl-d',
    'tty-ctrl-d-ignoreeof',
    'tty-quit-word',
    'tty-singlestep',
    'tty-timing-x-auto',
    'tty-conninfo',
  ])(
    '%s',
    async (name) => {
      const { keys, screen } = readCase(name);
      const shell = open({ term, argv: name === 'tty-singlestep' ? ['-X', '-s'] : ['-X'] });
      for (const key of keys) {
        await shell.until(waits);
        if (term === 'xterm') await shell.reading();
        await shell.type(key, waits);
      }
      expect(await shell.exited()).toBe(0);
      expect(normalize(name, shell.screen)).toBe(screen);
    },
    60_000,
  );

  it('tty-ctrl-c-in-query', async () => {
    // PGlite's pg_sleep is one sleep of the thread, which no flag ends: another query that takes as long.
    const query = 'SELECT count(*) FROM generate_series(1, 1000000000);';
    const screen = readCase('tty-ctrl-c-in-query').screen.replace('SELECT pg_sleep(10);', query);
    const shell = open({ term });
    await shell.type(`${query}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    shell.send('\x03');
    await shell.type('SELECT 1;\n');
    await shell.type('\\q\n');
    expect(await shell.exited()).toBe(0);
    expect(shell.screen).toBe(screen);
  }, 60_000);

  it('Ctrl-C and Ctrl-D while data of COPY is typed, and data that COPY does not want', async () => {
    const shell = open({ term });
    const said = async (keys: string, screen: string): Promise<void> => {
      const before = shell.screen.length;
      await shell.type(keys, /> ?$/);
      await shell.until(/> ?$/);
      expect(shell.screen.slice(before)).toContain(screen);
    };
    await said('CREATE TEMP TABLE t (a int);\n', 'CREATE TABLE\nddbsql=>');
    await said('COPY t FROM STDIN;\n', 'on a line by itself, or an EOF signal.\n>>');
    await said('1\n', '1\n>>');
    await said('\x03', '^C\nERROR:  COPY from stdin failed: canceled by user\nCONTEXT:  COPY t, line 1\nddbsql=>');
    await said('\\copy t from stdin\n', 'EOF signal.\n>>');
    await said('7\n', '>>');
    await said('\x04', 'COPY 1\nddbsql=>');
    await said('\\copy nope from stdin\n', 'ERROR:  relation "nope" does not exist\nddbsql=>');
    await said('TABLE t;\n', ' 7\n(1 row)\n\nddbsql=>');
    await shell.type('\\q\n');
    expect(await shell.exited()).toBe(0);
  }, 60_000);

  it('help, quit and exit count at the start of a line, and are part of a statement all the same', async () => {
    const shell = open({ term });
    await shell.type('help\n');
    for (const line of [
      'SELECT 1 AS',
      'help',
      ';',
      "SELECT 'a",
      'quit',
      "';",
      'SELECT',
      'exit',
      '\\r',
      '  quit',
      '\\r',
    ]) {
      await shell.type(`${line}\n`);
    }
    await shell.type('EXIT;\n');
    expect(await shell.exited()).toBe(0);
    for (const said of [
      'ddbsql=> help\nYou are using ddbsql, psql for Amazon DynamoDB.\nType:  \\copyright',
      'ddbsql-> help\nUse \\? for help or press control-C to clear the input buffer.\nddbsql-> ;\n help\n------\n    1',
      "ddbsql'> quit\nUse control-D to quit.\nddbsql'> ';",
      'ddbsql-> exit\nUse \\q to quit.\nddbsql-> \\r',
      'ddbsql=>   quit\nddbsql-> \\r',
    ]) {
      expect(shell.screen).toContain(said);
    }
  }, 60_000);

  it('PROMPT3 asks for data, and what prompts may hold', async () => {
    const shell = open({ term });
    await shell.type("\\set PROMPT3 'data %R> '\n");
    await shell.type('CREATE TEMP TABLE t (a int);\n');
    await shell.type('COPY t FROM STDIN;\n');
    await shell.type('1\n', /data > ?$/);
    await shell.type('\\.\n', /data > ?$/);
    await shell.type('\\set name value\n');
    await shell.type("\\set PROMPT1 '%M %n %/ %:name: %`echo run` %l%# '\n");
    await shell.type('SELECT\n', /1> ?$/);
    await shell.type('\\q\n', /.*/s);
    expect(await shell.exited()).toBe(0);
    expect(shell.screen).toContain('COPY 1\n');
    expect(shell.screen).toContain('[local] postgres ddbsql value run 1> SELECT');
  }, 60_000);

  it('ON_ERROR_STOP skips the rest of the line', async () => {
    const shell = open({ term });
    await shell.type('\\set ON_ERROR_STOP on\n');
    await shell.type("SELECT nope; SELECT 'not this';\n");
    await shell.type("SELECT 'this';\n");
    await shell.type('\\q\n');
    expect(await shell.exited()).toBe(0);
    expect(shell.screen).not.toContain('\n not this');
    expect(shell.screen).toContain('\n this\n(1 row)\n');
  }, 60_000);

  it('a command in a branch that does not run is looked up all the same', async () => {
    const shell = open({ term });
    await shell.type('\\if false\n');
    await shell.type('\\bogus\n');
    await shell.type('\\endif\n');
    await shell.type('\\q\n');
    expect(await shell.exited()).toBe(0);
    const ignored = '\\bogus command ignored; use \\endif or Ctrl-C to exit current \\if block';
    expect(shell.screen).toContain(`${ignored}\ninvalid command \\bogus\nTry \\? for help.\nddbsql@> \\endif`);
  }, 60_000);

  it('tty-ctrl-c-watch', async () => {
    const shell = open({ term });
    await shell.type('SELECT 1 AS a \\watch 0.3\n');
    await shell.until(/(?:\(1 row\)[\s\S]*){3}/);
    shell.send('\x03');
    await shell.type('SELECT 2;\n');
    await shell.type('\\q\n');
    expect(await shell.exited()).toBe(0);
    const once = String.raw`\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} \(every 0\.3s\)\n\n a\n---\n 1\n\(1 row\)\n\n`;
    expect(shell.screen).toMatch(
      new RegExp(`\\\\watch 0\\.3\\n(?:${once}){3,}\\^C\\nddbsql=> SELECT 2;\\n \\?column\\?\\n`),
    );
  }, 60_000);
});

it('tty-complete-keyword', async () => {
  const { keys, screen } = readCase('tty-complete-keyword');
  // Without the line editor there is no Tab.
  const shell = open({ term: 'xterm' });
  for (const key of keys) await shell.type(key, key === '\x03' ? /[A-Za-z] ?$/ : undefined);
  expect(await shell.exited()).toBe(0);
  const bells = (text: string): number => text.split('\x07').length - 1;
  expect(normalize('tty-complete-keyword', shell.screen)).toBe(
    screen
      .split('\x07')
      .map((piece) => piece.trimEnd())
      .join(''),
  );
  expect(bells(shell.raw)).toBe(bells(screen));
}, 60_000);
