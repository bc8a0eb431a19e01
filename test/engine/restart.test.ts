import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createPGliteEngine } from '../../src/engine/pglite/index.ts';
import type { Engine } from '../../src/engine/port.ts';
import type { Restart } from '../../src/engine/session.ts';
import { caught } from './caught.ts';

/** Ends the thread on a word, as running out of memory would; lets nobody see the engine's memory, so that it cannot be interrupted. */
const FRAGILE = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ request }) => { if (Buffer.from(request).includes('die now')) process.exit(7); });
  Object.defineProperty(SharedArrayBuffer, Symbol.hasInstance, { value: () => false });
`;

let folder: string;
let engine: Engine;
const restarts: Restart[] = [];
const restored: (string[] | Promise<string[]>)[] = [];

beforeAll(async () => {
  const { worker, snapshot } = await engineArtifacts(new URL('../../', import.meta.url));
  folder = await mkdtemp(join(tmpdir(), 'ddbsql-'));
  const fragile = join(folder, 'fragile.mjs');
  await writeFile(fragile, `${FRAGILE}\nawait import('${pathToFileURL(worker)}');\n`);
  engine = await createPGliteEngine({
    artifacts: { worker: fragile, snapshot },
    onRestart: (restart) => restarts.push(restart),
    restore: async () => restored.shift() ?? [],
  });
}, 60_000);
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

test('an engine that dies fails the call; the next one finds a new engine, restored', async () => {
  restored.push(['CREATE TABLE again (a int)', 'SELECT nope', "SET dynamodb_fdw.full_scan = 'deny'"]);
  await engine.query('BEGIN');
  const error = await caught(engine.query('SELECT $$die now$$'));
  expect(error).toMatchObject({ severity: 'FATAL', code: '58000' });
  expect(error.message).toBe('the query engine ended: its thread ended with code 7');
  expect(engine.transactionStatus).toBe('idle');

  expect((await engine.query('SELECT count(*) FROM again')).rows).toEqual([['0']]);
  expect((await engine.query('SHOW dynamodb_fdw.full_scan')).rows).toEqual([['deny']]);
  expect(restarts).toMatchObject([{ reason: 'crash', inTransaction: true, failed: [{ sql: 'SELECT nope' }] }]);
});

test('a restore that fails is tried again at the next call', async () => {
  restarts.length = 0;
  const broken = Promise.reject(new Error('no catalog'));
  broken.catch(() => {});
  restored.push(broken);
  await caught(engine.query('SELECT $$die now$$'));
  await expect(engine.query('SELECT 1')).rejects.toThrow('no catalog');
  restored.push(['CREATE TABLE twice (a int)']);
  expect((await engine.query('SELECT count(*) FROM twice')).rows).toEqual([['0']]);
  expect(restarts).toMatchObject([{ reason: 'crash', inTransaction: false, failed: [] }]);
});

test('an engine that cannot be interrupted is ended on cancel, and replaced', async () => {
  restarts.length = 0;
  const running = caught(
    engine.query('SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b'),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await engine.cancel();
  expect(await running).toMatchObject({ code: '57014', message: 'canceling statement due to user request' });
  expect((await engine.query('SELECT 1')).rows).toEqual([['1']]);
  expect(restarts).toMatchObject([{ reason: 'cancel', inTransaction: false, failed: [] }]);
});

test('a COPY into an engine that dies fails too', async () => {
  await engine.query('CREATE TEMP TABLE gone (a text)');
  async function* typing() {
    yield Buffer.from('one\n');
    await new Promise(() => {});
  }
  const running = caught(engine.copyIn({ table: 'gone', columns: ['a'] }, typing()));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await engine.cancel();
  expect((await running).code).toBe('57014');
});

test('a closed engine refuses calls; closing twice is fine', async () => {
  const running = caught(
    engine.query('SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b'),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await engine.close();
  expect((await running).code).toBe('57P01');
  expect((await caught(engine.query('SELECT 1'))).code).toBe('57P01');
  await engine.close();
});

test('an engine that does not start says why', async () => {
  const missing = { worker: join(folder, 'fragile.mjs'), snapshot: join(folder, 'missing.bin') };
  const error = await caught(createPGliteEngine({ artifacts: missing }));
  expect(error).toMatchObject({ code: '58000', message: expect.stringContaining('ENOENT') });
});
