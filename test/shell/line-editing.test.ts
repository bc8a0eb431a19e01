/** Line editing on a pseudo-terminal: completion, history, search, paste, colours. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { programWords } from './program.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

let directory: string;
let terminal: Terminal | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ddbsql-home-'));
});
afterEach(() => {
  terminal?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function open(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  terminal = new Terminal({ home: directory, ...options });
  await terminal.until(/=> ?$/);
  return terminal;
}

async function leave(shell: Terminal): Promise<void> {
  await shell.type('\\q\r', /.*/s);
  expect(await shell.exited()).toBe(0);
}

/** Waits for the screen to hold a text: the engine that starts meanwhile may keep the editor waiting. */
async function shows(shell: Terminal, text: string): Promise<void> {
  await vi.waitFor(() => expect(body(shell)).toContain(text), { timeout: 20_000, interval: 50 });
}

/** The screen after the banner. */
function body(shell: Terminal): string {
  return shell.screen.split('\n').slice(3).join('\n');
}

describe('completion', () => {
  const cases: readonly (readonly [keys: string, screen: string])[] = [
    ['SEL\t', 'ddbsql=> SELECT'],
    ['sel\t', 'ddbsql=> select'],
    ['CREATE FOREIGN \t\t', 'ddbsql=> CREATE FOREIGN\nDATA WRAPPER  TABLE\nddbsql=> CREATE FOREIGN'],
    ['CREATE F\t\t', 'ddbsql=> CREATE F\nFOREIGN DATA WRAPPER  FOREIGN TABLE         FUNCTION\nddbsql=> CREATE F'],
    [
      'DROP S\t\t',
      'ddbsql=> DROP S\nSCHEMA        SEQUENCE      SERVER        STATISTICS    SUBSCRIPTION\nddbsql=> DROP S',
    ],
    ['\\de\t\t', 'ddbsql=> \\de\n\\des  \\det  \\deu  \\dew\nddbsql=> \\de'],
    ['\\pset fo\t\t', 'ddbsql=> \\pset fo\nfooter  format\nddbsql=> \\pset fo'],
    ['\\h CREATE SERV\t', 'ddbsql=> \\h CREATE SERVER'],
    ['-- SEL\t\t', 'ddbsql=> -- SEL'],
    ['SELECT 1 /* SEL\t\t', 'ddbsql=> SELECT 1 /* SEL'],
    ['EXPLAIN (AN\t, FO\tj\t', 'ddbsql=> EXPLAIN (ANALYZE , FORMAT json'],
    ["\\echo :'HISTS\t", "ddbsql=> \\echo :'HISTSIZE'"],
    ['\\set VERB\t', 'ddbsql=> \\set VERBOSITY'],
    ['SET dynamodb_fdw.pu\t', 'ddbsql=> SET dynamodb_fdw.pushdown'],
    [
      "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws\t'eu-central\t\t",
      "ddbsql=> CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'eu-central-",
    ],
  ];
  it.each(cases)(
    '%j',
    async (keys, screen) => {
      const shell = await open();
      for (const key of keys.split(/(?<=\t)/)) {
        shell.send(key);
        await shell.settled();
      }
      await shows(shell, screen);
      shell.send('\x03');
      await shell.settled();
      await leave(shell);
    },
    60_000,
  );

  it.each([
    ['upper', 'sel\t', 'SELECT'],
    ['lower', 'SEL\t', 'select'],
    ['preserve-lower', '\r  SEL\t', 'SELECT'],
    ['preserve-upper', 'sel\t', 'select'],
  ])(
    'COMP_KEYWORD_CASE %s',
    async (value, keys, screen) => {
      const shell = await open({ argv: ['-X', '-v', `COMP_KEYWORD_CASE=${value}`] });
      await shell.type(keys, /.*/s);
      await shows(shell, screen);
      shell.send('\x03');
      await shell.settled();
      await leave(shell);
    },
    60_000,
  );

  it('puts no blank where one stands', async () => {
    const shell = await open();
    shell.send('CREATE SERV s;');
    shell.send('\x1b[D'.repeat(3));
    await shell.settled();
    shell.send('\t');
    await shows(shell, 'ddbsql=> CREATE SERVER s;');
    shell.send('\x03');
    await shell.settled();
    await leave(shell);
  });

  it('columns of the tables in FROM, by alias, and before FROM is reached', async () => {
    const shell = await open();
    await shell.type('CREATE TABLE music (artist text, "Song Title" text, price numeric);\r');
    await shell.type('SELECT * FROM mu\t');
    await shows(shell, 'FROM music');
    shell.send('WHERE ar\t');
    await shows(shell, 'SELECT * FROM music WHERE artist');
    shell.send('\x03');
    await shell.settled();
    // The cursor goes back to before FROM.
    shell.send(`SELECT m. FROM music m;${'\x1b[D'.repeat(14)}pr\t`);
    await shows(shell, 'SELECT m.price FROM music m;');
    shell.send('\x03');
    await shell.settled();
    shell.send(`SELECT  FROM music;${'\x1b[D'.repeat(12)}"So\t`);
    await shows(shell, 'SELECT "Song Title" FROM music;');
    shell.send('\x03');
    await shell.settled();
    await shell.type('CREATE TABLE "My Shop" ("Item Name" text);\r');
    await shell.until(/CREATE TABLE\s+ddbsql=> ?$/);
    shell.send(`SELECT  FROM "My Shop" AS s;${'\x1b[D'.repeat(21)}s."It\t`);
    await shows(shell, 'SELECT s."Item Name" FROM "My Shop" AS s;');
    shell.send('\x03');
    await shell.settled();
    shell.send('\\d public.mu\t');
    await shows(shell, '\\d public.music');
    shell.send('\x03');
    await shell.settled();
    await leave(shell);
  }, 60_000);
});

