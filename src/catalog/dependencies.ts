/**
 * What each object of a snapshot needs, out of `pg_depend`.
 *
 * `pg_depend` speaks of parts: a view's rule needs the table, a column's default needs the function. A part counts as the object it
 * belongs to. What the catalog does not keep (local tables, sequences, ranges ...) makes everything that needs it a matter of the session.
 */
import { FIRST_USER_OID } from './snapshot-sql.ts';

/** An object's address, `catalog:oid`. */
export type Address = string;

export interface Edge {
  readonly from: Address;
  readonly to: Address;
  /** pg_depend's `deptype`. */
  readonly how: string;
}

export interface Dependencies {
  /** By address of a kept object: addresses of the kept objects it needs. */
  readonly needs: ReadonlyMap<Address, ReadonlySet<Address>>;
  /** Objects that cannot be kept, and one thing each of them needs that is not kept. */
  readonly sessionOnly: ReadonlyMap<Address, Address>;
}

/** Catalogs whose entries belong to what they depend on automatically. */
export interface PartCatalogs {
  /** pg_attrdef, pg_constraint, pg_rewrite, pg_trigger: `a` and `i` edges lead to the owner. */
  readonly always: ReadonlySet<string>;
  readonly pgClass: string;
  readonly pgType: string;
}

export function dependencies(kept: ReadonlySet<Address>, edges: readonly Edge[], parts: PartCatalogs): Dependencies {
  const outgoing = new Map<Address, Edge[]>();
  for (const edge of edges) append(outgoing, edge.from, edge);
  const ownerOf = (address: Address): Address => ownerIn(outgoing, kept, parts, address);
  const needs = new Map<Address, Set<Address>>([...kept].map((address) => [address, new Set()]));
  const missing = new Map<Address, Address>();
  for (const edge of edges) {
    const [from, to] = isIdentity(edge, parts) ? [edge.to, edge.from] : [edge.from, edge.to];
    const user = ownerOf(from);
    const needed = ownerOf(to);
    if (user === needed || !kept.has(user)) continue;
    if (kept.has(needed)) needs.get(user)?.add(needed);
    else if (isUserObject(needed)) missing.set(user, needed);
  }
  return { needs, sessionOnly: spread(needs, missing) };
}

function ownerIn(
  outgoing: ReadonlyMap<Address, readonly Edge[]>,
  kept: ReadonlySet<Address>,
  parts: PartCatalogs,
  address: Address,
): Address {
  if (kept.has(address)) return address;
  const catalog = address.slice(0, address.indexOf(':'));
  const owner = outgoing.get(address)?.find(({ to, how }) => {
    if (how === 'e') return true;
    if (how === 'a') return parts.always.has(catalog);
    // A composite type's relation belongs to the type; a sequence (`serial`, identity) is not a part of its column: it has a state.
    if (how === 'i') return catalog !== parts.pgClass || to.startsWith(`${parts.pgType}:`);
    return false;
  });
  return owner === undefined ? address : ownerIn(outgoing, kept, parts, owner.to);
}

/** An identity column's sequence is internal to its table; the table cannot do without it, though `pg_depend` says it one way only. */
function isIdentity({ from, to, how }: Edge, { pgClass }: PartCatalogs): boolean {
  return how === 'i' && from.startsWith(`${pgClass}:`) && to.startsWith(`${pgClass}:`);
}

/** Objects that initdb made are in every engine. */
function isUserObject(address: Address): boolean {
  return Number(address.slice(address.indexOf(':') + 1)) >= FIRST_USER_OID;
}

function append<T>(lists: Map<Address, T[]>, key: Address, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** What needs something that is not kept is not kept either. */
function spread(
  needs: ReadonlyMap<Address, ReadonlySet<Address>>,
  missing: ReadonlyMap<Address, Address>,
): ReadonlyMap<Address, Address> {
  const users = new Map<Address, Address[]>();
  for (const [user, needed] of needs) {
    for (const address of needed) append(users, address, user);
  }
  const all = new Map(missing);
  const queue = [...missing.keys()];
  for (let lost = queue.pop(); lost !== undefined; lost = queue.pop()) {
    for (const user of users.get(lost) ?? []) {
      if (all.has(user)) continue;
      all.set(user, lost);
      queue.push(user);
    }
  }
  return all;
}
