/** How connections are made: kept alive, through a proxy where the environment names one, and trusting AWS_CA_BUNDLE in place of Node's own roots where that is set, as the AWS CLI does. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { unreadableBundle } from './errors.ts';

/** Segments of a parallel scan, and a few besides. */
const MAX_SOCKETS = 64;

/** Makes what connections are taken from. */
export type Agents = (options: https.AgentOptions) => {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
};

/** The options the SDK's HTTP handler takes. */
export interface RequestHandlerOptions extends ReturnType<Agents> {
  readonly connectionTimeout: number;
  readonly socketTimeout: number;
}

const directAgents: Agents = (options) => ({
  httpAgent: new http.Agent(options),
  httpsAgent: new https.Agent(options),
});

/** The agents that the environment asks for. */
export async function agentsFor(env: NodeJS.ProcessEnv): Promise<Agents> {
  const isProxied = Object.keys(env).some((name) => /^(?:https?|all)_proxy$/i.test(name) && env[name] !== '');
  return isProxied ? (await import('./proxy.ts')).proxyAgents : directAgents;
}

function readBundle(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadableBundle(file, error);
  }
}

/** @throws SqlError (58030) where AWS_CA_BUNDLE names a file that cannot be read */
export function requestHandler(env: NodeJS.ProcessEnv, agents: Agents): RequestHandlerOptions {
  const bundle = env.AWS_CA_BUNDLE;
  return {
    ...agents({ keepAlive: true, maxSockets: MAX_SOCKETS, ...(bundle && { ca: readBundle(bundle) }) }),
    connectionTimeout: 5_000,
    // Silence on a connection, not the length of an answer: a page of 1 MB comes in well under a second.
    socketTimeout: 20_000,
  };
}
