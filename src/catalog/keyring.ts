/**
 * The operating system's keyring, for user mappings with `keyring 'true'`: the Secret Service on Linux, the Keychain, the Credential Manager. A
 * mapping's secrets are one entry of the service `ddbsql`, a JSON object of options; its account is `server/user`.
 */
import { SqlError, SqlState } from '../errors.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { parseBoolean } from './boolean.ts';
import { defaultHomeDirectory, homeDirectory } from './home.ts';
import { hasCode } from './io-error.ts';
import type { Options } from './model.ts';
import type { Secrets } from './secret-store.ts';
import { isRecord } from './shape.ts';

const SERVICE = 'ddbsql';
/** Linux has a second store, of the kernel, which forgets everything at the next boot. */
const STORE = { linux: { store: 'secret-service' } } as const;

/** Whether a mapping keeps its secrets in the keyring. */
export function usesKeyring(mapping: Options | undefined): boolean {
  return mapping?.keyring !== undefined && parseBoolean(mapping.keyring) === true;
}

/** The mapping's entry. A catalog of another home than the user's own has entries of its own, so that two catalogs never share a secret. */
export function keyringAccount(server: string, user: string): string {
  const account = `${quoteIdentifier(server)}/${quoteIdentifier(user)}`;
  const home = homeDirectory();
  return home === defaultHomeDirectory() ? account : `${account} in ${home}`;
}

/** @throws SqlError where there is no keyring, or it is locked */
export async function readKeyring(account: string): Promise<Secrets> {
  const text = await withEntry(account, (entry) => entry.getPassword());
  if (text === null) return {};
  const secrets: unknown = JSON.parse(text);
  return isRecord(secrets) ? (secrets as Secrets) : {};
}

/** Nothing to keep is an entry to remove. @throws SqlError where there is no keyring, or it is locked */
export async function writeKeyring(account: string, secrets: Secrets): Promise<void> {
  const isEmpty = Object.keys(secrets).length === 0;
  await withEntry<unknown>(account, (entry) =>
    isEmpty ? entry.deletePassword() : entry.setPassword(JSON.stringify(secrets)),
  );
}

type Entry = InstanceType<typeof import('@napi-rs/keyring')['AsyncEntry']>;

async function withEntry<T>(account: string, work: (entry: Entry) => Promise<T>): Promise<T> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return await work(new AsyncEntry(SERVICE, account, STORE));
  } catch (error) {
    throw keyringError(error);
  }
}

function keyringError(error: unknown): SqlError {
  const missing = hasCode(error, 'ERR_MODULE_NOT_FOUND') || hasCode(error, 'MODULE_NOT_FOUND');
  const said = error instanceof Error ? error.message : String(error);
  return new SqlError({
    code: SqlState.ioError,
    message: "the system's keyring cannot be used",
    detail: missing ? 'The package @napi-rs/keyring is not installed for this system.' : said,
    hint: 'Start and unlock a keyring (on Linux a Secret Service: GNOME Keyring, KWallet, KeePassXC), or leave out the option keyring: the secret is then kept in the catalog file, which only you can read.',
  });
}

/** What a mapping needs is not in the keyring: it was removed, or the catalog came from another computer. */
export function missingSecret(option: string, server: string, user: string): SqlError {
  const target = `${user === 'public' ? 'PUBLIC' : quoteIdentifier(user)} SERVER ${quoteIdentifier(server)}`;
  return new SqlError({
    code: SqlState.invalidAuthorization,
    message: `the value of option "${option}" of the user mapping on server "${server}" is not known`,
    detail: 'What was given is the mask, or the entry of the keyring is gone.',
    hint: `ALTER USER MAPPING FOR ${target} OPTIONS (SET ${option} '...')`,
  });
}
