/** `--engine`: the same statements, answered by a PostgreSQL server, say what they say of the embedded engine; where a server's programs are installed. */

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostgresServer, postgresPrograms, startPostgres } from '../engine/postgres-server.ts';
import { besideCases } from './beside-psql.ts';
import { brokenExpectations, goldenCases } from './case.ts';
import { cleanEnvironment, PROGRAM, type Run, type RunOptions, runCommand, runProgram } from './program.ts';
import { startProxy } from './proxy.ts';
import { World } from './world.ts';

const programs = await postgresPrograms();
if (programs === undefined)
  console.warn('test/golden/engine: skipped, there is no PostgreSQL server (apt-get install postgresql)');

const PASSWORD = 'geheim';

describe.skipIf(programs === undefined)('--engine', { timeout: 300_000 }, () => {
  let server: PostgresServer;
  let world: World;
  beforeAll(async () => {
    [server, world] = await Promise.all([startPostgres(programs ?? ''), World.start()]);
    await onServer(
      `CREATE ROLE locked LOGIN SUPERUSER PASSWORD '${PASSWORD}'; CREATE ROLE plain LOGIN; CREATE ROLE colleague`,
    );
    await onServer('CREATE DATABASE ddbsql');
  }, 120_000);
  afterAll(() => Promise.all([server?.stop(), world?.stop()]));

  async function onServer(sql: string): Promise<string> {
    const child = spawn(`${programs}/psql`, ['-XAtq', server.url, '-c', sql]);
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
    });
    await new Promise((done) => child.once('close', done));
    return text.trimEnd();
  }

  function run(argv: readonly string[], options: Partial<RunOptions> & { home: string }): Promise<Run> {
    return runProgram(['-X', '--engine', server.url, ...argv], { endpoint: world.endpoint, ...options });
  }

  const cases = goldenCases(['document', 'queries']).filter(({ setup }) => setup === undefined);
  test.for(cases)('$name', async (golden, { expect }) => {
    const proxy = await startProxy(world.endpoint, golden.sizes);
    try {
      const home = await world.home(golden.catalog);
      const argv = ['-a', '-f', golden.script];
      const { output: raw, exitCode } = await run(argv, { home, endpoint: proxy.endpoint, cwd: golden.folder });
      const output = raw.replaceAll(proxy.endpoint, 'http://dynamodb');
      expect(brokenExpectations(golden, output)).toEqual([]);
      expect(output).toBe(golden.expected);
      expect(exitCode).toBe(golden.exitCode);
    } finally {
      await proxy.stop();
    }
  });

  test('a session leaves nothing on the server', async () => {
    const databases = 'SELECT datname FROM pg_database ORDER BY 1';
    const before = await onServer(databases);
    const home = await world.home('shop');
    const { output } = await run(['-Atc', 'SELECT count(*) FROM orders', '-c', 'SELECT current_database()'], { home });
    expect(output).toMatch(/^\d+\nddbsql_session_\d+_[0-9a-f]{8}\n$/);
    expect(await onServer(databases)).toBe(before);
  });

  test("what DDL makes is the user's catalog, whichever engine it is made in", async () => {
    const home = await world.home('shop');
    const made = await run(
      [
        '-q',
        '-c',
        "CREATE VIEW adas AS SELECT name FROM customers WHERE name ~ 'Ada'",
        '-c',
        'GRANT SELECT ON adas TO colleague',
      ],
      { home },
    );
    expect(made).toEqual({ output: '', exitCode: 0 });
    const query = ['-Atc', 'SELECT * FROM adas', '-c', "SELECT has_table_privilege('colleague', 'adas', 'SELECT')"];
    const expected = { output: 'Ada Byrne\nt\n', exitCode: 0 };
    expect(await run(query, { home })).toEqual(expected);
    expect(await runProgram(['-X', ...query], { home, endpoint: world.endpoint })).toEqual(expected);
    // The server's other roles are none of the catalog's.
    expect(readFileSync(`${home}/catalog.json`, 'utf8')).toMatch(/colleague/);
    expect(readFileSync(`${home}/catalog.json`, 'utf8')).not.toMatch(/locked|plain/);
  });

  test('from the environment, and what \\conninfo says of it', async () => {
    const home = await world.home('empty');
    const url = server.url.replace('postgres@', `locked:${PASSWORD}@`);
    const argv = ['-X', '-c', '\\conninfo', '-c', '\\echo :SERVER_VERSION_NAME', '-c', 'SELECT usesuper FROM pg_user'];
    const { output } = await runProgram(argv, { home, environment: { DDBSQL_ENGINE: url } });
    expect(output).toMatch(/on PostgreSQL [\d.]+ at postgres:\/\/locked@\/postgres\?host=\S+\.\n[\d.]+\n/);
    expect(output).not.toContain(PASSWORD);
  });

  test('a password in the URL is not in the process list', async () => {
    const url = server.url.replace('postgres@', `locked:${PASSWORD}@`);
    const child = spawn(process.execPath, [PROGRAM, '-X', '--engine', url], {
      env: cleanEnvironment({ home: await world.home('empty') }),
    });
    try {
      child.stdin.write('\\conninfo\n');
      await new Promise((done) => child.stdout.once('data', done));
      const shown = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
      expect(shown).toContain('locked@');
      expect(shown).not.toContain(PASSWORD);
    } finally {
      child.stdin.end();
      await new Promise((done) => child.once('close', done));
    }
  });

  test("a server whose initdb made another user than postgres, and the catalog's postgres is that one", async () => {
    const other = await startPostgres(programs ?? '', 'other');
    try {
      const home = await world.home('shop');
      const made = [
        '-q',
        ...['-c', 'CREATE VIEW adas AS SELECT name FROM customers'],
        ...['-c', 'GRANT ALL ON adas TO CURRENT_USER, PUBLIC; REVOKE INSERT ON adas FROM CURRENT_USER'],
      ];
      expect(await runProgram(['-X', ...made], { home })).toEqual({ output: '', exitCode: 0 });
      const saved = readFileSync(`${home}/catalog.json`, 'utf8');
      expect(saved).toContain('user mapping for postgres on');
      const overOther = ['-X', '--engine', other.url];
      const changes = ["COMMENT ON VIEW adas IS 'seen'", 'CREATE USER MAPPING FOR PUBLIC SERVER shop'];
      const { output, exitCode } = await runProgram(
        [
          ...overOther,
          '-Atc',
          '\\echo :USER',
          '-c',
          '\\deu',
          '-c',
          '\\dp adas',
          ...changes.flatMap((sql) => ['-c', sql]),
        ],
        { home, endpoint: world.endpoint },
      );
      expect(output).toMatch(
        /^other\nshop\|other\npublic\|adas\|view\|(?=.*other=rwdDxt)[^|]*\|\|\nCOMMENT\nCREATE USER MAPPING\n$/s,
      );
      expect(exitCode).toBe(0);
      const after = readFileSync(`${home}/catalog.json`, 'utf8');
      expect(after).toContain('seen');
      expect(after).not.toContain('other');
      const rights = (text: string) => /"grants": \{[^}]*MAINTAIN[^}]*\}/.exec(text)?.[0];
      expect(rights(after)).toBe(rights(saved));
      const embedded = await runProgram(['-X', '-Atc', '\\deu', '-c', "SELECT obj_description('adas'::regclass)"], {
        home,
      });
      expect(embedded.output).toBe('shop|postgres\nshop|public\nseen\n');
    } finally {
      await other.stop();
    }
  });

  test('another database or user than the session has is refused in its own words', async () => {
    const home = await world.home('empty');
    const refusal = 'connection failed: FATAL:  a session of --engine has one database, "ddbsql"\n';
    expect(await run(['-c', '\\c nope'], { home })).toEqual({ output: `\\connect: ${refusal}`, exitCode: 1 });
    expect(await run(['-d', 'nope'], { home })).toEqual({ output: `ddbsql: error: ${refusal}`, exitCode: 2 });
    expect(await run(['-U', 'nope', '-c', 'SELECT 1'], { home })).toEqual({
      output: 'ddbsql: error: connection failed: FATAL:  a session of --engine has one user, "postgres"\n',
      exitCode: 2,
    });
    expect(await run(['-U', 'postgres', '-Atc', 'SELECT 1'], { home })).toEqual({ output: '1\n', exitCode: 0 });
  });

  test('psql 15 itself, on the same server, prints the same', async ({ skip }) => {
    const psql = `${programs}/psql`;
    if (!programs?.includes('/15/')) skip('psql 15 is the one that is imitated');
    const home = await world.home('empty');
    const cwd = new URL('./shell/', import.meta.url).pathname;
    const argv = ['-X', '-a', '-f', 'traps.sql'];
    const child = spawn('/bin/sh', ['-c', `exec "$0" "$@" 2>&1`, psql, server.url, ...argv], {
      cwd,
      env: cleanEnvironment({ home }),
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece;
    });
    await new Promise((done) => child.once('close', done));
    const { output } = await runProgram(['--engine', server.url, ...argv], { home, cwd });
    expect(output).toBe(printed.replace(/^psql:/gm, 'ddbsql:'));
  });

  test('\\h says of every command what psql 15 says', async ({ skip }) => {
    if (!programs?.includes('/15/')) skip('psql 15 is the one that is imitated');
    const home = await world.home('empty');
    const argv = ['-X', '-c', '\\h *', '-c', '\\h'];
    const expected = await runCommand(`${programs}/psql`, [server.url, ...argv], { home });
    const printed = await runProgram(argv, { home });
    expect(printed).toEqual({ ...expected, output: expected.output.replaceAll('/docs/15/', '/docs/18/') });
  });

  test.for(besideCases)('beside psql 15: $name', async ({ argv = [], input = '', files = {} }, { expect, skip }) => {
    if (!programs?.includes('/15/')) skip('psql 15 is the one that is imitated');
    const psql = server.url.replace('/postgres?', '/ddbsql?');
    const folders = [mkdtempSync(join(tmpdir(), 'beside-')), mkdtempSync(join(tmpdir(), 'beside-'))] as const;
    try {
      for (const folder of folders) {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      }
      const home = await world.home('empty');
      const [expected, printed] = await Promise.all([
        runCommand(`${programs}/psql`, [psql, '-X', ...argv], { home, cwd: folders[0], input }),
        run(argv, { home, cwd: folders[1], input }),
      ]);
      expect(printed).toEqual({ ...expected, output: expected.output.replace(/^psql:/gm, 'ddbsql:') });
      const [wanted, written] = folders.map((folder) =>
        readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      );
      expect(written).toEqual(wanted);
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true });
    }
  });

  const refused: [name: string, url: (url: string) => string, message: RegExp][] = [
    [
      'a server that is not there',
      () => `postgres://x:${PASSWORD}@127.0.0.1:1/x`,
      /^ddbsql: error: connection to server at "127.0.0.1", port 1 failed: Connection refused\n\tIs the server running on that host and accepting TCP\/IP connections\?\n$/,
    ],
    [
      'a socket that is not there',
      () => 'postgres://x@/x?host=/nowhere',
      /^ddbsql: error: connection to server on socket "\/nowhere\/\.s\.PGSQL\.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket\?\n$/,
    ],
    [
      'a role that is not there',
      (url) => url.replace('postgres@', `nobody:${PASSWORD}@`),
      /^ddbsql: error: connection to server on socket "\S+" failed: FATAL: {2}role "nobody" does not exist\n$/,
    ],
    [
      'a user that may not make a wrapper',
      (url) => url.replace('postgres@', 'plain@'),
      /^ddbsql: error: the engine's user "plain" is not a superuser\nddbsql: detail: .*\n$/,
    ],
    [
      'no URL',
      () => `host=x password=${PASSWORD}`,
      /^ddbsql: error: invalid URL of a PostgreSQL server\nddbsql: hint: .*\n$/,
    ],
  ];
  test.each(refused)('%s', async (_, url, message) => {
    const home = await world.home('empty');
    const { output, exitCode } = await runProgram(['-X', '--engine', url(server.url), '-c', 'SELECT 1'], { home });
    expect(output).toMatch(message);
    expect(output).not.toContain(PASSWORD);
    expect(exitCode).toBe(2);
  });
});
