/** The connection: regions, endpoints and credentials as configured, proxies and CA files, descriptions remembered, samples, names page by page. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import type { ConnectionConfig } from '../../src/dynamo/config.ts';
import { connectionConfig, credentialSource, isLoopback } from '../../src/dynamo/config.ts';
import { isExempt, proxyFor } from '../../src/dynamo/network.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { emulator } from '../emulators/emulator.ts';
import type { FaultProxy } from '../emulators/faults.ts';
import { startFaultProxy } from '../emulators/faults.ts';
import { createTable, item, putItems, uniqueName } from '../emulators/tables.ts';

const SCAN: Request = { operation: 'Scan', input: { TableName: 't', ReturnConsumedCapacity: 'INDEXES' } };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbsql-home-'));
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Answers every request with an empty page and remembers the headers. */
async function recorder(): Promise<{ endpoint: string; seen: IncomingHttpHeaders[]; stop(): void }> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    request.resume().on('end', () => response.end('{"Count":0,"Items":[]}'));
  });
  return { endpoint: `http://${await listen(server)}`, seen, stop: () => server.close() };
}

/** The access key and region a request is signed with. */
async function signedWith(config: Partial<ConnectionConfig>): Promise<string> {
  const { endpoint, seen, stop } = await recorder();
  const connection = await connect({ endpoint, credentials: { kind: 'default' }, ...config });
  await connection.send(SCAN).finally(() => {
    connection.close();
    stop();
  });
  const [, key, , region] = /Credential=([^/]+)\/(\d+)\/([^/]+)\//.exec(seen[0]?.authorization ?? '') ?? [];
  return `${key} ${region}`;
}

