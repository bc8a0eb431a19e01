/** A lookup by key in a process of its own: what an earlier one was told of the table serves, unless the table is another by now. */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createSession } from '../../src/run/express-session.ts';
import type { Session } from '../../src/run/port.ts';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { createTable, deleteTable, item, putItems } from '../emulators/tables.ts';
import { outcome, run } from './session.ts';

const LOOKUP = "SELECT n FROM things WHERE id = 'a'";
const ROOT = new URL('../../', import.meta.url);

let emulator: RunningEmulator;
let proxy: FaultProxy;
let home: string;

beforeAll(async () => {
  emulator = await startDynalite();
  proxy = await startFaultProxy(emulator.endpoint);
});

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-test-'));
  process.env.DDBSQL_HOME = home;
  await make(['id']);
  await inProcess(async (session) => {
    await run(session, 'CREATE EXTENSION dynamodb_fdw');
    await run(session, "CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1')");
    await run(session, 'CREATE FOREIGN TABLE things (id text, sub numeric, n numeric) SERVER s');
  });
});

afterAll(async () => {
  await proxy?.stop();
  await emulator?.stop();
});

async function make(keys: readonly string[]): Promise<void> {
  await deleteTable(emulator.endpoint, 'things').catch(() => {});
  await createTable(emulator.endpoint, 'things', { keys: [...keys] });
  await putItems(emulator.endpoint, 'things', [item({ id: 'a', sub: 1, n: 7 }), item({ id: 'b', sub: 2, n: 8 })]);
}

/** A session as a process of its own would have. @returns what it asked of DynamoDB */
async function inProcess(body: (session: Session) => Promise<unknown>): Promise<readonly string[]> {
  proxy.reset();
  const session = createSession({ artifacts: await engineArtifacts(ROOT), connection: { endpoint: proxy.endpoint } });
  try {
    await body(session);
  } finally {
    await session.close();
  }
  return proxy.requests.map(({ operation }) => operation);
}

const lookup = async (session: Session): Promise<void> => {
  expect((await run(session, LOOKUP)).rows).toEqual([['7']]);
};

function files(): readonly string[] {
  const folder = join(home, 'cache/tables');
  return readdirSync(folder).map((name) => join(folder, name));
}

test('the second process asks for the item alone', async () => {
  expect(await inProcess(lookup)).toEqual(['DescribeTable', 'GetItem']);
  expect(await inProcess(lookup)).toEqual(['GetItem']);
  expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
});

test('what is not read by key is planned from what DynamoDB says now', async () => {
  await inProcess(lookup);
  const scan = await inProcess(async (session) => {
    await run(session, "SET dynamodb_fdw.full_scan = 'allow'").catch(() => {});
    await run(session, 'SELECT count(*) FROM things');
  });
  expect(scan).toEqual(['DescribeTable', 'Scan']);
});

test('a table that was made again with other keys is described anew, and the user is told nothing', async () => {
  await inProcess(lookup);
  await make(['id', 'sub:N']);
  expect(await inProcess(lookup)).toEqual(['GetItem', 'DescribeTable', 'Query']);
  expect(await inProcess(lookup)).toEqual(['Query']);
});

test('a table that is gone is said to be', async () => {
  await inProcess(lookup);
  await deleteTable(emulator.endpoint, 'things');
  await inProcess(async (session) => {
    expect(await outcome(session, LOOKUP)).toBe('HV00R: DynamoDB table "things" does not exist');
  });
});

test('a description that is old, damaged or of another form is none', async () => {
  await inProcess(lookup);
  const [file = ''] = files();
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  const others = [
    '',
    '{',
    '[]',
    'null',
    { ...saved, at: saved.at - 301_000 },
    { ...saved, at: saved.at + 60_000 },
    { ...saved, format: 0 },
  ];
  for (const other of others) {
    writeFileSync(file, typeof other === 'string' ? other : JSON.stringify(other));
    expect(await inProcess(lookup), JSON.stringify(other)).toEqual(['DescribeTable', 'GetItem']);
  }
});
