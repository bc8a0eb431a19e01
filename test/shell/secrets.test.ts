/**
 * Secrets go in by every way there is, right and wrong, and come out nowhere: not on the screen, not in the history, a log, an error, a listing, nor
 * in any file but the catalog, which is its owner's alone.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunOptions, runProgram } from './program.ts';
import { Terminal } from './terminal.ts';

/** Each secret has a number, so that a leak says which way it took; the mark is in all of them, and in parts of them. */
const MARK = 'S3CR3Tmark';
const secret = (n: number | string): string => `wJal${MARK}${n}`;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-secrets-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const SERVER = `CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint 'http://127.0.0.1:1', aws_region 'us-east-1');
CREATE FOREIGN TABLE t (pk text) SERVER s;
`;

/** Statements that are accepted. */
const GOOD = (n: string, variable = 'k'): string => `
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_id 'AKIA', aws_access_key '${secret(`${n}a`)}', aws_session_token E'${secret(`${n}b`)}');
ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key $$${secret(`${n}c`)}$$, SET aws_session_token U&'${secret(`${n}d`)}');
DO $do$ BEGIN CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_id 'x', aws_access_key '${secret(`${n}e`)}'); END $do$;
\\set ${variable} ${secret(`${n}f`)}
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET aws_access_key :'${variable}');
`;

/** Statements that fail, each near the secret. */
const BROKEN = (n: string): string =>
  [
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key '${secret(`${n}0`)}' nope);`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key ${secret(`${n}1`)});`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_acces_key '${secret(`${n}2`)}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password '${secret(`${n}3`)}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER nowhere OPTIONS (aws_access_key '${secret(`${n}4`)}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_id 'AKIA' '${secret(`${n}5`)}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key, '${secret(`${n}6`)}');`,
    `CREATE USER MAPING FOR PUBLIC SERVER s OPTIONS (aws_access_key '${secret(`${n}7`)}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTION (aws_acces_key '${secret(`${n}8`)}');`,
    `ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_session_token ${secret(`${n}9`)}/${secret(`${n}A`)}+x=);`,
    `ALTER USER MAPPING FOR nobody SERVER s OPTIONS (SET aws_access_key '${secret(`${n}B`)}');`,
    `DO $$ BEGIN CREATE USER MAPPING FOR PUBLIC SERVER nowhere OPTIONS (aws_access_key '${secret(`${n}C`)}'); END $$;`,
    `DO 'BEGIN EXECUTE ''CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key ''''${secret(`${n}D`)}'''' nope)''; END';`,
    `SELECT 1; CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key '${secret(`${n}E`)}', wrong);`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key '${secret(`${n}F`)}', role_arn 'r' 'junk') \\bind \\g`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key ${secret(`${n}G`)}) \\gdesc`,
    '\\errverbose',
    '\\echo :LAST_ERROR_MESSAGE',
  ].join('\n');

/** What shows things. */
const LOOKING = `
\\set VERBOSITY verbose
\\deu+
\\des+
SELECT * FROM pg_user_mappings;
SELECT * FROM pg_user_mapping;
SELECT * FROM information_schema.user_mapping_options;
EXPLAIN SELECT * FROM t;
EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM t;
SELECT * FROM t;
\\set
\\dump
\\errverbose
\\p
`;

function assertNowhere(...texts: readonly string[]): void {
  for (const text of texts) {
    const leak = text.split('\n').find((line) => line.includes(MARK));
    expect(leak, 'a line with a secret').toBeUndefined();
  }
}

/** Every file that is there, its name and its text; the catalog only where it is asked for. */
function filesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [[entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')] as const] : [],
  );
}

function assertFilesClean(...except: readonly string[]): void {
  for (const [name, text] of filesOf(home)) {
    if (name !== 'catalog.json' && !except.includes(name))
      expect(text.includes(MARK), `${name} has a secret`).toBe(false);
  }
  expect(statSync(join(home, 'catalog.json')).mode & 0o777).toBe(0o600);
}

const LOUD: readonly string[] = ['-X', '-a', '-b', '-E', '-e'];
const options = (more: Partial<RunOptions> = {}): RunOptions => ({
  ...more,
  home,
  environment: { DDBSQL_DEBUG: '1', AWS_MAX_ATTEMPTS: '1', ...more.environment },
});

test('in a script on stdin, echoed and logged', async () => {
  const script = SERVER + GOOD('i') + BROKEN('i') + LOOKING;
  const { stdout, stderr } = await runProgram([...LOUD, '-L', join(home, 'log')], options({ input: script }));
  assertNowhere(stdout, stderr);
  assertFilesClean();
  // They went where they were sent: the newest of each mapping is saved, and no other.
  const catalog = readFileSync(join(home, 'catalog.json'), 'utf8');
  expect(catalog.match(new RegExp(`${MARK}\\w+`, 'g'))?.sort()).toEqual([`${MARK}ic`, `${MARK}id`, `${MARK}if`]);
  expect(stdout).toContain("aws_access_key '********'");
  expect(stderr).toContain('at or near "********"');
  expect(readFileSync(join(home, 'log'), 'utf8')).toContain("aws_access_key '********'");
});

