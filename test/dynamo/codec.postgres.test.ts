/** The codec judged by PostgreSQL itself: what ddbsql prints is what PostgreSQL prints, and what it loads is what PostgreSQL reads. */
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { attributeType } from '../../src/dynamo/codec/attribute.ts';
import { columnCodec } from '../../src/dynamo/codec/column.ts';
import { fitsFloat, floatText } from '../../src/dynamo/codec/float.ts';
import { jsonbText } from '../../src/dynamo/codec/jsonb.ts';
import { compareNumeric, constrainedNumeric, integerText, numericText } from '../../src/dynamo/codec/numeric.ts';
import { compareUtf8 } from '../../src/dynamo/codec/order.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import { epochText, isIso8601 } from '../../src/dynamo/codec/temporal.ts';
import { typedItemText } from '../../src/dynamo/codec/typed.ts';
import type { AttributeValue, Item } from '../../src/plan/request.ts';
import { attributeValue, edgeNumber, item, numberText, text } from './arbitraries.ts';
import { createEncoder } from './encode.ts';
import { createPrinter } from './value-text.ts';

let postgres: PGlite;
beforeAll(async () => {
  postgres = new PGlite();
  await postgres.exec("SET timezone = 'UTC'");
}, 60_000);

/** One value as PostgreSQL's text; undefined where its input function refuses it. */
async function as(type: string, input: string): Promise<string | undefined> {
  const { rows } = await postgres.query<{ valid: boolean }>('SELECT pg_input_is_valid($1, $2) AS valid', [input, type]);
  if (!rows[0]?.valid) return undefined;
  return (await postgres.query<{ t: string }>(`SELECT CAST(CAST($1::text AS ${type}) AS text) AS t`, [input])).rows[0]
    ?.t;
}

const number = fc.oneof(numberText, edgeNumber);

test('numbers print as numeric does', async () => {
  await fc.assert(
    fc.asyncProperty(number, async (n) => {
      const { rows } = await postgres.query<{ t: string }>('SELECT trim_scale($1::text::numeric)::text AS t', [n]);
      expect(numericText(n)).toBe(rows[0]?.t);
    }),
    { numRuns: 400 },
  );
});

test('numeric(p,s) rounds and overflows as PostgreSQL does', async () => {
  const modifier = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -10, max: 45 }));
  await fc.assert(
    fc.asyncProperty(number, modifier, async (n, [precision, scale]) => {
      expect(constrainedNumeric(numericText(n), precision, scale)).toBe(await as(`numeric(${precision},${scale})`, n));
    }),
    { numRuns: 600 },
  );
});

test.each(['smallint', 'integer', 'bigint'] as const)('%s takes whole numbers in range', async (base) => {
  await fc.assert(
    fc.asyncProperty(number, async (n) => {
      expect(integerText(n, base)).toBe(await as(base, numericText(n)));
    }),
    { numRuns: 300 },
  );
});

test.each(['real', 'double precision'] as const)('%s prints its shortest digits', async (base) => {
  await fc.assert(
    fc.asyncProperty(number, async (n) => {
      const expected = await as(base, numericText(n));
      expect(fitsFloat(n, base) ? floatText(n, base) : undefined).toBe(expected);
    }),
    { numRuns: 600 },
  );
});

test('digits that lie exactly between two floats read and print as in PostgreSQL', async () => {
  const reals = [
    '35000.0606',
    '35000.0625',
    '35000.0664',
    '0.5',
    '2.5',
    '1048576.5',
    '16777217',
    '16777217.0000000000000000000001',
    '16777216.9999999999999999999999',
    '-16777217.00000000000000001',
    '5100000000',
    '7.038531e-26',
  ];
  const smallest = ['1e-45', '2.1019476964872256e-45', '2.10194769648722560e-45', '1.17549431e-38'];
  for (const n of [...reals, ...smallest]) expect(floatText(n, 'real'), n).toBe(await as('real', n));
  // d * 10 with d odd lies between two doubles of 2^54 to 2^55, d * 100 between those of 2^58 and so on.
  for (let d = 3602879701896397n; d > 3602879701896300n; d -= 2n)
    expect(floatText(`${d}0`, 'double precision')).toBe(await as('double precision', `${d}0`));
  for (let d = 1801439850948199n; d < 1801439850948299n; d += 2n)
    expect(floatText(`${d}00`, 'double precision')).toBe(await as('double precision', `${d}00`));
});

