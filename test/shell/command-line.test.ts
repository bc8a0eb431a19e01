/** The command line, start-up files, exit codes and outputs: what a script around ddbsql relies on. Most of it needs no engine, and starts none. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedVersion, programVersion } from '../../src/shell/version.ts';
import { program, type Run, run as runCommand, runProgram } from './program.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-cli-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(home, name), text);
  return name;
}

function run(argv: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  return runProgram(argv, { home, input, environment });
}

/** `$0` is Node, `$1` the program. */
function runShell(script: string): Promise<Run> {
  return runCommand('/bin/sh', ['-c', script, process.execPath, program], { home });
}

describe('exit codes', () => {
  const stop = ['-v', 'ON_ERROR_STOP=1'];
  const fails = '\\bogus\n\\echo on\n';
  it('-1 is one transaction for stdin too', async () => {
    const script = 'CREATE TEMP TABLE t (a int);\nSELECT nope;\nINSERT INTO t VALUES (1);\n';
    const rolledBack = await run(['-X1', ...stop], `${script}TABLE t;\n`);
    expect(rolledBack).toEqual({
      code: 3,
      stdout: 'CREATE TABLE\n',
      stderr: 'ERROR:  column "nope" does not exist\nLINE 1: SELECT nope;\n               ^\n',
    });
    const failed = await run(['-X1e', '-c', 'SELECT 1 AS a'], '');
    expect(failed).toEqual({ code: 0, stdout: 'SELECT 1 AS a\n a \n---\n 1\n(1 row)\n\n', stderr: '' });
    const open = await run(['-X1'], 'SELECT 1;\n\\echo :ERROR\nSELECT nope;\nSELECT 2;\n');
    expect(open.code).toBe(0);
    expect(open.stderr).toContain('current transaction is aborted');
  });
  it.each<[string, readonly string[], number, string]>([
    ['the last -c counts', ['-c', '\\bogus', '-c', '\\echo on'], 0, 'on\n'],
    ['and where it fails, is 1', ['-c', '\\echo on', '-c', '\\bogus'], 1, 'on\n'],
    ['ON_ERROR_STOP ends at the first, with 1', [...stop, '-c', '\\bogus', '-c', '\\echo on'], 1, ''],
    ['a script goes on', ['-f', 'fails.sql'], 0, 'on\n'],
    ['with ON_ERROR_STOP it ends with 3', [...stop, '-f', 'fails.sql'], 3, ''],
    ['and what would follow does not run', [...stop, '-f', 'fails.sql', '-c', '\\echo on'], 3, ''],
    ['ON_ERROR_STOP within counts from the next line on', ['-f', 'stops.sql'], 3, 'a\n'],
    ['a file that cannot be read is 1', ['-f', 'missing.sql'], 1, ''],
    ['within a script it is an error like others', ['-f', 'includes.sql'], 0, 'after\n'],
    ['and stops where errors do', [...stop, '-f', 'includes.sql'], 3, ''],
    ['an option that is none is 1', ['--nope'], 1, ''],
    ['a database that is not there is 2', ['-d', 'other', '-c', '\\q'], 2, ''],
    ['\\q in a script ends it well', ['-f', 'quits.sql', '-c', '\\echo on'], 0, 'on\n'],
    ['a positional file is run as with -f', ['fails.sql'], 0, 'on\n'],
  ])('%s', async (_, argv, code, stdout) => {
    file('fails.sql', fails);
    file('stops.sql', '\\set ON_ERROR_STOP on\n\\echo a\n\\bogus\n\\echo b\n');
    file('includes.sql', '\\i missing.sql\n\\echo after\n');
    file('quits.sql', '\\q\n\\echo not\n');
    expect(await run(['-X', ...argv])).toMatchObject({ code, stdout });
  });

  it('stdin is a script without a name', async () => {
    expect(await run(['-X', ...stop], fails)).toMatchObject({ code: 3, stderr: 'invalid command \\bogus\n' });
    expect(await run(['-X'], fails)).toMatchObject({ code: 0, stdout: 'on\n' });
    expect(await run(['-X', '-f', '-'], fails)).toMatchObject({
      stderr: 'ddbsql:<stdin>:1: error: invalid command \\bogus\n',
    });
  });
});

