import { expect, test } from 'vitest';
import type { Row } from '../../src/engine/port.ts';
import { field, print } from './collect.ts';

const fields = [field('id', 23), field('text')];

test('a table', async () => {
  expect(
    await print({ format: 'boxed', title: 'T' }, fields, [
      ['1', 'a\nb'],
      [null, '\x1b[31m❤️'],
    ]),
  ).toBe(
    [
      'T',
      '┌────┬────────────┐',
      '│ id │ text       │',
      '├────┼────────────┤',
      '│  1 │ a          │',
      '│    │ b          │',
      '│    │ \\x1B[31m❤️ │',
      '└────┴────────────┘',
      '(2 rows)',
      '',
      '',
    ].join('\n'),
  );
});

test('records', async () => {
  expect(await print({ format: 'boxed', expanded: 'on' }, fields, [['1', 'a']])).toBe(
    [
      '┌──────────┬───┐',
      '│ Record 1 │   │',
      '├──────────┼───┤',
      '│ id       │ 1 │',
      '│ text     │ a │',
      '└──────────┴───┘',
      '',
      '',
    ].join('\n'),
  );
});

test('the header is bold where colour is allowed', async () => {
  expect(await print({ format: 'boxed', color: true }, [field('a')], [])).toContain('│ \x1b[1ma\x1b[22m │');
});

test('slices join without a seam, and no cell is cut short', async () => {
  const rows: Row[] = Array.from({ length: 100 }, (_, index) => [
    String(index),
    index === 70 ? '1️⃣ทดสอบ' : 'x'.repeat(index % 5),
  ]);
  const lines = (await print({ format: 'boxed', tuplesOnly: true }, fields, rows)).trimEnd().split('\n');
  expect(lines.length).toBe(102);
  expect(lines.filter((line) => !line.startsWith('│'))).toEqual([lines[0], lines[101]]);
  expect(lines.join()).not.toContain('…');
});

test('no columns, no rows', async () => {
  expect(await print({ format: 'boxed' }, [], [[]])).toBe('(1 row)\n\n');
  expect(await print({ format: 'boxed', tuplesOnly: true }, fields, [])).toBe('\n');
});
