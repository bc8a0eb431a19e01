/** Functions: offered where no column, table or keyword begins as what was typed, so that they stand in the way of none. */
import type { Shell } from '../shell.ts';
import { soon } from './soon.ts';

/** What a query can call: what the system calls itself, with arguments or results of no type of SQL's, is left out. */
const query = `SELECT DISTINCT proname FROM pg_catalog.pg_proc
WHERE proname OPERATOR(pg_catalog.^@) $1 AND prokind <> 'p' AND pg_catalog.pg_function_is_visible(oid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.oid = ANY (array_append(proargtypes::oid[], prorettype))
    AND t.typname IN ('internal', 'cstring', 'trigger', 'event_trigger', 'language_handler', 'fdw_handler'))
LIMIT 500`;

/** With the parenthesis that a call has. */
export async function functionCandidates(shell: Shell, typed: string): Promise<readonly string[]> {
  if (!/^\w+$/.test(typed) || shell.session.transactionStatus === 'failed') return [];
  const found = shell.session.query(query, [typed.toLowerCase()]).then(
    ({ rows }) => rows.map(([name]) => `${name}(`),
    () => [],
  );
  return soon(found, []);
}
