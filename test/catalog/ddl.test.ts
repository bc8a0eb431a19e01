import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDdl } from '../../src/catalog/ddl.ts';
import { diffToDdl } from '../../src/catalog/diff.ts';
import type { CatalogObjects } from '../../src/catalog/objects.ts';
import { readCatalog } from '../../src/catalog/snapshot.ts';
import { catalogs } from './arbitrary.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
}, 60_000);
afterAll(() => engine?.close());

/** What a new engine holds once the statements have run. */
function madeBy(...statements: readonly string[]): Promise<CatalogObjects> {
  return engine.scratch(async () => {
    await engine.run(...statements);
    return readCatalog(engine.query);
  });
}

const definitions = (objects: CatalogObjects) =>
  Object.fromEntries(objects.map(({ key, definition }) => [key, definition]));

describe('toDdl', () => {
  it('makes exactly the objects it is given, whatever their names and texts', async () => {
    await fc.assert(
      fc.asyncProperty(catalogs, async (objects) => {
        const made = await madeBy(...toDdl(objects));
        expect(definitions(made)).toEqual(definitions(objects));
        expect(await madeBy(...toDdl(made))).toEqual(made);
      }),
      { numRuns: 600 },
    );
  }, 120_000);

  it('has nothing to say of an empty catalog', () => {
    expect(toDdl([])).toEqual([]);
  });
});

describe('diffToDdl', () => {
  it('turns any catalog into any other', async () => {
    await fc.assert(
      fc.asyncProperty(catalogs, catalogs, async (one, other) => {
        const from = await madeBy(...toDdl(one));
        const to = await madeBy(...toDdl(other));
        expect(await madeBy(...toDdl(from), ...diffToDdl(from, to))).toEqual(to);
        expect(diffToDdl(to, to)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  }, 120_000);
});
