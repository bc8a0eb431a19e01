/** The services that hand out credentials, on one port of the loopback: STS, SSO and its OIDC, the container's endpoint, the instance metadata service. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from './recorder.ts';

export interface IdentityCall {
  /** STS's action, or method and path. */
  readonly what: string;
  readonly form: Readonly<Record<string, string>>;
  /** The access key an STS call was signed with. */
  readonly signedBy: string | undefined;
  readonly headers: IncomingMessage['headers'];
}

export interface Identity {
  readonly url: string;
  readonly calls: IdentityCall[];
  /** How long what is handed out is good for. */
  lifetimeMs: number;
  stop(): void;
}

/** Each answer has a key of its own, numbered: AKSTS1, AKSTS2 ... */
export async function startIdentity(): Promise<Identity> {
  const calls: IdentityCall[] = [];
  const identity = { calls, lifetimeMs: 3_600_000 };
  let issued = 0;
  const issue = (by: string) => ({
    accessKey: `AK${by}${++issued}`,
    secret: `secret-${issued}`,
    token: `token-${issued}`,
    expiration: new Date(Date.now() + identity.lifetimeMs).toISOString(),
  });
  type Answer = (response: ServerResponse) => void;
  const json =
    (value: object): Answer =>
    (response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
  const sts =
    (action: string): Answer =>
    (response) => {
      const { accessKey, secret, token, expiration } = issue('STS');
      response.setHeader('content-type', 'text/xml');
      response.end(
        `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials><AccessKeyId>${accessKey}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${expiration}</Expiration></Credentials></${action}Result></${action}Response>`,
      );
    };
  const metadata = (by: string): Answer => {
    const { accessKey, secret, token, expiration } = issue(by);
    const keys = { AccessKeyId: accessKey, SecretAccessKey: secret, Token: token, Expiration: expiration };
    return json({ Code: 'Success', Type: 'AWS-HMAC', LastUpdated: new Date().toISOString(), ...keys });
  };
  const answers: Readonly<Record<string, () => Answer>> = {
    AssumeRole: () => sts('AssumeRole'),
    AssumeRoleWithWebIdentity: () => sts('AssumeRoleWithWebIdentity'),
    'GET /federation/credentials': () => {
      const { accessKey, secret, token } = issue('SSO');
      const expiration = Date.now() + identity.lifetimeMs;
      return json({
        roleCredentials: { accessKeyId: accessKey, secretAccessKey: secret, sessionToken: token, expiration },
      });
    },
    'POST /token': () => json({ accessToken: 'renewed-access-token', tokenType: 'Bearer', expiresIn: 3600 }),
    'GET /container': () => metadata('ECS'),
    'PUT /latest/api/token': () => (response) => response.end('imds-token'),
    'GET /latest/meta-data/iam/security-credentials/': () => (response) => response.end('reader'),
    'GET /latest/meta-data/iam/security-credentials/reader': () => metadata('IMDS'),
  };
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const what = form.Action ?? `${request.method} ${request.url?.split('?')[0]}`;
    const signedBy = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
    calls.push({ what, form, signedBy, headers: request.headers });
    const answer = answers[what];
    if (answer === undefined) response.statusCode = 404;
    if (answer === undefined) response.end();
    else answer()(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(identity, {
    url,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  });
}
