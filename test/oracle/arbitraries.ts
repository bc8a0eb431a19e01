/** Random tables, items and qualifiers for the oracle: everything DynamoDB can hold in any attribute, and everything SQL asks of it. */
import fc from 'fast-check';
import type { AttributeValue, Item } from '../../src/plan/request.ts';
import type { TableSpec } from '../emulators/tables.ts';

/** The type of the column `en`. */
export const MOOD = "CREATE TYPE public.mood AS ENUM ('b', 'a', 'ab')";

/** The columns every generated foreign table has beside its keys, by SQL type. */
export const COLUMNS: readonly { readonly name: string; readonly type: string }[] = [
  { name: 't', type: 'text' },
  { name: 'u', type: 'text' },
  { name: 'v', type: 'varchar(3)' },
  { name: 'n', type: 'numeric' },
  { name: 'm', type: 'numeric(6,2)' },
  { name: 'i', type: 'integer' },
  { name: 'l', type: 'bigint' },
  { name: 'f', type: 'double precision' },
  { name: 'b', type: 'boolean' },
  { name: 'y', type: 'bytea' },
  { name: 'j', type: 'jsonb' },
  { name: 'ts', type: 'text[]' },
  { name: 'ns', type: 'numeric[]' },
  { name: 'd', type: 'date' },
  { name: 'en', type: 'public.mood' },
  { name: 'e', type: "timestamptz OPTIONS (format 'epoch')" },
  { name: 'p', type: "timestamp OPTIONS (format 'epoch_ms')" },
  { name: 'z', type: "timestamptz OPTIONS (format 'iso8601')" },
  { name: 'w', type: "date OPTIONS (format 'iso8601')" },
  { name: 'e0', type: "timestamptz(0) OPTIONS (format 'epoch')" },
  { name: 'z3', type: "timestamp(3) OPTIONS (format 'iso8601')" },
  { name: 'rs', type: 'numeric(4,1)[]' },
  { name: 'x64', type: "bytea OPTIONS (format 'base64')" },
  { name: 'co', type: "numeric OPTIONS (coerce 'true')" },
  // Of a key's attribute, which is a number.
  { name: 'ck', type: "text OPTIONS (attribute 'gsk', coerce 'true')" },
  // Of a key's attribute, which is a text.
  { name: 'nk', type: "numeric OPTIONS (attribute 'gpk')" },
];

/** Few distinct values, so that qualifiers meet items; edges among them. */
const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'b',
  'B',
  'a%c',
  'a_c',
  'a\\c',
  '5',
  '20',
  'true',
  'é',
  '\u{1f600}',
  '\uffee',
  'ab  ',
  '2024-05-06',
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '5',
  '5.5',
  '2.345',
  '2.35',
  '20',
  '0.1',
  '2147483648',
  '-2147483649',
  '9223372036854775808',
];
const WIDE = [
  '12345678901234567890123456789012345678',
  '0.00000000000000000000000000000000000012345',
  '1e125',
  '-1e-130',
  '9.9999e+125',
];
const BYTES = ['', 'AA==', 'AQ==', 'AQI=', '/w==', 'gA=='];

const text = fc.constantFrom(...TEXTS);
const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom(...WIDE) },
);
const bytes = fc.constantFrom(...BYTES);

const S = text.map((value): AttributeValue => ({ S: value }));
const NUL = fc.constant<AttributeValue>({ S: 'a\u0000b' });
const N = number.map((value): AttributeValue => ({ N: value }));
const B = bytes.map((value): AttributeValue => ({ B: value }));
const BOOL = fc.boolean().map((value): AttributeValue => ({ BOOL: value }));
const NULL = fc.constant<AttributeValue>({ NULL: true });
const scalar = fc.oneof(S, N, B, BOOL, NULL);
const L = fc.array(scalar, { maxLength: 3 }).map((value): AttributeValue => ({ L: value }));
const LS = fc.array(S, { maxLength: 3 }).map((value): AttributeValue => ({ L: value }));
const LL = fc
  .array(
    fc.tuple(S).map((row): AttributeValue => ({ L: row })),
    { minLength: 1, maxLength: 2 },
  )
  .map((value): AttributeValue => ({ L: value }));
