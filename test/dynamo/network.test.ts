/** How DynamoDB is reached: proxies, a CA of one's own, FIPS and dual-stack endpoints, connections that are kept. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import { connectionConfig } from '../../src/dynamo/config.ts';
import { proxyFor } from '../../src/dynamo/proxy.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { startRecorder } from '../emulators/recorder.ts';
import { useCleanEnvironment } from './clean-environment.ts';

const SCAN: Request = { operation: 'Scan', input: { TableName: 't', ReturnConsumedCapacity: 'INDEXES' } };

const home = useCleanEnvironment();

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('which proxy', () => {
  vi.stubEnv('HTTPS_PROXY', 'http://secure:3128');
  vi.stubEnv('http_proxy', 'plain:8080');
  vi.stubEnv('NO_PROXY', 'localhost, .corp.example *.internal,10.0.0.1:8000');
  const proxy = (url: string) => proxyFor(new URL(url))?.href;
  expect(proxy('https://dynamodb.us-east-1.amazonaws.com')).toBe('http://secure:3128/');
  expect(proxy('http://emulator:8000')).toBe('http://plain:8080/');
  expect(proxy('http://localhost:8000')).toBeUndefined();
  expect(proxy('https://db.corp.example')).toBeUndefined();
  expect(proxy('https://db.internal')).toBeUndefined();
  expect(proxy('http://10.0.0.1:8000')).toBeUndefined();
  expect(proxy('http://10.0.0.1:8001')).toBe('http://plain:8080/');
  vi.stubEnv('HTTPS_PROXY', 'secure:3128');
  expect(proxy('https://dynamodb.us-east-1.amazonaws.com')).toBe('http://secure:3128/');
  vi.stubEnv('HTTPS_PROXY', 'https://secure:3128');
  expect(proxy('https://dynamodb.us-east-1.amazonaws.com')).toBe('https://secure:3128/');
  vi.stubEnv('HTTPS_PROXY', undefined);
  expect(proxy('https://a.example')).toBeUndefined();
  vi.stubEnv('ALL_PROXY', 'http://all:1');
  expect(proxy('https://a.example')).toBe('http://all:1/');
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
  const { endpoint, seen, stop } = await startRecorder();
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

test.skipIf(spawnSync('openssl', ['version']).status !== 0)('a CA of AWS_CA_BUNDLE, also through a proxy', async () => {
  const [key, cert] = [join(home(), 'key.pem'), join(home(), 'cert.pem')];
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
});

test('a CA file that is not there', async () => {
  vi.stubEnv('AWS_CA_BUNDLE', join(home(), 'no.pem'));
  const error = (await connect({ endpoint: 'http://127.0.0.1:1', credentials: { kind: 'default' } }).catch(
    (reason: unknown) => reason,
  )) as SqlError;
  expect(error).toBeInstanceOf(SqlError);
  expect(error.fields).toMatchObject({ code: '58030', message: expect.stringContaining('AWS_CA_BUNDLE') });
});

test.each([
  [{}, 'dynamodb.eu-west-1.amazonaws.com:443'],
  [{ use_fips: 'true' }, 'dynamodb-fips.eu-west-1.amazonaws.com:443'],
  [{ use_dualstack: 'true' }, 'dynamodb.eu-west-1.api.aws:443'],
  [{ use_fips: 'yes', use_dualstack: 'on' }, 'dynamodb-fips.eu-west-1.api.aws:443'],
])('the host of a server with %o', async (options, host) => {
  const proxy = await startProxy();
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  const mapping = { aws_access_id: 'AKMAP', aws_access_key: 'secret-of-mapping' };
  const config = connectionConfig({ aws_region: 'eu-west-1', ...options }, mapping, { maxAttempts: 1 });
  const connection = await connect(config);
  await connection.send(SCAN).catch(() => {});
  expect(proxy.tunnels).toEqual([host]);
  connection.close();
  proxy.stop();
});

test('FIPS and an endpoint are not for each other', async () => {
  const config = connectionConfig({ endpoint: 'http://127.0.0.1:8000', use_fips: 'true' });
  const error = (await connect(config).catch((reason: unknown) => reason)) as SqlError;
  expect(error.fields).toMatchObject({
    code: 'HV024',
    message: 'option "use_fips" cannot be used with endpoint http://127.0.0.1:8000',
  });
});

test('many requests at once, through a proxy, over connections that are kept', async () => {
  const { endpoint, seen, stop } = await startRecorder();
  const proxy = await startProxy();
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const connection = await connect({ endpoint, credentials: { kind: 'default' } });
  for (let round = 0; round < 3; round += 1)
    await Promise.all(Array.from({ length: 100 }, () => connection.send(SCAN)));
  expect(seen).toHaveLength(300);
  expect(proxy.tunnels.length).toBeLessThanOrEqual(64);
  connection.close();
  proxy.stop();
  stop();
});
