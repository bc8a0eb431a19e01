/** What a person sees of DynamoDB at a terminal: pager, progress, cancel, completion; and that nothing of it drives the terminal. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { programWords } from './program.ts';
import { attack, openShop, type Shop } from './shop.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

let shop: Shop;
let terminal: Terminal | undefined;
beforeAll(async () => {
  shop = await openShop();
});
afterEach(() => {
  terminal?.close();
  shop.proxy.reset();
  rmSync(join(shop.home, 'history'), { force: true });
});
afterAll(() => shop?.stop());

async function open(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  terminal = new Terminal({ home: shop.home, ...options });
  await terminal.until(/=> ?$/);
  return terminal;
}

async function shows(shell: Terminal, text: string): Promise<void> {
  await vi.waitFor(() => expect(shell.screen).toContain(text), { timeout: 20_000, interval: 50 });
}

/** A control sequence that only data could have brought. */
function expectUntouched(shell: Terminal): void {
  expect(shell.raw).not.toContain('\x1b]');
  expect(shell.raw).not.toContain('owned\x07');
}

describe("somebody else's text cannot drive the terminal", () => {
  it('in any format, message, title, prompt or variable', async () => {
    const formats = ['aligned', 'wrapped', 'unaligned', 'csv', 'html', 'asciidoc', 'latex', 'latex-longtable'];
    const ours = ['troff-ms', 'markdown', 'boxed', 'json', 'ndjson', 'dynamodb-json'];
    const script = [
      ...[...formats, ...ours].flatMap((format) => [
        `\\pset format ${format}`,
        `SELECT id, note FROM orders WHERE id IN ('o1', 'o2');`,
        `SELECT note FROM orders WHERE id = 'o1' \\gx`,
      ]),
      '\\pset format aligned',
      '\\pset pager off',
      `SELECT note AS got FROM orders WHERE id = 'o1' \\gset`,
      '\\echo :got',
      '\\qecho :got',
      '\\warn :got',
      '\\set',
      '\\C :got',
      'SELECT 1 AS titled;',
      '\\C',
      'SELECT 1 AS :"got";',
      `SELECT note::int FROM orders WHERE id = 'o1';`,
      '\\errverbose',
      '\\echo :LAST_ERROR_MESSAGE',
      `SELECT * FROM :"got";`,
      `EXPLAIN SELECT * FROM orders WHERE note = :'got';`,
      `EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM orders WHERE note = :'got';`,
      // The item whose note is no text: the warning names its key.
      'SELECT id, note FROM orders;',
      `\\copy (SELECT note FROM orders) to stdout`,
      `COPY (SELECT :'got') TO STDOUT;`,
      `CREATE TABLE :"got" (a int);`,
      `CREATE TABLE IF NOT EXISTS :"got" (a int);`,
      '\\d',
      `\\d :"got"`,
      `\\d nothing:got`,
      `SELECT :'got'`,
      '\\p',
      '\\r',
      '\\set ECHO queries',
      `SELECT :'got' AS echoed;`,
      `SELECT format('SELECT %L AS ran', note) FROM orders WHERE id = 'o1' \\gexec`,
      '\\set ECHO all',
      `SELECT format('SELECT %L AS ran', note) FROM orders WHERE id = 'o1' \\gexec`,
      '\\set ECHO none',
      '\\dump',
    ].join('\n');
    writeFileSync(join(shop.home, 'attack.sql'), script);
    const shell = await open();
    await shell.type(`\\i ${join(shop.home, 'attack.sql')}\r`);
    await shell.until(/=> ?$/);
    await shows(shell, 'echoed');
    expectUntouched(shell);
    for (const shown of ['gift\\x1B]0;owned\\x07', '\\u001b]0;owned\\u0007']) expect(shell.screen).toContain(shown);
    await shell.type('\\prompt :got answer\r');
    await shell.type('yes\r', /07$/);
    await shell.type("\\set PROMPT1 '%:got:A=> '\r");
    await shell.type('\\set PROMPT1 :got B=>\r', /A=> ?$/);
    await shell.type('\\q\r', /B=> ?$/);
    await shell.exited();
    for (const mark of ['A', 'B']) expect(shell.screen).toContain(`gift\\x1B]0;owned\\x07${mark}=>`);
    expectUntouched(shell);
  });

  it('however it is quoted on its way, and in the name of a variable', async () => {
    const value = `it's${attack}"q"\\b\nline2${attack}`;
    const formats = ['aligned', 'unaligned', 'csv', 'html', 'asciidoc', 'latex', 'latex-longtable', 'troff-ms'];
    const script = [
      `SELECT E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}' AS got \\gset`,
      ...[
        "\\echo :'got'",
        '\\echo :"got"',
        "\\warn :'got'",
        "SELECT :'got'",
        '\\p',
        '\\r',
        'SELECT 1 AS :"got"',
        '\\p',
        '\\r',
      ],
      ...["\\set copied :'got'", "\\set again :'copied'", 'SELECT 1 AS "a\u009b31m" \\gset', '\\set'],
      ...['\\pset null :got', '\\pset title :got', '\\pset fieldsep :got', '\\pset recordsep :got', '\\pset'],
      ...[...formats, 'markdown', 'boxed'].flatMap((format) => [`\\pset format ${format}`, 'SELECT NULL AS nothing;']),
      ...['\\pset format aligned', '\\pset title', '\\pset null', '\\echo quoted'],
    ].join('\n');
    writeFileSync(join(shop.home, 'quoted.sql'), script);
    const shell = await open({ environment: { PAGER: '' } });
    await shell.type(`\\i ${join(shop.home, 'quoted.sql')}\r`);
    await shell.until(/quoted\s+ddbsql=> ?$/);
    await shell.type("\\setenv PAGER 'sed s/^/PAGED/'\r");
    await shell.type('\\pset pager always\r');
    await shell.type('\\pset format unaligned\r');
    await shell.type('SELECT 1, 2 AS two;\r');
    await shell.until(/PAGED[\s\S]*=> ?$/);
    await shell.type('\\pset format aligned\r');
    await shell.type('\\pset pager off\r');
    await shell.type("\\set PROMPT2 :'got'\r");
    await shell.type('SELECT\r');
    await shell.type('1;\r', /07'$/);
    await shell.until(/\(1 row\)\s+ddbsql=> ?$/);
    expectUntouched(shell);
    expect(shell.raw).not.toContain('\u009b');
  });

  it('in what is typed or pasted where there is no bracketed paste', async () => {
    const shell = await open();
    await shell.type("SELECT '\u009b31m' AS typed;\r");
    await shell.until(/\(1 row\)\s+ddbsql=> ?$/);
    expect(shell.screen).toContain("SELECT '\ufffd31m' AS typed;");
    expect(shell.screen).toContain(' \\u009B31m');
    expect(shell.raw).not.toContain('\u009b');
  });

  it('in what Tab lists and puts in', async () => {
    writeFileSync(join(shop.home, 'named.sql'), `CREATE TABLE named ("a${attack}" int, "a\u009b31m" int);`);
    const shell = await open();
    await shell.type(`\\i ${join(shop.home, 'named.sql')}\r`);
    await shell.until(/CREATE TABLE\s+ddbsql=> ?$/);
    shell.send(`SELECT  FROM named;${'\x1b[D'.repeat(12)}`);
    for (let tries = 0; tries < 20 && !shell.screen.includes('"a\ufffd31m"'); tries++) {
      shell.send('\t');
      await shell.settled();
    }
    await shows(shell, '"a␛]0;owned␇"  "a\ufffd31m"');
    shell.send('"a\t');
    await shows(shell, 'SELECT "a');
    expectUntouched(shell);
    expect(shell.raw).not.toContain('\u009b');
    shell.send('\x03');
    await shell.settled();
    await shell.type('DROP TABLE named;\r');
    await shell.until(/DROP TABLE\s+ddbsql=> ?$/);
  });
});

describe('pager', () => {
  it('takes what is too long or too wide, unless there is none', async () => {
    const pager = join(shop.home, 'pager');
    writeFileSync(pager, '#!/bin/sh\nsed "s/^/PAGED /"\n', { mode: 0o755 });
    const shell = await open({ rows: 20, environment: { PAGER: 'false', PSQL_PAGER: 'false', DDBSQL_PAGER: pager } });
    await shell.type('SELECT 41 + n AS few FROM generate_series(1, 3) n;\r');
    await shell.until(/\(3 rows\)/);
    expect(shell.screen).not.toContain('PAGED');
    await shell.type('SELECT n AS many FROM generate_series(1, 30) n;\r');
    await shows(shell, 'PAGED (30 rows)');
    await shell.type("SELECT repeat('w', 100) AS wide;\r");
    await shows(shell, 'PAGED (1 row)');
    await shell.type('\\?\r');
    await shows(shell, 'PAGED General');
    await shell.type('\\pset pager off\r');
    await shell.type('SELECT n AS unpaged FROM generate_series(1, 40) n;\r');
    await shows(shell, '\n(40 rows)');
    await shell.type('\\pset pager always\r');
    await shell.type('SELECT 1 AS always;\r');
    await shows(shell, 'PAGED  always');
    await shell.type("\\setenv DDBSQL_PAGER ''\r");
    await shell.type('SELECT n AS none FROM generate_series(1, 50) n;\r');
    await shows(shell, '\n(50 rows)');
  });
});

describe('a pager that is left', () => {
  it('ends the fetch, which is no error', async () => {
    // The rest of the table comes when nobody waits for it any more.
    shop.proxy.add({ fault: { kind: 'delay', ms: 90_000 }, operation: 'Scan', after: 1 });
    const pager = join(shop.home, 'pager');
    writeFileSync(pager, '#!/bin/sh\nhead -2\necho LEFT\n', { mode: 0o755 });
    const shell = await open({ environment: { PAGER: pager } });
    await shell.type('\\pset format unaligned\r');
    await shell.type('SET dynamodb_fdw.segments = 1;\r');
    for (const query of ['SELECT id FROM big;', 'SELECT id, upper(id) FROM big;', 'SELECT id FROM big \\g |head -1']) {
      shop.proxy.reset();
      shop.proxy.add({ fault: { kind: 'delay', ms: 90_000 }, operation: 'Scan', after: 1 });
      await shell.type(`${query}\r`);
      await shell.until(/\nid[\s\S]*=> ?$/);
      await shell.type('\\echo :ERROR\r');
      await shell.until(/false\s+ddbsql=> ?$/);
    }
  });

  it('is waited for where the query fails', async () => {
    shop.proxy.add({ fault: { kind: 'error', name: 'AccessDeniedException' }, operation: 'Scan', after: 1 });
    const pager = join(shop.home, 'pager');
    writeFileSync(pager, '#!/bin/sh\nsed -n "1p;$ s/.*/LAST/p"\n', { mode: 0o755 });
    const shell = await open({ environment: { PAGER: pager } });
    await shell.type('\\pset format unaligned\r');
    await shell.type('SET dynamodb_fdw.segments = 1;\r');
    await shell.type('SELECT id FROM big;\r');
    await shell.until(/ERROR[\s\S]*=> ?$/);
    expect(shell.screen).toMatch(/\nid\nLAST\nERROR: /);
  });

  it('where there is none, what was cut off ends its line', async () => {
    shop.proxy.add({ fault: { kind: 'error', name: 'ValidationException' }, operation: 'Scan', after: 1 });
    const shell = await open();
    await shell.type('\\pset pager off \\pset format unaligned\r');
    await shell.type('SET dynamodb_fdw.segments = 1;\r');
    await shell.type('SELECT id FROM big;\r');
    await shell.until(/ERROR[\s\S]*=> ?$/);
    expect(shell.screen).toMatch(/\n\w+\nERROR: /);
  });

  it('has Ctrl-C to itself', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 90_000 }, operation: 'Scan', after: 1 });
    const pager = join(shop.home, 'pager');
    writeFileSync(pager, '#!/bin/sh\ntrap "" INT\nhead -1; cat >/dev/null; echo; echo LEFT\n', { mode: 0o755 });
    const shell = await open({ environment: { PAGER: pager } });
    await shell.type('\\pset format unaligned\r');
    await shell.type('SET dynamodb_fdw.segments = 1;\r');
    await shell.type('SELECT id FROM big;\r');
    await shell.until(/\nid$/);
    shell.send('\x03');
    await shell.until(/user request\s+ddbsql=> ?$/);
    expect(shell.screen).toMatch(/\nid\n\^C\nLEFT\nERROR: {2}canceling statement due to user request/);
  });
});