describe('completion of what is outside', () => {
  it('files, quoted where they must be', async () => {
    mkdirSync(join(directory, 'a dir'));
    for (const name of ["it's.sql", 'plain.sql'])
      writeFileSync(join(directory, 'a dir', name), `\\echo ran "${name}"\n`);
    const shell = await open({ columns: 200 });
    const place = join(directory, 'a dir');
    shell.send(`\\i ${directory}/a\t`);
    await shows(shell, `\\i '${place}/`);
    shell.send('it\t');
    await shows(shell, `\\i '${place}/it''s.sql'`);
    shell.send('\r');
    await shows(shell, 'ran "it\'s.sql"');
    shell.send(`\\copy (SELECT 1) to '${place}/pl\t`);
    await shows(shell, `\\copy (SELECT 1) to '${place}/plain.sql'`);
    shell.send('\x03');
    await shell.settled();
    await leave(shell);
  });

  it("the profiles of AWS's files", async () => {
    const config = join(directory, 'config');
    writeFileSync(
      config,
      '[default]\n[profile "dev team"]\n[ profile stage ]\nregion = x\n[sso-session other]\n[services s]\n',
    );
    const shell = await open({ environment: { AWS_CONFIG_FILE: config } });
    shell.send("CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (profile '");
    await shell.settled();
    shell.send('\t');
    await shell.settled();
    shell.send('\t');
    await shows(shell, "\n'default'   'dev team'  'stage'\n");
    shell.send('\x03');
    await shell.settled();
    await leave(shell);
  });
});