const SS = fc
  .uniqueArray(
    text.filter((t) => t !== ''),
    { minLength: 1, maxLength: 3 },
  )
  .map((value): AttributeValue => ({ SS: value }));
const NS = fc
  .uniqueArray(fc.constantFrom(...NUMBERS), { minLength: 1, maxLength: 3, selector: (n) => Number(n) })
  .map((value): AttributeValue => ({ NS: value }));
const member = fc.constantFrom('k', 'k', 'a', 'a', 'x.y');
/** Of few values, so that what a path finds is often what it is compared with. */
const few = fc.constantFrom<AttributeValue>(
  { S: 'a' },
  { S: '5' },
  { N: '5' },
  { N: '1' },
  { BOOL: true },
  { NULL: true },
);
const flat = fc.dictionary(member, fc.oneof(scalar, L), { maxKeys: 3 }).map((value): AttributeValue => ({ M: value }));
const LM = fc
  .array(fc.oneof(flat, scalar), { minLength: 1, maxLength: 2 })
  .map((value): AttributeValue => ({ L: value }));
const M = fc
  .dictionary(
    member,
    fc.oneof(
      { weight: 4, arbitrary: fc.oneof(few, few, scalar, L) },
      { weight: 3, arbitrary: fc.oneof(flat, LM, LL, SS, NS) },
      { weight: 1, arbitrary: NUL },
    ),
    { maxKeys: 3 },
  )
  .map((value): AttributeValue => ({ M: value }));
const any = fc.oneof(S, N, B, BOOL, NULL, L, LS, LL, M, SS, NS, NUL);

/** The kinds that fit a column, mostly; any other kind now and then. */
const FITTING: Readonly<Record<string, fc.Arbitrary<AttributeValue>>> = {
  text: S,
  'varchar(3)': S,
  numeric: N,
  'numeric(6,2)': N,
  integer: N,
  bigint: N,
  'double precision': N,
  boolean: BOOL,
  bytea: B,
  jsonb: fc.oneof(M, M, L, LM, scalar),
  'text[]': fc.oneof(SS, LS, LL),
  'numeric[]': fc.oneof(NS, L),
  'numeric(4,1)[]': fc.oneof(NS, L),
  'public.mood': fc.constantFrom('a', 'b', 'ab', 'abc', 'B').map((value): AttributeValue => ({ S: value })),
  date: fc
    .constantFrom('2024-05-06', '2024-5-6', '20240506', 'May 6 2024', 'nonsense')
    .map((value): AttributeValue => ({ S: value })),
};

const EPOCHS = [
  '0',
  '1714953600',
  '1714953600.5',
  '1714953600.0000004',
  '1714953599.9999996',
  '-1',
  '1714953600000',
  '1715040000000',
];
const ISO = [
  '2024-05-06',
  '2024-05-06T00:00:00Z',
  '2024-05-06T00:00:00+14:00',
  '2024-05-05T23:30:00-12:00',
  '2024-05-06 12:00:00',
  '2024-05-07T00:00:00.123Z',
  '2024-13-01',
  '2024-05-05T23:59:59.9999Z',
];
const MOMENT_COLUMNS = new Map<string, fc.Arbitrary<AttributeValue>>([
  ['e', fc.constantFrom(...EPOCHS).map((value): AttributeValue => ({ N: value }))],
  ['e0', fc.constantFrom(...EPOCHS).map((value): AttributeValue => ({ N: value }))],
  ['z3', fc.constantFrom(...ISO).map((value): AttributeValue => ({ S: value }))],
  ['p', fc.constantFrom(...EPOCHS).map((value): AttributeValue => ({ N: value }))],
  ['z', fc.constantFrom(...ISO).map((value): AttributeValue => ({ S: value }))],
  ['w', fc.constantFrom(...ISO).map((value): AttributeValue => ({ S: value }))],
  ['x64', fc.constantFrom(...BYTES, 'AQ', 'nonsense!').map((value): AttributeValue => ({ S: value }))],
  ['co', fc.oneof(N, S)],
]);