describe('a long fetch', () => {
  it('shows its progress, and leaves nothing of it behind', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 700 }, operation: 'Scan' });
    const shell = await open();
    await shell.type('SELECT count(filler), max(id) FROM big;\r');
    await shell.until(/\(1 row\)/);
    expect(shell.raw).toMatch(/big: [\d,]+ items, \d+ pages, [\d,]+ read units, [\d,]+ items\/s/);
    expect(shell.screen).not.toContain('items/s');
    expect(shell.screen).toContain('   750 | b99');
  });

  it('is followed in EXPLAIN ANALYZE, in what goes to a file, and within a narrow screen', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 700 }, operation: 'Scan' });
    const shell = await open({ columns: 24, environment: { PAGER: 'cat' } });
    const statements = ['EXPLAIN ANALYZE SELECT filler FROM big;', `SELECT id FROM big \\g ${join(shop.home, 'ids')}`];
    for (const statement of statements) {
      const before = shell.raw.length;
      await shell.type(`${statement}\r`);
      await shell.until(/=> ?$/);
      const lines = shell.raw
        .slice(before)
        .split('\r')
        .filter((line) => line.startsWith('\x1b[Kbig: '));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line.length).toBe('\x1b[K'.length + 21);
    }
    expect(shell.screen).not.toContain('big: ');
  });

  it('is not where a pager is, nor in the way of Ctrl-C', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 700 }, operation: 'Scan' });
    const pager = join(shop.home, 'pager');
    writeFileSync(pager, '#!/bin/sh\necho PAGER; cat >/dev/null\n', { mode: 0o755 });
    const shell = await open({ environment: { PAGER: pager } });
    await shell.type('\\pset pager always\r');
    await shell.type('\\pset format unaligned\r');
    await shell.type('SELECT id FROM big;\r');
    await shell.until(/PAGER[\s\S]*=> ?$/);
    expect(shell.raw.slice(shell.raw.indexOf('PAGER'))).not.toContain('items/s');
    shell.send('SELECT max(filler) FROM big;\r');
    await shell.until(/items\/s/);
    shell.send('\x03');
    await shell.until(/user request\s+ddbsql=> ?$/);
    expect(shell.screen).toContain('FROM big;\n^CCancel request sent\nERROR:  canceling');
  });

  it('is followed before the first page is there', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 90_000 }, operation: 'Scan' });
    const shell = await open();
    for (const query of ['SELECT id FROM big;', 'SELECT max(filler) FROM big;']) {
      await shell.type(`${query}\r`);
      await shell.until(/big: 0 items, 0 pages/);
      shell.send('\x03');
      await shell.until(/user request\s+ddbsql=> ?$/);
    }
    expect(shell.screen).not.toContain('0 items');
  });

  it('takes no row away that is printed without its newline', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 700 }, operation: 'Scan' });
    const shell = await open();
    await shell.type('\\pset pager off\r');
    await shell.type('\\pset format unaligned\r');
    await shell.type('SET dynamodb_fdw.segments = 1;\r');
    await shell.type('SELECT id FROM big;\r');
    await shell.until(/\(750 rows\)\s+ddbsql=> ?$/);
    expect(shell.screen.match(/^b\d+$/gm)).toHaveLength(750);
  });

  it('makes room for a message', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 1500 }, operation: 'Scan' });
    const shell = await open();
    await shell.type(`CREATE FOREIGN TABLE wrong (id text, filler int) SERVER shop OPTIONS ("table" 'big');\r`);
    await shell.type('SELECT count(filler) FROM wrong;\r');
    await shell.until(/\(1 row\)\s+ddbsql=> ?$/);
    expect(shell.raw).toMatch(/items\/s/);
    expect(shell.screen).toMatch(/^WARNING: {2}750 values of attribute "filler" /m);
    expect(shell.screen).not.toContain('items/s');
  });

  it('shows none with -q', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 700 }, operation: 'Scan' });
    const shell = await open({ argv: ['-X', '-q'] });
    await shell.type('SELECT count(filler) FROM big;\r');
    await shell.until(/\(1 row\)/);
    expect(shell.raw).not.toContain('items/s');
  });

  it('ends with Ctrl-C, its requests too, and the session goes on', async () => {
    // Longer than is waited for anything.
    shop.proxy.add({ fault: { kind: 'delay', ms: 600_000 }, operation: 'Scan' });
    const shell = await open();
    await shell.type('SELECT max(length(filler)) FROM big;\r');
    await vi.waitFor(() => expect(shell.screen).toContain('max(length(filler)) FROM big;'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    shell.send('\x03');
    await shell.until(/user request/);
    expect(shell.screen).toMatch(/\^CCancel request sent\nERROR: {2}canceling statement due to user request/);
    shop.proxy.reset();
    await shell.type("SELECT note FROM orders WHERE id = 'o2';\r");
    await shows(shell, ' plain');
    expect(shop.proxy.requests.filter(({ operation }) => operation === 'Scan')).toEqual([]);
    await shell.type('SELECT count(*) AS seen FROM orders \\watch 0.2\r');
    await shell.until(/(?:seen[\s\S]*){3}/);
    shell.send('\x03');
    await shell.type('SELECT 2 AS after;\r');
    await shows(shell, ' after');
  });

  it('ends with Ctrl-C while the table is still being described', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 60_000 }, operation: 'DescribeTable' });
    const shell = await open();
    await shell.type('COPY (SELECT max(id) FROM big) TO STDOUT;\r');
    await vi.waitFor(() => expect(shop.proxy.received('DescribeTable')).toBe(1), { timeout: 20_000 });
    shell.send('\x03');
    await shell.until(/canceling statement due to user request\s+ddbsql=> ?$/);
  });

  it('ends with SIGINT in a script, with what psql says', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 8000 }, operation: 'Scan' });
    terminal = new Terminal({ home: shop.home, argv: ['-X', '-c', 'SELECT max(length(filler)) FROM big'] });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    terminal.send('\x03');
    expect(await terminal.exited()).toBe(1);
    expect(terminal.screen).toContain('Cancel request sent\nERROR:  canceling statement due to user request');
  });
});

