/** The codec's own rules: what fits which column, how mismatches are told, COPY's escapes, document paths, sets in order. */
import { describe, expect, test } from 'vitest';
import { finder } from '../../src/dynamo/codec/attribute.ts';
import { columnCodec } from '../../src/dynamo/codec/column.ts';
import { keyText, pathText } from '../../src/dynamo/codec/mismatch.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import { columnTarget } from '../../src/dynamo/codec/target.ts';
import { SqlError } from '../../src/errors.ts';
import type { AttributeValue, Item } from '../../src/plan/request.ts';
import { item } from '../emulators/tables.ts';
import { createEncoder } from './encode.ts';
import { createPrinter, valueText } from './value-text.ts';

function column(base: string, more: Partial<ColumnTarget> = {}): ColumnTarget {
  return { name: 'c', path: ['a'], base, type: base, typeModifier: -1, coerce: false, ...more };
}

const line = (target: ColumnTarget, value: AttributeValue): string =>
  new TextDecoder()
    .decode(createEncoder([target], { mode: 'null', keys: [] }).encode([{ a: value }]))
    .replace(/\n$/, '');

describe('what fits', () => {
  test.each([
    ['text', ['S'], false],
    ['character varying', ['S'], false],
    ['numeric', ['N'], false],
    ['integer', ['N'], false],
    ['double precision', ['N'], false],
    ['money', ['N'], true],
    ['boolean', ['BOOL'], false],
    ['bytea', ['B'], false],
    ['jsonb', ['S', 'N', 'B', 'BOOL', 'M', 'L', 'SS', 'NS', 'BS'], false],
    ['uuid', ['S'], true],
    ['date', ['S'], true],
    ['timestamp with time zone', ['S'], true],
    ['interval', ['S'], true],
    ['inet', ['S'], true],
    ['enum', ['S'], true],
    ['range', ['S'], true],
    ['constructor', ['S'], true],
    ['text[]', ['L', 'SS'], false],
    ['numeric[]', ['L', 'NS'], false],
    ['bytea[]', ['L', 'BS'], false],
    ['boolean[]', ['L'], false],
    ['uuid[]', ['L', 'SS'], true],
    ['jsonb[]', ['L', 'SS', 'NS', 'BS'], false],
  ] as const)('%s', (base, fits, needsInput) => {
    expect(columnCodec(column(base))).toMatchObject({ fits, needsInput });
  });

  test('a domain is left to PostgreSQL where it, or a modifier it hides, may refuse', () => {
    expect(columnCodec(column('text', { type: 'email', constrained: true })).needsInput).toBe(true);
    expect(columnCodec(column('text', { type: 'email' })).needsInput).toBe(false);
    expect(columnCodec(column('character varying', { type: 'short' })).needsInput).toBe(true);
    expect(columnCodec(column('numeric', { type: 'numeric(10,2)', typeModifier: 655366 })).needsInput).toBe(false);
    expect(
      columnCodec(column('character varying[]', { type: 'character varying(5)[]', typeModifier: 9 })).needsInput,
    ).toBe(false);
  });

  test('formats', () => {
    expect(columnCodec(column('timestamp with time zone', { format: 'epoch' }))).toMatchObject({
      fits: ['N'],
      needsInput: false,
      printable: false,
    });
    expect(columnCodec(column('date', { format: 'epoch_ms' }))).toMatchObject({
      fits: ['N'],
      needsInput: false,
      printable: true,
    });
    expect(columnCodec(column('date', { format: 'iso8601' }))).toMatchObject({ fits: ['S'], needsInput: false });
    expect(columnCodec(column('bytea', { format: 'base64' }))).toMatchObject({ fits: ['S'], needsInput: false });
    expect(columnCodec(column('jsonb', { format: 'json' }))).toMatchObject({ fits: ['S'], needsInput: true });
    expect(line(column('timestamp with time zone', { format: 'epoch' }), { N: '1.7E9' })).toBe(
      '2023-11-14 22:13:20+00',
    );
    expect(line(column('timestamp without time zone', { format: 'epoch_ms' }), { N: '-1' })).toBe(
      '1969-12-31 23:59:59.999',
    );
    expect(line(column('bytea', { format: 'base64' }), { S: 'AQI=' })).toBe('\\\\x0102');
    expect(line(column('bytea', { format: 'base64' }), { S: 'AQI' })).toBe('\\N');
    expect(
      line(column('timestamp with time zone[]', { type: 'timestamp with time zone[]', format: 'epoch' }), {
        L: [{ N: '0' }, { NULL: true }],
      }),
    ).toBe('{"1970-01-01 00:00:00+00",NULL}');
    const misplaced = (() => {
      try {
        return columnCodec(column('text', { format: 'epoch' }));
      } catch (error) {
        return error;
      }
    })();
    expect(misplaced).toBeInstanceOf(SqlError);
    expect((misplaced as SqlError).fields).toMatchObject({
      code: 'HV024',
      hint: expect.stringContaining('timestamp with time zone'),
    });
  });
});

