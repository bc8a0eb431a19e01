/**
 * Items read by pattern from a page's text are what they are when the text is parsed: pages of items that are mostly alike, through both. Every type, escapes, missing, more and re-ordered attributes,
 * numbers in every written form, and JSON that escapes more than it needs to.
 */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { DocumentPath } from '../../src/dynamo/codec/attribute.ts';
import { COPY } from '../../src/dynamo/codec/copy-text.ts';
import { createLineWriter } from '../../src/dynamo/codec/lines.ts';
import type { MismatchPolicy } from '../../src/dynamo/codec/mismatch.ts';
import { createRowPrinter } from '../../src/dynamo/codec/rows.ts';
import { ShapeReader } from '../../src/dynamo/codec/shape/reader.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import { JsonItems, parsedItems, splitPage } from '../../src/dynamo/items.ts';
import { csvForm } from '../../src/format/csv.ts';
import type { AttributeValue, Item } from '../../src/plan/request.ts';
import { attributeValue, base64, numberText, text } from './arbitraries.ts';

function column(base: string, path: DocumentPath, more: Partial<ColumnTarget> = {}): ColumnTarget {
  return { name: path.join('.'), path, base, type: base, typeModifier: -1, coerce: false, ...more };
}

const VARCHAR_3 = { type: 'character varying(3)', typeModifier: 7 };
const NUMERIC_6_2 = { type: 'numeric(6,2)', typeModifier: 393222 };

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', '10', 'constructor', '__proto__', 'x"y', 'é.[', 'null\0'];

const BASES: readonly (readonly [string, Partial<ColumnTarget>?])[] = [
  ['text'],
  ['text', { coerce: true }],
  ['character varying', VARCHAR_3],
  ['numeric'],
  ['numeric', NUMERIC_6_2],
  ['integer'],
  ['bigint'],
  ['double precision'],
  ['real'],
  ['boolean'],
  ['bytea'],
  ['jsonb'],
  ['jsonb', { format: 'dynamodb' }],
  ['json'],
  ['text[]'],
  ['numeric[]'],
  ['date', { format: 'epoch' }],
  ['bytea', { format: 'base64' }],
];

const target: fc.Arbitrary<ColumnTarget> = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      fc.constantFrom(['k'], ['k', 'l'], ['__proto__'], [0], [1, 'k']),
    ),
    fc.constantFrom(...BASES),
  )
  .map(([name, path, [base, more]]) => column(base, [name, ...path], more));

// ---- pages of items that are mostly alike ----

/** Values of one form, and how large a share of another. */
type Kind = fc.Arbitrary<AttributeValue>;
const plain = fc.stringMatching(/^[a-z ,é\u{1f600};.-]{0,20}$/u);
const number = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true, min: 0.001, max: 1e6 }).map(String));
const S: Kind = fc.record({ S: plain });
const N: Kind = fc.record({ N: number });
const leaf: readonly Kind[] = [
  S,
  N,
  fc.record({ S: text }),
  fc.record({ N: numberText }),
  fc.record({ BOOL: fc.boolean() }),
  fc.record({ B: base64 }),
  fc.constant<AttributeValue>({ NULL: true }),
  fc.constantFrom<AttributeValue>({ N: '-0' }, { N: '0' }, { N: '0.0' }, { N: '1E-130' }, { N: '9'.repeat(38) }),
  fc.constantFrom<AttributeValue>({ S: '\0' }, { S: 'a\0b' }, { S: '\ud800' }, { S: '\u007f\u0085' }, { S: '\\.' }),
];
const document: readonly Kind[] = [
  fc.tuple(S, N, fc.record({ BOOL: fc.boolean() })).map(([k, l, m]) => ({ M: { longer: k, k: l, b: m } as Item })),
  fc.tuple(S, N).map(([k, l]) => ({ M: { k: { M: { l: k, 'q"': l } }, n: { NULL: true }, e: { M: {} } } })),
  fc.tuple(S, N).map(([k, l]) => ({ L: [k, { M: { k: l } }] })),
  fc.array(N, { maxLength: 3 }).map((L) => ({ L })),
  fc.record({ S: text }).map((k) => ({ M: { k } })),
  fc.record({ N: numberText }).map((k) => ({ M: { k, 'nul\0': k } })),
  fc.constantFrom('a', 'b', '"', '\0').map((k) => ({ M: { k: { S: k } } })),
  fc.constant<AttributeValue>({ M: {} }),
  fc.constant<AttributeValue>({ L: [] }),
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
  fc.uniqueArray(numberText, { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
];
const kind: fc.Arbitrary<Kind> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...leaf) },
  { weight: 2, arbitrary: fc.constantFrom(...document) },
  fc.constant(attributeValue),
);

