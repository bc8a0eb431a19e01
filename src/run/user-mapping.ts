/** CREATE, ALTER and DROP USER MAPPING: secrets go to where they are kept, and not to the engine. */
import { runWithSecrets } from '../catalog/secrets.ts';
import type { Engine, Result } from '../engine/port.ts';
import { applyEdits } from '../sql/edits.ts';
import { parseStatement } from '../sql/parse.ts';
import type { UserMapping } from '../sql/statement.ts';
import type { StatementReceiver } from './port.ts';
import type { SessionEngine } from './session-engine.ts';

/** @throws SqlError */
export async function runUserMapping(
  session: SessionEngine,
  engine: Engine,
  text: string,
  statement: UserMapping,
  receiver: StatementReceiver,
): Promise<void> {
  const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
    engine.query(sql, parameters);
  // `FOR  SERVER s`, as the document prints it, means the current user.
  const { userSpan } = statement;
  const edited = applyEdits(text, statement.user === undefined ? [{ ...userSpan, replacement: ' CURRENT_USER ' }] : []);
  const whole = statement.user === undefined ? (parseStatement(edited.text) as UserMapping) : statement;
  await runWithSecrets(query, session.keeper.secrets, edited.text, whole, (sql) =>
    engine.run(sql, session.noting(receiver)),
  );
}
