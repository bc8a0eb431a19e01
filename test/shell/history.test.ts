/** The history's file, as several shells have it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { History } from '../../src/shell/history.ts';
import { Variables } from '../../src/shell/variables.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ddbsql-history-'));
  path = join(directory, 'made', 'history');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function history(...entries: readonly string[]): History {
  const made = new History((text) => text.includes('hush'));
  made.load(path);
  for (const entry of entries) made.add(entry, new Variables());
  return made;
}

const saved = (): string => readFileSync(path, 'utf8');

it('what another shell added meanwhile stays', () => {
  const [one, two] = [history('a'), history('b')];
  one.save(path, 500);
  two.save(path, 500);
  one.add('c\nd', new Variables());
  one.save(path, 500);
  one.save(path, 500);
  expect(saved()).toBe('a\nb\nc\x01d\n');
  expect(history().entries).toEqual(['a', 'b', 'c\nd']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('keeps the newest, in the file that a link leads to, and leaves nothing beside it', () => {
  history('a', 'b').save(path, -1);
  const real = path;
  path = join(directory, 'link');
  symlinkSync(real, path);
  history('c', 'd').save(path, 3);
  expect(readFileSync(real, 'utf8')).toBe('b\nc\nd\n');
  expect(readdirSync(join(directory, 'made'))).toEqual(['history']);
});

it('begins a line of its own after one that was cut off', () => {
  path = join(directory, 'history');
  writeFileSync(path, 'a\nb');
  history('c').save(path, 500);
  expect(saved()).toBe('a\nb\nc\n');
});

it('writes nothing where nothing is to be kept', () => {
  history('hush now').save(path, 500);
  history('a').save(path, 0);
  expect(readdirSync(directory)).toEqual([]);
});