test('numbers and strings are ordered as PostgreSQL orders them', async () => {
  await fc.assert(
    fc.asyncProperty(number, number, text, text, async (m, n, s, t) => {
      const { rows } = await postgres.query<{ n: number; s: number }>(
        `SELECT sign($1::text::numeric - $2::text::numeric)::int AS n, CASE WHEN $3::text COLLATE "C" < $4::text COLLATE "C" THEN -1 WHEN $3::text = $4::text THEN 0 ELSE 1 END AS s`,
        [m, n, s, t],
      );
      expect({ n: Math.sign(compareNumeric(numericText(m), numericText(n))), s: Math.sign(compareUtf8(s, t)) }).toEqual(
        rows[0],
      );
    }),
    { numRuns: 200 },
  );
});

/** Any JSON text of the value's meaning: keys as they come, numbers as they are written. */
function json(value: AttributeValue): string {
  if ('S' in value) return JSON.stringify(value.S);
  if ('N' in value) return numericText(value.N);
  if ('B' in value) return JSON.stringify(value.B);
  if ('BOOL' in value) return String(value.BOOL);
  if ('NULL' in value) return 'null';
  if ('L' in value) return `[${value.L.map(json).join(',')}]`;
  if ('M' in value)
    return `{${Object.entries(value.M)
      .map(([name, each]) => `${JSON.stringify(name)}:${json(each)}`)
      .join(',')}}`;
  if ('SS' in value) return JSON.stringify([...value.SS].sort(compareUtf8));
  if ('NS' in value) return `[${value.NS.map(numericText).sort(compareNumeric).join(',')}]`;
  return JSON.stringify(
    [...value.BS].sort((a, b) => Buffer.compare(Buffer.from(a, 'base64'), Buffer.from(b, 'base64'))),
  );
}

test('jsonb prints as PostgreSQL prints it', async () => {
  await fc.assert(
    fc.asyncProperty(attributeValue, async (value) => {
      expect(jsonbText(value)).toBe(await as('jsonb', json(value)));
    }),
    { numRuns: 400 },
  );
});

test('epochs are the timestamps PostgreSQL computes', async () => {
  const seconds = fc.oneof(
    number,
    fc.bigInt({ min: -211_000_000_000n, max: 9_300_000_000_000n }).map(String),
    fc.integer({ min: 0, max: 2_000_000_000 }).map(String),
  );
  await fc.assert(
    fc.asyncProperty(seconds, fc.constantFrom('epoch', 'epoch_ms'), async (n, format) => {
      const written = epochText(n, format, 'timestamp with time zone');
      const { rows } = await postgres.query<{ n: string; inside: boolean }>(
        `SELECT trim_scale(round($1::text::numeric / $2, 6))::text AS n,
                round($1::text::numeric / $2, 6) >= -210866803200 AND round($1::text::numeric / $2, 6) < 9224318016000 AS inside`,
        [n, format === 'epoch' ? 1 : 1000],
      );
      expect(written !== undefined).toBe(rows[0]?.inside);
      if (written === undefined) return;
      const back = await postgres.query<{ n: string; same: string; ts: string; d: string }>(
        `SELECT trim_scale(extract(epoch FROM $1::text::timestamptz))::text AS n, $1::text::timestamptz::text AS same,
                ($1::text::timestamptz AT TIME ZONE 'UTC')::text AS ts, ($1::text::timestamptz AT TIME ZONE 'UTC')::date::text AS d`,
        [written],
      );
      expect(back.rows[0]).toEqual({
        n: rows[0]?.n,
        same: written,
        ts: epochText(n, format, 'timestamp without time zone'),
        d: epochText(n, format, 'date'),
      });
    }),
    { numRuns: 300 },
  );
});

