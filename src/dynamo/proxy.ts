/**
 * Connections through a proxy, where HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names one and NO_PROXY does not exempt the host. Loaded where there is one: its packages take some milliseconds of a start, and asking for each
 * request a tenth of one.
 */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import type { Agents } from './network.ts';

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

/** Agents that go through a proxy where one is named for the host. */
export const proxyAgents: Agents = (options) => ({
  httpAgent: new HttpRouter(options),
  // Node's type asks for what only its own agent needs.
  httpsAgent: new HttpsRouter(options) as unknown as https.Agent,
});