describe('options', () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ['-n, -w and -q change nothing for a script', ['-n', '-w', '-q', '-c', '\\echo on'], 0, /^on\n$/],
    [
      'the database and the user have names',
      ['-d', 'ddbsql', '-U', 'postgres', '-c', '\\echo :DBNAME :USER'],
      0,
      /^ddbsql postgres\n$/,
    ],
    ['-h and -p have nothing to connect to', ['-h', 'localhost', '-c', '\\q'], 1, /^$/],
    ['-v unsets too, and says what is wrong', ['-v', 'PROMPT1', '-v', 'ECHO=bogus', '-c', '\\q'], 1, /^$/],
    [
      '-P sets what \\pset does',
      ['-P', 'null=-', '-P', 'border=2', '-c', '\\pset null', '-c', '\\pset border'],
      0,
      /^Null display is "-".\nBorder style is 2.\n$/,
    ],
    ['-S and -s are variables', ['-S', '-s', '-c', '\\echo :SINGLELINE :SINGLESTEP'], 0, /^on on\n$/],
    ['-E is one', ['-E', '-c', '\\echo :ECHO_HIDDEN'], 0, /^on\n$/],
    ['--help', ['--help'], 0, /^ddbsql is psql for Amazon DynamoDB[\s\S]*--single-transaction/],
    ['--help=commands', ['--help=commands'], 0, /\\crosstabview[\s\S]*\\dump[\s\S]*\\watch|\\crosstabview/],
    ['--help=variables', ['--help=variables'], 0, /ON_ERROR_STOP/],
    ['--version', ['--version'], 0, /^ddbsql \d+\.\d+\.\d+\n$/],
    ['-V', ['-V', '-c', '\\echo not'], 0, /^ddbsql \d+\.\d+\.\d+\n$/],
    ['-p has nothing to connect to', ['-p', '5432', '-c', '\\q'], 1, /^$/],
    ['-W has nothing to ask for', ['-W', '-c', '\\echo on'], 0, /^on\n$/],
    [
      'the version has three forms',
      ['-c', '\\echo :VERSION :VERSION_NAME :VERSION_NUM'],
      0,
      /^ddbsql (\d+\.\d+\.\d+) \1 \d+\n$/,
    ],
  ])('%s', async (_, argv, code, stdout) => {
    const result = await run(['-X', ...argv]);
    expect(result).toMatchObject({ code, stdout: expect.stringMatching(stdout) });
  });

  it('-1 is all or nothing, -l lists the database', async () => {
    const argv = ['-X', '-1', '-v', 'ON_ERROR_STOP=1', '-c', 'CREATE TABLE made (a int)', '-c', 'SELECT nope'];
    expect(await run(argv)).toMatchObject({ code: 1, stdout: 'CREATE TABLE\n' });
    expect((await run(['-X', '-c', '\\d'])).stderr).toBe('Did not find any relations.\n');
    expect((await run(['-X', '-At', '-l'])).stdout).toMatch(/^ddbsql\|postgres\|UTF8\|/);
  });
});

describe('options as getopt_long reads them', () => {
  it.each<[readonly string[], string]>([
    [
      ['--no-'],
      "option '--no-' is ambiguous; possibilities: '--no-psqlrc' '--no-readline' '--no-password' '--no-align'",
    ],
    [['--pset'], "option '--pset' requires an argument"],
    [['--csv=1'], "option '--csv' doesn't allow an argument"],
    [['--foo=bar'], "unrecognized option '--foo=bar'"],
    [['-Y'], "invalid option -- 'Y'"],
    [['-P'], "option requires an argument -- 'P'"],
  ])('%j', async (argv, message) => {
    expect(await run(['-X', ...argv])).toEqual({
      code: 1,
      stdout: '',
      stderr: `ddbsql: ${message}\nddbsql: hint: Try "ddbsql --help" for more information.\n`,
    });
  });
  it('any beginning that only one has is enough, and values stay as they are', async () => {
    const argv = [
      '--no-al',
      '--tup',
      '-vX=--csv',
      '--comm=\\echo :X',
      '-c',
      '\\echo --no-',
      '-Pnull',
      '--pset',
      'title=--x',
    ];
    expect(await run(['-X', ...argv, '--', '--not-a-file'])).toEqual({
      code: 1,
      stdout: '--csv\n--no-\n',
      stderr: '--not-a-file: No such file or directory\n',
    });
  });
});

