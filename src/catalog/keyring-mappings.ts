/**
 * Which user mappings have their secrets in the keyring, by oid: what a commit has to write there, to move (a renamed server or role is another
 * account), to take back into the document, to delete.
 */
import { keyringAccount, readKeyring, usesKeyring, writeKeyring } from './keyring.ts';
import type { SecretStore, Secrets } from './secret-store.ts';
import type { LoadedMapping } from './secrets.ts';
import type { Snapshot } from './snapshot.ts';

export interface Settled {
  /** Entries of mappings that are gone, which could not be removed. */
  readonly left: readonly string[];
  /** Takes everything back, where the document could not be saved. */
  undo(): Promise<void>;
}

export class KeyringMappings {
  /** By oid, as the saved catalog has them. */
  #accounts = new Map<number, string>();

  /** What the saved catalog says, whose mappings have these oids now. */
  load(mappings: readonly LoadedMapping[]): void {
    this.#accounts = accountsOf(mappings);
  }

  /**
   * Brings the keyring to where the snapshot is; the store keeps what the document is to hold. Called before the document is saved.
   * @throws SqlError where there is no keyring: then nothing was changed
   */
  async settle(snapshot: Snapshot, store: SecretStore): Promise<Settled> {
    const mappings = mappingsOf(snapshot);
    const next = accountsOf(mappings);
    const writes = new Map<string, Secrets>();
    const wanted = new Set(next.values());
    for (const [oid, account] of this.#accounts) {
      if (next.has(oid)) continue;
      if (mappings.some((mapping) => mapping.oid === oid)) await takeBack(oid, account, store);
      if (!wanted.has(account)) writes.set(account, {});
    }
    for (const { oid, definition } of mappings) {
      const account = next.get(oid);
      const previous = this.#accounts.get(oid);
      if (account === undefined || (account === previous && !store.has(oid))) continue;
      const kept = previous === undefined ? {} : await readKeyring(previous);
      const all = Object.entries({ ...kept, ...store.get(oid) });
      if (previous !== undefined && !wanted.has(previous)) writes.set(previous, {});
      writes.set(account, Object.fromEntries(all.filter(([option]) => definition.options?.[option] !== undefined)));
    }
    const before = this.#accounts;
    const { left, undo } = await writeAll(writes);
    this.#accounts = next;
    return {
      left,
      undo: async () => {
        this.#accounts = before;
        await undo();
      },
    };
  }

  /** The document is saved, and the keyring's secrets need not be here. */
  saved(store: SecretStore): void {
    for (const oid of this.#accounts.keys()) store.forget(oid);
  }
}

function mappingsOf({ objects, mappingOids }: Snapshot): readonly LoadedMapping[] {
  return objects.flatMap((object) => {
    const oid = mappingOids.get(object.key);
    return object.kind === 'user mapping' && oid !== undefined ? [{ oid, definition: object.definition }] : [];
  });
}

function accountsOf(mappings: readonly LoadedMapping[]): Map<number, string> {
  const inKeyring = mappings.filter(({ definition }) => usesKeyring(definition.options));
  return new Map(inKeyring.map(({ oid, definition: { server, user } }) => [oid, keyringAccount(server, user)]));
}

/** From the keyring into the store, and so into the document; what was given since is newer. */
async function takeBack(oid: number, account: string, store: SecretStore): Promise<void> {
  const newer = store.get(oid);
  for (const [option, value] of Object.entries(await readKeyring(account))) {
    if (newer[option] === undefined) store.stage(oid, option, value);
  }
  store.commit();
}

/** All of them or, where one fails, none; but no keyring keeps a mapping from being dropped. */
async function writeAll(writes: ReadonlyMap<string, Secrets>): Promise<Settled> {
  const written: (readonly [string, Secrets])[] = [];
  const left: string[] = [];
  const undo = async (): Promise<void> => {
    for (const [account, secrets] of written.toReversed()) await writeKeyring(account, secrets);
  };
  for (const [account, secrets] of writes) {
    try {
      written.push([account, await readKeyring(account)]);
      await writeKeyring(account, secrets);
    } catch (error) {
      if (Object.keys(secrets).length === 0) {
        left.push(account);
        continue;
      }
      // What made this fail may make that fail too; the first reason is the one to tell.
      await undo().catch(() => {});
      throw error;
    }
  }
  return { left, undo };
}
