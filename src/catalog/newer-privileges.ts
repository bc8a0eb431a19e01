/** Privileges that an older server does not know (MAINTAIN came with PostgreSQL 17): not given there, and not lost from what is saved. */
import type { CatalogObject, CatalogObjects, Grants } from './objects.ts';

const MAINTAIN = /^MAINTAIN\b/;
const SINCE = 17;

/** What this version knows of it. */
export function withKnownPrivileges(objects: CatalogObjects, serverVersion: string): CatalogObjects {
  return knowsAll(serverVersion) ? objects : objects.map((object) => withGrants(object, withoutNewer));
}

/** What was read from this version, with what the saved objects had beyond it where that is all they differ by. */
export function withSavedPrivileges(
  objects: CatalogObjects,
  saved: CatalogObjects,
  serverVersion: string,
): CatalogObjects {
  if (knowsAll(serverVersion)) return objects;
  const before = new Map(saved.map((object) => [object.key, object.definition]));
  return objects.map((object) => {
    const definition = before.get(object.key);
    const grants = definition !== undefined && 'grants' in definition ? definition.grants : undefined;
    return grants === undefined ? object : withGrants(object, (now) => restored(now, grants));
  });
}

function knowsAll(serverVersion: string): boolean {
  return Number.parseInt(serverVersion, 10) >= SINCE;
}

/** Only relations have the privilege, and not their columns. */
function withGrants(object: CatalogObject, change: (grants: Grants) => Grants): CatalogObject {
  const { definition } = object;
  if (!('grants' in definition) || definition.grants === undefined) return object;
  return { ...object, definition: { ...definition, grants: change(definition.grants) } } as CatalogObject;
}

function withoutNewer(grants: Grants): Grants {
  return Object.fromEntries(Object.entries(grants).map(([role, held]) => [role, known(held)]));
}

function known(privileges: readonly string[]): readonly string[] {
  return privileges.filter((privilege) => !MAINTAIN.test(privilege));
}

function restored(now: Grants, before: Grants): Grants {
  return Object.fromEntries(
    Object.entries(now).map(([role, held]) => {
      const had = before[role] ?? [];
      return [role, known(had).join() === held.join() ? had : held];
    }),
  );
}