describe('history', () => {
  it('keeps a statement as one entry, and none with a secret', async () => {
    const shell = await open();
    await shell.type('SELECT\r');
    await shell.type('1 AS one;\r');
    await shell.type("\\set aws_access_key 'abc'\r");
    await shell.type("CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_key 'hidden');\r");
    await leave(shell);
    expect(readFileSync(join(directory, 'history'), 'utf8')).toBe('SELECT\x011 AS one;\n\\q\n');
  }, 60_000);

  it('has a comment before a statement by itself, and what the editor gave back', async () => {
    const editor = join(directory, 'editor');
    writeFileSync(editor, `#!/bin/sh\nprintf 'SELECT 1\\nAS edited;\\nSELECT 2' > "$1"\n`, { mode: 0o755 });
    const shell = await open({ environment: { EDITOR: editor } });
    await shell.type('-- one\r');
    await shell.type('SELECT 1 -- two\r');
    await shell.type('-- three\r');
    await shell.type(';\r');
    await shell.type('\\e\r');
    await shell.type(';\r');
    await leave(shell);
    const entries = [
      '-- one',
      'SELECT 1 -- two\x01-- three\x01;',
      '\\e',
      'SELECT 1\x01AS edited;\x01SELECT 2',
      ';',
      '\\q',
      '',
    ];
    expect(readFileSync(join(directory, 'history'), 'utf8')).toBe(entries.join('\n'));
  }, 60_000);

  it('brings a statement of several lines back whole', async () => {
    writeFileSync(join(directory, 'history'), 'SELECT 41\x01+ 1 AS answer;\n');
    const shell = await open();
    shell.send('\x1b[A');
    await shell.settled();
    shell.send('\r');
    await shell.until(/\(1 row\)/);
    expect(body(shell)).toContain(' answer\n--------\n     42\n(1 row)');
    await leave(shell);
  }, 60_000);

  it('ends at the oldest entry, and is narrowed by what was typed before', async () => {
    writeFileSync(join(directory, 'history'), '\\echo first\nnot this\n\\echo last\n');
    const shell = await open();
    const up = '\x1b[A';
    for (const key of [up, up, up, up, up, '\r']) await shell.type(key, /.*/s);
    await shows(shell, 'ddbsql=> \\echo first\nfirst\nddbsql=>');
    // The one that has just run, the last, the first and no further.
    for (const key of ['\\ec', up, up, up, up, ' again\r']) await shell.type(key, /.*/s);
    await shows(shell, 'ddbsql=> \\echo first again\nfirst again\nddbsql=>');
    await leave(shell);
  });

  it('is searched with Ctrl-R', async () => {
    writeFileSync(join(directory, 'history'), "SELECT 'first' AS v;\nSELECT 'second' AS v;\nSELECT 3;\n");
    const shell = await open();
    shell.send('\x12SEL');
    await shows(shell, "(reverse-i-search)`SEL': SELECT 3;");
    shell.send("ECT '");
    await shows(shell, "(reverse-i-search)`SELECT '': SELECT 'second' AS v;");
    shell.send('\x12');
    await shows(shell, "(reverse-i-search)`SELECT '': SELECT 'first' AS v;");
    shell.send('\r');
    await shell.until(/\(1 row\)/);
    expect(body(shell)).toContain("ddbsql=> SELECT 'first' AS v;\n   v\n-------\n first\n(1 row)");
    await leave(shell);
  }, 60_000);

  it('HISTSIZE and HISTCONTROL count', async () => {
    const shell = await open();
    await shell.type('\\set HISTSIZE 3\r');
    await shell.type('\\set HISTCONTROL ignoreboth\r');
    await shell.type(' SELECT 1;\r');
    await shell.type('SELECT 2;\r');
    await shell.type('SELECT 2;\r');
    await leave(shell);
    expect(readFileSync(join(directory, 'history'), 'utf8')).toBe('\\set HISTCONTROL ignoreboth\nSELECT 2;\n\\q\n');
  }, 60_000);

  it('is where HISTFILE says, else DDBSQL_HISTORY', async () => {
    const shell = await open({ environment: { DDBSQL_HISTORY: join(directory, 'named') } });
    await shell.type('\\echo one\r');
    await leave(shell);
    expect(readFileSync(join(directory, 'named'), 'utf8')).toBe('\\echo one\n\\q\n');
    const argv = ['-X', '-v', `HISTFILE=${join(directory, 'variable')}`];
    const other = await open({ argv, environment: { DDBSQL_HISTORY: join(directory, 'named') } });
    await other.type('\\echo two\r');
    await leave(other);
    expect(readFileSync(join(directory, 'variable'), 'utf8')).toBe('\\echo two\n\\q\n');
    expect(readFileSync(join(directory, 'named'), 'utf8')).toBe('\\echo one\n\\q\n');
    expect(existsSync(join(directory, 'history'))).toBe(false);
  }, 60_000);

  it('-n keeps none', async () => {
    const shell = await open({ argv: ['-X', '-n'] });
    await shell.type('SELECT 1;\r');
    await leave(shell);
    expect(existsSync(join(directory, 'history'))).toBe(false);
  }, 60_000);
});

describe('prompt', () => {
  it('leaves what was printed without a newline where it is', async () => {
    const shell = await open();
    await shell.type('\\echo -n said\r');
    await shell.type('\\! printf %080d 7\r');
    await shell.type('SELECT 8;\r');
    await shell.until(/\(1 row\)/);
    await leave(shell);
    const line = '0'.repeat(79);
    const screen = `\\echo -n said\nsaid\nddbsql=> \\! printf %080d 7\n${line}7\nddbsql=> SELECT 8;\n`;
    expect(shell.wrappedScreen).toContain(screen);
  }, 60_000);

  it('%w is as wide as the prompt is shown', async () => {
    const shell = await open();
    await shell.type("\\set PROMPT1 '漢%[%033[1m%]é%[%033[0m%]%R> '\r");
    await shell.type("\\set PROMPT2 '%w-> '\r");
    await shell.type('SELECT\r');
    await shell.until(/-> ?$/);
    expect(shell.raw).toContain('\x1b[0J      -> ');
    shell.send('\x03');
    await leave(shell);
  }, 60_000);
});