describe('completion that asks DynamoDB', () => {
  it.each<[string, string, string]>([
    ['tables to import', 'IMPORT FOREIGN SCHEMA public LIMIT TO (or\t', 'LIMIT TO (orders'],
    ['tables not to import', 'IMPORT FOREIGN SCHEMA public EXCEPT (orders, bi\t', 'EXCEPT (orders, big'],
    ['the table option', "CREATE FOREIGN TABLE t (id text) SERVER shop OPTIONS (table 'or\t", "(table 'orders'"],
    ['keys of a column', "SELECT o.address->>'ci\t", "o.address->>'city'"],
    ['keys of a whole item', "SELECT all_item->'address'->'geo'->>'la\t", "->>'lat'"],
  ])('%s', async (_, keys, screen) => {
    const shell = await open();
    // As often as it takes: what comes too late for one Tab is there for the next.
    const rest = keys.startsWith('SELECT o.') ? ' FROM orders o' : keys.startsWith('SELECT') ? ' FROM documents' : '';
    await shell.type('SELECT 1 AS ready;\r');
    await shell.until(/\(1 row\)\s+ddbsql=> ?$/);
    shell.send(rest + '\x1b[D'.repeat(rest.length));
    await shell.settled();
    for (const key of keys.split(/(?=\t)/)) {
      shell.send(key);
      await shell.settled();
    }
    for (let tries = 0; tries < 20 && !shell.screen.includes(screen); tries++) {
      shell.send('\t');
      await shell.settled();
    }
    await shows(shell, screen);
  });

  it('does not wait for it', async () => {
    shop.proxy.add({ fault: { kind: 'delay', ms: 4000 }, operation: 'ListTables' });
    const shell = await open();
    await shell.type('SELECT 1 AS ready;\r');
    await shell.until(/\(1 row\)\s+ddbsql=> ?$/);
    shell.send('IMPORT FOREIGN SCHEMA public LIMIT TO (or\t');
    await shell.settled();
    shell.send('d');
    await shows(shell, 'LIMIT TO (ord');
    // The answer is still to come.
    shell.send('\t');
    await shell.settled();
    expect(shell.screen).not.toContain('LIMIT TO (orders');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    for (let tries = 0; tries < 20 && !shell.screen.includes('LIMIT TO (orders'); tries++) {
      shell.send('\t');
      await shell.settled();
    }
    await shows(shell, 'LIMIT TO (orders');
  });
});

