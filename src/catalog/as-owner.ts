/** Reading what PostgreSQL shows to superusers only, while the user has taken another role. */
import type { Query } from './query.ts';

/**
 * Runs `work` as the user the session began as, where `SET ROLE` has put another in its place. Only a superuser sees every mapping's
 * options; PostgreSQL's own wrappers read them below that check, and so must we.
 * @throws SqlError
 */
export async function asOwner<T>(query: Query, work: () => Promise<T>): Promise<T> {
  const { rows } = await query("SELECT current_setting('role')");
  const role = rows[0]?.[0] ?? 'none';
  if (role === 'none') return work();
  // What is set for the transaction does not outlast this statement if there is no transaction block, and then the session's value is
  // the one to change. In a block it must be the transaction's: a session's value set there would outlive a SET LOCAL ROLE.
  const set = (value: string, isLocal: boolean) => query("SELECT set_config('role', $1, $2)", [value, String(isLocal)]);
  await set('none', true);
  const isLocal = (await query("SELECT current_setting('role')")).rows[0]?.[0] === 'none';
  if (!isLocal) await set('none', false);
  try {
    return await work();
  } finally {
    // After an error in a block nothing runs until ROLLBACK, which restores the role too.
    await set(role, isLocal).catch(() => {});
  }
}
