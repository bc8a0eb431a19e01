import { describe, expect, test } from 'vitest';
import { defaultPrintOptions, type PrintOptions } from '../../src/format/options.ts';
import { needsPager } from '../../src/format/page.ts';
import { type PageSize, printTable, type Table } from '../../src/format/printer.ts';
import { Collected, field } from './collect.ts';

async function printed(options: Partial<PrintOptions>, table: Table): Promise<string> {
  const out = new Collected();
  await printTable({ ...defaultPrintOptions, ...options }, table, out);
  return out.text;
}

/** As \d prints it: no row count, footers of its own. */
const description: Table = {
  headers: ['Column', 'Type'],
  rows: [['artist', 'text']],
  title: 'Foreign table "public.music"',
  footers: ['Server: s', "FDW options: (table_name 'Music')"],
};

describe('tables of our own text', () => {
  test('title, footers', async () => {
    expect(await printed({ footer: false }, description)).toBe(
      [
        'Foreign table "public.music"',
        ' Column | Type ',
        '--------+------',
        ' artist | text',
        'Server: s',
        "FDW options: (table_name 'Music')",
        '',
        '',
      ].join('\n'),
    );
  });
  test('expanded', async () => {
    expect(await printed({ expanded: 'on', footer: false }, description)).toBe(
      [
        'Foreign table "public.music"',
        '-[ RECORD 1 ]--',
        'Column | artist',
        'Type   | text',
        '',
        'Server: s',
        "FDW options: (table_name 'Music')",
        '',
        '',
      ].join('\n'),
    );
  });
  test('a short title is centred, columns are aligned as told', async () => {
    const table: Table = { headers: ['Name', 'Count'], aligns: ['l', 'r'], rows: [['a longer name', '1']], title: 'T' };
    expect(await printed({}, table)).toBe(
      [
        '           T',
        '     Name      | Count ',
        '---------------+-------',
        ' a longer name |     1',
        '(1 row)',
        '',
        '',
      ].join('\n'),
    );
  });
  test('no row count', async () => {
    expect(await printed({ footer: false }, { headers: ['a'], rows: [] })).toBe(' a \n---\n\n');
  });
  test("the title of the options is a query's, not theirs", async () => {
    expect(await printed({ title: 'T', tuplesOnly: true }, { fields: [field('a')], rows: [['x']] })).toBe(' x\n\n');
    expect(await printed({ title: 'T', footer: false }, { headers: ['a'], rows: [] })).toBe(' a \n---\n\n');
  });
});

describe('the pager', () => {
  /** What the output is told before the first write. */
  async function size(options: Partial<PrintOptions>, rows: string[][]): Promise<PageSize | undefined> {
    const out = new Collected();
    await printTable({ ...defaultPrintOptions, ...options }, { headers: ['a', 'b'], rows, footers: [] }, out);
    return out.pageSize;
  }

  test('lines are counted as psql counts them', async () => {
    expect(await size({}, [['1', '2']])).toEqual({ lines: 3, width: 7 });
    expect(await size({}, [['x\ny\nz', '2\n']])).toEqual({ lines: 5, width: 7 });
    expect(
      await size({ expanded: 'on' }, [
        ['1', '2'],
        ['3', '4'],
      ]),
    ).toEqual({ lines: 6, width: 0 });
    expect(await size({ format: 'wrapped', columns: 10 }, [['xxxxxxxxxx', '2']])).toEqual({ lines: 5, width: 10 });
    // What is written is counted where rows are not waited for.
    expect(await size({ format: 'csv' }, [['1', '2']])).toBeUndefined();
  });

  test.each([
    [{}, 23, 80, false],
    [{}, 24, 80, true],
    [{}, 3, 81, true],
    [{ columns: 100 }, 3, 81, false],
    [{ pagerMinLines: 30 }, 24, 80, false],
    [{ pager: 'always' }, 1, 1, true],
    [{ pager: 'off' }, 100, 100, false],
  ] as const)('%j: %d lines of %d on a screen of 24 by 80: %s', (options, lines, width, expected) => {
    const screen = { rows: 24, columns: 80 };
    expect(needsPager({ ...defaultPrintOptions, ...options }, { lines, width }, screen)).toBe(expected);
  });
});

test.each([
  [1, 'column', 0, '-[ RECORD 1 ]'],
  [1, 'page', 20, '-[ RECORD 1 ]-------'],
  [1, 'page', 0, '-[ RECORD 1 ]----------'],
  [1, 18, 0, '-[ RECORD 1 ]-----'],
  [1, 18, 80, '-[ RECORD 1 ]-----'],
  [0, 'column', 0, '* Record 1'],
  [0, 14, 0, '* Record 1    '],
  [2, 'column', 0, '+-[ RECORD 1 ]'],
  [2, 20, 0, '+-[ RECORD 1 ]-----+'],
] as const)("border %d: a record's ruler as far as %s of %d columns", async (border, rulerWidth, columns, ruler) => {
  const table: Table = { headers: ['long', 'name'], rows: [['x'.repeat(16), 'y']] };
  const [first] = (await printed({ expanded: 'on', border, rulerWidth, columns, footer: false }, table)).split('\n');
  expect(first).toBe(ruler);
});
