import { expect, test } from 'vitest';
import { field, print } from './collect.ts';

const fields = [field('id', 23), field('snake_case|')];

test('a table', async () => {
  const rows = [
    ['1', 'a | `b` *c* _d_ e_f <b> &amp; a & b \\ [x](y) ~~z~~'],
    [null, 'two\nlines \x1b'],
  ];
  expect(await print({ format: 'markdown', title: 'T' }, fields, rows)).toBe(
    [
      '**T**',
      '',
      '| id | snake_case\\| |',
      '| ---: | --- |',
      '| 1 | a \\| \\`b\\` \\*c\\* \\_d\\_ e_f \\<b\\> \\&amp; a & b \\\\ \\[x\\](y) \\~\\~z\\~\\~ |',
      '|  | two<br>lines \\\\x1B |',
      '',
      '(2 rows)',
      '',
      '',
    ].join('\n'),
  );
});

test('rows alone, to be put under a header that is there already', async () => {
  expect(await print({ format: 'markdown', tuplesOnly: true }, fields, [['1', 'a']])).toBe('| 1 | a |\n\n');
});

test('records', async () => {
  expect(await print({ format: 'markdown', expanded: 'on' }, fields, [['1', 'a']])).toBe(
    '| Record 1 |  |\n| --- | --- |\n| id | 1 |\n| snake_case\\| | a |\n\n',
  );
});

test('no columns, and no records', async () => {
  expect(await print({ format: 'markdown' }, [], [[], []])).toBe('\n(2 rows)\n\n');
  expect(await print({ format: 'markdown', expanded: 'on', title: 'T' }, fields, [])).toBe('**T**\n\n\n(0 rows)\n\n');
  expect(await print({ format: 'markdown', expanded: 'on', tuplesOnly: true }, fields, [])).toBe('\n');
});
