import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { importSharedMemory } from '../../src/engine/pglite/shared-memory.ts';
import { changesBetween, packSnapshot, unpackSnapshot, withChanges } from '../../src/engine/pglite/snapshot.ts';
import type { Engine } from '../../src/engine/port.ts';
import { startEngine } from './start.ts';

const ROOT = new URL('../../', import.meta.url);
let engines: Engine[];
beforeAll(async () => {
  await engineArtifacts(ROOT);
  engines = await Promise.all([startEngine(), startEngine()]);
}, 60_000);
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

test('two engines at once, each with its own data', async () => {
  const [first, second] = engines as [Engine, Engine];
  await Promise.all([first.query('CREATE TABLE mine (a int)'), second.query('CREATE TABLE mine (b text)')]);
  await first.query('INSERT INTO mine VALUES (1)');
  expect((await second.query('SELECT count(*) FROM mine')).rows).toEqual([['0']]);
  expect(first.serverVersion).toMatch(/^18\.\d+/);
});

test('the snapshot carries one database and one WAL segment', async () => {
  const { snapshot } = await engineArtifacts(ROOT);
  const { files } = unpackSnapshot(await readFile(snapshot));
  expect(files.filter(({ path }) => /\/base\/\d+$/.test(path))).toHaveLength(1);
  expect(files.filter(({ path }) => /\/pg_wal\/[0-9A-F]{24}$/.test(path))).toHaveLength(1);
  expect((await stat(snapshot)).size).toBeLessThan(10_000_000);
});

test('a long session does not fill memory with WAL and dead catalog rows', async () => {
  const [engine] = engines as [Engine];
  const round = 'BEGIN; CREATE TEMP TABLE staged (a text, b jsonb); DROP TABLE staged; COMMIT';
  for (let n = 0; n < 1500; n++) await engine.query(round);
  const { rows } = await engine.query(
    "SELECT (SELECT sum(size) FROM pg_ls_waldir()) < 12000000, pg_total_relation_size('pg_attribute') < 4000000",
  );
  expect(rows).toEqual([['t', 't']]);
});

test('packing keeps files, directories and their order', () => {
  const snapshot = {
    serverVersion: '18.3',
    files: [
      { path: '/a' },
      { path: '/a/empty', content: Buffer.alloc(0) },
      { path: '/a/ü', content: Buffer.from('content') },
    ],
    plain: {
      gone: ['/a/empty'],
      changed: [{ path: '/a/ü', length: 8200, pages: [{ at: 8192, content: Buffer.from('the rest') }] }],
    },
  };
  expect(unpackSnapshot(packSnapshot(snapshot))).toEqual(snapshot);
  expect(() => unpackSnapshot(Buffer.from('something else'))).toThrow('not an engine snapshot');
});

test('changes are pages, and make one state of files of another', () => {
  const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
  const changedPage = filled(20_000, 1);
  changedPage[9000] = 2;
  const before = [
    { path: '/same', content: filled(9000, 3) },
    { path: '/page', content: filled(20_000, 1) },
    { path: '/shorter', content: filled(20_000, 4) },
    { path: '/gone', content: filled(5, 5) },
  ];
  const after = [
    { path: '/same', content: filled(9000, 3) },
    { path: '/page', content: changedPage },
    { path: '/shorter', content: filled(8192, 4) },
    { path: '/new', content: Uint8Array.from([...filled(10_000, 0), 6]) },
  ];
  const changes = changesBetween(before, after);
  expect(changes.changed.map(({ path, pages }) => [path, pages.map(({ at }) => at)])).toEqual([
    ['/page', [8192]],
    ['/shorter', []],
    ['/new', [8192]],
  ]);
  expect(withChanges(before, changes)).toEqual(after);
  expect(before[1]?.content[9000]).toBe(1);
});

test('an engine that begins with the extension has what CREATE EXTENSION makes', async () => {
  const extended = await startEngine({ extended: true });
  const made = await startEngine();
  const state = `SELECT string_agg(pg_describe_object(classid, objid, objsubid), ', ' ORDER BY classid::regclass::text, objid)
    FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'dynamodb_fdw')`;
  try {
    await made.query('CREATE EXTENSION dynamodb_fdw');
    const { rows } = await extended.query(state);
    expect(rows[0]?.[0]).toMatch(/foreign-data wrapper dynamodb_fdw/);
    expect(rows).toEqual((await made.query(state)).rows);
    await extended.query('DROP EXTENSION dynamodb_fdw');
  } finally {
    await Promise.all([extended.close(), made.close()]);
  }
});

test("PGlite's module asks for shared memory once told to", async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@electric-sql/pglite/pglite.wasm'));
  const shared = importSharedMemory(wasm);
  expect(shared.length).toBe(wasm.length);
  let differing = 0;
  for (let at = 0; at < wasm.length; at++) if (wasm[at] !== shared[at]) differing++;
  expect(differing).toBe(1);
  await WebAssembly.compile(shared);
});

test('a module whose memory has no maximum gets one; one that imports none stays as it is', async () => {
  // (module (import "env" "f" (func)) (import "env" "memory" (memory 1)))
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0];
  const func = [3, 0x65, 0x6e, 0x76, 1, 0x66, 0, 0];
  const memory = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0, 1];
  const imports = [2, ...func, ...memory];
  const module = Uint8Array.from([...header, 2, imports.length, ...imports]);
  const shared = importSharedMemory(module);
  expect([...shared.subarray(-5)]).toEqual([3, 1, 0x80, 0x80, 0x04]);
  await WebAssembly.compile(shared);

  const without = Uint8Array.from([...header, 2, 1 + func.length, 1, ...func]);
  expect([...importSharedMemory(without)]).toEqual([...without]);
});
