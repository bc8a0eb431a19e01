/** What both lanes of a session use: connections to DynamoDB, and what has been learned and taken from it. */
import type { ConnectionConfig } from '../dynamo/config.ts';
import { TokenBucket } from '../dynamo/token-bucket.ts';
import { Connections } from './connections.ts';
import { Meter } from './meter.ts';
import type { SavedDescriptions } from './saved-descriptions.ts';
import { Statistics } from './statistics.ts';

export class Resources {
  readonly connections: Connections;
  readonly meter = new Meter();
  readonly statistics = new Statistics();
  #descriptions: SavedDescriptions | undefined;
  #rate: { readonly perSecond: number; readonly bucket: TokenBucket } | undefined;

  /** @param connection what the command line says, which goes before the server's options */
  constructor(connection: Partial<ConnectionConfig> | undefined) {
    this.connections = new Connections(connection ?? {});
  }

  /** Loaded with the first lookup: of what the engine answers none is one. */
  async descriptions(): Promise<SavedDescriptions> {
    const { SavedDescriptions: Saved } = await import('./saved-descriptions.ts');
    this.#descriptions ??= new Saved();
    return this.#descriptions;
  }

  /** Read units a second, over all statements; undefined for no limit. */
  bucket(perSecond: number | undefined): TokenBucket | undefined {
    if (perSecond === undefined) return undefined;
    if (this.#rate?.perSecond !== perSecond) this.#rate = { perSecond, bucket: new TokenBucket(perSecond) };
    return this.#rate.bucket;
  }
}