const attributes: fc.Arbitrary<Item> = fc
  .tuple(
    ...COLUMNS.map(({ name, type }) =>
      fc.oneof(
        {
          weight: 6,
          arbitrary: (MOMENT_COLUMNS.get(name) ?? FITTING[type] ?? any).map((value) => [name, value] as const),
        },
        { weight: 2, arbitrary: any.map((value) => [name, value] as const) },
        { weight: 2, arbitrary: fc.constant(undefined) },
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)));

/** Key and index shapes of a generated table: `pk` and `sk`, secondary keys of their own so that indexes are sparse. */
export interface Shape {
  readonly sk: 'none' | 'S' | 'N' | 'B';
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
  /** The global index's sort key. */
  readonly gsk: 'none' | 'N';
  readonly local: boolean;
  /** Whether the foreign table has a raw_item_column: then `SELECT *` takes the whole item. */
  readonly raw: boolean;
}

export const shape: fc.Arbitrary<Shape> = fc.record({
  sk: fc.constantFrom('none', 'S', 'N', 'B'),
  projection: fc.constantFrom<Shape['projection']>('ALL', 'KEYS_ONLY', ['t', 'n']),
  gsk: fc.constantFrom('none', 'N'),
  local: fc.boolean(),
  raw: fc.boolean(),
});

const KEY_TEXTS = TEXTS.filter((t) => t !== '');
const keyValue: Readonly<Record<'S' | 'N' | 'B', fc.Arbitrary<AttributeValue>>> = {
  S: fc.constantFrom(...KEY_TEXTS).map((value) => ({ S: value })),
  N: number.map((value) => ({ N: value })),
  B: fc.constantFrom(...BYTES.filter((b) => b !== '')).map((value) => ({ B: value })),
};

/** Items of a table of the shape, with distinct keys. */
export function items(of: Shape): fc.Arbitrary<readonly Item[]> {
  const item = fc
    .record({
      pk: fc.constantFrom('a', 'ab', 'b', 'é', '\u{1f600}').map((value): AttributeValue => ({ S: value })),
      sk: of.sk === 'none' ? fc.constant(undefined) : keyValue[of.sk],
      gpk: fc.option(
        fc.constantFrom('x', 'y').map((value): AttributeValue => ({ S: value })),
        { nil: undefined },
      ),
      gsk: fc.option(keyValue.N, { nil: undefined }),
      lsk: fc.option(keyValue.S, { nil: undefined }),
      rest: attributes,
    })
    .map(
      ({ rest, ...keys }): Item =>
        ({ ...Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)), ...rest }) as Item,
    );
  return fc.uniqueArray(item, {
    minLength: 1,
    maxLength: 30,
    selector: (each) => JSON.stringify([each.pk, normalKey(each.sk)]),
  });
}

/** 1 and 1.0 are one key. */
function normalKey(value: AttributeValue | undefined): unknown {
  return value !== undefined && 'N' in value ? Number(value.N) : value;
}

// ---- qualifiers ----

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const textLiteral = text.map(quoted);
const numberLiteral = fc.oneof(
  number,
  fc.constantFrom("'NaN'::numeric", "'Infinity'::numeric", '123456789012345678901234567890123456789', '1e130'),
);
const integerLiteral = fc.constantFrom('0', '1', '-1', '2', '5', '20', '2147483647');
const bytesLiteral = bytes.map((b) => `'\\x${Buffer.from(b, 'base64').toString('hex')}'::bytea`);
const operator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const pattern = fc.constantFrom('a%', '%b%', 'a_c', 'ab', '%', 'a\\%c', '_b%', '', '%a%c%', 'é%').map(quoted);

