/** Roles on a server, which are all its databases': those that the catalog has are used where they are there, and others are not made the catalog's. */
import { BOOTSTRAP_OID, BOOTSTRAP_USER, forBootstrapUser } from '../catalog/bootstrap-user.ts';
import { withKnownPrivileges, withSavedPrivileges } from '../catalog/newer-privileges.ts';
import { type CatalogObjects, rolesOf } from '../catalog/objects.ts';
import type { Engine } from '../engine/port.ts';

export class ServerRoles {
  readonly #names: ReadonlySet<string>;
  readonly #bootstrapUser: string;
  readonly #version: string;

  private constructor(names: ReadonlySet<string>, bootstrapUser: string, version: string) {
    this.#names = names;
    this.#bootstrapUser = bootstrapUser;
    this.#version = version;
  }

  /** The roles there are as a session begins; none where they are the session's own. @throws SqlError */
  static async of(engine: Engine): Promise<ServerRoles> {
    if (!engine.sharesRoles) return new ServerRoles(new Set(), BOOTSTRAP_USER, engine.serverVersion);
    const { rows } = await engine.query(`SELECT rolname, oid = ${BOOTSTRAP_OID} FROM pg_catalog.pg_roles`);
    const bootstrapUser = rows.find(([, is]) => is === 't')?.[0] ?? BOOTSTRAP_USER;
    return new ServerRoles(new Set(rows.map(([name]) => name ?? '')), bootstrapUser, engine.serverVersion);
  }

  /** The catalog's objects as the server's roles are called, with the privileges that it knows. */
  named(objects: CatalogObjects): CatalogObjects {
    return forBootstrapUser(withKnownPrivileges(objects, this.#version), this.#bootstrapUser);
  }

  /** What has to be made: all but the roles that the server has. */
  toMake(objects: CatalogObjects): CatalogObjects {
    return this.named(objects).filter(({ kind, definition }) => kind !== 'role' || !this.#names.has(definition.name));
  }

  /** What is the catalog's: of the server's own roles those that it had before, or that something in it refers to. */
  ofCatalog(objects: CatalogObjects, before: CatalogObjects): CatalogObjects {
    if (this.#names.size === 0) return objects;
    const needed = new Set([
      ...before.flatMap(({ kind, definition }) => (kind === 'role' ? [definition.name] : [])),
      ...objects.flatMap((object) => (object.kind === 'role' ? [] : rolesOf(object))),
    ]);
    return withSavedPrivileges(objects, before, this.#version).filter(
      ({ kind, definition }) =>
        kind !== 'role' ||
        !this.#names.has(definition.name) ||
        // Over other engines that is the user that initdb made.
        (needed.has(definition.name) && definition.name !== BOOTSTRAP_USER),
    );
  }
}
