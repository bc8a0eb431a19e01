import { describe, expect, test } from 'vitest';
import { formatLines } from '../../src/format/lines.ts';
import { formatNumericLocale, numericFormatOf } from '../../src/format/numeric-locale.ts';
import { typeAlignment } from '../../src/format/type-oids.ts';
import { codePointWidth, fitWidth } from '../../src/format/width.ts';

describe('widths', () => {
  test.each([
    ['a', 1],
    ['\x1b', -1],
    ['\x9f', -1],
    ['\u00ad', 1],
    ['\u0301', 0],
    ['\u200d', 1],
    ['\ufe0f', 0],
    ['日', 2],
    ['ｱ', 1],
    ['😀', 2],
    ['🇫', 1],
    ['\u{2fffd}', 2],
    ['\u{10ffff}', 1],
  ])('%j is %d', (char, width) => {
    expect(codePointWidth(char.codePointAt(0) ?? 0)).toBe(width);
  });

  test('all of them add up to what psql 15.18 printed', () => {
    const counts = new Map<number, number>();
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      const width = codePointWidth(codePoint);
      counts.set(width, (counts.get(width) ?? 0) + 1);
    }
    expect([counts.get(-1), counts.get(0), counts.get(2)]).toEqual([65, 2074, 182_487]);
  });

  test('a character wider than its column is taken whole', () => {
    expect(fitWidth('日本', 0, 1)).toEqual({ end: 1, width: 2 });
    expect(fitWidth('a日本', 1, 3)).toEqual({ end: 2, width: 2 });
    expect(fitWidth('😀e\u0301x', 0, 3)).toEqual({ end: 4, width: 3 });
  });
});

test('lines, tabs, controls, non-characters', () => {
  expect(formatLines('a\tb\x1b\r\n\u0085\u{1ffff}\ufffe')).toEqual([
    { text: 'a       b\\x1B\\r', width: 15 },
    { text: '\\u0085\ufffe', width: 7 },
  ]);
  expect(formatLines('')).toEqual([{ text: '', width: 0 }]);
});

test('numbers are right, and so is money', () => {
  const aligns = (oids: readonly number[]) => oids.map(typeAlignment).join('');
  expect(aligns([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069])).toBe('rrrrrrrrrrr');
  expect(aligns([16, 25, 27, 1007, 1082, 1186, 2205, 3802])).toBe('llllllll');
});

describe('numericlocale', () => {
  const french = { decimalPoint: ',', thousandsSeparator: '\u202f', groupDigits: 3 };
  test.each([
    ['1234567.50', '1\u202f234\u202f567,50'],
    ['-100', '-100'],
    ['-1000', '-1\u202f000'],
    ['0.00001', '0,00001'],
    ['1e+20', '1e+20'],
    ['NaN', 'NaN'],
    ['$1,000.00', '$1,000.00'],
    ['', ''],
  ])('%s', (text, shown) => {
    expect(formatNumericLocale(text, french)).toBe(shown);
  });

  test('separators of a locale by its name', () => {
    expect(numericFormatOf('fr_FR.UTF-8')).toEqual(french);
    expect(numericFormatOf('de_DE')).toEqual({ decimalPoint: ',', thousandsSeparator: '.', groupDigits: 3 });
    for (const name of ['C', 'POSIX', 'C.UTF-8', '']) {
      expect(numericFormatOf(name)).toEqual({ decimalPoint: '.', thousandsSeparator: ',', groupDigits: 3 });
    }
  });
});
