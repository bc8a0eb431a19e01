/**
 * How connections are made: kept alive, through a proxy where HTTPS_PROXY or HTTP_PROXY names one and NO_PROXY does not exempt the host, and trusting
 * AWS_CA_BUNDLE in place of Node's own roots where that is set, as the AWS CLI does.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { unreadableBundle } from './errors.ts';

/** Segments of a parallel scan, and a few besides. */
const MAX_SOCKETS = 64;

/** The options the SDK's HTTP handler takes. */
export interface RequestHandlerOptions {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
  readonly connectionTimeout: number;
  readonly socketTimeout: number;
}

/** A value of the environment, lower case first as curl has it; empty is unset. */
function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name.toLowerCase()] || env[name] || undefined;
}

/** Whether NO_PROXY exempts a host: `*`, `host`, `.domain`, `*.domain`, `host:port`, separated by commas or spaces. */
export function isExempt(noProxy: string, hostname: string, port: string): boolean {
  const host = hostname.toLowerCase();
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', entryPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      const domain = name.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

/** The proxy for a URL, as curl and the AWS CLI choose it; undefined where the connection is direct. */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): URL | undefined {
  const secure = url.protocol === 'https:';
  if (isExempt(variable(env, 'NO_PROXY') ?? '', url.hostname, url.port || (secure ? '443' : '80'))) return undefined;
  // HTTP_PROXY in upper case can come from a request header in CGI; curl ignores it for that reason, the AWS CLI does not, and ddbsql is no CGI program.
  const proxy = variable(env, secure ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? variable(env, 'ALL_PROXY');
  if (proxy === undefined) return undefined;
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** What Node hands an agent that makes a connection. */
interface Target {
  readonly host?: string | undefined;
  readonly port?: string | number | undefined;
  readonly servername?: string | undefined;
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** Opens a tunnel through an HTTP proxy (CONNECT). The proxy's own name and password never stand in an error. */
function tunnel(proxy: URL, target: Target): Promise<Socket> {
  const authority = `${bracketed(target.host)}:${target.port}`;
  const login =
    proxy.username === '' ? undefined : `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const secure = proxy.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (secure ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: {
        host: authority,
        ...(login && { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
      },
      agent: false,
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(proxyError(`the proxy ${proxy.host} answered HTTP ${response.statusCode}`));
    });
    request.once('error', (error) => reject(proxyError(`the proxy ${proxy.host} cannot be used (${error.message})`)));
    request.end();
  });
}

function proxyError(message: string): Error {
  return Object.assign(new Error(message), { code: 'EPROXY' });
}

function bracketed(host: string | undefined): string {
  return host?.includes(':') ? `[${host}]` : (host ?? '');
}

/** Node's callback takes an error alone; its type does not say so. */
function failed(connected: Connected, error: unknown): void {
  (connected as (error: unknown) => void)(error);
}

/** An https agent that asks per host whether to go through a proxy: one client reaches DynamoDB, STS and SSO by it. */
class ProxyingHttpsAgent extends https.Agent {
  override createConnection(options: https.RequestOptions, connected?: Connected): Duplex | null | undefined {
    const target = options as Target;
    const proxy = proxyFor(new URL(`https://${bracketed(target.host)}:${target.port}`), process.env);
    if (!proxy || !connected) return super.createConnection(options, connected);
    tunnel(proxy, target).then(
      (socket) => connected(null, tls.connect({ ...(options as tls.ConnectionOptions), socket })),
      (error) => failed(connected, error),
    );
    return undefined;
  }
}

/** The same for plain http: also by CONNECT, which keeps one way through for both. */
class ProxyingHttpAgent extends http.Agent {
  override createConnection(options: http.ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
    const target = options as Target;
    const proxy = proxyFor(new URL(`http://${bracketed(target.host)}:${target.port}`), process.env);
    if (!proxy || !connected) return super.createConnection(options, connected);
    tunnel(proxy, target).then(
      (socket) => connected(null, socket),
      (error) => failed(connected, error),
    );
    return undefined;
  }
}

function readBundle(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadableBundle(file, error);
  }
}

/** @throws SqlError (58030) where AWS_CA_BUNDLE names a file that cannot be read */
export function requestHandler(env: NodeJS.ProcessEnv): RequestHandlerOptions {
  const bundle = env.AWS_CA_BUNDLE;
  const common = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return {
    httpAgent: new ProxyingHttpAgent(common),
    httpsAgent: new ProxyingHttpsAgent({ ...common, ...(bundle && { ca: readBundle(bundle) }) }),
    connectionTimeout: 5_000,
    // Silence on a connection, not the length of an answer: a page of 1 MB comes in well under a second.
    socketTimeout: 20_000,
  };
}
