/** The keys by words, and what they kill, against GNU readline 8's (bash and psql with the same keys). */
import type { Key } from 'node:readline';
import { expect, it } from 'vitest';
import { type Edited, KillRing } from '../../src/shell/kill-ring.ts';

/** `C-w`, `M-d`: as GNU readline's manual writes keys; anything else is a key of no interest to the ring. */
function keyOf(name: string): Key {
  const [, modifier, plain = name] = /^([CM])-(.+)$/.exec(name) ?? [];
  return { name: plain, ctrl: modifier === 'C', meta: modifier === 'M', shift: false };
}

/** The cursor is where the `|` stands. */
function press(text: string, keys: string): string {
  const ring = new KillRing();
  const cursor = text.indexOf('|');
  let edited: Edited = { line: text.replace('|', ''), cursor };
  for (const key of keys.split(' ')) edited = ring.key(keyOf(key), edited) ?? edited;
  return `${edited.line.slice(0, edited.cursor)}|${edited.line.slice(edited.cursor)}`;
}

it.each<[string, string, string]>([
  ['SELECT * FROM public.orders|', 'C-w', 'SELECT * FROM |'],
  ['SELECT * FROM public.orders|', 'M-backspace', 'SELECT * FROM public.|'],
  ['SELECT first_name|', 'M-backspace', 'SELECT first_|'],
  ['one two  three|', 'C-w C-w', 'one |'],
  // Kills that follow each other are one text.
  ['one two  three|', 'C-w C-w C-y', 'one two  three|'],
  ['|one two three', 'M-d M-d C-y', 'one two| three'],
  ['one |two three', 'C-k C-u C-y', 'one two three|'],
  // A key between them parts them.
  ['one two|', 'C-w x C-w C-y', 'one |'],
  ['one two|', 'C-w x C-w C-y M-y', 'two|'],
  ['one two|', 'C-w x C-w C-y M-y M-y', 'one |'],
  ['one two|', 'C-w C-y C-y', 'one twotwo|'],
  ['one two|', 'M-y', 'one two|'],
  ['|', 'C-y', '|'],
  ['|', 'C-w', '|'],
  ['a, größe 北|', 'M-b M-b', 'a, |größe 北'],
  ['|a, größe 北', 'M-f M-f', 'a, größe| 北'],
  ['a b|', 'C-left C-left C-right', 'a| b'],
])('%s %s', (text, keys, edited) => {
  expect(press(text, keys)).toBe(edited);
});

it('leaves other keys alone', () => {
  expect(new KillRing().key(keyOf('C-a'), { line: 'a', cursor: 1 })).toBeUndefined();
});

it('keeps ten texts', () => {
  const ring = new KillRing();
  for (let n = 0; n < 12; n++) {
    ring.key(keyOf('C-w'), { line: `t${n}`, cursor: String(n).length + 1 });
    ring.key(keyOf('x'), { line: '', cursor: 0 });
  }
  let edited = ring.key(keyOf('C-y'), { line: '', cursor: 0 }) as Edited;
  const found = [edited.line];
  for (let n = 0; n < 10; n++) {
    edited = ring.key(keyOf('M-y'), edited) as Edited;
    found.push(edited.line);
  }
  expect(found).toEqual(['t11', 't10', 't9', 't8', 't7', 't6', 't5', 't4', 't3', 't2', 't11']);
});
