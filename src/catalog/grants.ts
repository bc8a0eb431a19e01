/** Privileges in a definition: only those that differ from a new object's. */
import type { Grants } from './objects.ts';

/** `[role, privilege, with grant option]`, as `aclexplode` lists them. */
export type PrivilegeRow = readonly [string, string, boolean];

const WITH_GRANT_OPTION = ' WITH GRANT OPTION';

/** `now` and `initial` as the catalog query gives them; undefined where nothing differs. */
export function grantsFrom(now: readonly PrivilegeRow[], initial: readonly PrivilegeRow[]): Grants | undefined {
  const held = byRole(now);
  const usual = byRole(initial);
  const roles = [...new Set([...held.keys(), ...usual.keys()])].sort();
  const changed = roles
    .map((role) => [role, held.get(role) ?? [], usual.get(role) ?? []] as const)
    .filter(([, has, had]) => has.join() !== had.join())
    .map(([role, has]) => [role, has] as const);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** A role may hold a privilege from several grantors; with the grant option from one of them it has it. */
function byRole(rows: readonly PrivilegeRow[]): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, Map<string, boolean>>();
  for (const [role, privilege, grantable] of rows) {
    const privileges = held.get(role) ?? new Map<string, boolean>();
    privileges.set(privilege, grantable || (privileges.get(privilege) ?? false));
    held.set(role, privileges);
  }
  return new Map([...held].map(([role, privileges]) => [role, [...privileges].map(spell).sort()]));
}

function spell([privilege, grantable]: readonly [string, boolean]): string {
  return grantable ? privilege + WITH_GRANT_OPTION : privilege;
}

/** The privileges without and with grant option. */
export function splitPrivileges(privileges: readonly string[]): {
  plain: readonly string[];
  grantable: readonly string[];
} {
  return {
    plain: privileges.filter((privilege) => !privilege.endsWith(WITH_GRANT_OPTION)),
    grantable: privileges
      .filter((privilege) => privilege.endsWith(WITH_GRANT_OPTION))
      .map((privilege) => privilege.slice(0, -WITH_GRANT_OPTION.length)),
  };
}
