/** What the oracles that ask one table share: a session, and a table of a shape with its rows, once foreign and once plain. */
import { afterAll, beforeAll } from 'vitest';
import type { Item } from '../../src/plan/request.ts';
import type { Session } from '../../src/run/port.ts';
import { emulator } from '../emulators/emulator.ts';
import { createTable, deleteTable, putItems } from '../emulators/tables.ts';
import { run, startSession } from '../run/session.ts';
import { MOOD, type Shape, tableSpec } from './arbitraries.ts';
import { columnList } from './world.ts';

export interface Asked {
  readonly session: Session;
  readonly isDynalite: boolean;
  /** Makes the table, the foreign table over it, and `plain_` before its name. */
  load(of: Shape, rows: readonly Item[], table: string): Promise<void>;
  unload(table: string): Promise<void>;
}

/** Where they are many, a Scan of the few rows there are is dear enough for keys and indexes to be read instead. */
const SEGMENTS = [1, 4, 1, 2, 1];

/** The session of a test file, which has it from its first test on until its last. */
export function askedInFile(): () => Asked {
  let asked: Asked | undefined;
  beforeAll(async () => {
    const { endpoint, kind } = await emulator();
    // Statements that group are answered from the pages' partial results, where a Scan has several.
    const session = await startSession(endpoint, { batchRows: 1 });
    await run(session, MOOD);
    asked = { session, isDynalite: kind === 'dynalite', load, unload };

    async function load(of: Shape, rows: readonly Item[], table: string): Promise<void> {
      await createTable(endpoint, table, tableSpec(of));
      const storable = rows.map((row): Item => {
        // An index key of another type, or an empty one, is refused by DynamoDB.
        const { gsk, lsk, ...rest } = row;
        return { ...rest, ...(gsk === undefined ? {} : { gsk }), ...(lsk === undefined ? {} : { lsk }) } as Item;
      });
      await putItems(endpoint, table, storable);
      const raw = of.raw ? { column: ', item jsonb', option: ", raw_item_column 'item'" } : { column: '', option: '' };
      await run(
        session,
        `CREATE FOREIGN TABLE ${table} (${columnList(of)}${raw.column}) SERVER s OPTIONS (segments '${SEGMENTS[rows.length % SEGMENTS.length]}'${raw.option})`,
      );
      await run(session, 'SET dynamodb_fdw.pushdown = off');
      await run(session, `CREATE TEMP TABLE plain_${table} AS SELECT * FROM ${table}`);
      await run(session, 'SET dynamodb_fdw.pushdown = on');
    }

    async function unload(table: string): Promise<void> {
      await run(session, `DROP TABLE plain_${table}`);
      await run(session, `DROP FOREIGN TABLE ${table}`);
      await deleteTable(endpoint, table);
    }
  });
  afterAll(() => asked?.session.close());
  return () => {
    if (asked === undefined) throw new Error('asked before the first test');
    return asked;
  };
}

/** A statement's plan, for the message of a failure. */
export async function planOf(session: Session, sql: string): Promise<string> {
  const { rows } = await run(session, `EXPLAIN ${sql}`);
  return rows.map(([line]) => line).join('\n');
}
