/** Credentials that need the person: an MFA code is asked for on the terminal, an SSO login is renewed without leaving the shell; and the engine may be lost meanwhile. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Identity, startIdentity } from '../emulators/identity.ts';
import { type Recorder, startRecorder } from '../emulators/recorder.ts';
import { runProgram } from './program.ts';
import { Terminal } from './terminal.ts';

let home: string;
let dynamo: Recorder;
let identity: Identity;
let terminal: Terminal | undefined;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-credentials-'));
  dynamo = await startRecorder(8);
  identity = await startIdentity();
});
afterEach(() => {
  terminal?.close();
  dynamo.stop();
  identity.stop();
  rmSync(home, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL_STS: identity.url,
  AWS_ENDPOINT_URL_SSO: identity.url,
});
const server = (mapping: string): string => `CREATE EXTENSION dynamodb_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (endpoint '${dynamo.endpoint}', aws_region 'us-east-1');
CREATE FOREIGN TABLE t (pk text) SERVER s;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (${mapping});
`;

const MFA =
  "aws_access_id 'AKBASE', aws_access_key 'secret-of-base', role_arn 'arn:aws:iam::1:role/r', mfa_serial 'arn:mfa/ada'";

test('an MFA code is asked for once, and not shown', async () => {
  await runProgram(['-X', '-f', '-'], { home, input: server(MFA) });
  terminal = new Terminal({ home, environment: environment() });
  await terminal.type('SELECT count(*) FROM t;\r');
  await terminal.type('12345\x7f5678\r', /MFA code for arn:mfa\/ada:$/);
  await terminal.until(/\(1 row\)\s+ddbsql=[>#]$/);
  await terminal.type('SELECT min(pk) FROM t;\r');
  await terminal.until(/\(1 row\)\s+ddbsql=[>#]$/);
  expect(terminal.raw).not.toMatch(/12345|5678/);
  expect(identity.calls).toMatchObject([
    { what: 'AssumeRole', form: { SerialNumber: 'arn:mfa/ada', TokenCode: '12345678' } },
  ]);
  await terminal.type('\\q\r');
  expect(await terminal.exited()).toBe(0);
  expect(readFileSync(join(home, 'history'), 'utf8')).not.toContain('12345');
});

test('Ctrl-C at the question cancels the query, and the next one asks again', async () => {
  await runProgram(['-X', '-f', '-'], { home, input: server(MFA) });
  terminal = new Terminal({ home, environment: environment() });
  await terminal.type('SELECT count(*) FROM t;\r');
  await terminal.type('123\x03', /MFA code for arn:mfa\/ada:$/);
  await terminal.until(/ERROR: {2}canceling statement due to user request\s+ddbsql=[>#]$/);
  await terminal.type('SELECT count(*) FROM t;\r');
  await terminal.type('654321\r', /MFA code for arn:mfa\/ada:$/);
  await terminal.until(/\(1 row\)\s+ddbsql=[>#]$/);
  expect(identity.calls).toMatchObject([{ form: { TokenCode: '654321' } }]);
});

test('an SSO login that has expired is renewed, and the query run again', async () => {
  const login = (expiresInMs: number): string =>
    JSON.stringify({
      accessToken: 'sso-access-token',
      expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
      region: 'us-east-1',
      startUrl: 'https://corp.awsapps.com/start',
    });
  const cache = join(home, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`);
  writeFileSync(file, login(-1000));
  writeFileSync(join(home, 'renewed'), login(3_600_000));
  writeFileSync(
    join(home, '.aws', 'config'),
    '[profile work]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = reader\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
  );
  const input = `${server("profile 'work'")}SELECT count(*) FROM t;\n\\! cp ${join(home, 'renewed')} ${file}\nSELECT count(*) FROM t;\n`;
  const { stdout, stderr } = await runProgram(['-X', '-f', '-'], { home, input, environment: environment() });
  expect(stderr).toContain('ERROR:  the AWS SSO login has expired or is missing');
  expect(stderr).toContain('Run "aws sso login --profile work" in another terminal, then run the query again.');
  expect(stdout).toContain('(1 row)');
  expect(dynamo.seen.at(-1)?.accessKey).toBe('AKSSO1');
});

test('credentials that expire within a query are renewed within it', async () => {
  // Every call of the process gives other keys; the first are good for three requests.
  const script = join(home, 'keys.sh');
  writeFileSync(
    script,
    `#!/bin/sh\necho x >> ${join(home, 'calls')}\nprintf '{"Version":1,"AccessKeyId":"AKPROC%s","SecretAccessKey":"s","SessionToken":"t"}' $(wc -l < ${join(home, 'calls')})\n`,
    { mode: 0o755 },
  );
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', 'config'), `[profile proc]\ncredential_process = ${script}\n`);
  const watch = setInterval(() => {
    if (dynamo.seen.length >= 3) dynamo.expired.add('AKPROC1');
  }, 1);
  const input = `${server("profile 'proc'")}SELECT count(*), count(DISTINCT pk) FROM t;\n`;
  const { stdout, stderr } = await runProgram(['-X', '-A', '-t', '-f', '-'], { home, input });
  clearInterval(watch);
  expect(stderr.replace(/^.*(?:NOTICE|DETAIL|HINT): .*\n/gm, '')).toBe('');
  expect(stdout).toContain('24|24\n');
});

test('the secrets are there after the engine was lost', async () => {
  const mapping = (key: string): string => `aws_access_id '${key}', aws_access_key 'the-secret-key'`;
  await runProgram(['-X', '-f', '-'], { home, input: server(mapping('AKBEFORE')) });
  terminal = new Terminal({ home, columns: 160 });
  // Other oids than a new engine will give.
  await terminal.type('CREATE TABLE a (); CREATE TABLE b (); DROP TABLE a;\r');
  await terminal.type(`DROP USER MAPPING FOR CURRENT_USER SERVER s;\r`);
  await terminal.type(`CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (${mapping('AKAFTER')});\r`);
  await terminal.type('SELECT pg_sleep(100) FROM generate_series(1, 100);\r');
  terminal.send('\x03');
  await terminal.until(/canceling statement due to user request[\s\S]*ddbsql=[>#]$/);
  await terminal.type('SELECT pk || pk FROM t LIMIT 1;\r');
  await terminal.until(/\(1 row\)\s+ddbsql=[>#]$/);
  expect(dynamo.seen.at(-1)?.accessKey).toBe('AKAFTER');
  expect(readFileSync(join(home, 'catalog.json'), 'utf8')).toContain('the-secret-key');
});
