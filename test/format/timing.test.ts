import { expect, test } from 'vitest';
import { formatTiming } from '../../src/format/timing.ts';

test.each([
  [0.4567, 'Time: 0.457 ms'],
  [999.999, 'Time: 999.999 ms'],
  [1000, 'Time: 1000.000 ms (00:01.000)'],
  [1202.838, 'Time: 1202.838 ms (00:01.203)'],
  [61_001.5, 'Time: 61001.500 ms (01:01.002)'],
  [3_661_001, 'Time: 3661001.000 ms (01:01:01.001)'],
  [90_061_001, 'Time: 90061001.000 ms (1 d 01:01:01.001)'],
])('%d', (milliseconds, text) => {
  expect(formatTiming(milliseconds)).toBe(text);
});
