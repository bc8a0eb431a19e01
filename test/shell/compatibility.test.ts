/** docs/psql-compatibility.md: each row names tests that are there, and each meta-command stands in one that its row names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const CASES = readdirSync(join(ROOT, 'test/shell/cases'));

/** The short names of the document's first table. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  cli: ['test/shell/command-line.test.ts'],
  edit: ['test/shell/line-editing.test.ts', 'test/shell/kill-ring.test.ts', 'test/shell/history.test.ts'],
  completion: ['test/shell/completion.test.ts'],
  screen: ['test/shell/screen.test.ts'],
  engine: ['test/golden/engine.test.ts'],
  beside: ['test/golden/beside-psql.ts'],
  tty: ['test/shell/terminal.test.ts'],
  scanner: ['test/shell/scanner.test.ts'],
  slash: ['test/shell/slash-scanner.test.ts'],
  variables: ['test/shell/variables.test.ts'],
  print: readdirSync(join(ROOT, 'test/format'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/format/${name}`),
};

/** The rows of the tables whose last column is `test`: the item, and the tests' names. */
function rows(): readonly (readonly [item: string, tests: string])[] {
  const text = readFileSync(join(ROOT, 'docs/psql-compatibility.md'), 'utf8');
  return text.split(/\n(?=## )/).flatMap((section) => {
    const lines = section.split('\n').filter((line) => line.startsWith('|'));
    const cells = lines.map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
    if (cells[0]?.at(-1) !== 'test') return [];
    return cells.slice(2).map((row) => [row.at(-2) ?? '', row.at(-1) ?? ''] as const);
  });
}

/** The files that a cell names. @throws where it names what is not there */
function filesOf(tests: string): readonly string[] {
  let isGolden = false;
  return tests
    .replace(/ \([^)]*\)|, one by one/g, '')
    .split(/, /)
    .flatMap((name) => {
      const golden = /^golden (\S+)$/.exec(name)?.[1] ?? (isGolden ? name : undefined);
      const found = ordinary(name);
      isGolden = /^golden /.test(name) || (isGolden && found === undefined);
      const files = found ?? (golden === undefined ? [] : goldenFiles(golden));
      expect(files, `no test is called ${name}`).not.toEqual([]);
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
      return files;
    });
}

function ordinary(name: string): readonly string[] | undefined {
  const path = /^`(test\/\S+)`$/.exec(name)?.[1];
  if (path !== undefined) return [path];
  const transcripts = /^T(\d+)(?:–T(\d+))?$/.exec(name);
  if (transcripts !== null) {
    const [, first, last = first] = transcripts;
    return inCases((each) => Number.parseInt(each, 10) >= Number(first) && Number.parseInt(each, 10) <= Number(last));
  }
  if (name.startsWith('tty-')) return inCases((each) => each.startsWith(name.replace('*', '')));
  return SHORT[name];
}

function inCases(isWanted: (name: string) => boolean): readonly string[] {
  return CASES.filter(isWanted).map((name) => `test/shell/cases/${name}`);
}

function goldenFiles(name: string): readonly string[] {
  return ['shell', 'errors']
    .map((group) => `test/golden/${group}/${name}.sql`)
    .filter((file) => existsSync(join(ROOT, file)));
}

test.for(rows())('%s', ([item, tests]) => {
  const text = filesOf(tests)
    .map((file) => readFileSync(join(ROOT, file), 'utf8').replaceAll('\\\\', '\\'))
    .join('\n');
  const commands = [...item.matchAll(/(?<![:\w])\\([a-zA-Z]+|[?!])(\*|_\*)?/g)];
  const missing = commands.filter(([, name = '', isPrefix]) => {
    const end = isPrefix === undefined ? '(?![a-zA-Z])' : '';
    // Those that are not supported stand in a list, without the backslash.
    return !new RegExp(`[\\\\']${name.replace(/\W/, '\\$&')}${end}`).test(text);
  });
  expect(missing.map(([command]) => command)).toEqual([]);
});