/** An own member even where it is called `__proto__`, in the order given. */
function itemOf(entries: readonly (readonly [string, AttributeValue])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

const often = (share: number): fc.Arbitrary<boolean> => fc.integer({ min: 0, max: 99 }).map((n) => n < share);

const alike: fc.Arbitrary<readonly string[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), kind, fc.constantFrom(0, 0, 0, 1, 20, 50)), {
    minLength: 1,
    maxLength: 8,
    selector: ([name]) => name,
  })
  .chain((attributes) => {
    const entry = ([name, values, missing]: (typeof attributes)[number]): fc.Arbitrary<[string, AttributeValue][]> =>
      fc
        .tuple(often(missing), values, often(1), attributeValue)
        .map(([gone, value, odd, other]) => (gone ? [] : [[name, odd ? other : value]]));
    const item = fc
      .tuple(fc.tuple(...attributes.map(entry)), often(2), fc.constantFrom(...NAMES), attributeValue)
      .map(([entries, turned, more, value]) => {
        const own = entries.flat();
        if (!turned) return own;
        return own.some(([name]) => name === more)
          ? own.reverse()
          : [[more, value] as [string, AttributeValue], ...own];
      });
    return fc.array(item.map(itemOf), { minLength: 64, maxLength: 160, size: 'max' });
  });

/** The same JSON with escapes it could do without. */
function escapedMore(json: string): string {
  return json.replaceAll('/', '\\/').replaceAll('é', '\\u00e9').replaceAll(' ', '\\u0020');
}

const pages = fc
  .array(fc.tuple(alike, often(10)), { minLength: 1, maxLength: 3 })
  .map((all) => all.map(([items, more]) => (more ? items.map(escapedMore) : items)));

const policy: MismatchPolicy = { mode: 'null', keys: ['a', 'b'] };
const forms = { COPY, csv: csvForm(',', ''), semicolons: csvForm(';', 'NULL'), tabs: csvForm('\t', 'a "null"') };

test('by pattern = parsed', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(
      pages,
      fc.uniqueArray(target, { minLength: 1, maxLength: 8, selector: (each) => JSON.stringify(each) }),
      fc.constantFrom(...Object.keys(forms)) as fc.Arbitrary<keyof typeof forms>,
      (texts, targets, name) => {
        const form = forms[name];
        if (form === undefined) throw new Error(name);
        const required = new Set(targets.filter(({ base }) => base === 'integer').map((each) => each.name));
        const options = { form, policy, required };
        const given = texts.map((items) => Buffer.from(items.join(',')));
        const page = (bytes: Buffer, at: number): JsonItems => new JsonItems(bytes, texts[at]?.length ?? 0);
        for (const written of [undefined, [targets.length - 1, 0]]) {
          const [byPattern, parsed] = [options, options].map((each) =>
            createLineWriter(targets, written === undefined ? each : { ...each, written }),
          );
          for (const [at, bytes] of given.entries()) {
            const [left, right] = [byPattern?.write(page(bytes, at)), parsed?.write(parsedItems(page(bytes, at)))];
            expect(new TextDecoder().decode(left?.bytes)).toBe(new TextDecoder().decode(right?.bytes));
            expect(left?.count).toBe(right?.count);
          }
          expect(byPattern?.mismatches()).toEqual(parsed?.mismatches());
        }
        const [byPattern, parsed] = [0, 1].map(() => createRowPrinter(targets, policy, required));
        for (const [at, bytes] of given.entries())
          expect(byPattern?.print(page(bytes, at))).toEqual(parsed?.print(parsedItems(page(bytes, at))));
        expect(byPattern?.mismatches()).toEqual(parsed?.mismatches());
      },
    ),
    { numRuns: Number(process.env.DDBSQL_SHAPE_RUNS ?? 70) },
  );
});

test('a page is read alike wherever it is cut in pieces', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(alike, fc.integer({ min: 1, max: 3000 }), (texts, size) => {
      const read: unknown[] = [];
      const reader = new ShapeReader([], () => undefined, size);
      reader.read(new JsonItems(Buffer.from(texts.join(',')), texts.length), {
        item: (item) => void read.push(item),
        match: ([whole = '']) => read.push(JSON.parse(whole.replace(/,$/, ''))) > 0,
      });
      expect(read).toEqual(texts.map((each) => JSON.parse(each)));
    }),
    { numRuns: 120 },
  );
});

