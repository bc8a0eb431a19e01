/** Every kind of failure, as the user reads it: the right SQLSTATE, a HINT that helps, and no secret anywhere. */

import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import type { ConnectionConfig } from '../../src/dynamo/config.ts';
import { toSqlError } from '../../src/dynamo/errors.ts';
import { Redactor } from '../../src/dynamo/redact.ts';
import type { MessageFields } from '../../src/errors.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { emulator } from '../emulators/emulator.ts';
import type { FaultProxy } from '../emulators/faults.ts';
import { startFaultProxy } from '../emulators/faults.ts';
import { createTable, uniqueName } from '../emulators/tables.ts';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const TOKEN = 'FwoGZXIvYXdzEBYaDEXAMPLETOKEN0123456789';
const KEYS: ConnectionConfig['credentials'] = {
  kind: 'keys',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: SECRET,
  sessionToken: TOKEN,
};

const table = uniqueName('errors');
let proxy: FaultProxy;

beforeAll(async () => {
  const { endpoint } = await emulator();
  await createTable(endpoint, table, { keys: ['pk'] });
  proxy = await startFaultProxy(endpoint);
});
afterEach(() => proxy.reset());
afterAll(() => proxy.stop());

const scan = (name = table): Request => ({
  operation: 'Scan',
  input: { TableName: name, ReturnConsumedCapacity: 'INDEXES' },
});

/** What a user sees of a failing request. */
async function failure(config: Partial<ConnectionConfig> = {}, request = scan()): Promise<MessageFields> {
  try {
    const connection = await connect({ endpoint: proxy.endpoint, credentials: { kind: 'default' }, ...config });
    await connection.send(request).finally(() => connection.close());
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const shown = inspect(error, { depth: 8, showHidden: true });
    for (const secret of [SECRET, TOKEN]) expect(shown).not.toContain(secret);
    return error.fields;
  }
  throw new Error('the request succeeded');
}

describe('a host that is not known', () => {
  const lookup = (hostname: string): Error =>
    Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname });
  const message = (hostname: string, attempted: { readonly endpoint?: string; readonly region?: string }): string =>
    toSqlError(lookup(hostname), { operation: 'Query', ...attempted }).message;

  test("is named where it is not DynamoDB's", () => {
    const sts = 'sts.us-east-1.amazonaws.com';
    const expected = `could not connect to ${sts}: the host name is not known`;
    expect(message(sts, { region: 'us-east-1' })).toBe(expected);
    expect(message(sts, { endpoint: 'http://127.0.0.1:8000' })).toBe(expected);
  });

  test.each([
    'dynamodb.us-east-1.amazonaws.com',
    '123456789012.ddb.us-east-1.amazonaws.com',
    'vpce-1.dynamodb.us-east-1.vpce.amazonaws.com',
  ])("is DynamoDB's: %s", (host) => {
    expect(message(host, { region: 'us-east-1' })).toBe(
      'could not connect to DynamoDB in us-east-1: the host name is not known',
    );
  });

  test("is the endpoint's", () => {
    expect(message('nowhere.example', { endpoint: 'http://nowhere.example:8000' })).toBe(
      'could not connect to DynamoDB at http://nowhere.example:8000: the host name is not known',
    );
  });
});

test('nothing listens at the endpoint', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  let retries = 0;
  expect(await failure({ endpoint, onRetry: () => retries++ })).toEqual({
    code: 'HV00N',
    message: `could not connect to DynamoDB at ${endpoint}: nothing listens there`,
    hint: 'Check the endpoint of the server. Is the emulator running?',
  });
  // A person is waiting to hear of it.
  expect(retries).toBe(2);
});

test('the host does not exist', async () => {
  const fields = await failure({ endpoint: 'http://dynamodb.invalid:8000', region: 'eu-west-1', credentials: KEYS });
  expect(fields.code).toBe('HV00N');
  expect(fields.message).toMatch(/^could not connect to DynamoDB at http:\/\/dynamodb\.invalid:8000: the host name/);
});