function textQualifier(column: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(operator, textLiteral).map(([o, v]) => `${column} ${o} ${v}`),
    fc.tuple(textLiteral, operator).map(([v, o]) => `${v} ${o} ${column}`),
    fc.tuple(textLiteral, textLiteral).map(([a, b]) => `${column} BETWEEN ${a} AND ${b}`),
    fc
      .array(fc.oneof(textLiteral, fc.constant('NULL')), { minLength: 1, maxLength: 4 })
      .map((v) => `${column} IN (${v.join(', ')})`),
    fc
      .array(fc.oneof({ weight: 5, arbitrary: textLiteral }, { weight: 1, arbitrary: fc.constant('NULL') }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((v) => `${column} NOT IN (${v.join(', ')})`),
    pattern.map((p) => `${column} LIKE ${p}`),
    pattern.map((p) => `${column} NOT LIKE ${p}`),
    textLiteral.map((v) => `starts_with(${column}, ${v})`),
    fc.tuple(operator, integerLiteral).map(([o, v]) => `length(${column}) ${o} ${v}`),
    textLiteral.map((v) => `${column} IS DISTINCT FROM ${v}`),
    textLiteral.map((v) => `(${column} = ${v}) IS NOT TRUE`),
    textLiteral.map((v) => `upper(${column}) = ${v}`),
  );
}

function numberQualifier(column: string, literal = numberLiteral): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(operator, literal).map(([o, v]) => `${column} ${o} ${v}`),
    fc.tuple(literal, literal).map(([a, b]) => `${column} BETWEEN ${a} AND ${b}`),
    fc.array(literal, { minLength: 1, maxLength: 4 }).map((v) => `${column} IN (${v.join(', ')})`),
    fc.array(literal, { minLength: 1, maxLength: 3 }).map((v) => `${column} NOT IN (${v.join(', ')})`),
    fc.tuple(operator, literal).map(([o, v]) => `(${column} ${o} ${v}) IS NOT FALSE`),
    fc.tuple(operator, literal).map(([o, v]) => `abs(${column}) ${o} ${v}`),
  );
}

const step = fc.constantFrom("->>'k'", "->>'a'", "->'a'->>0", "->>'x.y'", "->'k'->>'a'");
const jsonQualifier = fc.oneof(
  fc.tuple(step, operator, textLiteral).map(([s, o, v]) => `j${s} ${o} ${v}`),
  fc.tuple(step, fc.array(textLiteral, { minLength: 1, maxLength: 3 })).map(([s, v]) => `j${s} IN (${v.join(', ')})`),
  fc.tuple(step, pattern).map(([s, p]) => `j${s} LIKE ${p}`),
  fc.tuple(step, textLiteral).map(([s, v]) => `starts_with(j${s}, ${v})`),
  step.map((s) => `j${s} IS NOT NULL`),
  step.map((s) => `j${s} IS NULL`),
  fc.constantFrom(
    "j ? 'k'",
    "j ?| ARRAY['k','a']",
    "j ?& ARRAY['k','a']",
    `j @> '{"k": 5}'`,
    `j @> '{"a": [1]}'`,
    `j @> '"a"'`,
    `j @> '{"k": "ab", "a": null}'`,
  ),
);

const otherConstant = fc.constantFrom(
  ...NUMBERS,
  ...['5.0', '-1.00', '123456789012345678901234567890123456789', 'true', 'false', 'null'],
);
const pathConstant = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('"a"', '"5"', '5', '1', 'true', 'null') },
  { weight: 1, arbitrary: text.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: otherConstant },
);
const STEPS = ['.k', '.a', '."x.y"', '[0]', '[1]', '[*]', '.k.a', '.a.k', '.a[*]', '.k[0]', '[*].k', '.a[0].k', ''];

/** A jsonpath predicate over what `paths` lead to. */
function pathPredicate(paths: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const test = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(paths, pathConstant).map(([p, c]) => `${p} == ${c}`) },
    { weight: 1, arbitrary: fc.tuple(paths, pathConstant).map(([p, c]) => `${c} == ${p}`) },
    { weight: 1, arbitrary: paths.map((p) => `${p} starts with "a"`) },
    { weight: 1, arbitrary: paths.map((p) => `exists(${p})`) },
    { weight: 1, arbitrary: fc.tuple(paths, pathConstant).map(([p, c]) => `${p} < ${c}`) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: test },
    { weight: 1, arbitrary: fc.tuple(test, test).map(([x, z]) => `${x} && ${z}`) },
    { weight: 1, arbitrary: fc.tuple(test, test).map(([x, z]) => `(${x} || ${z})`) },
  );
}

