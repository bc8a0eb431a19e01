/** Catalogs to try: every kind of object, under names and with texts that are hard to quote. */
import fc from 'fast-check';
import { type CatalogObject, type CatalogObjects, inOrder, keyOf } from '../../src/catalog/objects.ts';
import { quoteIdentifier } from '../../src/sql/quote.ts';

/** Few plain names, so that two catalogs share some; and hostile ones. PostgreSQL cuts names at 63 bytes. */
const name = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  fc.constantFrom(
    'table',
    'select',
    'PUBLIC',
    'user',
    'Name',
    'a.b',
    'a b',
    "it's",
    'say "hi"',
    'back\\slash',
    '$1',
    '--',
    'été',
    '日本',
    '😀',
    'x\ny',
  ),
  fc.string({ unit: fc.constantFrom(...'aZ_0"\'\\ .$é😀'), minLength: 1, maxLength: 12 }),
);
const text = fc.oneof(
  fc.constantFrom('', ' ', "it's", '\\', "\\'", '$$', 'E', '\n', '"', '********', '{"a": [1]}', '日本😀', ':x', ';'),
  fc.string({ unit: fc.constantFrom(...'aZ_0"\'\\ .$é😀\n,=;'), maxLength: 20 }),
);
const value = text.filter((t) => t !== '');
const options = fc.dictionary(name, text, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

/** Leaves out what is undefined, as the catalog does. */
function given<T extends object>(
  fields: { [K in keyof T]: fc.Arbitrary<T[K]> },
  required: (keyof T)[],
): fc.Arbitrary<T> {
  return fc.record(fields, { requiredKeys: required, noNullPrototype: true }) as fc.Arbitrary<T>;
}

const columnType = fc.constantFrom(
  'text',
  'integer',
  'numeric(10,2)',
  'text[]',
  'jsonb',
  'timestamp(3) with time zone',
  'uuid',
);
const check = (expression: string) => ({ definition: `CHECK ((${expression} IS NOT NULL))` });

function tableOf(schema: string, server: string): fc.Arbitrary<CatalogObject> {
  const column = given(
    {
      name,
      type: columnType,
      notNull: fc.constant(true as const),
      notNullName: name.map((n) => `nn ${n}`),
      options,
      comment: value,
      default: text.filter((t) => !t.includes('\\')).map((t) => `'${t.replaceAll("'", "''")}'::text`),
    },
    ['name', 'type'],
  ).map(({ notNullName, default: initial, ...rest }) => ({
    ...rest,
    ...(rest.notNull === true && notNullName !== undefined ? { notNullName } : {}),
    ...(rest.type === 'text' && initial !== undefined ? { default: initial } : {}),
  }));
  const columns = fc.uniqueArray(column, { selector: (c) => c.name, maxLength: 5 });
  return given({ name, options, comment: value, columns, checked: fc.constant(true) }, ['name', 'columns']).map(
    ({ checked, columns: list, ...rest }) => {
      const [first] = list;
      const named = new Set<string>();
      const unique = list.map(({ notNullName, ...c }) => {
        if (notNullName === undefined || named.has(notNullName)) return c;
        named.add(notNullName);
        return { ...c, notNullName };
      });
      const checks =
        checked === true && first !== undefined
          ? { checks: [{ name: 'k', ...check(quoteIdentifier(first.name)) }] }
          : {};
      return object('foreign table', { schema, server, ...rest, columns: unique, ...checks });
    },
  );
}

const type: fc.Arbitrary<CatalogObject> = fc
  .oneof(
    given(
      {
        name,
        enum: fc.uniqueArray(
          value.map((t) => [...t].slice(0, 9).join('')),
          { maxLength: 4 },
        ),
        comment: value,
      },
      ['name', 'enum'],
    ),
    given({ name, domain: columnType, notNull: fc.constant(true as const), comment: value }, ['name', 'domain']),
    given({ name, domain: columnType, checks: fc.constant([{ name: 'k', ...check('VALUE') }]) }, [
      'name',
      'domain',
      'checks',
    ]),
    given(
      {
        name,
        attributes: fc.uniqueArray(given({ name, type: columnType, comment: value }, ['name', 'type']), {
          selector: (a) => a.name,
          maxLength: 3,
        }),
      },
      ['name', 'attributes'],
    ),
  )
  .map((definition) => object('type', { schema: 'public', ...definition }));

function object<K extends CatalogObject['kind']>(kind: K, definition: object): CatalogObject {
  const made = { kind, definition, dependsOn: [] } as unknown as CatalogObject;
  return { ...made, key: keyOf(made) };
}

const role = given({ name, attributes: fc.constantFrom(['LOGIN'], ['NOINHERIT', 'CREATEDB']), comment: value }, [
  'name',
]).map((definition) => object('role', { ...definition, name: `r ${definition.name}` }));

/** A wrapper, a server or two, and what may stand on them. Relations and types share a name space. */
export const catalogs: fc.Arbitrary<CatalogObjects> = fc
  .record({
    wrapper: given({ options, comment: value }, []).map((rest) =>
      object('foreign-data wrapper', { name: 'dynamodb_fdw', ...rest }),
    ),
    role,
    owned: fc.constantFrom('none', 'owner', 'grants'),
    schema: given({ name, comment: value }, ['name']).map((rest) => ({ ...rest, name: `s ${rest.name}` })),
    server: given({ name, type: value, version: text, options, comment: value }, ['name']),
    mapping: fc.option(given({ options: options.map((o) => ({ ...o, aws_access_key: '********' })) }, [])),
    types: fc.array(type, { maxLength: 2 }),
    tables: fc.nat({ max: 2 }),
    view: fc.option(given({ name, comment: value, column: name }, ['name', 'column'])),
    seed: fc.infiniteStream(fc.nat()),
  })
  .chain(({ wrapper, role: someone, owned, schema, server, mapping, types, tables, view }) =>
    fc.tuple(...Array.from({ length: tables }, () => tableOf(schema.name, server.name))).map((made) => {
      const named = someone.kind === 'role' ? someone.definition.name : '';
      const extra = {
        ...(owned === 'owner' ? { owner: named } : {}),
        ...(owned === 'grants' ? { grants: { [named]: ['USAGE WITH GRANT OPTION'], public: ['USAGE'] } } : {}),
      };
      const objects = [
        wrapper,
        someone,
        object('schema', schema),
        object('server', { wrapper: 'dynamodb_fdw', ...server, ...extra }),
        ...(mapping === null ? [] : [object('user mapping', { user: named, server: server.name, ...mapping })]),
        ...types,
        ...made,
        ...(view === null ? [] : [viewOf(view, schema.name)]),
      ];
      const distinct = new Map(
        objects.map((o) => [
          'name' in o.definition && 'schema' in o.definition ? `${o.definition.schema} ${o.definition.name}` : o.key,
          o,
        ]),
      );
      return inOrder(distinct.values());
    }),
  );

function viewOf(
  { column, ...rest }: { name: string; column: string; comment?: string },
  schema: string,
): CatalogObject {
  return object('view', { schema, ...rest, query: ` SELECT 1 AS ${quoteIdentifier(column)}`.split('\n') });
}
