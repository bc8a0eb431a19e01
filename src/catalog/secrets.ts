/**
 * Secrets on their way around the engine: out of the statement before it runs, into the document when it is saved, out of the document
 * into the store when a session starts.
 */

import { SqlError } from '../errors.ts';
import { applyEdits, type EditedText, originalPosition } from '../sql/edits.ts';
import { quoteLiteral } from '../sql/quote.ts';
import type { UserMapping as UserMappingStatement } from '../sql/statement.ts';
import { asOwner } from './as-owner.ts';
import { BOOTSTRAP_OID, BOOTSTRAP_USER } from './bootstrap-user.ts';
import { usesKeyring } from './keyring.ts';
import { learnSecret } from './known-secrets.ts';
import type { Options } from './model.ts';
import { type CatalogObjects, keyOf, type UserMappingDefinition } from './objects.ts';
import { SECRET_MASK, SECRET_OPTIONS } from './options.ts';
import type { Query } from './query.ts';
import type { SecretStore } from './secret-store.ts';
import type { Snapshot } from './snapshot.ts';

/** A secret option that a statement sets or, where `value` is undefined, drops. */
export interface SecretChange {
  readonly option: string;
  readonly value: string | undefined;
}

/** A mapping of the saved catalog, and what the engine calls it. */
export interface LoadedMapping {
  readonly oid: number;
  readonly definition: UserMappingDefinition;
}

export interface MaskedStatement extends EditedText {
  readonly secrets: readonly SecretChange[];
}

/** The statement as the engine is to see it, every secret masked, and the secrets. */
export function maskSecrets(text: string, statement: UserMappingStatement): MaskedStatement {
  const secret = statement.options.filter(({ name }) => SECRET_OPTIONS.has(name.name.toLowerCase()));
  // An empty value hides nothing, and the engine is to refuse it.
  const edits = secret.flatMap(({ value, valueSpan }) =>
    valueSpan === undefined || value === '' ? [] : [{ ...valueSpan, replacement: quoteLiteral(SECRET_MASK) }],
  );
  const secrets = secret.map(({ name, action, value }) => ({
    option: name.name,
    value: action === 'drop' ? undefined : value,
  }));
  return { ...applyEdits(text, edits), secrets };
}

/**
 * Runs CREATE or ALTER USER MAPPING: the engine gets the masked statement, the store the secrets, once the statement has succeeded.
 * @param run runs one statement in the engine
 * @throws SqlError the engine's, its position in `text`
 */
export async function runWithSecrets(
  query: Query,
  store: SecretStore,
  text: string,
  statement: UserMappingStatement,
  run: (sql: string) => Promise<void>,
): Promise<void> {
  const masked = maskSecrets(text, statement);
  if (masked.secrets.length === 0) return run(text);
  // Known before it is accepted: what refuses the statement may repeat it.
  for (const { value } of masked.secrets) learnSecret(value);
  // IF NOT EXISTS leaves a mapping that is there as it is, and so must its secrets be left.
  const existing = statement.ifNotExists ? await mappingOid(query, statement) : undefined;
  try {
    await run(masked.text);
  } catch (error) {
    if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
    throw error.with({ position: originalPosition(masked, error.fields.position) });
  }
  const oid = await mappingOid(query, statement);
  if (oid === undefined || oid === existing) return;
  for (const { option, value } of masked.secrets) store.stage(oid, option, value);
}

/** PostgreSQL's expressions for the roles that keywords stand for; PUBLIC is no role. */
const ROLE_KEYWORD: Readonly<Record<string, string>> = {
  CURRENT_USER: 'current_user',
  CURRENT_ROLE: 'current_user',
  USER: 'current_user',
  SESSION_USER: 'session_user',
};