/** What jsonpath asks of a jsonb expression. */
function pathQualifier(document: string, steps: readonly string[]): fc.Arbitrary<string> {
  const from = fc.constantFrom(...steps).map((s) => `$${s}`);
  const inner = fc.constantFrom(...STEPS).map((s) => `@${s}`);
  const filtered = fc.tuple(from, pathPredicate(inner)).map(([p, f]) => `${p} ? (${f})`);
  const found = fc.oneof(
    { weight: 3, arbitrary: filtered },
    { weight: 1, arbitrary: fc.tuple(filtered, fc.constantFrom('.k', '[*]', '.a[0]')).map(([p, s]) => p + s) },
    { weight: 1, arbitrary: from },
  );
  const predicate = pathPredicate(fc.oneof({ weight: 3, arbitrary: from }, { weight: 1, arbitrary: filtered }));
  const mode = fc.constantFrom('', '', 'strict ');
  return fc
    .oneof(
      fc.tuple(mode, found).map(([m, p]) => ({ form: '@?', path: m + p })),
      fc.tuple(mode, predicate).map(([m, p]) => ({ form: '@@', path: m + p })),
      fc.tuple(mode, found).map(([m, p]) => ({ form: '@@', path: m + p })),
      found.map((path) => ({ form: 'jsonb_path_exists', path })),
      predicate.map((path) => ({ form: 'jsonb_path_match', path })),
    )
    .map(({ form, path }) =>
      form.startsWith('@') ? `${document} ${form} ${quoted(path)}` : `${form}(${document}, ${quoted(path)})`,
    );
}

const jsonConstant = fc.oneof(
  pathConstant,
  fc.constantFrom('{}', '[]', '["a"]', '[1]', '{"k": 5}', '{"a": [1], "k": null}'),
);

/** The raw item by the attributes that the other columns read. */
const rawQualifier = fc.oneof(
  pathQualifier('item', [...COLUMNS.map(({ name }) => `.${name}`), '.ts[*]', '.ns[0]', '.j.k', '.j.a[*]', '', '.lsk']),
  fc
    .tuple(fc.constantFrom('t', 'n', 'b', 'y', 'ts', 'pk', 'gpk'), operator, textLiteral)
    .map(([a, o, v]) => `item->>'${a}' ${o} ${v}`),
  fc.tuple(fc.constantFrom('t', 'n', 'b', 'y', 'ts', 'j'), jsonConstant).map(([a, c]) => `item->'${a}' = ${quoted(c)}`),
  fc.constantFrom(...COLUMNS.map(({ name }) => `item ? '${name}'`)),
  fc.tuple(fc.constantFrom('t', 'n', 'b'), pathConstant).map(([a, c]) => `item @> ${quoted(`{"${a}": ${c}}`)}`),
  fc.constantFrom("item->>'t' IS NULL", "item->>'t' IS NOT NULL", 'item IS NOT NULL', "item #>> '{j,k}' IS NOT NULL"),
);

/** Whatever is asked of a document, in the column j or the whole item. */
export const documentQualifier: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: pathQualifier('j', STEPS) },
  { weight: 1, arbitrary: pathQualifier("(j->'k')", STEPS) },
  { weight: 2, arbitrary: jsonQualifier },
  { weight: 2, arbitrary: rawQualifier },
);

/** Casts of what a document or a wider column holds: what they refuse is an error, which must come whatever is pushed. */
export const castQualifier: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      "j->>'k'",
      "j->>'a'",
      "j->'k'",
      "j->'a'->>0",
      "item->>'n'",
      "item->'n'",
      "item->>'b'",
      "item->>'t'",
      'l',
      'n',
      'co',
    ),
    fc.constantFrom(
      ...['::int = 5', '::int <> 5', '::numeric = 5', '::numeric < 5', '::numeric(4,1) = 5.5', '::float8 >= 5'],
      ...['::bigint IN (1, 5, 20)', '::boolean', '::boolean IS TRUE', "::text = '5'", "::text < '5'"],
      ...['::numeric::int = 5', '::int BETWEEN 1 AND 5', '::smallint IS NOT DISTINCT FROM 5'],
    ),
    fc.boolean(),
  )
  .map(([path, test, not]) => `${not ? 'NOT ' : ''}(${path})${test}`);

