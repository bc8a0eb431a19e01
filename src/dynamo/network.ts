/**
 * How connections are made: kept alive, through a proxy where HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names one and NO_PROXY does not exempt the host, and
 * trusting AWS_CA_BUNDLE in place of Node's own roots where that is set, as the AWS CLI does.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
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

/** The proxy for a URL; undefined where the connection is direct. */
export function proxyFor(url: URL): URL | undefined {
  const found = getProxyForUrl(url.href);
  if (found === '') return undefined;
  // A proxy that was named without a scheme is spoken to in plain HTTP, as curl and the AWS CLI do; proxy-from-env gives it that of the target.
  const isAsGiven = Object.values(process.env).includes(found);
  const text = isAsGiven ? found : found.replace(/^https:/, 'http:');
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** A tunnel (CONNECT) whose failures say that it was the proxy. Its name and password never stand in an error. */
class Tunnel extends HttpsProxyAgent<string> {
  override async connect(request: http.ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      status = statusCode;
    });
    const socket = await super.connect(request, options).catch((error: unknown) => {
      throw this.#failed(`cannot be used (${error instanceof Error ? error.message : String(error)})`);
    });
    if (status === 200) return socket;
    // It would give out the proxy's answer as DynamoDB's.
    socket.destroy();
    throw this.#failed(`answered HTTP ${status}`);
  }

  #failed(how: string): Error {
    return Object.assign(new Error(`the proxy ${this.proxy.host} ${how}`), { code: 'EPROXY' });
  }
}

/** Asks per host whether to go through a proxy, so that one client reaches DynamoDB, STS and SSO by it. The agents it hands requests to keep the connections. */
abstract class Router extends Agent {
  readonly #agents = new Map<string, http.Agent>();
  readonly #agentOptions: https.AgentOptions;

  constructor(options: https.AgentOptions) {
    // A limit of its own would hold requests back that only its own connections could release.
    super({ ...options, maxSockets: Number.POSITIVE_INFINITY });
    this.#agentOptions = options;
  }

  override connect(_request: http.ClientRequest, options: AgentConnectOpts): http.Agent {
    const { secureEndpoint, host = '', port } = options;
    const url = new URL(`${secureEndpoint ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`);
    const proxy = proxyFor(url);
    const name = `${url.protocol} ${proxy?.href ?? ''}`;
    const known = this.#agents.get(name);
    if (known !== undefined) return known;
    const agent = proxy === undefined ? this.#direct(secureEndpoint) : new Tunnel(proxy, this.#agentOptions);
    this.#agents.set(name, agent);
    return agent;
  }

  #direct(secure: boolean): http.Agent {
    return secure ? new https.Agent(this.#agentOptions) : new http.Agent(this.#agentOptions);
  }

  override destroy(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
    super.destroy();
  }
}

class HttpRouter extends Router {
  /** Known here; the agent would look for it in the call stack. */
  override isSecureEndpoint(): boolean {
    return false;
  }
}

class HttpsRouter extends Router {
  override isSecureEndpoint(): boolean {
    return true;
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
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS, ...(bundle && { ca: readBundle(bundle) }) };
  return {
    httpAgent: new HttpRouter(options),
    // Node's type asks for what only its own agent needs.
    httpsAgent: new HttpsRouter(options) as unknown as https.Agent,
    connectionTimeout: 5_000,
    // Silence on a connection, not the length of an answer: a page of 1 MB comes in well under a second.
    socketTimeout: 20_000,
  };
}
