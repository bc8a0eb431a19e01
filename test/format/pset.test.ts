import { describe, expect, test } from 'vitest';
import { defaultPrintOptions, type PrintOptions } from '../../src/format/options.ts';
import { applyPset, listPset, PsetError, psetOptions, psetShorthands, toggledFormat } from '../../src/format/pset.ts';
import { parseInteger, parseSwitch } from '../../src/format/pset-values.ts';
import { readLines } from './fixtures.ts';

interface Step {
  readonly args: readonly string[];
  readonly out: string;
  readonly err: string;
}

/** psql's own list of formats, and ours. */
const psqlFormats = 'aligned, asciidoc, csv, html, latex, latex-longtable, troff-ms, unaligned, wrapped';
const allFormats =
  'aligned, asciidoc, boxed, csv, dynamodb-json, html, json, latex, latex-longtable, markdown, ndjson, troff-ms, unaligned, wrapped';

test('one session of psql 15.18, step by step', () => {
  let options: PrintOptions = defaultPrintOptions;
  for (const { args, out, err } of readLines<Step>('pset.jsonl')) {
    const [name, value] = args;
    let printed = '';
    let error = '';
    try {
      if (name === undefined) {
        printed = listPset(options);
      } else {
        const result = applyPset(options, name, value);
        options = result.options;
        printed = result.echo === undefined ? '' : `${result.echo}\n`;
      }
    } catch (thrown) {
      if (!(thrown instanceof PsetError)) throw thrown;
      error = `${thrown.message}\n`;
    }
    expect({ args, printed, error }).toEqual({ args, printed: out, error: err.replace(psqlFormats, allFormats) });
  }
});

describe('formats of our own', () => {
  test.each([
    ['j', 'json'],
    ['n', 'ndjson'],
    ['m', 'markdown'],
    ['box', 'boxed'],
    ['D', 'dynamodb-json'],
  ])('%s is short for %s', (value, format) => {
    expect(applyPset(defaultPrintOptions, 'format', value).options.format).toBe(format);
  });
});

test('shorthands name options there are', () => {
  const names = psetOptions.map(({ name }) => name);
  for (const name of Object.values(psetShorthands)) expect(names).toContain(name);
});

test('\\a and \\H go to and fro', () => {
  const withFormat = (format: PrintOptions['format']): PrintOptions => ({ ...defaultPrintOptions, format });
  expect(toggledFormat(withFormat('aligned'), 'a')).toBe('unaligned');
  expect(toggledFormat(withFormat('csv'), 'a')).toBe('aligned');
  expect(toggledFormat(withFormat('csv'), 'H')).toBe('html');
  expect(toggledFormat(withFormat('html'), 'H')).toBe('aligned');
});

test('switches are read as psql reads them', () => {
  const read = (values: string): unknown[] => values.split(' ').map(parseSwitch);
  expect(read('on ON t true y yes 1')).toEqual(Array(7).fill(true));
  expect(read('off of f false n no 0')).toEqual(Array(7).fill(false));
  expect(read('o 2 onn truex')).toEqual(Array(4).fill(undefined));
  expect(parseSwitch('')).toBeUndefined();
});

test('integers are read as C reads them', () => {
  expect(['12x', ' -3', '+4', 'x', '', '99999999999'].map(parseInteger)).toEqual([12, -3, 4, 0, 0, 1215752191]);
});

test("xheader_width is psql 16's, and listed once it is not what psql 15 does", () => {
  const set = (value?: string) => applyPset(defaultPrintOptions, 'xheader_width', value);
  expect(set().echo).toBe('Expanded header width is "full".');
  expect(set('PAGE').echo).toBe('Expanded header width is "page".');
  expect(set('20x').echo).toBe('Expanded header width is 20.');
  expect(() => set('foo')).toThrow('"full" (default), "column", "page", or a number specifying the exact width');
  expect(listPset(defaultPrintOptions)).not.toContain('xheader_width');
  expect(listPset(set('20').options)).toMatch(/\nxheader_width {12}20\n$/);
});
