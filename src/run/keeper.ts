/**
 * Keeps the engine's catalog and the saved one together: replays the document into a new engine, saves what DDL made of it at commit, and brings in what other shells have saved.
 */
import { catalogPath } from '../catalog/catalog-file.ts';
import { replaySteps, toDdl, toReplayDdl } from '../catalog/ddl.ts';
import { diffToDdl } from '../catalog/diff.ts';
import { type CatalogDocument, changedOnDisk, loadCatalog, saveCatalog } from '../catalog/document.ts';
import { KeyringMappings, type Settled } from '../catalog/keyring-mappings.ts';
import { type CatalogObject, type CatalogObjects, inOrder, sameDefinition } from '../catalog/objects.ts';
import { SecretStore } from '../catalog/secret-store.ts';
import { loadSecrets, maskInEngine, withSecrets } from '../catalog/secrets.ts';
import { readSnapshot } from '../catalog/snapshot.ts';
import type { Engine } from '../engine/port.ts';
import { type Notice, SqlError } from '../errors.ts';
import { localTables } from './local-tables.ts';
import { blamesObject, replayEach, unmadeWarnings } from './replay.ts';
import type { SavepointStatement } from './savepoints.ts';
import { ServerRoles } from './server-roles.ts';

export class CatalogKeeper {
  readonly secrets = new SecretStore();
  readonly #keyring = new KeyringMappings();
  readonly #onNotice: (notice: Notice) => void;
  #document: CatalogDocument;
  #isDirty = false;
  /** The engine is another one than the secrets were read for. */
  #isReplaced = false;
  #roles: ServerRoles | undefined;
  /** Objects of the document, by their keys, that the engine could not make and does not have. */
  #unmade: ReadonlyMap<string, CatalogObject> = new Map();
  /** Tables of the session's own, as they were when its last change was committed. */
  #local: readonly string[] = [];

  /** @throws SqlError where the file may not be used: damaged, or readable by others */
  constructor(onNotice: (notice: Notice) => void = () => {}) {
    this.#onNotice = onNotice;
    this.#document = loadCatalog();
  }

  get objects(): CatalogObjects {
    return this.#document.objects;
  }

