/** Failing the user's transaction block. */
import type { Engine } from '../engine/port.ts';

/** An error of ours in the user's transaction block fails the block, as any error does in PostgreSQL. */
export async function failTransaction(engine: Engine): Promise<void> {
  await engine.run("DO $$ BEGIN RAISE EXCEPTION 'failed'; END $$", {}).catch(() => {});
}
