/** Attributes that do not fit their column: counted for one WARNING a query, or an error at the first. */
import { formatAttributePath } from '../../catalog/attribute-path.ts';
import { SqlError, SqlState } from '../../errors.ts';
import type { AttributeType, AttributeValue, Item, Key } from '../../plan/request.ts';
import { attributeType, member } from './attribute.ts';
import type { ColumnTarget } from './target.ts';

/** `on_type_mismatch`, and what messages need to name a place. */
export interface MismatchPolicy {
  readonly mode: 'null' | 'error';
  /** The table's key attributes: items are named by them. */
  readonly keys: readonly string[];
}

/** The mismatches of one column. */
export interface Mismatch {
  readonly target: ColumnTarget;
  readonly count: number;
  /** The types that did not fit, and how often. */
  readonly types: ReadonlyMap<AttributeType, number>;
  /** The key of the first item. */
  readonly example: Key;
}

/** The attribute as the column option `attribute` names it. */
export function pathText({ path: [name, ...rest] }: Pick<ColumnTarget, 'path'>): string {
  return typeof name === 'string' ? formatAttributePath([name, ...rest]) : '';
}

/** `{"artist": "Björk", "year": 1995}`: the form an item's key has in messages. */
export function keyText(key: Key): string {
  const text = (value: AttributeValue): string => {
    if ('N' in value) return value.N;
    if ('S' in value) return JSON.stringify(value.S);
    return 'B' in value ? `"${value.B}"` : '...';
  };
  return `{${Object.entries(key)
    .map(([name, value]) => `${JSON.stringify(name)}: ${text(value)}`)
    .join(', ')}}`;
}

export function keyOf(item: Item, names: readonly string[]): Key {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = member(item, name);
      return value ? [[name, value]] : [];
    }),
  );
}

interface Tally {
  count: number;
  readonly types: Map<AttributeType, number>;
  readonly example: Key;
}

export class Mismatches {
  readonly #policy: MismatchPolicy;
  readonly #tallies = new Map<ColumnTarget, Tally>();

  constructor(policy: MismatchPolicy) {
    this.#policy = policy;
  }

  /** @throws SqlError (HV004) in mode 'error' */
  add(target: ColumnTarget, value: AttributeValue, item: Item): void {
    const type = attributeType(value);
    const tally = this.#tallies.get(target) ?? {
      count: 0,
      types: new Map<AttributeType, number>(),
      example: keyOf(item, this.#policy.keys),
    };
    if (this.#policy.mode === 'error') throw mismatchError(target, type, tally.example);
    tally.count += 1;
    tally.types.set(type, (tally.types.get(type) ?? 0) + 1);
    this.#tallies.set(target, tally);
  }

  list(): readonly Mismatch[] {
    return [...this.#tallies].map(([target, { count, types, example }]) => ({ target, count, types, example }));
  }
}

/** Mismatches of parts of a scan as those of all of it; the first example of each column stays. */
export function merged(parts: readonly Mismatch[]): readonly Mismatch[] {
  const whole = new Map<ColumnTarget, Mismatch>();
  for (const part of parts) {
    const before = whole.get(part.target);
    whole.set(part.target, before === undefined ? part : joined(before, part));
  }
  return [...whole.values()];
}

function joined(before: Mismatch, after: Mismatch): Mismatch {
  const types = new Map(before.types);
  for (const [type, count] of after.types) types.set(type, (types.get(type) ?? 0) + count);
  return { ...before, count: before.count + after.count, types };
}

function mismatchError(target: ColumnTarget, type: AttributeType, key: Key): SqlError {
  return new SqlError({
    code: SqlState.fdwInvalidDataType,
    message: `attribute "${pathText(target)}" of type ${type} does not fit column "${target.name}" of type ${target.type}`,
    detail: `The item's key is ${keyText(key)}.`,
    hint: "Give the column another type or OPTIONS (coerce 'true'), or SET dynamodb_fdw.on_type_mismatch = 'null'.",
    column: target.name,
  });
}