describe('TLS', () => {
  test('a certificate that is not trusted', async () => {
    const folder = join(dirname(createRequire(import.meta.url).resolve('dynalite/package.json')), 'ssl');
    const server = createTlsServer({
      key: readFileSync(join(folder, 'server-key.pem')),
      cert: readFileSync(join(folder, 'server-crt.pem')),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const fields = await failure({ endpoint });
    server.close();
    expect(fields).toMatchObject({
      code: 'HV00N',
      message: `could not connect to DynamoDB at ${endpoint}: its certificate is not trusted`,
    });
    expect(fields.hint).toContain('AWS_CA_BUNDLE');
  });

  test('https to an http port', async () => {
    const fields = await failure({ endpoint: proxy.endpoint.replace('http:', 'https:') });
    expect(fields).toMatchObject({
      code: 'HV00N',
      message: expect.stringContaining('no TLS connection could be made'),
    });
    expect(fields.hint).toContain('http://');
  });
});

test('something that is not DynamoDB answers', async () => {
  proxy.add({ fault: { kind: 'html', status: 200 } });
  expect(await failure()).toMatchObject({
    code: 'HV00N',
    message: expect.stringContaining('is not DynamoDB'),
    hint: expect.stringContaining('endpoint'),
  });
});

test('the table does not exist, and one has a name like it', async () => {
  const fields = await failure({}, scan(`${table}x`));
  expect(fields).toMatchObject({ code: 'HV00R', message: `DynamoDB table "${table}x" does not exist` });
  expect(fields.hint).toContain(`Looked in endpoint ${proxy.endpoint}. Perhaps you meant "${table}"`);
});

test('the service refuses the request', async () => {
  const fields = await failure(
    {},
    { operation: 'Scan', input: { TableName: table, FilterExpression: 'a =', ReturnConsumedCapacity: 'INDEXES' } },
  );
  expect(fields.code).toBe('HV000');
  expect(fields.message).toMatch(new RegExp(`^DynamoDB refused Scan on table "${table}": Invalid FilterExpression`));
});

test('throttled until patience ends', async () => {
  proxy.add({
    fault: {
      kind: 'error',
      name: 'ProvisionedThroughputExceededException',
      message: 'The level of configured provisioned throughput was exceeded.',
    },
  });
  const fields = await failure({ maxAttempts: 3 });
  expect(fields.code).toBe('53400');
  expect(fields.message).toMatch(
    new RegExp(`^DynamoDB throttled Scan on table "${table}" \\(3 attempts in \\d\\.\\d s\\)$`),
  );
  expect(fields.hint).toContain('dynamodb_fdw.rate_limit');
});

test('failing until patience ends', async () => {
  proxy.add({ fault: { kind: 'error', name: 'InternalServerError', status: 500 } });
  expect(await failure({ maxAttempts: 2 })).toMatchObject({
    code: 'HV000',
    message: expect.stringMatching(/failed to answer Scan.*\(2 attempts in/),
  });
  proxy.reset();
  proxy.add({ fault: { kind: 'drop' } });
  expect(await failure({ maxAttempts: 2 })).toMatchObject({
    code: 'HV00N',
    message: expect.stringMatching(/was lost \(2 attempts in/),
  });
});

test('access denied names the action and the table', async () => {
  const message = `User: arn:aws:iam::123456789012:user/ada is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:123456789012:table/${table} because no identity-based policy allows the dynamodb:Scan action`;
  proxy.add({ fault: { kind: 'error', name: 'AccessDeniedException', message } });
  expect(await failure()).toEqual({
    code: '42501',
    message: `permission denied for Scan on table "${table}"`,
    detail: message,
    hint: `The policy of these credentials must allow dynamodb:Scan on table "${table}".`,
  });
});

test.each([
  ['InvalidSignatureException', 'the signature does not match'],
  ['UnrecognizedClientException', 'the access key or the session token is not known'],
  ['MissingAuthenticationTokenException', 'the request was not signed'],
  ['IncompleteSignatureException', 'the signature is incomplete'],
])('%s: rejected, and what was signed is not shown', async (name, said) => {
  // AWS quotes the canonical request: headers and all.
  const message = `The request signature we calculated does not match. The Canonical String was 'POST\n/\n\nx-amz-security-token:${TOKEN}\n' ${SECRET}`;
  proxy.add({ fault: { kind: 'error', name, message } });
  const fields = await failure({ credentials: KEYS });
  expect(fields).toMatchObject({
    code: '28000',
    message: `DynamoDB at ${proxy.endpoint} rejected the credentials: ${said}`,
    detail: `The service answered ${name}.`,
  });
});

test('expired credentials say what to do', async () => {
  proxy.add({
    fault: {
      kind: 'error',
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    },
  });
  expect(await failure({ credentials: KEYS })).toMatchObject({
    code: '28000',
    message: 'the AWS credentials have expired',
    hint: expect.stringContaining('aws_session_token'),
  });
});

test('a secret in a text of the service is taken out', async () => {
  proxy.add({
    fault: {
      kind: 'error',
      name: 'ValidationException',
      message: `odd: ${SECRET}, X-Amz-Security-Token=abc&Signature=def`,
    },
  });
  const { message } = await failure({ credentials: KEYS });
  expect(message).toContain('odd: ********, X-Amz-Security-Token=********&Signature=********');
});

test('an unknown error keeps its name', () => {
  const error = Object.assign(new Error('what is this'), { name: 'NovelException' });
  expect(toSqlError(error, { operation: 'Scan', table: 't' }).fields).toEqual({
    code: 'HV000',
    message: 'Scan on table "t" failed: what is this',
    detail: 'The error is NovelException.',
  });
});

test('the redactor leaves short words alone', () => {
  const redactor = new Redactor();
  redactor.learn('local', undefined, SECRET);
  expect(redactor.redact(`a local ${SECRET} at http://ada:geheim@proxy:3128/`)).toBe(
    'a local ******** at http://ada:********@proxy:3128/',
  );
});