describe('COPY text', () => {
  test('escapes what COPY gives a meaning, and nothing else', () => {
    expect(line(column('text'), { S: 'a\\b\tc\nd\re\bf\u{1f600}' })).toBe('a\\\\b\\tc\\nd\\re\bf\u{1f600}');
    expect(line(column('text'), { S: '\\N' })).toBe('\\\\N');
    expect(line(column('text'), { S: '' })).toBe('');
    expect(line(column('text'), { NULL: true })).toBe('\\N');
    expect(line(column('jsonb'), { S: 'a"\\\n' })).toBe('"a\\\\"\\\\\\\\\\\\n"');
    expect(line(column('bytea'), { B: 'AP8=' })).toBe('\\\\x00ff');
  });

  test('U+0000 has no text and no jsonb', () => {
    for (const base of ['text', 'jsonb', 'text[]', 'jsonb[]']) {
      const value: AttributeValue = base.endsWith('[]') ? { L: [{ S: 'a\0b' }] } : { S: 'a\0b' };
      expect(line(column(base), value), base).toBe('\\N');
      expect(line(column(base, { coerce: true }), value), base).toBe('\\N');
    }
    expect(line(column('jsonb'), { M: { 'k\0': { N: '1' } } })).toBe('\\N');
  });

  test('each page is a buffer of its own, which can be transferred', () => {
    const encoder = createEncoder([column('text')], { mode: 'null', keys: [] });
    const bytes = encoder.encode([{ a: { S: 'x' } }]);
    expect(bytes.byteOffset).toBe(0);
    expect(bytes.buffer.byteLength).toBe(2);
    expect(encoder.encode([])).toHaveLength(0);
  });
});

test('lists nest only where they are rectangular', () => {
  const L = (...values: AttributeValue[]): AttributeValue => ({ L: values });
  const N = (n: number): AttributeValue => ({ N: String(n) });
  const ints = column('integer[]');
  expect(line(ints, L(L(N(1), N(2)), L(N(3), N(4))))).toBe('{{1,2},{3,4}}');
  expect(line(ints, L(L(N(1)), L(N(3), N(4))))).toBe('\\N');
  expect(line(ints, L(N(1), L(N(2))))).toBe('\\N');
  expect(line(ints, L(L(N(1)), { NULL: true }))).toBe('\\N');
  expect(line(ints, L())).toBe('{}');
  expect(line(ints, L(L(), L()))).toBe('{}');
  expect(line(ints, L(N(1), { S: '2' }))).toBe('\\N');
  expect(line(ints, L(L(L(L(L(L(L(N(1))))))))), 'seven dimensions').toBe('\\N');
  expect(line(column('jsonb[]'), L(L(N(1)), N(2)))).toBe('{[1],2}');
});

test('sets come sorted: strings by bytes, numbers by value, binary by bytes', () => {
  expect(line(column('text[]'), { SS: ['b', '\u{1f600}', 'ﬀ', 'a', ''] })).toBe('{"",a,b,ﬀ,\u{1f600}}');
  expect(line(column('numeric[]'), { NS: ['10', '9', '-1', '1E1', '0.5', '-10'] })).toBe('{-10,-1,0.5,9,10,10}');
  expect(line(column('bytea[]'), { BS: ['/w==', 'AA==', 'AAA='] })).toBe(
    '{"\\\\\\\\x00","\\\\\\\\x0000","\\\\\\\\xff"}',
  );
  expect(line(column('jsonb'), { BS: ['/w==', 'AA=='] })).toBe('["AA==", "/w=="]');
});