  /** The statements that make an empty engine hold the saved catalog. */
  get ddl(): readonly string[] {
    return toDdl(this.#document.objects);
  }

  /** The same for an engine in the place of a lost one. */
  get restoringDdl(): readonly string[] {
    const objects = this.#made(this.#document.objects);
    return toDdl(this.#roles?.toMake(objects) ?? objects);
  }

  /** The statements that make it hold in an engine of the session's own. @param isExtended whether that begins with the extension */
  replayDdl(isExtended: boolean): readonly string[] {
    return toReplayDdl(this.#document.objects, isExtended);
  }

  /**
   * Puts the saved catalog into an engine that has none; what cannot be made is left out, with a WARNING.
   * @param ddl what `replayDdl` gave; by default worked out from the engine's own roles
   * @throws SqlError
   */
  async replay(engine: Engine, ddl?: readonly string[]): Promise<void> {
    this.#roles = await ServerRoles.of(engine);
    const objects = this.#roles.toMake(this.#document.objects);
    try {
      await this.#apply(engine, ddl ?? toReplayDdl(objects));
    } catch (error) {
      if (!blamesObject(error)) throw error;
      await this.#replayWithout(engine, objects);
    }
    await this.readSecrets(engine);
  }

  async #replayWithout(engine: Engine, objects: CatalogObjects): Promise<void> {
    const unmade = await replayEach(engine, replaySteps(objects)).catch((error: unknown) => {
      throw ofReplay(error);
    });
    const keys = new Set(unmade.map(({ object }) => object.key));
    this.#unmade = new Map(
      this.#document.objects.filter(({ key }) => keys.has(key)).map((object) => [object.key, object]),
    );
    for (const warning of unmadeWarnings(unmade, catalogPath())) this.#onNotice(warning);
  }

  /** Reads the secrets of the document again: a new engine has new mappings. */
  async readSecrets(engine: Engine): Promise<void> {
    this.#isReplaced = false;
    this.secrets.clear();
    const query = (sql: string, parameters?: readonly (string | null)[]) => engine.query(sql, parameters);
    this.#keyring.load(await loadSecrets(query, this.#document.objects, this.secrets));
    this.secrets.commit();
  }

  /** The secrets of the engine's mappings. @throws SqlError */
  async secretsOf(engine: Engine): Promise<SecretStore> {
    if (this.#isReplaced) await this.readSecrets(engine);
    return this.secrets;
  }

  /** A statement ran that may have changed the catalog. */
  markDirty(): void {
    this.#isDirty = true;
  }

  /** Another shell's DDL, brought into the engine; true where there was any. Called between transactions. @throws SqlError */
  async refresh(engine: Engine): Promise<boolean> {
    await this.secretsOf(engine);
    if (!changedOnDisk(this.#document)) return false;
    const saved = loadCatalog();
    await this.#apply(engine, this.#difference(this.#document.objects, saved.objects));
    this.#document = saved;
    await this.readSecrets(engine);
    return true;
  }

  /** Takes out of the engine what a statement of the open transaction, or one that was its own, has put there in clear. @throws SqlError */
  async mask(engine: Engine): Promise<void> {
    if (!this.#isDirty || engine.transactionStatus === 'failed') return;
    await maskInEngine((sql, parameters) => engine.query(sql, parameters), await this.secretsOf(engine));
  }

  /**
   * Saves what a committed transaction changed. Where it cannot be saved, the engine is put back to what is.
   * @throws SqlError why it could not be saved
   */
  async committed(engine: Engine): Promise<void> {
    this.secrets.commit();
    if (!this.#isDirty) return;
    this.#isDirty = false;
    const query = (sql: string, parameters?: readonly (string | null)[]) => engine.query(sql, parameters);
    const read = await readSnapshot(query);
    const snapshot = {
      ...read,
      objects: this.#roles?.ofCatalog(read.objects, this.#document.objects) ?? read.objects,
    };
    this.#local = await localTables(query);
    let settled: Settled | undefined;
    try {
      settled = await this.#keyring.settle(snapshot, this.secrets);
      const made = withSecrets(snapshot, this.secrets);
      // What the engine could not make was not dropped.
      const unmade = this.#document.objects.filter(
        (object) => this.#isUnmade(object) && !made.some(({ key }) => key === object.key),
      );
      const objects = unmade.length === 0 ? made : inOrder([...made, ...unmade]);
      const { document, merged } = await saveCatalog(this.#document, objects);
      this.#document = document;
      this.#unmade = new Map(unmade.map((object) => [object.key, object]));
      this.#keyring.saved(this.secrets);
      for (const account of settled.left) this.#onNotice(leftInKeyring(account));
      if (!merged) return;
      await this.#apply(engine, this.#difference(objects, document.objects));
      await this.readSecrets(engine);
    } catch (error) {
      await settled?.undo().catch(() => {});
      await this.#apply(engine, this.#difference(snapshot.objects, this.#document.objects));
      await this.readSecrets(engine);
      throw error;
    }
  }

  /** A transaction was rolled back. */
  rolledBack(): void {
    this.secrets.rollback();
    this.#isDirty = false;
  }

  /** Another engine is in the place of the one there was, and what was not committed is lost. @returns the session's own tables that went with it */
  engineReplaced(): readonly string[] {
    this.rolledBack();
    this.#isReplaced = true;
    const lost = this.#local;
    this.#local = [];
    return lost;
  }

  /** A savepoint of the open transaction was made, gone back to or released. */
  savepoint({ kind, name }: SavepointStatement): void {
    if (kind === 'savepoint') this.secrets.savepoint(name);
    else if (kind === 'release') this.secrets.release(name);
    else this.secrets.rollbackTo(name);
  }

  #difference(from: CatalogObjects, to: CatalogObjects): readonly string[] {
    const named = (objects: CatalogObjects): CatalogObjects => this.#roles?.named(this.#made(objects)) ?? objects;
    return diffToDdl(named(from), named(to));
  }

  /** Those that the engine has. */
  #made(objects: CatalogObjects): CatalogObjects {
    return this.#unmade.size === 0 ? objects : objects.filter((object) => !this.#isUnmade(object));
  }

  #isUnmade(object: CatalogObject): boolean {
    const unmade = this.#unmade.get(object.key);
    return unmade !== undefined && sameDefinition(unmade, object);
  }

  async #apply(engine: Engine, statements: readonly string[]): Promise<void> {
    if (statements.length === 0) return;
    await engine.run(`BEGIN;\n${statements.join(';\n')};\nCOMMIT`, {}).catch(async (error: unknown) => {
      await engine.run('ROLLBACK', {});
      throw ofReplay(error);
    });
  }
}

function ofReplay(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  return error.with({ where: `replaying catalog file "${catalogPath()}"`, position: undefined });
}

function leftInKeyring(account: string): Notice {
  return {
    severity: 'WARNING',
    code: '01000',
    message: 'the keyring still holds the secrets of a user mapping that is gone',
    detail: `The keyring cannot be used now. The entry is "${account}" of the service "ddbsql".`,
  };
}

/** What is told when an engine was lost and replaced. */
export function restartNotice(
  inTransaction: boolean,
  localTables: readonly string[],
  failed: readonly { readonly sql: string }[],
): Notice {
  const lost = [
    ...localTables.map((name) => `table ${name}`),
    ...(inTransaction ? ['the open transaction'] : []),
    ...failed.map(({ sql }) => sql.slice(0, 60)),
  ];
  const kept = 'The catalog, settings and prepared statements are as they were.';
  return {
    severity: 'WARNING',
    code: '01000',
    message: 'the query engine was started again',
    detail: lost.length === 0 ? kept : `Lost: ${lost.join(', ')}. ${kept}`,
  };
}
