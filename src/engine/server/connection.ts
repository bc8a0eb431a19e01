/** One connection to a server. `pg` connects, encrypts and authenticates; requests and replies are those of the embedded engine. */
import { connect as connectSocket } from 'node:net';
import pg from 'pg';
import { serialize } from 'pg-protocol';
import { SqlError } from '../../errors.ts';
import type { Chunks, Link } from '../link.ts';
import { SETTINGS } from '../settings.ts';
import type { Delivery } from '../wire/delivery.ts';
import { errorOf } from '../wire/message-fields.ts';
import type { Request } from '../wire/requests.ts';
import { Exchange } from './exchange.ts';

/** What `pg` knows of a connection beyond its own types. */
interface Session {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

export class ServerLink implements Link {
  /** A server far away may take its time, and its session is worth waiting for. */
  readonly cancelling = { againAfterMs: 1000, patienceMs: 30_000 };
  readonly serverVersion: string;
  readonly #client: pg.Client;
  #exchange: Exchange | undefined;
  #ended: SqlError | undefined;

  private constructor(client: pg.Client, serverVersion: string) {
    this.#client = client;
    this.serverVersion = serverVersion;
    client.on('error', (error) => this.#end(connectionError(error)));
    client.on('end', () => this.#end(connectionError(new Error('the server closed the connection'))));
  }

  /** @throws SqlError */
  static async connect(url: string): Promise<ServerLink> {
    const client = new pg.Client({ connectionString: url, options: settingDefaults(), application_name: 'ddbsql' });
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      // Distributions add their own: `15.18 (Debian 15.18-0+deb12u1)`.
      return new ServerLink(client, rows[0]?.server_version.split(' ')[0] ?? '');
    } catch (error) {
      await client.end().catch(() => {});
      throw connectionError(error as Error);
    }
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  async exchange(request: Request, delivery: Delivery, chunks?: Chunks): Promise<void> {
    if (this.#ended) throw this.#ended;
    const exchange = new Exchange(request, delivery, chunks, () => this.interrupt());
    this.#exchange = exchange;
    try {
      this.#client.query(exchange);
      await exchange.ended;
    } finally {
      this.#exchange = undefined;
    }
  }

  /** A cancel request goes over a connection of its own: https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS */
  interrupt(): boolean {
    const { host, port, processID, secretKey } = this.#client as unknown as Session;
    const socket = connectSocket(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
    socket.on('error', () => socket.destroy());
    socket.on('connect', () => socket.end(serialize.cancel(processID, secretKey)));
    this.#exchange?.cancel();
    return true;
  }

  async stop(reason: SqlError): Promise<void> {
    this.#end(reason);
    await this.#client.end().catch(() => {});
  }

  #end(reason: SqlError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#exchange?.fail(reason);
  }
}

/** Given at the start, so that RESET returns to them. */
function settingDefaults(): string {
  return Object.values(SETTINGS)
    .map((setting) => `-c ${setting.name}=${setting.default}`)
    .join(' ');
}

function connectionError(error: Error): SqlError {
  if (error instanceof SqlError) return error;
  if (error instanceof pg.DatabaseError) return errorOf(error);
  const message = `connection to the engine's server failed: ${error.message}`;
  // sqlclient_unable_to_establish_sqlconnection
  return new SqlError({ code: '08001', message }, 'FATAL', { cause: error });
}
