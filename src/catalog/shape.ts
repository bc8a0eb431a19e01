/** What a definition in the catalog file must look like, as somebody may have edited it. Fields that are not known are let be. */
import type { ObjectKind } from './objects.ts';

type Test = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Test>>;

const text: Test = (value) => typeof value === 'string';
const integer: Test = (value) => Number.isSafeInteger(value);
const flag: Test = (value) => value === true;
const texts: Test = (value) => Array.isArray(value) && value.every(text);
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const recordOf =
  (test: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(test);
const listOf =
  (shape: Shape): Test =>
  (value) =>
    Array.isArray(value) && value.every((item) => isRecord(item) && wrongField(item, shape) === undefined);

const options = maybe(recordOf(text));
const grants = maybe(recordOf(texts));
const comment = maybe(text);
const owned: Shape = { owner: maybe(text), grants, comment };
const inSchema: Shape = { schema: text, name: text, ...owned };
const checks = maybe(listOf({ name: text, definition: text }));
const attribute: Shape = { name: text, type: text, collation: maybe(text), comment };
const column: Shape = {
  ...attribute,
  notNull: maybe(flag),
  notNullName: maybe(text),
  default: maybe(text),
  generated: options,
  options,
  grants,
};
const membership: Shape = { role: text, admin: maybe(flag), inherit: maybe(flag), set: maybe(flag) };
const routine: Shape = { ...inSchema, arguments: text, definition: texts };

const SHAPES: Readonly<Record<ObjectKind, Shape>> = {
  role: {
    name: text,
    attributes: maybe(texts),
    connectionLimit: maybe(integer),
    validUntil: maybe(text),
    memberOf: maybe(listOf(membership)),
    comment,
  },
  schema: { name: text, ...owned },
  extension: { name: text, version: text, schema: text },
  type: {
    ...inSchema,
    enum: maybe(texts),
    domain: maybe(text),
    attributes: maybe(listOf(attribute)),
    collation: maybe(text),
    default: maybe(text),
    notNull: maybe(flag),
    checks,
  },
  'foreign-data wrapper': {
    name: text,
    extension: maybe(text),
    handler: maybe(text),
    validator: maybe(text),
    options,
    ...owned,
  },
  server: { name: text, wrapper: text, type: maybe(text), version: maybe(text), options, ...owned },
  'user mapping': { user: text, server: text, options },
  'foreign table': { ...inSchema, server: text, options, columns: listOf(column), checks },
  function: routine,
  procedure: routine,
  view: { ...inSchema, options, query: texts, columns: maybe(listOf({ name: text, comment, grants })) },
};

/** The first field that is missing or no such thing as it should be; undefined where all is well. */
export function wrongDefinitionField(
  kind: ObjectKind,
  definition: Readonly<Record<string, unknown>>,
): string | undefined {
  const isType = kind === 'type' && !TYPE_FORMS.some((form) => form in definition);
  return isType ? TYPE_FORMS.join('", "') : wrongField(definition, SHAPES[kind]);
}

/** A type has one of these. */
const TYPE_FORMS = ['enum', 'domain', 'attributes'];

function wrongField(value: Readonly<Record<string, unknown>>, shape: Shape): string | undefined {
  return Object.entries(shape).find(([field, test]) => !test(value[field]))?.[0];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
