/**
 * A DynamoDB to try ddbsql on: dynalite in this process, on loopback, in memory, with a small music shop in it. Nothing is left behind and nothing is sent
 * anywhere.
 */
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { loadDemo } from './load.ts';

export interface Demo {
  readonly endpoint: string;
  stop(): Promise<void>;
}

type Dynalite = (options: {
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
}) => Server;

/** dynalite reads its own folder at run time, so it is required from node_modules when a demo starts and never bundled. */
function loadDynalite(): Dynalite {
  return createRequire(import.meta.url)('dynalite') as Dynalite;
}

export async function startDemo(): Promise<Demo> {
  const server = loadDynalite()({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    await loadDemo(endpoint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}
