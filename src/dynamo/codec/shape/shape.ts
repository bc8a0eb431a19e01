/**
 * What a table's items have in common: attributes that mostly come in one order, with one type each. Learned from items, and widened by those that it does not yet cover.
 */
import type { AttributeValue, Item } from '../../../plan/request.ts';
import { isPlainNumber } from '../numeric.ts';

/** A value's form. `any` is every value there is. */
export type Form =
  | { readonly type: 'S' /** Its JSON may hold a backslash. */; readonly escaped: boolean }
  | { readonly type: 'N' /** Written as PostgreSQL prints it. */; readonly plain: boolean }
  | { readonly type: 'B' | 'BOOL' | 'NULL' | 'any' }
  | { readonly type: 'M'; readonly members: readonly Member[] }
  | { readonly type: 'L'; readonly elements: readonly Form[] };

export interface Member {
  readonly name: string;
  readonly form: Form;
}

export interface Attribute extends Member {
  /** Some items are without it. */
  readonly optional: boolean;
  /** It may be NULL in place of its form. */
  readonly nullable: boolean;
}

/** Attributes in the order in which items have them. */
export type Shape = readonly Attribute[];

/** A map or list of more has keys that are data, or a length that varies. */
const MOST_MEMBERS = 24;
/** Each an object of its own: what is captured is known by it. */
const any = (): Form => ({ type: 'any' });

export function shapeOf(item: Item): Shape {
  return Object.entries(item).map(([name, value]) => ({ name, form: formOf(value), optional: false, nullable: false }));
}

function formOf(value: AttributeValue): Form {
  if ('S' in value) return { type: 'S', escaped: JSON.stringify(value.S).length > value.S.length + 2 };
  if ('N' in value) return { type: 'N', plain: isPlainNumber(value.N) };
  if ('BOOL' in value) return { type: 'BOOL' };
  if ('NULL' in value) return { type: 'NULL' };
  if ('B' in value) return { type: 'B' };
  if ('L' in value) return value.L.length > MOST_MEMBERS ? any() : { type: 'L', elements: value.L.map(formOf) };
  if (!('M' in value)) return any();
  const members = Object.entries(value.M);
  if (members.length > MOST_MEMBERS) return any();
  return { type: 'M', members: members.map(([name, member]) => ({ name, form: formOf(member) })) };
}

/** The shape that covers both; undefined where one has two attributes in the other's opposite order. */
export function joined(shape: Shape, other: Shape): Shape | undefined {
  const places = new Map(shape.map(({ name }, at) => [name, at]));
  const result: Attribute[] = [];
  let next = 0;
  for (const attribute of other) {
    const place = places.get(attribute.name);
    if (place === undefined) {
      result.push({ ...attribute, optional: true });
      continue;
    }
    if (place < next) return undefined;
    for (; next < place; next += 1) result.push({ ...(shape[next] as Attribute), optional: true });
    result.push(joinedAttribute(shape[next] as Attribute, attribute));
    next += 1;
  }
  return [...result, ...shape.slice(next).map((attribute) => ({ ...attribute, optional: true }))];
}

function joinedAttribute(one: Attribute, other: Attribute): Attribute {
  const optional = one.optional || other.optional;
  const isNull = one.form.type === 'NULL' || other.form.type === 'NULL';
  const nullable = one.nullable || other.nullable || (isNull && one.form.type !== other.form.type);
  const form =
    one.form.type === 'NULL' ? other.form : other.form.type === 'NULL' ? one.form : both(one.form, other.form);
  return { name: one.name, form, optional, nullable };
}

function both(one: Form, other: Form): Form {
  if (one.type === 'S' && other.type === 'S') return { type: 'S', escaped: one.escaped || other.escaped };
  if (one.type === 'N' && other.type === 'N') return { type: 'N', plain: one.plain && other.plain };
  if (one.type === 'L' && other.type === 'L') {
    if (one.elements.length !== other.elements.length) return any();
    return { type: 'L', elements: one.elements.map((element, at) => both(element, other.elements[at] ?? any())) };
  }
  if (one.type === 'M' && other.type === 'M') {
    const { members } = other;
    if (one.members.length !== members.length || one.members.some(({ name }, at) => name !== members[at]?.name))
      return any();
    return {
      type: 'M',
      members: one.members.map(({ name, form }, at) => ({ name, form: both(form, members[at]?.form ?? any()) })),
    };
  }
  return one.type === other.type ? one : any();
}

/** The shape with all forms as wide as can be: for items that are written otherwise than JSON.stringify would. */
export function widest(shape: Shape): Shape {
  return shape.map((attribute) => ({ ...attribute, form: any() }));
}

export function sameShape(one: Shape, other: Shape): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
