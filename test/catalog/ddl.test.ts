import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDdl } from '../../src/catalog/ddl.ts';
import { diffToDdl } from '../../src/catalog/diff.ts';
import type { CatalogObjects } from '../../src/catalog/objects.ts';
import { wrongDefinitionField } from '../../src/catalog/shape.ts';
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
        for (const { kind, definition } of made) expect(wrongDefinitionField(kind, { ...definition })).toBeUndefined();
      }),
      { numRuns: 35 },
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
      { numRuns: 35 },
    );
  }, 120_000);

  const BASE = [
    'CREATE FOREIGN DATA WRAPPER dynamodb_fdw',
    'CREATE ROLE app',
    'CREATE ROLE boss',
    "CREATE SERVER s VERSION '1' FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (aws_region 'us-east-1', endpoint 'http://x')",
    "CREATE USER MAPPING FOR app SERVER s OPTIONS (aws_access_id 'a')",
    "CREATE FOREIGN TABLE t (id text NOT NULL, n int DEFAULT 1, gone int) SERVER s OPTIONS (table 'T')",
    'CREATE VIEW v AS SELECT id FROM t',
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    'GRANT SELECT, INSERT ON t TO app',
    'GRANT UPDATE (n) ON t TO app',
    "COMMENT ON COLUMN t.n IS 'n'",
  ];

  it.each([
    ['options', "ALTER SERVER s OPTIONS (SET aws_region 'eu-west-1', DROP endpoint, ADD updatable 'false')"],
    ['a version', "ALTER SERVER s VERSION '2'"],
    ['no version', 'ALTER SERVER s VERSION NULL'],
    ['a mapping', "ALTER USER MAPPING FOR app SERVER s OPTIONS (SET aws_access_id 'b', ADD aws_access_key '********')"],
    ['a column more', "ALTER FOREIGN TABLE t ADD COLUMN x jsonb OPTIONS (attribute 'y') NOT NULL"],
    ['a column less', 'ALTER FOREIGN TABLE t DROP COLUMN gone'],
    ['a commented column less', 'ALTER FOREIGN TABLE t DROP COLUMN n'],
    [
      'column properties',
      "ALTER FOREIGN TABLE t ALTER n DROP DEFAULT, ALTER n SET NOT NULL, ALTER id OPTIONS (attribute 'k')",
    ],
    ['a check', 'ALTER FOREIGN TABLE t ADD CHECK (n > 0) NOT VALID'],
    ['table options', "ALTER FOREIGN TABLE t OPTIONS (SET table 'U')"],
    ['an owner', 'ALTER FOREIGN TABLE t OWNER TO boss'],
    ['privileges of a table', 'REVOKE INSERT ON t FROM app; GRANT DELETE ON t TO PUBLIC'],
    ['privileges of a column', 'GRANT UPDATE (id) ON t TO app WITH GRANT OPTION'],
    ['privileges of the owner', 'REVOKE INSERT ON t FROM CURRENT_USER'],
    ['default privileges', 'REVOKE ALL ON FUNCTION f FROM PUBLIC'],
    ['comments', "COMMENT ON COLUMN t.n IS NULL; COMMENT ON VIEW v IS 'v'; COMMENT ON COLUMN v.id IS 'id'"],
    ['a role', 'ALTER ROLE app LOGIN CREATEDB CONNECTION LIMIT 2'],
    ['memberships', 'GRANT app TO boss WITH ADMIN OPTION; GRANT pg_monitor TO app'],
    ['schema public', 'GRANT CREATE ON SCHEMA public TO app; REVOKE USAGE ON SCHEMA public FROM PUBLIC'],
    ['the owner of schema public', "ALTER SCHEMA public OWNER TO boss; COMMENT ON SCHEMA public IS 'ours'"],
    ['nothing', 'SELECT 1'],
  ])('alters in place: %s', async (_, change) => {
    const from = await madeBy(...BASE);
    const to = await madeBy(...BASE, change);
    const there = diffToDdl(from, to);
    expect(there.join('\n')).not.toMatch(/^(CREATE (?!SCHEMA IF NOT EXISTS public)|DROP )/m);
    expect(await madeBy(...BASE, ...there)).toEqual(to);
    expect(await madeBy(...BASE, change, ...diffToDdl(to, from))).toEqual(from);
  });

  it.each([
    [
      'a new type for a column',
      'DROP VIEW v; ALTER FOREIGN TABLE t ALTER id TYPE uuid; CREATE VIEW v AS SELECT id FROM t',
    ],
    ['another query for a view', 'CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE n > 1'],
    ['another name', 'ALTER SERVER s RENAME TO s2'],
    ['another body', "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"],
    [
      'nothing left',
      'DROP SERVER s CASCADE; DROP ROLE app; DROP ROLE boss; DROP FUNCTION f; DROP FOREIGN DATA WRAPPER dynamodb_fdw',
    ],
  ])('makes anew: %s', async (_, change) => {
    const from = await madeBy(...BASE);
    const to = await madeBy(...BASE, change);
    expect(await madeBy(...BASE, ...diffToDdl(from, to))).toEqual(to);
    expect(await madeBy(...BASE, change, ...diffToDdl(to, from))).toEqual(from);
  });

  it('loses nothing of the session: what hangs on an object that has to go stops it', async () => {
    const from = await madeBy(...BASE);
    const local = 'CREATE MATERIALIZED VIEW stored AS SELECT id FROM v WITH NO DATA';
    await expect(madeBy(...BASE, local, ...diffToDdl(from, []))).rejects.toThrow('other objects depend on it');
  });
});
