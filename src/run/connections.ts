/** DynamoDB connections by foreign server, made when first needed and kept; a changed option or user mapping makes a new one. */
import type { ForeignServer, Options, UserMapping } from '../catalog/model.ts';
import { revealed } from '../catalog/revealed.ts';
import { type ConnectionConfig, connectionConfig } from '../dynamo/config.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';

/** The user's mapping on a server, if there is one; what is masked in it is in the keyring. */
export type MappingLookup = (server: string) => Promise<UserMapping | undefined>;

export class Connections {
  readonly #overrides: Partial<ConnectionConfig>;
  readonly #open = new Map<string, { readonly identity: string; readonly connection: Promise<DynamoConnection> }>();

  /** @param overrides what the command line says, which goes before the server's options */
  constructor(overrides: Partial<ConnectionConfig>) {
    this.#overrides = overrides;
  }

  /** @throws SqlError where no region or no usable credentials are configured */
  async forServer(server: ForeignServer, mapping: MappingLookup): Promise<DynamoConnection> {
    const options = await revealed(await mapping(server.name));
    const identity = JSON.stringify([sorted(server.options), sorted(options)]);
    const known = this.#open.get(server.name);
    if (known?.identity === identity) return known.connection;
    void known?.connection.then((connection) => connection.close());
    const connection = connected(connectionConfig(server.options, options, this.#overrides));
    this.#open.set(server.name, { identity, connection });
    // A connection that could not be made is tried again the next time.
    connection.catch(() => this.#open.delete(server.name));
    return connection;
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(all.map(async ({ connection }) => (await connection).close()));
  }
}

/** The client is loaded with the first connection: a statement that reads no table does without HTTP and TLS, which take 15 ms. */
async function connected(config: ConnectionConfig): Promise<DynamoConnection> {
  const { connect } = await import('../dynamo/client.ts');
  return connect(config);
}

/** The saved catalog and PostgreSQL list the same options in different orders. */
function sorted(options: Options): readonly (readonly [string, string])[] {
  return Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
}
