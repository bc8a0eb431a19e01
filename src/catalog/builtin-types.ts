/**
 * The types a foreign table is usually declared with, by `format_type`'s name: what the express lane has to know of them without the engine.
 * A type that is not here is one for the engine.
 */

/** Oids of the types and of their arrays. */
const TYPES: Readonly<Record<string, readonly [oid: number, arrayOid: number]>> = {
  boolean: [16, 1000],
  bytea: [17, 1001],
  bigint: [20, 1016],
  smallint: [21, 1005],
  integer: [23, 1007],
  text: [25, 1009],
  json: [114, 199],
  real: [700, 1021],
  'double precision': [701, 1022],
  inet: [869, 1041],
  cidr: [650, 651],
  character: [1042, 1014],
  'character varying': [1043, 1015],
  date: [1082, 1182],
  'time without time zone': [1083, 1183],
  'timestamp without time zone': [1114, 1115],
  'timestamp with time zone': [1184, 1185],
  interval: [1186, 1187],
  'time with time zone': [1266, 1270],
  numeric: [1700, 1231],
  uuid: [2950, 2951],
  jsonb: [3802, 3807],
};

export interface BuiltinType {
  readonly base: string;
  readonly oid: number;
  readonly modifier: number;
}

/** Reads `numeric(10,2)`, `timestamp(3) with time zone`, `text[]`; undefined for a type that is not in the table. */
export function builtinType(type: string): BuiltinType | undefined {
  const [, head = '', modifiers, tail = '', brackets] = /^([^([]*)(?:\(([\d,-]+)\))?([^[]*)(\[\])?$/.exec(type) ?? [];
  const name = `${head}${tail}`.trim();
  // format_type's word for character(n) whose n is not given.
  const base = name === 'bpchar' ? 'character' : name;
  const oids = Object.hasOwn(TYPES, base) ? TYPES[base] : undefined;
  const modifier = name === 'bpchar' ? -1 : modifierOf(base, modifiers);
  if (oids === undefined || modifier === undefined) return undefined;
  return brackets === undefined ? { base, oid: oids[0], modifier } : { base: `${base}[]`, oid: oids[1], modifier };
}

/** As each type packs its modifiers into `atttypmod`. */
function modifierOf(base: string, text: string | undefined): number | undefined {
  if (text === undefined) return -1;
  const [first = 0, second = 0] = text.split(',').map(Number);
  if (base === 'numeric') return ((first << 16) | (second & 0x7ff)) + 4;
  if (base.startsWith('character')) return first + 4;
  return base.startsWith('time') ? first : undefined;
}
