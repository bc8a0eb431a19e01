/** The engine's thread is started before the program is loaded only for what will want it, and what it was started with fits what the program asks for. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createPGliteEngine, startAhead } from '../../src/engine/pglite/index.ts';
import { spawn, threadOptions } from '../../src/engine/pglite/spawn.ts';
import { isForEngine, spawnEngine } from '../../src/run/early-engine.ts';
import { readExpressStatement } from '../../src/run/express-statement.ts';

const ROOT = new URL('../../', import.meta.url);

test.each([
  'SELECT * FROM music',
  'select artist, m.title AS "The join" from public.music m where (artist = \'union all\') AND 5 < year;',
  "SELECT count(*) FROM music WHERE title LIKE 'a%' AND year IN (1, -2, 3.5) AND NOT b",
  'SELECT min(title), max(title) FROM "group" WHERE artist IS NOT NULL',
  'SELECT artist, title FROM music ORDER BY artist DESC, title OFFSET 2 LIMIT 10',
  "SELECT a FROM t WHERE a = 'it''s over'",
])('left to the express lane: %s', (sql) => {
  expect(readExpressStatement(sql)).toBeDefined();
  expect(isForEngine(sql)).toBe(false);
});

test.each([
  'SELECT 1',
  'select status, count(*) from orders group by status',
  'SELECT * FROM a JOIN b USING (id)',
  'SELECT * FROM a, b',
  'SELECT DISTINCT artist FROM music',
  'SELECT artist::varchar FROM music',
  'WITH a AS (SELECT 1) TABLE a',
  'CREATE EXTENSION dynamodb_fdw',
  'EXPLAIN SELECT * FROM music',
])('started for: %s', (sql) => {
  expect(readExpressStatement(sql)).toBeUndefined();
  expect(isForEngine(sql)).toBe(true);
});

test.each([
  ['--demo', '-c', 'SELECT 1'],
  ['--engine', 'postgres://db', '-c', 'SELECT 1'],
  ['--engine=postgres://db', '-c', 'SELECT 1'],
  ['-?', '-c', 'SELECT 1'],
  ['-f', 'SELECT 1'],
  ['-c', '\\d'],
  ['-c', ''],
  ['-c'],
])('not started by %s %s %s', (...argv) => expect(spawnEngine(argv)).toBeUndefined());

test('a script is looked at, where it is a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  process.env.DDBSQL_HOME = folder;
  const script = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const express = script(
    'express.sql',
    "\\set x 'a;b'\n-- WITH everything;\nSELECT a FROM t WHERE b = ';WITH';\n\\echo done\n",
  );
  const other = script('other.sql', 'SELECT a FROM t;\nSELECT count(*) FROM a JOIN b USING (id);\n');
  for (const argv of [[express], ['-f', express], ['-f', join(folder, 'none.sql')], ['-f', folder], ['-f', '-']])
    expect(spawnEngine(argv), argv.join(' ')).toBeUndefined();
  for (const argv of [[other], ['-f', other], ['-Xf', other], ['-c', 'SELECT a FROM t', '--file', other]]) {
    const spawned = spawnEngine(argv);
    expect(spawned, argv.join(' ')).toBeDefined();
    await spawned?.worker.terminate();
  }
});

test('letters may stand before the c, as in -Atc', async () => {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  expect(spawnEngine(['-Atc', 'SELECT * FROM t'])).toBeUndefined();
  expect(spawnEngine(['-F', 'c', 'x'])).toBeUndefined();
});

test('one that was started with other options is ended, and another takes its place', async () => {
  process.env.DDBSQL_HOME = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  const artifacts = await engineArtifacts(ROOT);
  const spawned = spawn(threadOptions({ artifacts, extended: true }));
  const ended = new Promise((resolve) => spawned.worker.once('exit', resolve));
  startAhead({ artifacts }, spawned);
  await ended;
  const engine = await createPGliteEngine({ artifacts });
  expect((await engine.query("SELECT count(*) FROM pg_extension WHERE extname = 'dynamodb_fdw'")).rows).toEqual([
    ['0'],
  ]);
  await engine.close();
});

test('one that has said everything before anybody listened is taken over', async () => {
  const artifacts = await engineArtifacts(ROOT);
  const spawned = spawn(threadOptions({ artifacts, extended: true }));
  await new Promise((resolve) => spawned.worker.once('message', resolve));
  startAhead({ artifacts, extended: true }, spawned);
  const engine = await createPGliteEngine({ artifacts, extended: true });
  expect((await engine.query("SELECT count(*) FROM pg_extension WHERE extname = 'dynamodb_fdw'")).rows).toEqual([
    ['1'],
  ]);
  await engine.close();
});