describe('paste', () => {
  it('several statements at once run when Return is pressed', async () => {
    const shell = await open();
    shell.send('\x1b[200~SELECT 1 AS a;\r\nSELECT\t2\rAS b;\r\x1b[201~');
    await shell.settled();
    expect(body(shell)).not.toContain('(1 row)');
    shell.send('\r');
    await shell.until(/b \n---\n 2\n\(1 row\)\s+ddbsql=>/);
    expect(body(shell)).toContain(' a\n---\n 1\n(1 row)');
    await leave(shell);
  }, 60_000);

  it('of thousands of lines is there at once, and runs whole', async () => {
    const shell = await open();
    const lines = Array.from({ length: 3000 }, (_, n) => `\\set v${n} '${'x'.repeat(40)}'`);
    shell.send(`\x1b[200~${lines.join('\r')}\r\\echo last :{?v2999}\x1b[201~\r`);
    await shell.until(/\nlast TRUE\s+ddbsql=>/);
    await leave(shell);
    const history = readFileSync(join(directory, 'history'), 'utf8').split('\n');
    expect(history.slice(-4)).toEqual([lines[2999], '\\echo last :{?v2999}', '\\q', '']);
  }, 60_000);

  it('with control characters keeps them, and shows them without being driven by them', async () => {
    const shell = await open();
    shell.send("\x1b[200~SELECT ascii('\x1b'), length('\x1b]0;owned\x07\u009b31m') AS n;\x1b[201~");
    await shows(shell, "SELECT ascii('␛'), length('␛]0;owned␇\ufffd31m') AS n;");
    shell.send('\r');
    await shows(shell, '    27 | 14');
    shell.send('\x1b[A');
    await shell.settled();
    await shell.type('\x15\\s\r', /.*/s);
    await shows(shell, "length('\\x1B]0;owned\\x07\\u009B31m')");
    await leave(shell);
    for (const control of ['\x1b]', '\u009b']) expect(shell.raw).not.toContain(control);
    expect(readFileSync(join(directory, 'history'), 'utf8')).toContain('\x1b]0;owned\x07\u009b31m');
  }, 60_000);
});

describe('keys', () => {
  it('kills that follow each other are yanked as one', async () => {
    const shell = await open();
    shell.send('\\echo one public.two  three');
    await shell.settled();
    shell.send('\x17\x17\x19');
    await shows(shell, 'ddbsql=> \\echo one public.two  three');
    shell.send('\x17\x17\x1f\r');
    await shows(shell, '\none public.two\nddbsql=>');
    await leave(shell);
  });

  it('Ctrl-Z stops the program, and fg goes on with the line', async () => {
    terminal = new Terminal({ home: directory, command: ['/bin/bash', '--norc', '--noprofile', '-i'] });
    const shell = terminal;
    await shell.type(`PS1='sh''> '; ${programWords.join(' ')} -X\r`, /[$#] ?$/);
    await shell.until(/=> ?$/);
    shell.send('\\echo be');
    await shell.settled();
    shell.send('\x1a');
    await shell.until(/sh> ?$/);
    await shell.type('fg\r', /sh> ?$/);
    await shell.until(/ddbsql=> \\echo be$/);
    shell.send('fore\r');
    await shell.until(/\nbefore\s+ddbsql=> ?$/);
    await shell.type('\\q\r');
    await shell.until(/sh> ?$/);
    await shell.type('exit\r', /sh> ?$/);
    expect(await shell.exited()).toBe(0);
  }, 60_000);
});

describe('colours', () => {
  it.each([
    ['as one types', {}, true],
    ['NO_COLOR', { NO_COLOR: '1' }, false],
  ] as const)(
    '%s',
    async (_, environment, coloured) => {
      const shell = await open({ environment: { NO_COLOR: '', ...environment } });
      await shell.type("SELECT 'x';");
      await expect.poll(() => shell.raw.includes("\x1b[32m'x'\x1b[39m"), { timeout: 20_000 }).toBe(coloured);
      shell.send('\x03');
      await shell.settled();
      await leave(shell);
    },
    60_000,
  );
});