const otherQualifier = fc.oneof(
  fc.constantFrom('b', 'NOT b', 'b IS TRUE', 'b IS NOT TRUE', 'b IS FALSE', 'b IS UNKNOWN', 'b = true', 'b <> true'),
  textLiteral.map((v) => `${v} = ANY(ts)`),
  textLiteral.map((v) => `ts @> ARRAY[${v}]`),
  fc.tuple(textLiteral, textLiteral).map(([x, z]) => `ts && ARRAY[${x}, ${z}]`),
  fc.constantFrom(...NUMBERS).map((v) => `${v} = ANY(ns)`),
  fc.constantFrom('1', '2.3', '2.4', '5.5').map((v) => `${v} = ANY(rs)`),
  fc.constantFrom('1', '2.3', '2.4', '5.5').map((v) => `rs @> ARRAY[${v}]::numeric[]`),
  fc.tuple(operator, bytesLiteral).map(([o, v]) => `y ${o} ${v}`),
  fc.tuple(operator, fc.constantFrom("'a'", "'b'", "'ab'")).map(([o, v]) => `en ${o} ${v}`),
  fc.tuple(operator, textLiteral).map(([o, v]) => `en::text ${o} ${v}`),
  fc.tuple(operator, fc.constantFrom("'2024-05-06'", "'2024-01-01'")).map(([o, v]) => `d ${o} ${v}`),
  fc.constantFrom('t < u', 't = u', 'n > i', "(t, n) > ('a', 1)", 'false', 'NULL::bool'),
);

const moment = fc.constantFrom(
  "'2024-05-06 00:00:00+00'",
  "'2024-05-06 00:00:00.000001+00'",
  "'2024-05-06 00:00:01+00'",
  "'2024-05-05 11:30:00+00'",
  "'1970-01-01'",
  "'2024-05-07'",
);
const momentQualifier = fc.oneof(
  fc.tuple(fc.constantFrom('e', 'e0', 'p', 'z', 'z3', 'w'), operator, moment).map(([c, o, v]) => `${c} ${o} ${v}`),
  fc.tuple(fc.constantFrom('e', 'z'), moment, moment).map(([c, x, z]) => `${c} BETWEEN ${x} AND ${z}`),
  fc.tuple(operator, bytesLiteral).map(([o, v]) => `x64 ${o} ${v}`),
);

function keyQualifier(of: Shape): fc.Arbitrary<string> {
  const sort =
    of.sk === 'S'
      ? textQualifier('sk')
      : of.sk === 'N'
        ? numberQualifier('sk')
        : of.sk === 'B'
          ? fc.tuple(operator, bytesLiteral).map(([o, v]) => `sk ${o} ${v}`)
          : textQualifier('pk');
  return fc.oneof(
    fc.constantFrom(
      "pk = 'a'",
      "pk = 'ab'",
      "pk = '\u{1f600}'",
      "pk IN ('a', 'b')",
      "pk = ''",
      "pk = 'a' AND pk = 'b'",
    ),
    sort,
    fc.tuple(fc.constantFrom("pk = 'a'", "pk IN ('a', 'é', 'a')"), sort).map(([p, s]) => `${p} AND ${s}`),
    fc.constantFrom("gpk = 'x'", "gpk IN ('x', 'y')"),
    // Longer than any key.
    fc
      .tuple(fc.constantFrom("pk = 'a' AND lsk", of.sk === 'S' ? "pk IN ('a', 'ab') AND sk" : 'pk'), operator)
      .map(([key, o]) => `${key} ${o} repeat('b', 2049)`),
    fc.constantFrom("pk IN ('a', repeat('a', 2049))", "gpk = repeat('x', 2049)"),
    // Arms of different places, which overlap: a union of access paths.
    fc
      .tuple(
        fc.constantFrom("pk = 'a'", "pk IN ('a', 'b')", "pk = 'a' AND lsk > ''"),
        fc.constantFrom("gpk = 'x'", "gpk IN ('x', 'y')", "gpk = 'x' AND gsk > 0"),
      )
      .map(([a, b]) => `(${a}) OR (${b})`),
    fc.constantFrom(
      ...(of.sk === 'N' ? ["pk = 'a' AND sk IN (0, 1, 2)", "pk IN ('a', 'b') AND sk IN (1, 2)"] : ["pk = 'b'"]),
    ),
    fc.constantFrom("gpk = 'x' AND gsk IN (0, 1, 2)", "gpk = 'y' AND gsk IN (1, 2, 10)"),
    fc.tuple(fc.constantFrom("gpk = 'x'", "gpk = 'y'"), numberQualifier('gsk')).map(([p, s]) => `${p} AND ${s}`),
    textQualifier('ck'),
    fc.tuple(fc.constantFrom("gpk = 'x'", "gpk = 'y'"), textQualifier('ck')).map(([p, s]) => `${p} AND ${s}`),
    fc.tuple(fc.constantFrom("pk = 'a'", "pk = 'b'"), textQualifier('lsk')).map(([p, s]) => `${p} AND ${s}`),
  );
}

