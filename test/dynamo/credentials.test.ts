/** Every way to credentials, over the SDK's own code: only the endpoints of STS, SSO, the container and the instance are on loopback. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../src/dynamo/client.ts';
import type { ConnectionConfig } from '../../src/dynamo/config.ts';
import { connectionConfig } from '../../src/dynamo/config.ts';
import { parsedItems } from '../../src/dynamo/items.ts';
import { fetchPages } from '../../src/dynamo/pages.ts';
import { SqlError } from '../../src/errors.ts';
import type { Request } from '../../src/plan/request.ts';
import { type Identity, startIdentity } from '../emulators/identity.ts';
import { type Recorder, type SignedRequest, startRecorder } from '../emulators/recorder.ts';
import { useCleanEnvironment } from './clean-environment.ts';

const SCAN: Request = { operation: 'Scan', input: { TableName: 't', ReturnConsumedCapacity: 'INDEXES' } };
const ROLE = 'arn:aws:iam::123456789012:role/reader';

const home = useCleanEnvironment();
const config = (text: string): void => writeFileSync(join(home(), 'config'), text);
const keys = (text: string): void => writeFileSync(join(home(), 'credentials'), text);

let dynamo: Recorder;
let identity: Identity;
beforeEach(async () => {
  dynamo = await startRecorder();
  identity = await startIdentity();
  vi.stubEnv('AWS_ENDPOINT_URL_STS', identity.url);
  vi.stubEnv('AWS_ENDPOINT_URL_SSO', identity.url);
  vi.stubEnv('AWS_ENDPOINT_URL_SSO_OIDC', identity.url);
});
afterEach(() => {
  dynamo.stop();
  identity.stop();
});

/** How a request is signed. */
async function signed(changed: Partial<ConnectionConfig> = {}): Promise<SignedRequest> {
  const connection = await connect({ endpoint: dynamo.endpoint, credentials: { kind: 'default' }, ...changed });
  await connection.send(SCAN).finally(() => connection.close());
  return dynamo.seen.at(-1) as SignedRequest;
}

/** As the options of a user mapping say. */
const mapped = (mapping: Record<string, string>, changed: Partial<ConnectionConfig> = {}): Promise<SignedRequest> =>
  signed({ ...connectionConfig({ aws_region: 'eu-west-1', endpoint: dynamo.endpoint }, mapping), ...changed });

async function failure(changed: Partial<ConnectionConfig>): Promise<SqlError['fields']> {
  const error = await signed(changed).catch((reason: unknown) => reason);
  if (!(error instanceof SqlError)) throw new Error(`expected a SqlError, got ${String(error)}`);
  return error.fields;
}

describe('the mapping', () => {
  test('keys', async () => {
    expect(await mapped({ aws_access_id: 'AKMAP', aws_access_key: 's' })).toMatchObject({
      accessKey: 'AKMAP',
      region: 'eu-west-1',
      token: undefined,
    });
  });

  test('keys with a session token', async () => {
    const mapping = { aws_access_id: 'AKMAP', aws_access_key: 's', aws_session_token: 'tok' };
    expect(await mapped(mapping)).toMatchObject({ accessKey: 'AKMAP', token: 'tok' });
  });

  test('a role, with an external id and an MFA code that is asked for', async () => {
    const mapping = {
      aws_access_id: 'AKBASE',
      aws_access_key: 's',
      role_arn: ROLE,
      external_id: 'ext',
      mfa_serial: 'arn:aws:iam::123456789012:mfa/ada',
    };
    const mfaCode = async (serial: string): Promise<string> => (serial.endsWith('ada') ? '123456' : '');
    expect(await mapped(mapping, { mfaCode })).toMatchObject({ accessKey: 'AKSTS1', token: 'token-1' });
    expect(identity.calls).toMatchObject([
      {
        what: 'AssumeRole',
        signedBy: 'AKBASE',
        form: {
          RoleArn: ROLE,
          ExternalId: 'ext',
          SerialNumber: 'arn:aws:iam::123456789012:mfa/ada',
          TokenCode: '123456',
          RoleSessionName: 'ddbsql',
        },
      },
    ]);
  });

  test('a role that asks for an MFA code, where nobody can be asked', async () => {
    const source = { kind: 'keys', accessKeyId: 'AKBASE', secretAccessKey: 's' } as const;
    const credentials = { kind: 'role', roleArn: ROLE, mfaSerial: 'arn:mfa', source } as const;
    expect(await failure({ region: 'eu-west-1', credentials })).toMatchObject({ code: '28000' });
  });

  test('a role, assumed with a profile', async () => {
    keys('[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n');
    expect(await mapped({ profile: 'dev', role_arn: ROLE })).toMatchObject({ accessKey: 'AKSTS1' });
    expect(identity.calls).toMatchObject([{ what: 'AssumeRole', signedBy: 'AKDEV' }]);
  });
});

