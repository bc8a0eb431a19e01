/** dynalite (https://github.com/architect/dynalite) in this process, on loopback, in memory: the emulator every test has. */

import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** A running DynamoDB that is not DynamoDB. */
export interface RunningEmulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

interface DynaliteOptions {
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
}

/** @param createTableMs how long a table takes to be there once CreateTable has answered */
export async function startDynalite(createTableMs = 0): Promise<RunningEmulator> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: DynaliteOptions) => Server;
  const server = dynalite({ createTableMs, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
