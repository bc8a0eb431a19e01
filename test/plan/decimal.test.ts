/** Decimal numbers, exactly, at the edges of DynamoDB's N. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  type Decimal,
  fitsDynamo,
  fitsInteger,
  formatDecimal,
  nudge,
  parseDecimal,
} from '../../src/plan/decimal.ts';

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
}

const texts = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    digits: fc.stringMatching(/^\d{1,40}$/),
    fraction: fc.option(fc.stringMatching(/^\d{0,40}$/), { nil: undefined }),
    exponent: fc.option(fc.integer({ min: -140, max: 140 }), { nil: undefined }),
  })
  .map(
    ({ sign, digits, fraction, exponent }) =>
      `${sign}${digits}${fraction === undefined ? '' : `.${fraction}`}${exponent === undefined ? '' : `e${exponent}`}`,
  );

/** The value as a bigint, times ten to the 200: enough for every number here. */
function scaled(text: string): bigint {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const digits = (match?.[2] ?? '') + (match?.[3] ?? '');
  const shift = 200 + Number(match?.[4] ?? 0) - (match?.[3] ?? '').length;
  return BigInt(digits || '0') * 10n ** BigInt(shift) * (match?.[1] === '-' ? -1n : 1n);
}

describe('reading and writing', () => {
  test('keep the value', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = decimal(text);
        expect(scaled(formatDecimal(value))).toBe(scaled(text));
        expect(decimal(formatDecimal(value))).toEqual(value);
      }),
    );
  });

  test.each(['', '.', '-', 'e5', '1e', 'NaN', 'Infinity', '-inf', '0x10', '1,5', '1 2'])('%j is none', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test.each([
    ['0', '0'],
    ['-0.000', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.50', '1.5'],
    ['-12.5e1', '-125'],
    ['1e41', '1E+41'],
    ['12e-30', '1.2E-29'],
  ])('%s is %s', (text, plain) => {
    expect(formatDecimal(decimal(text))).toBe(plain);
  });
});

test('order is by value', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const difference = scaled(a) - scaled(b);
      expect(Math.sign(compareDecimals(decimal(a), decimal(b)))).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0);
    }),
  );
});

describe('what DynamoDB holds', () => {
  const nines = (count: number): string => '9'.repeat(count);

  test.each<[string, boolean]>([
    ['0', true],
    ['1E-130', true],
    ['-1E-130', true],
    ['9.99E-131', false],
    ['1E-131', false],
    [`9.${nines(37)}E125`, true],
    [`-9.${nines(37)}E125`, true],
    ['1E126', false],
    [nines(38), true],
    [nines(39), false],
    [`1${'0'.repeat(100)}`, true],
    [`${nines(38)}0`, true],
    [`0.${'0'.repeat(60)}${nines(38)}`, true],
    [`0.${nines(39)}`, false],
  ])('%s: %s', (text, fits) => {
    expect(fitsDynamo(decimal(text))).toBe(fits);
  });
});

test.each<[string, number, boolean]>([
  ['0', 16, true],
  ['1.50e1', 16, true],
  ['0.5', 16, false],
  ['15e-1', 16, false],
  ['32767', 16, true],
  ['32768', 16, false],
  ['-32768', 16, true],
  ['2147483647', 32, true],
  ['2147483648', 32, false],
  ['9223372036854775807', 64, true],
  ['9223372036854775808', 64, false],
  ['-9223372036854775808', 64, true],
  ['1e30', 64, false],
])('%s in %d bits: %s', (text, bits, fits) => {
  expect(fitsInteger(decimal(text), bits)).toBe(fits);
});

test('a nudge adds or takes one unit of the last place', () => {
  const scales = fc.integer({ min: -3, max: 6 });
  fc.assert(
    fc.property(
      fc.stringMatching(/^-?\d{1,12}(\.\d{1,8})?$/),
      scales,
      fc.constantFrom<1 | -1>(1, -1),
      (text, scale, sign) => {
        const moved = nudge(decimal(text), scale, sign);
        expect(scaled(formatDecimal(moved)) - scaled(text)).toBe(BigInt(sign) * 10n ** BigInt(200 - scale));
      },
    ),
  );
});
