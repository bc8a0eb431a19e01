/** What psql 15.18 printed for eight result sets under 39 combinations of `\pset`, byte for byte. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Row } from '../../src/engine/port.ts';
import { field, print, psetOptionsOf } from './collect.ts';

interface Fixtures {
  readonly resultSets: Readonly<Record<string, ResultSet>>;
  readonly cases: readonly { name: string; set: string; pset: readonly string[]; out: string }[];
}

interface ResultSet {
  readonly columns: readonly { name: string; oid: number }[];
  readonly rows: readonly Row[];
}

const fixtures = JSON.parse(readFileSync(new URL('fixtures/print-fixtures.json', import.meta.url), 'utf8')) as Fixtures;

test.each(fixtures.cases)('$name', async ({ set, pset, out }) => {
  const { columns, rows } = fixtures.resultSets[set] as ResultSet;
  const fields = columns.map(({ name, oid }) => field(name, oid));
  expect(await print(psetOptionsOf(pset), fields, rows)).toBe(out);
});
