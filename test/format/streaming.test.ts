import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/engine/port.ts';
import { defaultPrintOptions, type FormatName, formatNames } from '../../src/format/options.ts';
import { createPrinter, printTable } from '../../src/format/printer.ts';
import { Collected, field, print } from './collect.ts';

const fields = [field('id', 23), field('text')];
const manyRows: Row[] = Array.from({ length: 5000 }, (_, index) => [
  String(index),
  `row ${index} ${'x'.repeat(index % 90)}`,
]);

const waiting: readonly FormatName[] = ['aligned', 'boxed', 'wrapped'];

describe('rows are printed as they come, but where widths wait for the last', () => {
  test.each(formatNames.filter((format) => format !== 'boxed'))('%s', async (format) => {
    const out = new Collected();
    const printer = createPrinter({ ...defaultPrintOptions, format }, fields, out);
    await printer.rows(manyRows.slice(0, 10));
    const early = out.text;
    await printer.rows(manyRows.slice(10));
    await printer.end();
    expect(early.includes('row 9')).toBe(!waiting.includes(format));
    const whole = new Collected();
    await printTable({ ...defaultPrintOptions, format }, { fields, rows: manyRows }, whole);
    expect(out.text).toBe(whole.text);
  });
});

test('an output that asks for time is waited for', async () => {
  let pending = 0;
  let text = '';
  const out = {
    async write(chunk: string | Uint8Array): Promise<void> {
      expect(++pending).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      pending--;
    },
  };
  for (const format of ['csv', 'aligned'] as const) {
    text = '';
    const printer = createPrinter({ ...defaultPrintOptions, format }, fields, out);
    await printer.rows(manyRows);
    await printer.end();
    expect(text).toBe(await print({ format }, fields, manyRows));
  }
});

test('cells of any length are kept whole', async () => {
  const lengths = [95, 96, 97, 252, 253, 255, 70_000, 1_100_000, 2_500_000];
  const rows = lengths.flatMap((length): Row[] => [
    [String(length), 'x'.repeat(length)],
    [null, '日'.repeat(length)],
    [null, `${'é'.repeat(length)}\n${'z'.repeat(length)}`],
  ]);
  const text = await print({ tuplesOnly: true, border: 0 }, fields, rows);
  const lines = text.split('\n').map((line) => line.slice(8).replace(/ *\+?$/, ''));
  const expected = rows.flatMap((row) => row[1]?.split('\n') ?? []);
  expect(lines.slice(0, -2).length).toBe(expected.length);
  expect(expected.findIndex((line, index) => line !== lines[index])).toBe(-1);
});
