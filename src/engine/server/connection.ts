/** One connection to a server. `pg` connects, encrypts and authenticates; requests and replies are those of the embedded engine. */
import { connect as connectSocket } from 'node:net';
import type pg from 'pg';
import { serialize } from 'pg-protocol';
import { SqlError } from '../../errors.ts';
import type { Chunks, Link } from '../link.ts';
import type { Delivery } from '../wire/delivery.ts';
import { notificationOf } from '../wire/message-fields.ts';
import type { Request } from '../wire/requests.ts';
import type { Server } from './connect.ts';
import { Exchange } from './exchange.ts';
import { emulateExtension } from './extension.ts';
import { connectToSessionDatabase, createSessionDatabase, dropSessionDatabase } from './session-database.ts';

/** What `pg` knows of a connection beyond its own types. */
interface Session {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

export interface ServerLinkOptions {
  readonly server: Server;
  /** The session's database, which is this link's alone. */
  readonly database: string;
  /** The extension's script, as a template. */
  readonly extension: URL;
}

export class ServerLink implements Link {
  /** A server far away may take its time, and its session is worth waiting for. */
  readonly cancelling = { againAfterMs: 1000, patienceMs: 30_000 };
  readonly sharesRoles = true;
  onNotification: Link['onNotification'] = () => {};
  readonly serverVersion: string;
  readonly #client: pg.Client;
  readonly #options: ServerLinkOptions;
  #exchange: Exchange | undefined;
  #ended: SqlError | undefined;

  private constructor(client: pg.Client, serverVersion: string, options: ServerLinkOptions) {
    this.#client = client;
    this.#options = options;
    this.serverVersion = serverVersion;
    client.on('notification', (message) => this.onNotification(notificationOf(message)));
    client.on('error', (error) => this.#end(lost(error)));
    client.on('end', () => this.#end(lost(new Error('the server closed the connection'))));
  }

  /** @throws SqlError */
  static async connect(options: ServerLinkOptions): Promise<ServerLink> {
    await createSessionDatabase(options.server, options.database);
    const { client, serverVersion } = await connectToSessionDatabase(options.server, options.database);
    return new ServerLink(client, serverVersion, options);
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  async exchange(request: Request, delivery: Delivery, chunks?: Chunks): Promise<void> {
    if (this.#ended) throw this.#ended;
    const emulated = request.kind === 'statements' ? emulateExtension(request.sql, this.#options.extension) : undefined;
    const sent = emulated === undefined ? request : { ...request, sql: emulated.sql };
    const exchange = new Exchange(sent, delivery, chunks, () => this.interrupt(), emulated?.reply);
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
    await dropSessionDatabase(this.#options.server, this.#options.database);
  }

  #end(reason: SqlError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#exchange?.fail(reason);
  }
}

function lost(error: Error): SqlError {
  if (error instanceof SqlError) return error;
  // connection_failure
  return new SqlError(
    { code: '08006', message: `connection to the engine's server was lost: ${error.message}` },
    'FATAL',
  );
}
