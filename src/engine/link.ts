/** A PostgreSQL that answers one request after the other: a thread, or a server behind a connection. What a session is made on. */
import type { SqlError } from '../errors.ts';
import type { Notification } from './port.ts';
import type { Delivery } from './wire/delivery.ts';
import type { Request } from './wire/requests.ts';

/** COPY data in pieces cut anywhere. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface Link {
  /** e.g. `18.3`. */
  readonly serverVersion: string;
  /** False once it has ended, on its own or by {@link stop}. */
  readonly alive: boolean;
  readonly cancelling: Cancelling;
  /** Roles are a whole server's, and not this session's alone. */
  readonly sharesRoles: boolean;
  /** Called for each notification, whenever it comes. */
  onNotification: (notification: Notification) => void;

  /**
   * Sends one request and delivers its reply, each part when the one before it has been taken. `chunks` is the data of a COPY FROM
   * STDIN. One at a time.
   * @throws SqlError when the link ends meanwhile; whatever `chunks` throws
   */
  exchange(request: Request, delivery: Delivery, chunks?: Chunks): Promise<void>;

  /** Asks PostgreSQL to cancel what runs; in vain if it has just begun or ended. @returns false where it cannot be asked */
  interrupt(): boolean;

  /** Ends it; what it was doing rejects with `reason`. */
  stop(reason: SqlError): Promise<void>;
}

export interface Cancelling {
  /** A cancel may come too early to be seen, so it is repeated. */
  readonly againAfterMs: number;
  /** How long PostgreSQL has to act on it before the link is ended. */
  readonly patienceMs: number;
}