test('document paths', () => {
  const doc = item({ a: { b: [{ c: 1 }, 2], 'x.y': 3 }, constructor: 1 });
  const at = (...path: (string | number)[]): unknown => finder(path)(doc);
  expect(at('a', 'b', 0, 'c')).toEqual({ N: '1' });
  expect(at('a', 'x.y')).toEqual({ N: '3' });
  expect(at('a', 'b', 2)).toBeUndefined();
  expect(at('a', 'b', 'c')).toBeUndefined();
  expect(at('a', 0)).toBeUndefined();
  expect(at('a', 'toString')).toBeUndefined();
  expect(at('toString')).toBeUndefined();
  expect(at('constructor')).toEqual({ N: '1' });
});

describe('mismatches', () => {
  const items: Item[] = [
    item({ pk: 'p1', sk: 1, a: 'x' }),
    item({ pk: 'p2', sk: 2, a: 7 }),
    item({ pk: 'p3', sk: 3, a: { k: 1 } }),
    item({ pk: 'p4', sk: 4, a: 'y' }),
    item({ pk: 'p5', sk: 5, a: null }),
    item({ pk: 'p6', sk: 6 }),
  ];

  test('are counted over pages, with their types and the first key', () => {
    const target = column('numeric');
    const encoder = createEncoder([target, column('text', { path: ['pk'] })], { mode: 'null', keys: ['pk', 'sk'] });
    expect(new TextDecoder().decode(encoder.encode(items))).toBe(
      '\\N\tp1\n7\tp2\n\\N\tp3\n\\N\tp4\n\\N\tp5\n\\N\tp6\n',
    );
    encoder.encode(items);
    expect(encoder.mismatches()).toEqual([
      {
        target,
        count: 6,
        types: new Map([
          ['S', 4],
          ['M', 2],
        ]),
        example: { pk: { S: 'p1' }, sk: { N: '1' } },
      },
    ]);
  });

  test('as an error name the attribute, its type and the key', () => {
    const encoder = createEncoder([column('integer', { path: ['a', 'b', 0] })], { mode: 'error', keys: ['pk', 'sk'] });
    const error = (() => {
      try {
        return encoder.encode([item({ pk: 'p"1', sk: 1, a: { b: [1.5] } })]);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(SqlError);
    expect((error as SqlError).fields).toEqual({
      code: 'HV004',
      message: 'attribute "a.b[0]" of type N does not fit column "c" of type integer',
      detail: 'The item\'s key is {"pk": "p\\"1", "sk": 1}.',
      hint: expect.stringContaining("on_type_mismatch = 'null'"),
      column: 'c',
    });
  });

  test('texts', () => {
    expect(pathText({ path: ['a.b', 'c', 3] })).toBe('"a.b".c[3]');
    expect(keyText({ pk: { B: 'AA==' }, sk: { N: '1' } })).toBe('{"pk": "AA==", "sk": 1}');
  });
});

test('the raw item is the whole item', () => {
  const raw: ColumnTarget = { ...column('jsonb'), wholeItem: true };
  const whole = item({ pk: 'p', b: 1, a: { SS: ['y', 'x'] } });
  expect(createPrinter(raw)?.(whole)).toBe('{"a": ["x", "y"], "b": 1, "pk": "p"}');
  expect(new TextDecoder().decode(createEncoder([raw], { mode: 'null', keys: [] }).encode([whole]))).toBe(
    '{"a": ["x", "y"], "b": 1, "pk": "p"}\n',
  );
});

test('only what PostgreSQL alone can print has no printer', () => {
  expect(createPrinter(column('uuid'))).toBeUndefined();
  expect(createPrinter(column('timestamp with time zone', { format: 'epoch' }))).toBeUndefined();
  expect(createPrinter(column('numeric', { coerce: true }))).toBeUndefined();
  expect(valueText({ N: '1E2' }, column('numeric'))).toBe('100');
  expect(valueText({ S: 'x' }, column('numeric'))).toBeUndefined();
  expect(valueText(undefined, column('numeric'))).toBeNull();
  expect(valueText({ NULL: true }, column('jsonb'))).toBeNull();
});

test('a target from a column definition', () => {
  const definition = {
    name: 'at',
    number: 1,
    type: 'date',
    typeOid: 1082,
    typeModifier: -1,
    base: 'date',
    constrained: false,
    notNull: false,
  };
  expect(columnTarget({ ...definition, options: { format: 'epoch', coerce: 'true' } }, ['created'])).toMatchObject({
    path: ['created'],
    format: 'epoch',
    coerce: true,
  });
  expect(() => columnTarget({ ...definition, options: { format: 'unix' } }, ['created'])).toThrow(SqlError);
});