it('\\e and \\prompt at a terminal', async () => {
  const editor = join(shop.home, 'editor');
  writeFileSync(editor, '#!/bin/sh\necho "SELECT 6 * 7 AS edited;" > "$1"\n', { mode: 0o755 });
  const shell = await open({ environment: { EDITOR: editor } });
  await shell.type('\\e\r');
  await shows(shell, ' edited\n--------\n     42');
  await shell.type("\\prompt 'Who? ' who\r");
  await shell.type('Ada\r', /Who\? ?$/);
  await shell.type('\\echo hello :who\r');
  await shows(shell, '\nhello Ada\n');
  await shell.type('\\s\r');
  await shows(shell, '\\echo hello :who\n\\s');
});

it('\\e of a file runs it where it was changed', async () => {
  const [editor, file] = [join(shop.home, 'editor'), join(shop.home, 'edited.sql')];
  writeFileSync(editor, '#!/bin/sh\necho edited\n', { mode: 0o755 });
  writeFileSync(file, 'SELECT 40 AS kept;\n');
  const shell = await open({ environment: { EDITOR: editor } });
  await shell.type(`\\e ${file}\r`);
  await shows(shell, '\nedited\n');
  await shell.type('SELECT 41\r');
  await shell.type('\\e\r');
  await shell.type('+ 1 AS typed;\r');
  await shows(shell, ' typed\n-------\n    42');
  expect(shell.screen).not.toContain('kept');
  writeFileSync(editor, '#!/bin/sh\necho "SELECT 43 AS changed;" > "$1"\n');
  await shell.type(`\\e ${file}\r`);
  await shows(shell, ' changed\n---------\n      43');
});