describe('a \\c that fails', () => {
  const message = 'connection to the embedded PostgreSQL failed: FATAL:  database "nope" does not exist\n';
  it('ends a script: what was meant for another database does not run in this one', async () => {
    expect(await run(['-X'], '\\c nope\n\\echo not\n')).toEqual({
      code: 2,
      stdout: '',
      stderr: `\\connect: ${message}`,
    });
    file('inner.sql', '\\c nope\n\\echo not\n');
    expect(await run(['-X', '-v', 'ON_ERROR_STOP=1'], '\\i inner.sql\n\\echo not\n')).toMatchObject({
      code: 3,
      stdout: '',
    });
  });
  it('leaves other -c without a connection, until one succeeds', async () => {
    const argv = ['-c', '\\c nope', '-c', 'SELECT 1', '-c', '\\d', '-c', '\\c -', '-Atc', 'SELECT 2'];
    const none = 'You are currently not connected to a database.\n';
    expect(await run(['-X', ...argv])).toEqual({
      code: 0,
      stdout: 'You are now connected to database "ddbsql" as user "postgres".\n2\n',
      stderr: `\\connect: ${message}${none}${none}`,
    });
  });
});

it('one branch of \\if runs, and what is no command is none in the others', async () => {
  const script =
    '\\if 0\n\\echo a\n\\bogus\n\\elif yes\n\\echo b\n\\if no\n\\echo c\n\\else\n\\echo d\n\\endif\n\\elif on\n\\echo e\n\\else\n\\echo f\n\\endif\n\\elif 1\n\\if 1\n';
  expect(await run(['-X'], script)).toEqual({
    code: 0,
    stdout: 'b\nd\n',
    stderr: 'invalid command \\bogus\n\\elif: no matching \\if\nreached EOF without finding closing \\endif(s)\n',
  });
});