test('what passes for ISO 8601, PostgreSQL reads', async () => {
  const part = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const iso = fc
    .tuple(
      fc.integer({ min: 0, max: 9999 }),
      part(13),
      part(32),
      fc.constantFrom('T', ' ', ''),
      part(24),
      part(60),
      part(60),
      fc.constantFrom('', '.1', '.123456789'),
      fc.constantFrom('', 'Z', '+05', '-0330', '+15:59', '+16:00'),
    )
    .map(
      ([y, mo, d, t, h, mi, s, f, z]) =>
        `${String(y).padStart(4, '0')}-${mo}-${d}${t === '' ? '' : `${t}${h}:${mi}:${s}${f}${z}`}`,
    );
  await fc.assert(
    fc.asyncProperty(iso, fc.constantFrom('date', 'timestamp', 'timestamptz'), async (written, type) => {
      if (isIso8601(written)) expect(await as(type, written)).toBeDefined();
    }),
    { numRuns: 400 },
  );
  for (const no of [
    'tomorrow',
    '2024-02-30',
    '2023-02-29',
    '20240101',
    '2024-01-01T25:00:00Z',
    '0000-01-01',
    'January 5, 2024',
  ])
    expect(isIso8601(no)).toBe(false);
  for (const yes of ['2024-02-29', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00']) expect(isIso8601(yes)).toBe(true);
});

const MODIFIERS: Readonly<Record<string, string>> = {
  'numeric(10,2)': 'numeric',
  'character varying(3)': 'character varying',
  'character(4)': 'character',
};
const TYPES = [
  'text',
  'character varying',
  'character varying(3)',
  'character(4)',
  'numeric',
  'numeric(10,2)',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double precision',
  'boolean',
  'bytea',
  'json',
  'jsonb',
  'text[]',
  'integer[]',
  'numeric[]',
  'double precision[]',
  'boolean[]',
  'bytea[]',
  'jsonb[]',
  'character varying[]',
] as const;

function typeModifier(type: string): number {
  if (type === 'numeric(10,2)') return ((10 << 16) | 2) + 4;
  return type.endsWith('(3)') ? 7 : type.endsWith('(4)') ? 8 : -1;
}

function target(type: string, path: readonly (string | number)[], coerce = false): ColumnTarget {
  return { name: 'c', path, base: MODIFIERS[type] ?? type, type, typeModifier: typeModifier(type), coerce };
}

/** Loads items by COPY as run/ does, and gives each row's values as PostgreSQL prints them. */
async function load(
  targets: readonly ColumnTarget[],
  items: readonly Item[],
): Promise<Record<string, string | null>[]> {
  const columns = targets.map((each, at) => `c${at} ${columnCodec(each).needsInput ? 'text' : each.type}`);
  await postgres.exec(`DROP TABLE IF EXISTS staged; CREATE TEMP TABLE staged (n serial, ${columns.join(', ')})`);
  const bytes = createEncoder(targets, { mode: 'null', keys: [] }).encode(items);
  const names = targets.map((_, at) => `c${at}`);
  await postgres.query(`COPY staged (${names.join(', ')}) FROM '/dev/blob'`, [], {
    blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  });
  // A cast to text drops a char(n)'s padding, which its output function does not.
  const printed = names.map((name, at) =>
    targets[at]?.base === 'character' ? `rpad(${name}::text, 4) AS ${name}` : `${name}::text AS ${name}`,
  );
  return (await postgres.query<Record<string, string | null>>(`SELECT ${printed.join(', ')} FROM staged ORDER BY n`))
    .rows;
}

test('every type loads by COPY, and prints without PostgreSQL as with it', async () => {
  const paths = fc.constantFrom<readonly (string | number)[]>(
    ['a'],
    ['b'],
    ['constructor'],
    ['__proto__'],
    ['a', 'b'],
    ['c', 0],
    ['a', '__proto__'],
  );
  const targets = fc
    .array(fc.tuple(fc.constantFrom(...TYPES), paths), { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([type, path]) => target(type, path)));
  await fc.assert(
    fc.asyncProperty(targets, fc.array(item, { maxLength: 8 }), async (columns, items) => {
      const printers = columns.map(createPrinter);
      const rows = await load(columns, items);
      const printed = items.map((each) =>
        Object.fromEntries(
          printers.map((print, at) => [
            `c${at}`,
            columns[at]?.base === 'boolean' ? boolText(print?.(each)) : (print?.(each) ?? null),
          ]),
        ),
      );
      expect(rows).toEqual(printed);
    }),
    { numRuns: 150 },
  );
});

/** `bool::text` says true where bool's output function says t. */
function boolText(printed: string | null | undefined): string | null {
  return printed === 't' ? 'true' : printed === 'f' ? 'false' : null;
}

test('every value of every type is in the column of its own type what it was', async () => {
  const OWN: Readonly<Record<string, string>> = {
    S: 'text',
    N: 'numeric',
    B: 'bytea',
    BOOL: 'boolean',
    SS: 'text[]',
    NS: 'numeric[]',
    BS: 'bytea[]',
    M: 'jsonb',
    L: 'jsonb',
  };
  await fc.assert(
    fc.asyncProperty(attributeValue, async (value) => {
      const type = OWN[attributeType(value)];
      if (!type) return;
      const [row] = await load([target(type, ['a'])], [{ a: value }]);
      expect(row?.c0).not.toBeNull();
      if ('S' in value) expect(row?.c0).toBe(value.S);
      if ('B' in value) expect(row?.c0).toBe(`\\x${Buffer.from(value.B, 'base64').toString('hex')}`);
    }),
    { numRuns: 150 },
  );
});

/** As run/ stages a column that needs PostgreSQL's judgement: as text, converted where the input function takes it. */
async function judged(column: ColumnTarget, value: AttributeValue): Promise<string | null | undefined> {
  const [row] = await load([column], [{ a: value }]);
  if (!columnCodec(column).needsInput) return row?.c0;
  // From the table: a bound value would be converted while the statement is planned, whether it is valid or not.
  const { rows } = await postgres.query<{ t: string | null }>(
    `SELECT CASE WHEN pg_input_is_valid(c0, $1) THEN CAST(c0 AS ${column.type})::text END AS t FROM staged`,
    [column.type],
  );
  return rows[0]?.t;
}

test('types that only PostgreSQL can judge, and coerced columns, stage as texts that it takes or refuses, never as an error', async () => {
  const types = [
    'numeric',
    'integer',
    'double precision',
    'text',
    'boolean',
    'uuid',
    'date',
    'inet',
    'interval',
    'text[]',
    'integer[]',
    'uuid[]',
    'character varying(3)',
  ];
  await fc.assert(
    fc.asyncProperty(attributeValue, fc.constantFrom(...types), fc.boolean(), async (value, type, coerce) => {
      const column = target(type, ['a'], coerce);
      const { needsInput, convert } = columnCodec(column);
      const written = 'NULL' in value ? undefined : convert(value);
      const [row] = await load([column], [{ a: value }]);
      if (needsInput || type !== 'boolean') expect(row?.c0 ?? undefined).toBe(written);
      const read = await judged(column, value);
      // Coercing only ever reads more, and what is read without it reads the same with it.
      const strict = await judged(target(type, ['a']), value);
      if (coerce && strict !== null) expect(read).toBe(strict);
    }),
    { numRuns: 200 },
  );
});

test('what a coerced column reads', async () => {
  const cases: readonly (readonly [string, AttributeValue, string | undefined])[] = [
    ['numeric', { S: '20' }, '20'],
    ['numeric', { N: '20' }, '20'],
    ['numeric', { S: 'twenty' }, undefined],
    ['numeric', { BOOL: true }, undefined],
    ['integer', { S: ' 7 ' }, '7'],
    ['boolean', { S: 'yes' }, 'true'],
    ['boolean', { N: '1' }, 'true'],
    ['date', { S: '2024-02-30' }, undefined],
    ['text[]', { S: '{a,b}' }, '{a,b}'],
    [
      'text[]',
      { L: [{ S: 'a' }, { N: '1.50' }, { BOOL: true }, { M: { k: { N: '1' } } }] },
      '{a,1.5,true,"{\\"k\\": 1}"}',
    ],
  ];
  for (const [type, value, expected] of cases) {
    const written = columnCodec(target(type, ['a'], true)).convert(value);
    expect(written === undefined ? undefined : await as(type, written), `${type} ${JSON.stringify(value)}`).toBe(
      expected,
    );
  }
});

test('the typed form prints as jsonb does', async () => {
  await fc.assert(
    fc.asyncProperty(item, async (each) => {
      const printed = typedItemText(each);
      if (printed !== undefined) expect(printed).toBe(await as('jsonb', printed));
    }),
    { numRuns: 300 },
  );
});
