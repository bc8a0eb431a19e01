/** Rows that come as lines print as they do one by one, in every format that takes lines. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textWriter } from '../../src/dynamo/codec/text-form.ts';
import { formatNames } from '../../src/format/options.ts';
import { createPrinter, printedForm } from '../../src/format/printer.ts';
import { Collected, field, print, psetAll } from './collect.ts';

const FIELDS = [field('id', 20), field('text'), field('naïve "name"')];

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme-ascii' }) },
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    null,
    '',
    '\\N',
    '\\.',
    'a\tb',
    'a\nb',
    'a\r\nb',
    '\u001f',
    'x'.repeat(300),
    '你好',
    'a"b',
    ',',
    ';',
    '|',
    '\\',
  ),
);
const rows = fc.array(fc.tuple(fc.option(fc.integer().map(String)), cell, cell), { maxLength: 40 });
const settings = fc.record({
  border: fc.constantFrom('0', '1', '2'),
  null: fc.constantFrom('', 'NULL', '\\N', 'a"b', ';'),
  fieldsep: fc.constantFrom('|', ' | ', ';', '\t'),
  csv_fieldsep: fc.constantFrom(',', ';', '\t', '.', '1', '\\'),
  recordsep: fc.constantFrom('\n', '\n', ' '),
  expanded: fc.constantFrom('off', 'off', 'on', 'auto'),
  tuples_only: fc.constantFrom('off', 'on'),
  numericlocale: fc.constantFrom('off', 'off', 'on'),
  columns: fc.constantFrom('0', '0', '30'),
});

/** The formats that were printed from lines. */
const tried = new Set<string>();

test('by lines = by rows', async () => {
  await fc.assert(
    fc.asyncProperty(rows, settings, fc.constantFrom(...formatNames), async (all, set, format) => {
      const options = psetAll([['format', format], ...Object.entries(set)]);
      const form = printedForm(options);
      if (form === undefined) return;
      tried.add(format);
      const out = new Collected();
      const printer = createPrinter(options, FIELDS, out);
      for (let from = 0; from < all.length; from += 7) {
        const some = all.slice(from, from + 7);
        const lines = some.map((row) =>
          row.map((text) => (text === null ? form.nullText : textWriter(form).field(text))).join(form.separator),
        );
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        await printer.lines({ bytes, count: some.length });
        bytes.fill(0);
      }
      await printer.end();
      expect(out.text).toBe(await print(options, FIELDS, all));
    }),
    { numRuns: 3000 },
  );
  expect([...tried].sort()).toEqual(['aligned', 'csv', 'unaligned', 'wrapped']);
});
