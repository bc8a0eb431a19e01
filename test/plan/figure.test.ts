import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figure } from '../../src/plan/figure.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567.5, '1,234,567.5'],
  [100.25, '100.25'],
  [0.0004, '0'],
])('%s', (n, text) => {
  expect(figure(n)).toBe(text);
});

test('as the locale en-US writes it', () => {
  // Halves of thousandths are rounded by what the double is, which the locale's own way is not.
  const number = fc
    .tuple(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 999 }))
    .map(([n, m]) => Number(`${n}.${String(m).padStart(3, '0')}`));
  fc.assert(
    fc.property(number, (n) => {
      expect(figure(n)).toBe(n.toLocaleString('en-US'));
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 53 }), (n) => {
      expect(figure(n, 0)).toBe(n.toLocaleString('en-US'));
    }),
  );
});