describe('configuration', () => {
  test('server options and user mapping', () => {
    const server = { aws_region: 'eu-west-1', endpoint: 'http://127.0.0.1:8000' };
    expect(
      connectionConfig(
        server,
        { aws_access_id: 'AK', aws_access_key: 'SK' },
        { region: 'us-west-2', endpoint: undefined },
      ),
    ).toEqual({
      region: 'us-west-2',
      endpoint: 'http://127.0.0.1:8000',
      credentials: { kind: 'keys', accessKeyId: 'AK', secretAccessKey: 'SK' },
    });
    expect(credentialSource({})).toEqual({ kind: 'default' });
    expect(credentialSource({ profile: 'dev', role_arn: 'arn:r', external_id: 'x' })).toEqual({
      kind: 'role',
      roleArn: 'arn:r',
      externalId: 'x',
      source: { kind: 'profile', profile: 'dev' },
    });
  });

  test('loopback', () => {
    for (const yes of [
      'http://localhost:8000',
      'http://127.0.0.1',
      'http://[::1]:8000',
      'http://ddb.localhost',
      'http://0.0.0.0:8000',
    ])
      expect(isLoopback(yes), yes).toBe(true);
    for (const no of [
      'http://dynamodb-local:8000',
      'https://dynamodb.us-east-1.amazonaws.com',
      'http://127.evil.com',
      'http://128.0.0.1',
      'localhost',
    ])
      expect(isLoopback(no), no).toBe(false);
  });

  test('a missing region is an error that says where to put it', async () => {
    const error = await connect({ credentials: { kind: 'default' } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SqlError);
    expect((error as SqlError).fields).toMatchObject({
      code: 'HV00J',
      message: 'no AWS region is configured',
      hint: expect.stringContaining('aws_region'),
    });
  });

  test('the region of the environment and of the profile', async () => {
    writeFileSync(join(home, 'config'), '[profile dev]\nregion = eu-central-1\n');
    writeFileSync(
      join(home, 'credentials'),
      '[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = secret-of-dev\n',
    );
    expect((await connect({ credentials: { kind: 'profile', profile: 'dev' } })).region).toBe('eu-central-1');
    vi.stubEnv('AWS_REGION', 'sa-east-1');
    expect((await connect({ credentials: { kind: 'default' } })).region).toBe('sa-east-1');
  });

  test('the endpoint of the environment', async () => {
    const { endpoint, seen, stop } = await recorder();
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
    const connection = await connect({ credentials: { kind: 'default' } });
    expect([connection.endpoint, connection.region]).toEqual([endpoint, 'us-east-1']);
    await connection.send(SCAN);
    expect(seen).toHaveLength(1);
    stop();
  });
});

describe('credentials', () => {
  test('an emulator needs none', async () => {
    expect(await signedWith({})).toBe('local us-east-1');
  });

  test('keys of the mapping, with the session token', async () => {
    const { endpoint, seen, stop } = await recorder();
    const credentials = { kind: 'keys', accessKeyId: 'AKMAP', secretAccessKey: 's', sessionToken: 'tok' } as const;
    await (await connect({ endpoint, region: 'eu-west-1', credentials })).send(SCAN);
    expect(seen[0]?.authorization).toContain('Credential=AKMAP/');
    expect(seen[0]?.['x-amz-security-token']).toBe('tok');
    stop();
  });

  test('the environment, then a profile', async () => {
    writeFileSync(
      join(home, 'credentials'),
      '[default]\naws_access_key_id = AKDEF\naws_secret_access_key = s\n[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n',
    );
    expect(await signedWith({})).toBe('AKDEF us-east-1');
    vi.stubEnv('AWS_PROFILE', 'dev');
    expect(await signedWith({})).toBe('AKDEV us-east-1');
    expect(await signedWith({ credentials: { kind: 'profile', profile: 'default' } })).toBe('AKDEF us-east-1');
    vi.stubEnv('AWS_PROFILE', undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    expect(await signedWith({})).toBe('AKENV us-east-1');
  });

  test('a process of a profile', async () => {
    const script = join(home, 'get.sh');
    writeFileSync(script, '#!/bin/sh\necho \'{"Version":1,"AccessKeyId":"AKPROC","SecretAccessKey":"s"}\'\n', {
      mode: 0o755,
    });
    writeFileSync(join(home, 'config'), `[profile proc]\ncredential_process = ${script}\n`);
    expect(await signedWith({ credentials: { kind: 'profile', profile: 'proc' } })).toBe('AKPROC us-east-1');
  });

  test('a role, with an MFA code that is asked for', async () => {
    let form = new URLSearchParams();
    const sts = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        form = new URLSearchParams(body);
        const expiration = new Date(Date.now() + 3_600_000).toISOString();
        response.setHeader('content-type', 'text/xml');
        response.end(
          `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>AKROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
        );
      });
    });
    vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://${await listen(sts)}`);
    const signed = await signedWith({
      region: 'eu-west-1',
      credentials: {
        kind: 'role',
        roleArn: 'arn:aws:iam::123456789012:role/reader',
        externalId: 'ext',
        mfaSerial: 'arn:aws:iam::123456789012:mfa/ada',
        source: { kind: 'keys', accessKeyId: 'AKBASE', secretAccessKey: 's' },
      },
      mfaCode: async (serial) => (serial.endsWith('ada') ? '123456' : ''),
    });
    sts.close();
    expect(signed).toBe('AKROLE eu-west-1');
    expect(Object.fromEntries(form)).toMatchObject({
      RoleArn: 'arn:aws:iam::123456789012:role/reader',
      ExternalId: 'ext',
      TokenCode: '123456',
      RoleSessionName: 'ddbsql',
    });
  });

  async function failure(config: Partial<ConnectionConfig>): Promise<SqlError['fields']> {
    const error = await signedWith(config).catch((reason: unknown) => reason);
    if (!(error instanceof SqlError)) throw new Error(`expected a SqlError, got ${String(error)}`);
    return error.fields;
  }

  test('none at all', async () => {
    const fields = await failure({ region: 'us-east-1', endpoint: 'http://dynamodb.invalid' });
    expect(fields).toMatchObject({
      code: '28000',
      message: 'no AWS credentials could be loaded',
      hint: expect.stringContaining('CREATE USER MAPPING'),
    });
  });

  test('the SDK writes nothing to the console', async () => {
    const warn = vi.spyOn(console, 'warn');
    writeFileSync(join(home, 'credentials'), '[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n');
    vi.stubEnv('AWS_PROFILE', 'dev');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    const connection = await connect({
      region: 'us-east-1',
      endpoint: 'http://dynamodb.invalid',
      credentials: { kind: 'default' },
    });
    await connection.send(SCAN).catch(() => {});
    connection.close();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test('a profile that does not exist', async () => {
    expect(await failure({ credentials: { kind: 'profile', profile: 'nobody' } })).toMatchObject({
      code: '28000',
      detail: expect.stringContaining('nobody'),
    });
  });

  test('an expired SSO login names the command, and a renewed one is found without a new connection', async () => {
    writeFileSync(
      join(home, 'config'),
      '[profile work]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = reader\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
    );
    const cache = join(home, '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    // SHA-1 of the session's name
    const file = join(
      cache,
      `${execFileSync('sh', ['-c', 'printf corp | sha1sum | cut -d" " -f1'], { encoding: 'utf8' }).trim()}.json`,
    );
    const token = (expiresAt: Date) =>
      JSON.stringify({
        accessToken: 'sso-access-token',
        expiresAt: expiresAt.toISOString(),
        region: 'us-east-1',
        startUrl: 'https://corp.awsapps.com/start',
      });
    writeFileSync(file, token(new Date(Date.now() - 3_600_000)));

    const { endpoint, seen, stop } = await recorder();
    const connection = await connect({ endpoint, credentials: { kind: 'profile', profile: 'work' } });
    const error = (await connection.send(SCAN).catch((reason: unknown) => reason)) as SqlError;
    expect(error.fields).toMatchObject({
      code: '28000',
      message: 'the AWS SSO login has expired or is missing',
      hint: 'Run "aws sso login --profile work" in another terminal, then run the query again.',
    });

    const sso = createServer((request, response) => {
      expect(request.headers['x-amz-sso_bearer_token']).toBe('sso-access-token');
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          roleCredentials: {
            accessKeyId: 'AKSSO',
            secretAccessKey: 's',
            sessionToken: 't',
            expiration: Date.now() + 3_600_000,
          },
        }),
      );
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', `http://${await listen(sso)}`);
    writeFileSync(file, token(new Date(Date.now() + 3_600_000)));
    await connection.send(SCAN);
    expect(seen.at(-1)?.authorization).toContain('Credential=AKSSO/');
    sso.close();
    stop();
  });
});

describe('the network', () => {
  test('NO_PROXY', () => {
    expect(isExempt('localhost, .corp.example *.internal,10.0.0.1:8000', 'db.corp.example', '443')).toBe(true);
    expect(isExempt('.corp.example', 'corp.example', '443')).toBe(true);
    expect(isExempt('corp.example', 'notcorp.example', '443')).toBe(false);
    expect(isExempt('10.0.0.1:8000', '10.0.0.1', '443')).toBe(false);
    expect(isExempt('*', 'anything', '1')).toBe(true);
    expect(isExempt('', 'anything', '1')).toBe(false);
  });

  test('which proxy', () => {
    const env = { HTTPS_PROXY: 'http://secure:3128', http_proxy: 'plain:8080', NO_PROXY: 'localhost' };
    expect(proxyFor(new URL('https://dynamodb.us-east-1.amazonaws.com'), env)?.host).toBe('secure:3128');
    expect(proxyFor(new URL('http://emulator:8000'), env)?.host).toBe('plain:8080');
    expect(proxyFor(new URL('http://localhost:8000'), env)).toBeUndefined();
    expect(proxyFor(new URL('https://a.example'), {})).toBeUndefined();
  });

  /** An HTTP proxy that tunnels, and asks for a name and password. */
  async function startProxy(): Promise<{ url: string; tunnels: string[]; stop(): void }> {
    const tunnels: string[] = [];
    const server = createServer();
    server.on('connect', (request, socket, head) => {
      if (request.headers['proxy-authorization'] !== `Basic ${Buffer.from('ada:s3cret').toString('base64')}`) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      tunnels.push(request.url ?? '');
      const port = Number(request.url?.split(':').at(-1));
      const target = connectSocket(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.write(head);
        socket.pipe(target).pipe(socket);
      });
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    const host = await listen(server);
    return { url: `http://ada:s3cret@${host}`, tunnels, stop: () => server.close() };
  }

  test('through a proxy, and its refusal', async () => {
    const { endpoint, seen, stop } = await recorder();
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    const connection = await connect({ endpoint, credentials: { kind: 'default' } });
    await connection.send(SCAN);
    await connection.send(SCAN);
    expect([seen.length, proxy.tunnels]).toEqual([2, [endpoint.replace('http://', '')]]);
    connection.close();
    vi.stubEnv('HTTP_PROXY', proxy.url.replace('s3cret', 'wr0ngword'));
    const error = (await (
      await connect({ endpoint, credentials: { kind: 'default' } })
    )
      .send(SCAN)
      .catch((reason: unknown) => reason)) as SqlError;
    expect(error.fields).toMatchObject({
      code: 'HV00N',
      message: expect.stringContaining('answered HTTP 407'),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
    expect(JSON.stringify(error.fields)).not.toContain('wr0ngword');
    proxy.stop();
    stop();
  });

  test.skipIf(spawnSync('openssl', ['version']).status !== 0)(
    'a CA of AWS_CA_BUNDLE, also through a proxy',
    async () => {
      const [key, cert] = [join(home, 'key.pem'), join(home, 'cert.pem')];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-days',
          '2',
          '-keyout',
          key,
          '-out',
          cert,
          ...subject,
        ],
        { stdio: 'ignore' },
      );
      const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
        request.resume().on('end', () => response.end('{"Count":7,"Items":[]}'));
      });
      const host = await listen(server);
      vi.stubEnv('AWS_CA_BUNDLE', cert);
      const direct = await connect({ endpoint: `https://${host}`, credentials: { kind: 'default' } });
      expect((await direct.send(SCAN)).count).toBe(7);
      const proxy = await startProxy();
      vi.stubEnv('HTTPS_PROXY', proxy.url);
      const tunnelled = await connect({ endpoint: `https://${host}`, credentials: { kind: 'default' } });
      expect((await tunnelled.send(SCAN)).count).toBe(7);
      expect(proxy.tunnels).toEqual([host]);
      direct.close();
      tunnelled.close();
      proxy.stop();
      server.close();
    },
  );

  test('a CA file that is not there', async () => {
    vi.stubEnv('AWS_CA_BUNDLE', join(home, 'no.pem'));
    const error = (await connect({ endpoint: 'http://127.0.0.1:1', credentials: { kind: 'default' } }).catch(
      (reason: unknown) => reason,
    )) as SqlError;
    expect(error).toBeInstanceOf(SqlError);
    expect(error.fields).toMatchObject({ code: '58030', message: expect.stringContaining('AWS_CA_BUNDLE') });
  });
});

describe('tables', () => {
  let faults: FaultProxy;
  const table = uniqueName('client');
  beforeAll(async () => {
    const { endpoint } = await emulator();
    await createTable(endpoint, table, {
      keys: ['pk', 'sk:N'],
      global: { by_day: { keys: ['day'], projection: ['who'] } },
      local: { by_size: { keys: ['pk', 'size:N'], projection: 'KEYS_ONLY' } },
    });
    await putItems(
      endpoint,
      table,
      Array.from({ length: 40 }, (_, at) => item({ pk: `p${at % 8}`, sk: at, b: new Uint8Array([at]) })),
    );
    faults = await startFaultProxy(endpoint);
  });
  afterAll(() => faults.stop());

  test('a description is shared and kept', async () => {
    faults.reset();
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const [one, two] = await Promise.all([connection.describeTable(table), connection.describeTable(table)]);
    expect(one).toBe(two);
    expect(one).toMatchObject({
      table,
      keys: { partition: { name: 'pk', type: 'S' }, sort: { name: 'sk', type: 'N' } },
      indexes: [
        {
          name: 'by_size',
          kind: 'local',
          keys: { partition: { name: 'pk' }, sort: { name: 'size', type: 'N' } },
          projection: { type: 'KEYS_ONLY' },
          active: true,
        },
        {
          name: 'by_day',
          kind: 'global',
          keys: { partition: { name: 'day', type: 'S' } },
          projection: { type: 'INCLUDE', attributes: ['who'] },
          active: true,
        },
      ],
      billing: 'on-demand',
      status: 'ACTIVE',
    });
    expect(await connection.describeTable(table)).toBe(one);
    expect(faults.requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
    connection.forget(table);
    await connection.describeTable(table);
    expect(faults.requests).toHaveLength(2);
    expect(faults.reads).toEqual([]);
    connection.close();
  });

  test('binary goes out and comes back as base64 text', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const answer = await connection.send({
      operation: 'Scan',
      input: {
        TableName: table,
        FilterExpression: 'b = :b',
        ExpressionAttributeValues: { ':b': { B: 'Bw==' } },
        ReturnConsumedCapacity: 'INDEXES',
      },
    });
    expect(answer.items).toEqual([{ pk: { S: 'p7' }, sk: { N: '7' }, b: { B: 'Bw==' } }]);
    connection.close();
  });

  test('a sample has as many items as asked for, or all', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    expect((await connection.sample(table, 10)).items).toHaveLength(10);
    expect((await connection.sample(table, 1000)).items).toHaveLength(40);
    expect((await connection.sample(table, 0)).items).toEqual([]);
    connection.close();
  });

  test('many requests share one signal without a warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 24 }, () =>
        connection.send(
          { operation: 'Scan', input: { TableName: table, Limit: 1, ReturnConsumedCapacity: 'INDEXES' } },
          signal,
        ),
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    connection.close();
  });

  test('names come page by page', async () => {
    const connection = await connect({ endpoint: faults.endpoint, credentials: { kind: 'default' } });
    const names: string[] = [];
    for await (const name of connection.listTables()) names.push(name);
    expect(names).toContain(table);
    connection.close();
  });
});
