/** DynamoDB's order of key values. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterPrefix, compareScalars, compareText, identity } from '../../src/plan/order.ts';

/** Strings of characters around every place where UTF-16 and UTF-8 disagree. */
const text = fc
  .array(
    fc.constantFrom('a', 'b', '\u007f', '\u0080', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'),
    {
      maxLength: 4,
    },
  )
  .map((characters) => characters.join(''));

describe('strings', () => {
  test('are in the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('an astral character is above U+FFFF, whatever JavaScript says', () => {
    expect('\u{1f600}' < '\uffff').toBe(true);
    expect(compareText('\u{1f600}', '\uffff')).toBeGreaterThan(0);
  });

  test('afterPrefix is above all strings with the prefix, and below all others above it', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const after = afterPrefix(prefix);
        if (after === undefined) {
          expect(prefix.replaceAll('\u{10ffff}', '')).toBe('');
          return;
        }
        expect(compareText(prefix + other, after)).toBeLessThan(0);
        if (compareText(other, prefix) > 0 && !other.startsWith(prefix))
          expect(compareText(other, after)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['ab', 'ac'],
    ['a\u{10ffff}', 'b'],
    ['\ud7ff', '\ue000'],
    ['\uffff', '\u{10000}'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('after %j comes %j', (prefix, after) => {
    expect(afterPrefix(prefix)).toBe(after);
  });
});

test('numbers by value, bytes unsigned, types not at all', () => {
  expect(compareScalars({ N: '9' }, { N: '10' })).toBeLessThan(0);
  expect(compareScalars({ N: '1.0' }, { N: '1' })).toBe(0);
  expect(compareScalars({ N: '1E-130' }, { N: '0' })).toBeGreaterThan(0);
  expect(compareScalars({ B: 'fw==' }, { B: 'gA==' })).toBeLessThan(0);
  expect(compareScalars({ B: 'AA==' }, { B: 'AAA=' })).toBeLessThan(0);
  expect(compareScalars({ S: '1' }, { N: '1' })).toBeUndefined();
});

test('equal scalars have one identity', () => {
  expect(identity({ N: '1.00' })).toBe(identity({ N: '1' }));
  expect(identity({ N: '10E-1' })).toBe(identity({ N: '1' }));
  expect(identity({ S: '1' })).not.toBe(identity({ N: '1' }));
  expect(identity({ S: 'AA==' })).not.toBe(identity({ B: 'AA==' }));
});