test('bytes that are no UTF-8 are read as JSON.parse reads them', () => {
  const bytes = Buffer.from(
    Array.from({ length: 100 }, (_, i) => itemOf([['a', { S: `x${i}é${'y'.repeat(i)}` }]])).join(','),
  );
  bytes[bytes.indexOf('é', 500)] = 0xff;
  const writer = createLineWriter([column('text', ['a'])], { form: COPY, policy });
  expect(Buffer.from(writer.write(new JsonItems(bytes, 100)).bytes).toString()).toBe(
    `${(JSON.parse(`[${bytes}]`) as Item[]).map(({ a }) => (a as { S: string }).S).join('\n')}\n`,
  );
});

test('an answer is cut where its items begin and end', () => {
  const value = fc.oneof(attributeValue, fc.constantFrom<AttributeValue>({ S: '],"Count":1' }, { L: [{ L: [] }] }));
  const item = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES, 'Items', '],', 'Count'), value), {
    maxLength: 5,
    selector: ([name]) => name,
  });
  const key = fc.constantFrom('', '"LastEvaluatedKey":{"Items":{"S":"],\\"Count\\":["},"b":{"N":"1"}}');
  const order = fc.shuffledSubarray(['Count', 'Items', 'ScannedCount', 'LastEvaluatedKey', 'ConsumedCapacity'], {
    minLength: 5,
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), key, order, (items, last, names) => {
      const list = items.map(itemOf).join(',');
      const parts: Readonly<Record<string, string>> = {
        Items: `"Items":[${list}]`,
        Count: `"Count":${items.length}`,
        ScannedCount: '"ScannedCount":7',
        ConsumedCapacity:
          '"ConsumedCapacity":{"TableName":"t","CapacityUnits":0.5,"GlobalSecondaryIndexes":{"Items":{"CapacityUnits":1}}}',
        LastEvaluatedKey: last,
      };
      const answer = `{${names.flatMap((name) => parts[name] || []).join(',')}}`;
      const page = splitPage(Buffer.from(answer));
      expect(page?.items.toString()).toBe(list);
      expect({ ...page?.output, Items: 0 }).toEqual({ ...JSON.parse(answer), Items: 0 });
    }),
    { numRuns: 500 },
  );
});

test('an answer that is not written as DynamoDB writes it is left to be parsed whole', () => {
  for (const answer of [
    '{ "Count": 1, "Items": [ { "a": { "S": "x" } } ] }',
    '{"Items":[{"a":{"S":"x"}}]}',
    '{"Count":0}',
    '{"Count":1,"Items":[{"a":{"S":"x"}}],"Count"',
    '',
    '[]',
  ])
    expect(splitPage(Buffer.from(answer)), answer).toBeUndefined();
});

test('items that are alike are not parsed but for the first, and a table without a shape is parsed whole', () => {
  const parses = (texts: readonly string[]): readonly number[] => {
    const items = new JsonItems(Buffer.from(texts.join(',')), texts.length);
    const lengths: number[] = [];
    const parse = items.parse.bind(items);
    vi.spyOn(items, 'parse').mockImplementation((part) => {
      const parsed = parse(part);
      lengths.push(parsed.length);
      return parsed;
    });
    const targets = ['a', 'b', 'c'].map((name) => column('jsonb', [name]));
    expect(createLineWriter(targets, { form: COPY, policy }).write(items).count).toBe(texts.length);
    return lengths;
  };
  const n = (value: number): AttributeValue => ({ N: String(value) });
  const sometimes = Array.from({ length: 2000 }, (_, i) => {
    const entries: [string, AttributeValue][] = [['a', n(i)]];
    if (i % 3 > 0) entries.push(['b', i % 7 === 0 ? { NULL: true } : { S: `s${i}` }]);
    entries.push(['c', { M: { k: { L: i % 5 === 0 ? [] : [n(i)] } } }]);
    return itemOf(entries);
  });
  expect(parses(sometimes).length).toBeLessThan(20);
  const kinds = Array.from({ length: 2000 }, (_, i) =>
    itemOf(
      i % 2
        ? [
            ['a', n(i)],
            ['b', n(i)],
          ]
        : [
            ['b', n(i)],
            ['a', n(i)],
          ],
    ),
  );
  expect(parses(kinds).length).toBeLessThan(20);
  const none = Array.from({ length: 5000 }, (_, i) => itemOf([[`key-${i}`, n(i)]]));
  expect(parses(none).reduce((most, length) => Math.max(most, length), 0)).toBeGreaterThan(4000);
});
