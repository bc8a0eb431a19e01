import { readFileSync } from 'node:fs';

/** A file of this folder's fixtures, a JSON value a line. */
export function readLines<Value>(name: string): Value[] {
  const text = readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Value);
}
