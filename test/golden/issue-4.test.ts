/** Golden sessions of DynamoDB's data as it really is: the cases of `issue-4/`, on tables of their own: drifted, oddly named, many, and some that may not be read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { loadFixture } from '../emulators/fixtures.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { brokenExpectations, goldenCases } from './case.ts';
import { runProgram } from './program.ts';

const UPDATE = process.env.DDBSQL_GOLDEN_UPDATE;

let emulator: RunningEmulator;
let proxy: FaultProxy;
let homes: string;
beforeAll(async () => {
  homes = mkdtempSync(join(tmpdir(), 'ddbsql-issue-4-'));
  emulator = await startDynalite();
  proxy = await startFaultProxy(emulator.endpoint);
  await loadFixture(emulator.endpoint, 'drift', 'drift');
  await loadFixture(emulator.endpoint, 'types', 'types');
  await createTable(emulator.endpoint, 'orders', {
    keys: ['customer', 'placed'],
    global: { by_status: { keys: ['status', 'placed'], projection: ['total'] } },
    local: { by_total: { keys: ['customer', 'total:N'], projection: 'KEYS_ONLY' } },
  });
  await putItems(emulator.endpoint, 'orders', [
    item({ customer: 'c1', placed: '2024-01-05', total: 25, status: 'PAID' }),
    item({ customer: 'c2', placed: '2024-01-06', total: 12.5, status: 'NEW', coupon: 'X' }),
  ]);
  await createTable(emulator.endpoint, 'Stock.Level-2024', { keys: ['sku'], throughput: { read: 5, write: 2 } });
  await createTable(emulator.endpoint, `audit.${'trail-'.repeat(12)}`, { keys: ['id'] });
  const denied = {
    kind: 'error',
    name: 'AccessDeniedException',
    message: 'User: arn:aws:iam::123456789012:user/eve is not authorized to perform: dynamodb:Scan',
  } as const;
  for (const table of ['payroll', 'salaries']) {
    await createTable(emulator.endpoint, table, { keys: ['id'] });
    proxy.add({ operation: table === 'payroll' ? 'DescribeTable' : 'Scan', table, fault: denied });
  }
});
afterAll(async () => {
  await proxy?.stop();
  await emulator?.stop();
  rmSync(homes, { recursive: true, force: true });
});

describe('issue 4', () => {
  test.for(goldenCases(['issue-4']))('$name', async (golden, { expect }) => {
    const home = join(homes, golden.name.replaceAll('/', '-'));
    const { output: raw, exitCode } = await runProgram(['-X', '-a', '-f', golden.script], {
      home,
      endpoint: proxy.endpoint,
      cwd: golden.folder,
    });
    const output = raw
      .replaceAll(proxy.endpoint, 'http://dynamodb')
      .replace(/\(analyzed [\d: +-]+\)/g, '(analyzed TIME)');
    expect(brokenExpectations(golden, output)).toEqual([]);
    expect(exitCode).toBe(golden.exitCode);
    if (UPDATE === 'all' || UPDATE === golden.group || UPDATE === golden.name)
      writeFileSync(golden.expectedFile, output);
    else expect(output).toBe(golden.expected);
  });
});
