/** What Tab lists: columns on the screen, and what all candidates begin with. */
import { expect, it } from 'vitest';
import { commonPrefix, completionList } from '../../src/shell/completion-list.ts';

it('columns are as wide as their names are on the screen', () => {
  expect(completionList(['日本語', 'ab', 'e\u0301', 'x'], 20)).toBe('日本語  e\u0301\r\nab      x\r\n');
});

it('a name of several lines takes one', () => {
  expect(completionList(['c', 'a\nb'], 10)).toBe('c    a b\r\n');
});

it.each<[string[], string]>([
  [['abc', 'abd'], 'ab'],
  [['only'], 'only'],
  [['𝒳a', '𝒴a'], ''],
  [['x𝒳a', 'x𝒳b'], 'x𝒳'],
])('%j begin with %j', (candidates, prefix) => {
  expect(commonPrefix(candidates)).toBe(prefix);
});
