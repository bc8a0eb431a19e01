/** Golden sessions of DynamoDB's data as it really is: the cases of `issue-4/`, on tables of their own: drifted, oddly named, many, and some that may not be read. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { type FaultProxy, startFaultProxy } from '../emulators/faults.ts';
import { loadFixture } from '../emulators/fixtures.ts';
import { type Identity, startIdentity } from '../emulators/identity.ts';
import { createTable, item, putItems } from '../emulators/tables.ts';
import { brokenExpectations, goldenCases } from './case.ts';
import { runProgram } from './program.ts';

const UPDATE = process.env.DDBSQL_GOLDEN_UPDATE;

let emulator: RunningEmulator;
let proxy: FaultProxy;
let identity: Identity;
let homes: string;
beforeAll(async () => {
  homes = mkdtempSync(join(tmpdir(), 'ddbsql-issue-4-'));
  emulator = await startDynalite();
  proxy = await startFaultProxy(emulator.endpoint);
  identity = await startIdentity();
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
  identity?.stop();
  await emulator?.stop();
  rmSync(homes, { recursive: true, force: true });
});

/** Profiles of every kind, and an SSO login that has expired beside the one that will take its place. */
function writeAwsFolder(home: string): void {
  const cache = join(home, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const role = (name: string) => `role_arn = arn:aws:iam::123456789012:role/${name}`;
  const login = (expiresAt: string) => JSON.stringify({ accessToken: 'access-token', expiresAt, region: 'us-east-1' });
  const files = {
    config: `[default]
aws_access_key_id = AKDEFAULT
aws_secret_access_key = secret-of-default
[profile static]
aws_access_key_id = AKSTATIC
aws_secret_access_key = secret-of-static
[profile process]
credential_process = printf '{"Version":1,"AccessKeyId":"AKPROCESS","SecretAccessKey":"secret-of-process"}'
[profile broken]
credential_process = false
[profile middle]
${role('middle')}
source_profile = static
[profile chain]
${role('last')}
source_profile = middle
[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = reader
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
`,
    'renewed.json': login('2099-01-01T00:00:00Z'),
    [`sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`]: login('2020-01-01T00:00:00Z'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, '.aws', name), text, { mode: 0o600 });
}

describe('issue 4', () => {
  test.for(goldenCases(['issue-4']))('$name', async (golden, { expect }) => {
    const home = join(homes, golden.name.replaceAll('/', '-'));
    writeAwsFolder(home);
    const { output: raw, exitCode } = await runProgram(['-X', '-a', '-f', golden.script], {
      home,
      endpoint: proxy.endpoint,
      cwd: golden.folder,
      environment: {
        AWS_ENDPOINT_URL_STS: identity.url,
        AWS_ENDPOINT_URL_SSO: identity.url,
        AWS_ENDPOINT_URL_SSO_OIDC: identity.url,
      },
    });
    const output = raw
      .replaceAll(home, 'HOME')
      .replaceAll(proxy.endpoint, 'http://dynamodb')
      .replace(/\(analyzed [\d: +-]+\)/g, '(analyzed TIME)');
    expect(brokenExpectations(golden, output)).toEqual([]);
    expect(exitCode).toBe(golden.exitCode);
    if (UPDATE === 'all' || UPDATE === golden.group || UPDATE === golden.name)
      writeFileSync(golden.expectedFile, output);
    else expect(output).toBe(golden.expected);
  });
});
