/** The sample tables in `fixtures/`: `drift` (one single-table design, written by five generations of a program), `types` (every type's edges, and odd names). */
import { readFileSync } from 'node:fs';
import type { Item } from '../../src/plan/request.ts';
import type { TableSpec } from './tables.ts';
import { createTable, putItems } from './tables.ts';

export type FixtureName = 'drift' | 'types';

export interface Fixture extends TableSpec {
  readonly items: readonly Item[];
}

export function fixture(name: FixtureName): Fixture {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixture;
}

/** Makes and fills a fixture's table under the given name. */
export async function loadFixture(endpoint: string, name: FixtureName, table: string): Promise<Fixture> {
  const loaded = fixture(name);
  await createTable(endpoint, table, loaded);
  await putItems(endpoint, table, loaded.items);
  return loaded;
}
