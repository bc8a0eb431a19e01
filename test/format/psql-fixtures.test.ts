/** What psql 15.18 printed, byte for byte. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/engine/port.ts';
import { field, print, psetAll } from './collect.ts';
import { readLines } from './fixtures.ts';

/** Eight result sets under 39 combinations of `\pset`. */
interface Fixtures {
  readonly resultSets: Readonly<Record<string, ResultSet>>;
  readonly cases: readonly { name: string; set: string; pset: readonly string[]; out: string }[];
}

interface ResultSet {
  readonly columns: readonly { name: string; oid: number }[];
  readonly rows: readonly Row[];
}

const { resultSets, cases } = JSON.parse(
  readFileSync(new URL('fixtures/print-fixtures.json', import.meta.url), 'utf8'),
) as Fixtures;

describe('combinations', () => {
  test.each(cases)('$name', async ({ set, pset, out }) => {
    const { columns, rows } = resultSets[set] as ResultSet;
    const options = psetAll(pset.map(wordsOf));
    const fields = columns.map(({ name, oid }) => field(name, oid));
    expect(await print(options, fields, rows)).toBe(out);
  });
});

function wordsOf(command: string): string[] {
  const [, name = '', quoted, bare = ''] = /^\\pset (\w+) (?:'(.*)'|(\S+))$/.exec(command) ?? [];
  return [name, quoted ?? bare];
}

/** Random tables of odd text under random options, in batches of FETCH_COUNT rows where that is not 0. */
interface RandomCase {
  readonly pset: readonly (readonly string[])[];
  readonly batchRows: number;
  readonly columns: readonly (readonly [name: string, oid: number])[];
  readonly rows: readonly Row[];
  readonly out: string;
}

test.each(readLines<RandomCase>('psql-random.jsonl').map((each, index) => ({ index, ...each })))(
  'random case $index: $pset',
  async ({ pset, batchRows, columns, rows, out }) => {
    const fields = columns.map(([name, oid]) => field(name, oid));
    expect(await print({ ...psetAll(pset), batchRows }, fields, rows)).toBe(out);
  },
);
