/** Roles on a server, which are all its databases': those that the catalog has are used where they are there, and others are not made the catalog's. */
import { type CatalogObjects, rolesOf } from '../catalog/objects.ts';
import type { Engine } from '../engine/port.ts';

export class ServerRoles {
  readonly #names: ReadonlySet<string>;

  private constructor(names: ReadonlySet<string>) {
    this.#names = names;
  }

  /** The roles there are as a session begins; none where they are the session's own. @throws SqlError */
  static async of(engine: Engine): Promise<ServerRoles> {
    if (!engine.sharesRoles) return new ServerRoles(new Set());
    const { rows } = await engine.query('SELECT rolname FROM pg_catalog.pg_roles');
    return new ServerRoles(new Set(rows.map(([name]) => name ?? '')));
  }

  /** What has to be made: all but the roles that the server has. */
  toMake(objects: CatalogObjects): CatalogObjects {
    return objects.filter(({ kind, definition }) => kind !== 'role' || !this.#names.has(definition.name));
  }

  /** What is the catalog's: of the server's own roles those that it had before, or that something in it refers to. */
  ofCatalog(objects: CatalogObjects, before: CatalogObjects): CatalogObjects {
    if (this.#names.size === 0) return objects;
    const needed = new Set([
      ...before.flatMap(({ kind, definition }) => (kind === 'role' ? [definition.name] : [])),
      ...objects.flatMap((object) => (object.kind === 'role' ? [] : rolesOf(object))),
    ]);
    return objects.filter(
      ({ kind, definition }) => kind !== 'role' || !this.#names.has(definition.name) || needed.has(definition.name),
    );
  }
}
