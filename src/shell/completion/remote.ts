/**
 * What only DynamoDB knows: the names of its tables, and the keys of the documents in them. Asked for at the first Tab that wants it, for no longer than a
 * person waits; an answer that comes too late is kept for the next Tab. Kept for minutes, since looking at items costs read units.
 */
import type { Shell } from '../shell.ts';
import { soon } from './soon.ts';

/** A request that has not ended by then is given up. */
const limit = 5000;
const keptFor = 5 * 60_000;

interface Known {
  readonly since: number;
  readonly names: Promise<readonly string[]>;
}

const shells = new WeakMap<Shell, Map<string, Known>>();

/** The names of the DynamoDB tables behind some servers. */
export async function remoteTableNames(shell: Shell, servers: readonly string[]): Promise<readonly string[]> {
  const names = await Promise.all(
    servers.map((server) =>
      known(shell, `tables of ${server}`, (signal) => shell.session.remoteTables(server, signal)),
    ),
  );
  return [...new Set(names.flat())];
}

/** The names of the indexes of a foreign table's DynamoDB table. */
export function indexNames(shell: Shell, oid: number): Promise<readonly string[]> {
  return known(shell, `indexes of ${oid}`, async () =>
    ((await shell.session.describeForeignTable(oid))?.indexes ?? []).map(({ name }) => name),
  );
}

/** The names of the indexes of a DynamoDB table behind a server. */
export function remoteIndexNames(shell: Shell, server: string, table: string): Promise<readonly string[]> {
  return known(shell, `indexes of ${table} of ${server}`, (signal) =>
    shell.session.remoteIndexes(server, table, signal),
  );
}

/** Paths of attributes in a foreign table's items, and of keys in them: `address`, `address.city`. */
export function attributePaths(shell: Shell, oid: number): Promise<readonly string[]> {
  return known(shell, `keys of ${oid}`, (signal) => shell.session.sampledKeys(oid, signal));
}

function known(
  shell: Shell,
  what: string,
  ask: (signal: AbortSignal) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const all = shells.get(shell) ?? new Map<string, Known>();
  shells.set(shell, all);
  let entry = all.get(what);
  if (entry === undefined || Date.now() - entry.since > keptFor) {
    // In a failed transaction nothing can be asked.
    if (shell.session.transactionStatus === 'failed') return Promise.resolve([]);
    const names = ask(AbortSignal.timeout(limit)).then(printable, () => {
      all.delete(what);
      return [];
    });
    entry = { since: Date.now(), names };
    all.set(what, entry);
  }
  return soon(entry.names, []);
}

/** A name that would drive the terminal it is typed on is not offered. */
function printable(names: readonly string[]): readonly string[] {
  return names.filter((name) => !/\p{Cc}/u.test(name));
}
