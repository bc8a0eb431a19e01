/**
 * The oracle of qualifiers: each alone, over tables with a raw item, keeps the rows that it keeps of a plain PostgreSQL table. Those of one kind alone meet what they are about sooner
 * than the other oracle's: fewer tables serve.
 *
 * DDBSQL_ORACLE_RUNS sets the number of tables, a sixth of it; DDBSQL_ORACLE_SEED repeats a run; a failure prints the seed of its own table, which repeats it alone with DDBSQL_ORACLE_RUNS=1.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniqueName } from '../emulators/tables.ts';
import { outcome, plainOutcome } from '../run/session.ts';
import { castQualifier, documentQualifier, items, shape } from './arbitraries.ts';
import { askedInFile, planOf } from './tables.ts';
import { comparable } from './world.ts';

const RUNS = Math.ceil(Number(process.env.DDBSQL_ORACLE_RUNS ?? 103) / 6);
const SEED = process.env.DDBSQL_ORACLE_SEED === undefined ? 20261122 : Number(process.env.DDBSQL_ORACLE_SEED);

const asked = askedInFile();

/** An outcome, of an error the class of its SQLSTATE: which of several values that cannot be cast is met first, nobody promises. */
function kindOf(outcome: string): string {
  return /^[0-9A-Z]{2}(?=[0-9A-Z]{3}: )/.exec(outcome)?.[0] ?? outcome;
}

/** Tables with a raw item, and qualifiers of one kind alone. */
async function askAlone(qualifier: fc.Arbitrary<string>, count: number): Promise<void> {
  const { session, isDynalite, load, unload } = asked();
  for (let n = 0; n < RUNS; n++) {
    const seed = SEED + n;
    const world = shape.chain((of) =>
      fc.tuple(
        fc.constant({ ...of, raw: true }),
        items(of),
        fc.array(qualifier, { minLength: count, maxLength: count }),
      ),
    );
    const [drawn] = fc.sample(world, { seed, numRuns: 1 });
    if (drawn === undefined) continue;
    const [of, rows, qualifiers] = comparable(drawn, isDynalite);
    const table = uniqueName('c').toLowerCase();
    await load(of, rows, table);
    for (const q of qualifiers) {
      const sql = (t: string): string => `SELECT pk, sk FROM ${t} WHERE ${q} ORDER BY pk, sk`;
      const expected = kindOf(await plainOutcome(session, sql(`plain_${table}`)));
      const actual = kindOf(await outcome(session, sql(table)));
      const place = `DDBSQL_ORACLE_SEED=${seed}: ${sql(table)}`;
      if (actual !== expected) expect(actual, `${place}\n${await planOf(session, sql(table))}`).toBe(expected);
    }
    await unload(table);
  }
}

test(`documents (${RUNS} tables)`, { timeout: 3_600_000 }, async () => {
  await askAlone(documentQualifier, 60);
});

// Nothing beside the cast: what else is asked may keep PostgreSQL from looking at the value.
test(`a cast that fails, fails whatever is pushed (${RUNS} tables)`, { timeout: 3_600_000 }, async () => {
  await askAlone(castQualifier, 25);
});
