/** docs/options.md says of every option and setting what the program goes by. `DDBSQL_DOCS_UPDATE=1` writes its tables anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPTIONS, type OptionKind, type OptionObject } from '../../src/catalog/options.ts';
import { SETTINGS } from '../../src/engine/settings.ts';

const FILE = new URL('../../docs/options.md', import.meta.url);

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function values(kind: OptionKind): string {
  if (typeof kind === 'object') return kind.oneOf.map((each) => `\`${each}\``).join(', ');
  return { text: 'text', boolean: 'boolean', count: 'whole number from 1', number: 'number above 0', url: 'URL' }[kind];
}

function optionTable(object: OptionObject): string {
  const rows = OPTIONS.filter((option) => option.object === object).map(
    ({ name, kind, secret, default: value, meaning }) =>
      row(`\`${name}\``, values(kind), value, secret === true ? `${meaning} (secret)` : meaning),
  );
  return ['| option | values | default | |', '|---|---|---|---|', ...rows].join('\n');
}

function settingTable(): string {
  const rows = Object.values(SETTINGS).map(({ name, choices, amount, default: value, meaning }) =>
    row(
      `\`${name}\``,
      [...choices.map((each) => `\`${each}\``), ...(amount === undefined ? [] : [amount])].join(', '),
      value,
      meaning,
    ),
  );
  return ['| setting | values | default | |', '|---|---|---|---|', ...rows].join('\n');
}

const TABLES: Readonly<Record<string, string>> = {
  server: optionTable('server'),
  'user mapping': optionTable('user mapping'),
  'foreign table': optionTable('foreign table'),
  column: optionTable('column'),
  import: optionTable('import'),
  settings: settingTable(),
};

test('the document has the tables of the program', () => {
  const text = readFileSync(FILE, 'utf8');
  const written = text.replace(
    /(<!-- table: (.*?) -->\n)[\s\S]*?(?=\n\n|\n$)/g,
    (_match, mark: string, name: string) => `${mark}${TABLES[name] ?? ''}`,
  );
  for (const name of Object.keys(TABLES)) expect(text).toContain(`<!-- table: ${name} -->`);
  expect(OPTIONS.filter(({ object }) => TABLES[object] === undefined)).toEqual([]);
  if (process.env.DDBSQL_DOCS_UPDATE !== undefined) writeFileSync(FILE, written);
  else expect(text).toBe(written);
});
