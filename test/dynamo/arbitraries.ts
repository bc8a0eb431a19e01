/** Attribute values and items as fast-check makes them: every type, every written form of a number, names and strings that are easy to get wrong. */
import fc from 'fast-check';
import type { AttributeValue, Item } from '../../src/plan/request.ts';

/** A number DynamoDB takes: up to 38 significant digits, 1E-130 to 9.99...E+125, plain, with needless zeros, or with an exponent. */
export const numberText: fc.Arbitrary<string> = fc
  .record({
    sign: fc.constantFrom('', '', '-', '+'),
    digits: fc.oneof(fc.stringMatching(/^\d{1,5}$/), fc.stringMatching(/^\d{1,38}$/), fc.constant('0')),
    // The power of ten of the first digit.
    magnitude: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -6, max: 12 }) },
      fc.integer({ min: -130, max: 125 }),
    ),
    form: fc.constantFrom('plain', 'plain', 'exponent', 'EXPONENT', 'zeros'),
  })
  .map(({ sign, digits, magnitude, form }) => {
    const last = magnitude - digits.length + 1;
    if (form === 'exponent') return `${sign}${digits}e${last}`;
    if (form === 'EXPONENT')
      return `${sign}${digits[0]}.${digits.slice(1)}E+${magnitude}`.replace('+-', '-').replace('.E', 'E');
    const plain =
      last >= 0
        ? digits + '0'.repeat(last)
        : magnitude < 0
          ? `0.${'0'.repeat(-magnitude - 1)}${digits}`
          : `${digits.slice(0, magnitude + 1)}.${digits.slice(magnitude + 1)}`;
    return form === 'zeros' ? `${sign}00${plain.includes('.') ? `${plain}00` : `${plain}.0`}` : sign + plain;
  });

/** Numbers near the limits of PostgreSQL's number types, which random digits seldom meet. */
export const edgeNumber: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      0n,
      32767n,
      32768n,
      2147483647n,
      2147483648n,
      9223372036854775807n,
      9223372036854775808n,
      16777216n,
      16777217n,
      9007199254740993n,
    ),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom('', '.0', '.5', '.49999999999', 'e0', '00e-2'),
    fc.boolean(),
  )
  .map(([base, step, tail, negative]) => {
    const value = (negative ? -1n : 1n) * (base + BigInt(step));
    return value === 0n ? '0' : `${value}${tail}`;
  });

const characters = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  fc.constantFrom(
    '\\',
    '\t',
    '\n',
    '\r',
    '"',
    "'",
    ',',
    '{',
    '}',
    ' ',
    '\u00e9',
    '\u2028',
    '\uffff',
    '\u{1f600}',
    '\u0001',
    '\u007f',
    '\b',
    '\f',
    '\v',
  ),
);
/** Without U+0000. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: characters, maxLength: 12 }) },
  fc.constantFrom('NULL', 'null', '\\N', '\\.', '{}', '', ' ', 'true', '20', '__proto__', 'constructor', 'toString'),
);

export const base64: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 9 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));

const set = <T>(element: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.uniqueArray(element, { minLength: 1, maxLength: 5 });

/** A map that may have `__proto__` as a key, as JSON.parse makes it. */
function map(entries: readonly (readonly [string, AttributeValue])[]): Item {
  return JSON.parse(
    `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
  ) as Item;
}

const name = fc.oneof(text, fc.stringMatching(/^[a-z]{1,3}$/));

export const { value: attributeValue } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    fc.record({ S: text }),
    fc.record({ N: numberText }),
    fc.record({ B: base64 }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant<AttributeValue>({ NULL: true }),
    fc.record({ SS: set(text) }),
    fc.record({ NS: set(numberText) }),
    fc.record({ BS: set(base64) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 4 }) }),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 5, selector: ([each]) => each })
      .map((entries) => ({ M: map(entries) })),
  ),
}));

/** Items over a few attribute names, some of them missing. */
export const item: fc.Arbitrary<Item> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'constructor', '__proto__'), attributeValue), {
    maxLength: 6,
    selector: ([each]) => each,
  })
  .map(map);