describe('a profile', () => {
  test('static keys', async () => {
    config('[profile dev]\nregion = eu-central-1\n');
    keys('[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\naws_session_token = tok\n');
    expect(await signed({ credentials: { kind: 'profile', profile: 'dev' } })).toMatchObject({
      accessKey: 'AKDEV',
      region: 'eu-central-1',
      token: 'tok',
    });
  });

  test('a process', async () => {
    const script = join(home(), 'get.sh');
    writeFileSync(script, '#!/bin/sh\necho \'{"Version":1,"AccessKeyId":"AKPROC","SecretAccessKey":"s"}\'\n', {
      mode: 0o755,
    });
    config(`[profile proc]\ncredential_process = ${script}\n`);
    expect(await mapped({ profile: 'proc' })).toMatchObject({ accessKey: 'AKPROC' });
  });

  test('a chain of source profiles', async () => {
    config(
      `[profile outer]\nrole_arn = ${ROLE}-2\nsource_profile = inner\n[profile inner]\nrole_arn = ${ROLE}-1\nsource_profile = base\nexternal_id = ext\n`,
    );
    keys('[base]\naws_access_key_id = AKBASE\naws_secret_access_key = s\n');
    expect(await mapped({ profile: 'outer' })).toMatchObject({ accessKey: 'AKSTS2' });
    expect(identity.calls).toMatchObject([
      { what: 'AssumeRole', signedBy: 'AKBASE', form: { RoleArn: `${ROLE}-1`, ExternalId: 'ext' } },
      { what: 'AssumeRole', signedBy: 'AKSTS1', form: { RoleArn: `${ROLE}-2` } },
    ]);
  });

  test('a role with MFA', async () => {
    config(`[profile mfa]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = arn:mfa/ada\n`);
    keys('[base]\naws_access_key_id = AKBASE\naws_secret_access_key = s\n');
    expect(await mapped({ profile: 'mfa' }, { mfaCode: async () => '654321' })).toMatchObject({ accessKey: 'AKSTS1' });
    expect(identity.calls).toMatchObject([{ form: { SerialNumber: 'arn:mfa/ada', TokenCode: '654321' } }]);
  });

  test('a role of the environment', async () => {
    config(`[profile env]\nrole_arn = ${ROLE}\ncredential_source = Environment\n`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    expect(await mapped({ profile: 'env' })).toMatchObject({ accessKey: 'AKSTS1' });
    expect(identity.calls).toMatchObject([{ signedBy: 'AKENV' }]);
  });

  test('web identity', async () => {
    writeFileSync(join(home(), 'token'), 'a-web-token');
    config(`[profile web]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${join(home(), 'token')}\n`);
    expect(await mapped({ profile: 'web' })).toMatchObject({ accessKey: 'AKSTS1' });
    expect(identity.calls).toMatchObject([
      { what: 'AssumeRoleWithWebIdentity', form: { WebIdentityToken: 'a-web-token', RoleArn: ROLE } },
    ]);
  });

  test('that does not exist', async () => {
    expect(await failure({ credentials: { kind: 'profile', profile: 'nobody' } })).toMatchObject({
      code: '28000',
      detail: expect.stringContaining('nobody'),
    });
  });
});

describe('SSO', () => {
  const START = 'https://corp.awsapps.com/start';

  /** A login as `aws sso login` leaves it. */
  function login(expiresInMs: number, refreshable = false): void {
    config(
      `[profile work]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = reader\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = ${START}\n`,
    );
    const cache = join(home(), '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    const refresh = {
      clientId: 'client',
      clientSecret: 'client-secret',
      refreshToken: 'refresh-token',
      registrationExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const token = {
      accessToken: 'sso-access-token',
      expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
      region: 'us-east-1',
      startUrl: START,
      ...(refreshable && refresh),
    };
    writeFileSync(join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`), JSON.stringify(token));
  }

  test('a login', async () => {
    login(3_600_000);
    expect(await mapped({ profile: 'work' })).toMatchObject({ accessKey: 'AKSSO1' });
    expect(identity.calls.at(-1)?.headers['x-amz-sso_bearer_token']).toBe('sso-access-token');
  });

  test('a login that is renewed by itself', async () => {
    login(-60_000, true);
    expect(await mapped({ profile: 'work' })).toMatchObject({ accessKey: 'AKSSO1' });
    expect(identity.calls.map(({ what }) => what)).toEqual(['POST /token', 'GET /federation/credentials']);
    expect(identity.calls.at(-1)?.headers['x-amz-sso_bearer_token']).toBe('renewed-access-token');
  });

  test('an expired one names the command, and a renewed one is found without a new connection', async () => {
    login(-3_600_000);
    const connection = await connect({
      endpoint: dynamo.endpoint,
      credentials: { kind: 'profile', profile: 'work' },
    });
    const error = (await connection.send(SCAN).catch((reason: unknown) => reason)) as SqlError;
    expect(error.fields).toMatchObject({
      code: '28000',
      message: 'the AWS SSO login has expired or is missing',
      hint: 'Run "aws sso login --profile work" in another terminal, then run the query again.',
    });
    login(3_600_000);
    await connection.send(SCAN);
    expect(dynamo.seen.at(-1)?.accessKey).toBe('AKSSO1');
    connection.close();
  });
});

describe('the default chain', () => {
  /** Not on loopback, where no credentials would be looked for: a proxy takes the requests to the recorder. */
  async function fromChain(): Promise<SignedRequest> {
    const proxy = createServer();
    proxy.on('connect', (_request, socket, head) => {
      const target = connectSocket(dynamo.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.write(head);
        socket.pipe(target).pipe(socket);
      });
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    try {
      return await signed({ endpoint: 'http://dynamodb.example', region: 'eu-west-1' });
    } finally {
      proxy.close();
    }
  }

  test('the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    vi.stubEnv('AWS_SESSION_TOKEN', 'tok');
    expect(await fromChain()).toMatchObject({ accessKey: 'AKENV', token: 'tok' });
  });

  test('the default profile, and that of AWS_PROFILE', async () => {
    keys(
      '[default]\naws_access_key_id = AKDEF\naws_secret_access_key = s\n[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n',
    );
    expect(await fromChain()).toMatchObject({ accessKey: 'AKDEF' });
    vi.stubEnv('AWS_PROFILE', 'dev');
    expect(await fromChain()).toMatchObject({ accessKey: 'AKDEV' });
  });

  test('web identity, as EKS gives it', async () => {
    writeFileSync(join(home(), 'token'), 'a-web-token');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', join(home(), 'token'));
    vi.stubEnv('AWS_ROLE_ARN', ROLE);
    expect(await fromChain()).toMatchObject({ accessKey: 'AKSTS1' });
    expect(identity.calls).toMatchObject([{ what: 'AssumeRoleWithWebIdentity' }]);
  });

  test('a container', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${identity.url}/container`);
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'a-container-token');
    expect(await fromChain()).toMatchObject({ accessKey: 'AKECS1', token: 'token-1' });
    expect(identity.calls[0]?.headers.authorization).toBe('a-container-token');
  });

  test('an instance', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', identity.url);
    expect(await fromChain()).toMatchObject({ accessKey: 'AKIMDS1', token: 'token-1' });
    expect(identity.calls[0]?.what).toBe('PUT /latest/api/token');
  });

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
    keys('[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n');
    vi.stubEnv('AWS_PROFILE', 'dev');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    await fromChain();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('an emulator on loopback', () => {
  test('needs none', async () => {
    expect(await signed()).toMatchObject({ accessKey: 'local', region: 'us-east-1' });
  });

  test('is given those that there are', async () => {
    keys(
      '[default]\naws_access_key_id = AKDEF\naws_secret_access_key = s\n[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n',
    );
    expect(await signed()).toMatchObject({ accessKey: 'AKDEF' });
    vi.stubEnv('AWS_PROFILE', 'dev');
    expect(await signed()).toMatchObject({ accessKey: 'AKDEV' });
    expect(await signed({ credentials: { kind: 'profile', profile: 'default' } })).toMatchObject({
      accessKey: 'AKDEF',
    });
    vi.stubEnv('AWS_PROFILE', undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    expect(await signed()).toMatchObject({ accessKey: 'AKENV' });
  });
});

describe('credentials that expire', () => {
  const PAGES = 12;
  beforeEach(async () => {
    dynamo.stop();
    dynamo = await startRecorder(PAGES);
  });

  const role = {
    kind: 'role',
    roleArn: ROLE,
    source: { kind: 'keys', accessKeyId: 'AKBASE', secretAccessKey: 's' },
  } as const;

  /** The keys of a scan's items, in `segments`; `between` is called after each page. */
  async function scan(changed: Partial<ConnectionConfig>, segments: number, between: () => void): Promise<string[]> {
    const connection = await connect({ endpoint: dynamo.endpoint, region: 'eu-west-1', credentials: role, ...changed });
    const read = async (Segment: number): Promise<string[]> => {
      const input = { ...SCAN.input, ...(segments > 1 && { Segment, TotalSegments: segments }) };
      const found: string[] = [];
      for await (const { items } of fetchPages(connection, { operation: 'Scan', input } as Request)) {
        found.push(...parsedItems(items).map((item) => (item.pk as { S: string }).S));
        between();
      }
      return found;
    };
    try {
      return (await Promise.all(Array.from({ length: segments }, (_, at) => read(at)))).flat();
    } finally {
      connection.close();
    }
  }

  const everything = Array.from({ length: PAGES }, (_, at) => [0, 1, 2].map((n) => `${at}.${n}`)).flat();
  const used = (): readonly string[] => [...new Set(dynamo.seen.map(({ accessKey }) => accessKey))];

  test.each([1, 4])(
    'are renewed in the middle of a scan of %i segments, and no row is lost or comes twice',
    async (segments) => {
      let pages = 0;
      const found = await scan({}, segments, () => {
        pages += 1;
        if (pages === 4) dynamo.expired.add('AKSTS1');
        if (pages === 8) dynamo.expired.add('AKSTS2');
      });
      expect(found.toSorted()).toEqual(everything.toSorted());
      expect(used()).toEqual(['AKSTS1', 'AKSTS2', 'AKSTS3']);
      expect(identity.calls).toHaveLength(3);
    },
  );

  test('are renewed before, where it is known when', async () => {
    // The SDK renews five minutes ahead.
    identity.lifetimeMs = 240_000;
    const found = await scan({}, 1, () => {});
    expect(found).toEqual(everything);
    expect(used().length).toBeGreaterThan(1);
    expect(dynamo.expired.size).toBe(0);
  });

  test('of a profile whose keys another program has renewed', async () => {
    const write = (n: number): void =>
      keys(`[dev]\naws_access_key_id = AKDEV${n}\naws_secret_access_key = s\naws_session_token = t${n}\n`);
    write(1);
    let pages = 0;
    const found = await scan({ credentials: { kind: 'profile', profile: 'dev' } }, 1, () => {
      pages += 1;
      if (pages !== 3) return;
      write(2);
      dynamo.expired.add('AKDEV1');
    });
    expect(found).toEqual(everything);
    expect(used()).toEqual(['AKDEV1', 'AKDEV2']);
  });

  test('and cannot be renewed are told, once', async () => {
    keys('[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\naws_session_token = t\n');
    dynamo.expired.add('AKDEV');
    expect(await failure({ credentials: { kind: 'profile', profile: 'dev' } })).toMatchObject({
      code: '28000',
      message: 'the AWS credentials have expired',
      hint: expect.stringContaining('aws sso login --profile dev'),
    });
    expect(dynamo.seen).toHaveLength(1);
    const own = { kind: 'keys', accessKeyId: 'AKDEV', secretAccessKey: 's', sessionToken: 't' } as const;
    expect(await failure({ credentials: own })).toMatchObject({ hint: expect.stringContaining('ALTER USER MAPPING') });
    expect(dynamo.seen).toHaveLength(2);
  });
});