async function mappingOid(query: Query, { user, server }: UserMappingStatement): Promise<number | undefined> {
  const name = user !== undefined && 'name' in user ? user.name : undefined;
  const keyword = user !== undefined && 'keyword' in user ? user.keyword.toUpperCase() : 'CURRENT_USER';
  const role = name === undefined ? ROLE_KEYWORD[keyword] : '$2';
  const oid = role === undefined ? '0' : `(SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = ${role})`;
  const { rows } = await query(
    `SELECT u.umid
     FROM pg_catalog.pg_user_mappings AS u
     WHERE u.srvname = $1 AND u.umuser = ${oid}`,
    name === undefined ? [server.name] : [server.name, name],
  );
  return rows[0]?.[0] == null ? undefined : Number(rows[0][0]);
}

/** What is to be saved: the snapshot with the secrets in their places. */
export function withSecrets({ objects, mappingOids }: Snapshot, store: SecretStore): CatalogObjects {
  return objects.map((object) => {
    const oid = mappingOids.get(object.key);
    if (object.kind !== 'user mapping' || oid === undefined) return object;
    const secrets = usesKeyring(object.definition.options) ? {} : store.get(oid);
    const reveal = (name: string, value: string): string => (value === SECRET_MASK ? (secrets[name] ?? value) : value);
    const options = mapOptions(object.definition.options, reveal);
    return options === undefined ? object : { ...object, definition: { ...object.definition, options } };
  });
}

function mapOptions(options: Options | undefined, map: (name: string, value: string) => string): Options | undefined {
  if (options === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, SECRET_OPTIONS.has(name) ? map(name, value) : value]),
  );
}

/**
 * Takes secrets out of the engine that came into it past `runWithSecrets`: from a DO block, a function, a statement that only PostgreSQL can read.
 * Part of the transaction that is open, or of one of its own.
 * @throws SqlError
 */
export async function maskInEngine(query: Query, store: SecretStore): Promise<void> {
  const { rows } = await asOwner(query, () =>
    query(
      `SELECT u.umid, CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, quote_ident(u.srvname), o.option_name, o.option_value
       FROM pg_catalog.pg_user_mappings AS u CROSS JOIN LATERAL pg_options_to_table(u.umoptions) AS o
       WHERE o.option_name IN (SELECT json_array_elements_text($1::json)) AND o.option_value <> $2`,
      [JSON.stringify([...SECRET_OPTIONS]), SECRET_MASK],
    ),
  );
  for (const [oid, user, server, option, value] of rows) {
    store.stage(Number(oid), option ?? '', value ?? '');
    await query(`ALTER USER MAPPING FOR ${user} SERVER ${server} OPTIONS (SET ${option} ${quoteLiteral(SECRET_MASK)})`);
  }
}

/**
 * Stages the document's secrets, once its DDL has been replayed in the same transaction.
 * @returns the document's mappings with their oids
 * @throws SqlError
 */
export async function loadSecrets(
  query: Query,
  objects: CatalogObjects,
  store: SecretStore,
): Promise<readonly LoadedMapping[]> {
  const mappings = objects.filter((object) => object.kind === 'user mapping');
  if (mappings.length === 0) return [];
  const { rows } = await query(`
    SELECT CASE u.umuser WHEN ${BOOTSTRAP_OID} THEN '${BOOTSTRAP_USER}' ELSE u.usename END, u.srvname, u.umid FROM pg_catalog.pg_user_mappings AS u`);
  const oids = new Map(
    rows.map(([user, server, oid]) => [
      keyOf({ kind: 'user mapping', definition: { user: user ?? '', server: server ?? '' } }),
      Number(oid),
    ]),
  );
  const loaded: LoadedMapping[] = [];
  for (const { key, definition } of mappings) {
    const oid = oids.get(key);
    if (oid === undefined) continue;
    loaded.push({ oid, definition });
    for (const [option, value] of Object.entries(definition.options ?? {})) {
      if (SECRET_OPTIONS.has(option) && value !== SECRET_MASK) store.stage(oid, option, value);
    }
  }
  return loaded;
}