test('in a file, and in a file that is included', async () => {
  const scripts = mkdtempSync(join(tmpdir(), 'ddbsql-scripts-'));
  writeFileSync(join(scripts, 'inner.sql'), GOOD('f', 'aws_access_key') + BROKEN('f'));
  writeFileSync(join(scripts, 'outer.sql'), `${SERVER}\\i ${join(scripts, 'inner.sql')}\n${LOOKING}`);
  // What -a repeats of `\\set k ...` cannot be known to be a secret: it is where the variable has an option's name.
  for (const flag of ['-a', '-b']) {
    const { stdout, stderr } = await runProgram(
      ['-X', flag, '-L', join(home, 'log'), '-f', join(scripts, 'outer.sql')],
      options(),
    );
    assertNowhere(stdout, stderr);
    assertFilesClean();
    rmSync(join(home, 'catalog.json'));
  }
  rmSync(scripts, { recursive: true });
});

test('with -c, with -v, and in a transaction that fails', async () => {
  await runProgram(['-X', '-c', SERVER], options());
  const mapping = `CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_key '${secret('c0')}'); SELEC 1`;
  const variable = "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_key :'key')";
  writeFileSync(
    join(home, 'v.sql'),
    `${variable};\n\\set\nCREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key :'key' x);\n\\errverbose\n`,
  );
  for (const argv of [
    ['-c', mapping],
    ['-c', `BEGIN; ${mapping}`],
    ['-1', '-c', mapping, '-c', LOOKING.split('\n')[2] as string],
    ['-v', `key=${secret('c1')}`, '-f', join(home, 'v.sql')],
  ]) {
    const { stdout, stderr } = await runProgram([...LOUD, '-L', join(home, 'log'), ...argv], options());
    assertNowhere(stdout, stderr);
    assertFilesClean();
  }
  expect(readFileSync(join(home, 'catalog.json'), 'utf8')).toContain(secret('c1'));
});

test('typed at the prompt: the history has none of it', async () => {
  await runProgram(['-X', '-c', SERVER], options());
  const terminal = new Terminal({
    home,
    argv: ['-X', '-L', join(home, 'log')],
    columns: 200,
    environment: { DDBSQL_DEBUG: '1' },
  });
  const typed = [
    `\\set k ${secret('t0')}`,
    "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (aws_access_key :'k');",
    `ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (SET aws_access_key '${secret('t1')}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_acces_key '${secret('t2')}');`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key ${secret('t3')});`,
    `CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\naws_access_key\n'${secret('t4')}' wrong);`,
  ];
  for (const line of typed.join('\n').split('\n')) await terminal.type(`${line}\r`);
  await terminal.until(/=> $|=>$/);
  const before = terminal.raw.length;
  for (const line of [
    '\\errverbose',
    '\\set',
    '\\deu+',
    '\\s',
    '\\echo :LAST_ERROR_MESSAGE',
    `\\s ${join(home, 'saved')}`,
  ])
    await terminal.type(`${line}\r`);
  await terminal.type('\\q\r');
  await terminal.exited();
  // The keys themselves are echoed by the terminal; what the program says after them has none.
  assertNowhere(terminal.raw.slice(before));
  assertFilesClean();
  expect(readFileSync(join(home, 'history'), 'utf8')).toContain('\\errverbose');
  expect(readFileSync(join(home, 'catalog.json'), 'utf8')).toContain(secret('t1'));
});

test('a catalog that others can read is refused', async () => {
  await runProgram(['-X', '-c', `${SERVER}${GOOD('p').split('\n')[1]}`], options());
  chmodSync(join(home, 'catalog.json'), 0o644);
  const { stdout, stderr, code } = await runProgram(['-X', '-c', 'SELECT 1'], options());
  expect(stderr).toContain(`catalog file "${join(home, 'catalog.json')}" is readable by others`);
  expect(stderr).toContain('chmod 600');
  expect(code).not.toBe(0);
  assertNowhere(stdout, stderr);
});

test('what is rolled back to a savepoint is not saved, and what came before it is', async () => {
  const input = `${SERVER}CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (aws_access_key '${secret('s0')}');
BEGIN;
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET aws_access_key '${secret('s1')}');
SAVEPOINT a;
ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET aws_access_key '${secret('s2')}');
ROLLBACK TO a;
COMMIT;
`;
  await runProgram(['-X', '-f', '-'], options({ input }));
  expect(readFileSync(join(home, 'catalog.json'), 'utf8').match(new RegExp(`${MARK}\\w+`, 'g'))).toEqual([`${MARK}s1`]);
});