it.each([
  ...['da', 'dAc', 'dAf', 'dAo', 'dAp', 'db', 'dc', 'dC', 'dconfig', 'dd', 'dD', 'ddp', 'df', 'dfn', 'dFp', 'dl', 'dL'],
  ...['do', 'dO', 'dP', 'drds', 'dRp', 'dRs', 'dT', 'dX', 'dy', 'dfS+', 'dT+'],
  ...['ef', 'ev', 'sf', 'sv', 'sf+', 'lo_export', 'lo_import', 'lo_list', 'lo_unlink', 'password'],
])('\\%s says that it is not supported', async (name) => {
  const { code, stdout, stderr } = await run(['-X', '-c', `\\${name} x`]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^\\\\${name.replace('+', '\\+')}: not supported by ddbsql`));
});

it('the editor is DDBSQL_EDITOR, else PSQL_EDITOR, else EDITOR, else VISUAL', async () => {
  const editors = { DDBSQL_EDITOR: 'a', PSQL_EDITOR: 'b', EDITOR: 'c', VISUAL: 'd' };
  const environment: NodeJS.ProcessEnv = Object.fromEntries(
    Object.entries(editors).map(([name, letter]) => [name, `sh -c 'echo SELECT 1 AS "$1" >"$2"' sh ${letter}`]),
  );
  for (const [name, letter] of Object.entries(editors)) {
    const { stdout } = await run(['-X'], '\\e\n;\n', environment);
    expect(stdout).toContain(` ${letter} \n`);
    delete environment[name];
  }
});

it('ECHO_HIDDEN noexec shows the query of a command, which counts as failed', async () => {
  const { code, stdout } = await run(['-X', '-v', 'ECHO_HIDDEN=noexec', '-c', '\\dn']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^\*{9} QUERY \*{10}\nSELECT n\.nspname[^*]*\*{26}\n\n$/);
});

it('-1 and -E together show the transaction around it', async () => {
  const { stdout } = await run(['-X', '-E', '-1', '-Atc', 'SELECT 1']);
  expect(stdout).toBe(`${query('BEGIN')}1\n${query('COMMIT')}`);
});

it('-a echoes a -c: a backslash command without its backslash, as psql does', async () => {
  expect((await run(['-X', '-a', '-Atc', '\\echo x', '-c', 'SELECT 1'])).stdout).toBe('echo x\nx\nSELECT 1\n1\n');
});

it("a query that fails leaves the file of \\g as it is, and \\copy's data is not in the log", async () => {
  file('kept', 'kept\n');
  const { stderr } = await run(['-X', '-L', 'log'], 'SELECT nope \\g kept\n\\copy (SELECT 1) to out\n');
  expect(stderr).toContain('column "nope" does not exist');
  expect(readFileSync(join(home, 'kept'), 'utf8')).toBe('kept\n');
  expect(readFileSync(join(home, 'out'), 'utf8')).toBe('1\n');
  expect(readFileSync(join(home, 'log'), 'utf8')).toBe(
    `${query('SELECT nope ')}${query('COPY  ( SELECT 1 ) TO STDOUT ')}COPY 1\n`,
  );
});

describe('start-up files', () => {
  beforeEach(() => {
    file('.ddbsqlrc', '\\echo home\n\\set X home\n');
    file('other', '\\echo other\n\\set X other\n');
  });
  it('$DDBSQLRC goes before the home directory, -X leaves both out, and -c reads them too', async () => {
    const argv = ['-c', '\\echo :X'];
    expect((await run(argv)).stdout).toBe('home\nhome\n');
    expect((await run(argv, '', { DDBSQLRC: join(home, 'other') })).stdout).toBe('other\nother\n');
    expect((await run(['-X', ...argv])).stdout).toBe(':X\n');
    expect((await run(['-v', 'X=option', ...argv])).stdout).toBe('home\nhome\n');
    expect((await run([], '\\echo :X\n')).stdout).toBe('home\nhome\n');
    expect((await run(['-At', '-l'])).stdout).toMatch(/^home\nddbsql\|postgres\|/);
  });
  it("one with a version's number in its name goes before the one without", async () => {
    const [major] = programVersion.split('.');
    file(`.ddbsqlrc-${major}`, '\\echo major\n');
    expect((await run(['-c', '\\echo on'])).stdout).toBe('major\non\n');
    file(`.ddbsqlrc-${programVersion}`, '\\echo exact\n');
    expect((await run(['-c', '\\echo on'])).stdout).toBe('exact\non\n');
    expect((await run(['-c', '\\echo on'], '', { DDBSQLRC: join(home, 'other') })).stdout).toBe('other\non\n');
  });
  it("the system's file is read before the user's, -X leaves both out", async () => {
    mkdirSync(join(home, 'etc'));
    file('etc/ddbsqlrc', '\\echo system\n\\set X system\n\\set Y system\n');
    const environment = { PGSYSCONFDIR: join(home, 'etc') };
    const argv = ['-c', '\\echo :X :Y'];
    expect((await run(argv, '', environment)).stdout).toBe('system\nhome\nhome system\n');
    expect((await run([], '\\echo :X :Y\n', environment)).stdout).toBe('system\nhome\nhome system\n');
    expect((await run(['-X', ...argv], '', environment)).stdout).toBe(':X :Y\n');
    file('etc/ddbsqlrc', '\\bogus\n');
    expect((await run(argv, '', environment)).stderr).toBe(
      `ddbsql:${home}/etc/ddbsqlrc:1: error: invalid command \\bogus\n`,
    );
  });
  it('what is wrong in one is said with its place, and stops nothing', async () => {
    file('.ddbsqlrc', '\\echo rc\n\\bogus\n');
    const { stderr, stdout, code } = await run(['-c', '\\echo on']);
    expect({ stderr, stdout, code }).toEqual({
      stderr: `ddbsql:${home}/.ddbsqlrc:2: error: invalid command \\bogus\n`,
      stdout: 'rc\non\n',
      code: 0,
    });
  });
});

describe('outputs', () => {
  it('-o takes results, -L everything, neither a secret', async () => {
    const argv = ['-X', '-e', '-L', 'log', '-o', 'out', '-f', '-'];
    const secret = "ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET aws_access_key 'TOPSECRET');\n";
    const { stdout, stderr } = await run(argv, `SELECT 1 AS a;\n\\o\nSELECT 2 AS b;\n${secret}`);
    const masked = secret.trimEnd().replace('TOPSECRET', '********');
    expect(readFileSync(join(home, 'out'), 'utf8')).toBe(' a \n---\n 1\n(1 row)\n\n');
    expect(stdout).toBe(`SELECT 1 AS a;\nSELECT 2 AS b;\n b \n---\n 2\n(1 row)\n\n${masked}\n`);
    expect(stderr).toBe('ddbsql:<stdin>:4: ERROR:  server "s" does not exist\n');
    expect(readFileSync(join(home, 'log'), 'utf8')).toBe(
      ['SELECT 1 AS a;', ' a \n---\n 1\n(1 row)\n', 'SELECT 2 AS b;', ' b \n---\n 2\n(1 row)\n', masked]
        .map((part) => (part.startsWith(' ') ? `${part}\n` : query(part)))
        .join(''),
    );
  });

  it.each([
    [{ LC_ALL: 'de_DE.UTF-8' }, '1.234,5\n'],
    [{ LC_ALL: '', LC_NUMERIC: 'de_DE', LANG: 'en_US' }, '1.234,5\n'],
    [{ LC_ALL: 'C.UTF-8', LANG: 'de_DE' }, '1,234.5\n'],
  ])('numbers in the form of the environment %o', async (environment, stdout) => {
    expect(await run(['-X', '-At', '-P', 'numericlocale=on', '-c', 'SELECT 1234.5'], '', environment)).toEqual({
      code: 0,
      stdout,
      stderr: '',
    });
  });

  it('\\e, \\prompt and \\w work without a terminal', async () => {
    file('edit.sh', 'sed -i s/1/2/ "$1"\n');
    const script = 'SELECT 1 AS edited\n\\e\n;\n\\prompt name\nAda\n\\echo hello :name\nSELECT 3\n\\w query.sql\n\\r\n';
    const { stdout } = await run(['-X'], script, { EDITOR: 'sh edit.sh' });
    expect(stdout).toBe(' edited \n--------\n      2\n(1 row)\n\nhello Ada\nQuery buffer reset (cleared).\n');
    expect(readFileSync(join(home, 'query.sql'), 'utf8')).toBe('SELECT 3\n');
  });

  it('a secret that \\w writes is for its owner alone, and \\p does not show it', async () => {
    const mapping = "ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key 'S3CR3T')";
    const { stdout } = await run(['-X'], `${mapping}\n\\w mapping.sql\n\\p\n\\r\n`);
    expect(stdout).not.toContain('S3CR3T');
    expect(readFileSync(join(home, 'mapping.sql'), 'utf8')).toBe(`${mapping}\n`);
    expect(statSync(join(home, 'mapping.sql')).mode & 0o777).toBe(0o600);
  });
});

describe('what cannot be written', () => {
  const noSpace = 'No space left on device';
  const isDevice = existsSync('/dev/full');

  it.runIf(isDevice)('output to a full disk is said, whoever writes it', async () => {
    const rows = 'SELECT n FROM generate_series(1, 9) n';
    const ours = `ERROR:  could not write to file "/dev/full": ${noSpace}\n`;
    for (const argv of [
      ['-o', '/dev/full', '-c', rows],
      ['-c', `\\copy (${rows}) to /dev/full`],
      ['-L', '/dev/full', '-c', rows],
    ]) {
      expect(await run(['-X', ...argv])).toEqual({ code: 1, stdout: '', stderr: ours });
    }
    const goesOn = await run(['-X', '-At'], `${rows} \\g /dev/full\n\\o /dev/full\n${rows};\n\\o\nSELECT 'after';\n`);
    expect(goesOn).toEqual({ code: 0, stdout: 'after\n', stderr: ours + ours });
    const piped = await runShell(`"$0" "$1" -X -c '${rows}' > /dev/full`);
    expect(piped).toEqual({
      code: 1,
      stdout: '',
      stderr: `ddbsql: error: could not write to standard output: ${noSpace}\n`,
    });
  });

  it('a catalog that cannot be saved: the statement has not been done, and nothing says so', async () => {
    mkdirSync(join(home, 'catalog.json.previous'));
    const script = 'CREATE EXTENSION dynamodb_fdw;\nSELECT extname FROM pg_extension;\n';
    const { code, stdout, stderr } = await run(['-XAt'], script);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'plpgsql\n' });
    expect(stderr).toContain('could not write catalog file');
  });

  it('a home that cannot be one', async () => {
    const environment = { DDBSQL_HOME: join(home, file('plain', ''), 'home') };
    const { code, stdout, stderr } = await run(['-X', '-c', 'SELECT 1'], '', environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^ERROR: {2}could not read catalog file ".*": Not a directory\n$/);
  });
});

it.each(['SIGTERM', 'SIGHUP'] as const)('%s leaves nothing of a demo behind', async (signal) => {
  const words = `-X --demo -c 'SELECT 1' -c '\\! ls -d ddbsql-demo*; kill -s ${signal.slice(3)} $PPID; sleep 1' -c 'SELECT 2'`;
  const argv = ['-c', `"$0" "$1" ${words} 2>&1; echo "ended $?"`, process.execPath, program];
  const { stdout } = await runCommand('/bin/sh', argv, { home, environment: { TMPDIR: home } });
  expect(stdout).toMatch(/\nddbsql-demo-\w+\n[\s\S]*ended (?:143|129)\n$/);
  expect(readdirSync(home).filter((name) => name.startsWith('ddbsql-demo'))).toEqual([]);
});

it('the versions are those of the package and of the engine', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(programVersion).toBe(version);
  const { stdout } = await run([
    '-X',
    '-At',
    '-c',
    'SHOW server_version',
    '-c',
    'SHOW server_version_num',
    '-c',
    '\\set',
  ]);
  const [shown, number, ...variables] = stdout.split('\n');
  expect(shown).toBe(embeddedVersion);
  expect(variables).toContain(`SERVER_VERSION_NAME = '${shown}'`);
  expect(variables).toContain(`SERVER_VERSION_NUM = '${number}'`);
});

function query(text: string): string {
  return `********* QUERY **********\n${text}\n**************************\n\n`;
}