it.each(['SIGTERM', 'SIGHUP'] as const)('%s leaves the terminal as it was, and the history', async (signal) => {
  const shell = await open({
    command: ['/bin/sh', '-c', `"$0" "$@"; echo "ended $?"; stty -a`, ...programWords, '-X'],
  });
  await shell.type(`\\echo ${signal}\r`);
  await shell.type("\\! echo 'pid='$PPID.\r");
  await shell.until(/pid=\d+\.\s+ddbsql=> ?$/);
  const pid = Number(/pid=(\d+)\./.exec(shell.screen)?.[1]);
  process.kill(pid, signal);
  await shell.until(/ended \d+[\s\S]* icanon /);
  expect(shell.screen).toMatch(new RegExp(`ended ${signal === 'SIGTERM' ? 143 : 129}\n`));
  expect(shell.screen).toMatch(/ icanon [\s\S]* echo /);
  expect(shell.raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(shell.raw.lastIndexOf('\x1b[?2004h'));
  expect(readFileSync(join(shop.home, 'history'), 'utf8')).toContain(`\\echo ${signal}\n`);
});

it('a demo keeps the history of what was typed in it', async () => {
  const shell = await open({ argv: ['-X', '--demo'] });
  await shell.type('SELECT count(*) FROM orders;\r');
  await shell.until(/\(1 row\)/);
  await shell.type('\\q\r');
  expect(await shell.exited()).toBe(0);
  const again = await open();
  again.send('\x1b[A\x1b[A');
  await shows(again, 'SELECT count(*) FROM orders;');
});
