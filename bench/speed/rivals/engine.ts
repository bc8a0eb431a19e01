/** What the embedded PostgreSQL takes by itself: PGlite opened in memory from the same packed snapshot, SELECT 1. */
import { createPGliteEngine } from '../../../src/engine/pglite/index.ts';

const { WORKER: worker = '', SNAPSHOT: snapshot = '' } = process.env;
const engine = await createPGliteEngine({ artifacts: { worker, snapshot }, extended: true });
const { rows } = await engine.query('SELECT 1');
console.log(rows[0]?.[0]);
process.exit(0);
