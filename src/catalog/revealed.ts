/** The options of a user mapping with its secrets in clear, wherever they are kept. */
import { keyringAccount, missingSecret, readKeyring, usesKeyring } from './keyring.ts';
import { learnSecret } from './known-secrets.ts';
import type { Options, UserMapping } from './model.ts';
import { SECRET_MASK, SECRET_OPTIONS } from './options.ts';

/**
 * @param mapping as it was looked up: what is masked in it is in the keyring
 * @throws SqlError where the keyring cannot be used, or does not have what is needed
 */
export async function revealed(mapping: UserMapping | undefined): Promise<Options> {
  if (mapping === undefined) return {};
  const { server, user, options } = mapping;
  const masked = Object.keys(options).filter((name) => SECRET_OPTIONS.has(name) && options[name] === SECRET_MASK);
  if (masked.length === 0) return options;
  // Not remembered: it takes a few milliseconds, and another shell may change it meanwhile.
  const kept = usesKeyring(options) ? await readKeyring(keyringAccount(server, user)) : {};
  const known = masked.map((name): [string, string] => {
    const value = kept[name];
    if (value === undefined) throw missingSecret(name, server, user);
    learnSecret(value);
    return [name, value];
  });
  return { ...options, ...Object.fromEntries(known) };
}