const nullTest = fc
  .tuple(fc.constantFrom(...COLUMNS.map((column) => column.name), 'gpk', 'gsk', 'lsk'), fc.boolean())
  .map(([c, not]) => `${c} IS ${not ? 'NOT ' : ''}NULL`);

/** One qualifier, or several joined by AND, OR and NOT. */
export function qualifier(of: Shape): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: keyQualifier(of) },
    { weight: 3, arbitrary: fc.constantFrom('t', 'u', 'v').chain(textQualifier) },
    {
      weight: 3,
      arbitrary: fc.oneof(
        numberQualifier('n'),
        numberQualifier('m'),
        numberQualifier('co'),
        numberQualifier('nk'),
        numberQualifier('f', fc.constantFrom(...NUMBERS)),
        numberQualifier('i', integerLiteral),
        numberQualifier('l', integerLiteral),
      ),
    },
    { weight: 2, arbitrary: jsonQualifier },
    { weight: 2, arbitrary: pathQualifier('j', STEPS) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('k', 'a', 'x.y'), fc.constantFrom('=', '<>'), jsonConstant)
        .map(([k, o, c]) => `j->'${k}' ${o} ${quoted(c)}`),
    },
    ...(of.raw ? [{ weight: 3, arbitrary: rawQualifier }] : []),
    { weight: 2, arbitrary: otherQualifier },
    { weight: 2, arbitrary: momentQualifier },
    { weight: 2, arbitrary: nullTest },
  );
  return fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { weight: 5, arbitrary: leaf },
      { weight: 2, arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([x, z]) => `(${x}) AND (${z})`) },
      { weight: 1, arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([x, z]) => `(${x}) OR (${z})`) },
      { weight: 1, arbitrary: tie('tree').map((x) => `NOT (${x})`) },
    ),
  })).tree;
}

/** The qualifier with its columns qualified; string literals are left alone. */
export function qualifiedBy(alias: string, qualifier: string): string {
  const text = qualifier.replace(
    /'(?:[^']|'')*'|(?<![.\w])(pk|sk|gpk|gsk|lsk|t|u|v|n|m|i|l|f|b|y|j|ts|ns|rs|d|en|e|e0|p|z|z3|w|x64|co|ck|nk|item)\b/g,
    (match, column: string | undefined) => (column === undefined ? match : `${alias}.${column}`),
  );
  return `(${text})`;
}

/** The sort key's type in PostgreSQL. */
export const SORT_TYPE = { S: 'text', N: 'numeric', B: 'bytea' } as const;

/** The DynamoDB table of a shape. */
export function tableSpec(of: Shape): TableSpec {
  const sort = of.sk === 'none' ? [] : [`sk:${of.sk}`];
  return {
    keys: ['pk:S', ...sort],
    global: { global_index: { keys: ['gpk:S', ...(of.gsk === 'none' ? [] : ['gsk:N'])], projection: of.projection } },
    ...(of.local && sort.length > 0
      ? { local: { local_index: { keys: ['pk:S', 'lsk:S'], projection: of.projection } } }
      : {}),
  };
}
