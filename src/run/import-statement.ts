/** IMPORT FOREIGN SCHEMA: what DynamoDB has, made foreign tables in one transaction. */
import { columnsOfViews, readTablesOfServer } from '../catalog/tables.ts';
import type { Engine, Result } from '../engine/port.ts';
import { SqlError, SqlState } from '../errors.ts';
import type { ImportForeignSchema } from '../sql/statement.ts';
import { heeding } from './client-messages.ts';
import { foreignServer } from './foreign-server.ts';
import type { StatementReceiver } from './port.ts';
import type { SessionEngine } from './session-engine.ts';
import { rateOfServer, readSettings } from './settings.ts';

/** @throws SqlError */
export async function runImport(
  session: SessionEngine,
  engine: Engine,
  text: string,
  statement: ImportForeignSchema,
  receiver: StatementReceiver,
): Promise<void> {
  const server = await foreignServer(engine, statement.server.name);
  const schemas = await engine.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [statement.localSchema.name]);
  if (schemas.rows.length === 0) {
    throw new SqlError({ code: '3F000', message: `schema "${statement.localSchema.name}" does not exist` });
  }
  const connection = await session.connection(engine, server);
  const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
    engine.query(sql, parameters);
  const settings = await readSettings(query);
  const rate = session.resources.bucket(rateOfServer(server, settings));
  const { planImport } = await import('./import.ts');
  session.request.check();
  const { statements, notices } = await session.abortable((signal) =>
    planImport(statement, text, {
      connection,
      signal,
      rate,
      existing: async () => {
        const tables = await readTablesOfServer(query, server.name, statement.localSchema.name);
        const oids = tables.map(({ oid }) => oid);
        return { tables, fixed: await columnsOfViews(query, oids) };
      },
      onPage: (usage, table, done, total) => {
        session.resources.meter.add(table, usage);
        receiver.progress?.({ ...session.resources.meter.last, table: `table ${done + 1} of ${total}` });
      },
    }),
  );
  const own = engine.transactionStatus === 'idle';
  await engine
    .run([...(own ? ['BEGIN'] : []), ...statements, ...(own ? ['COMMIT'] : [])].join(';\n'), {})
    .catch(async (error: unknown) => {
      if (own) await engine.run('ROLLBACK', {});
      throw error instanceof SqlError ? importError(error) : error;
    });
  session.keeper.markDirty();
  session.memory.forget();
  const heard = heeding(settings, receiver);
  for (const notice of notices) heard.notice?.(notice);
  await receiver.complete?.('IMPORT FOREIGN SCHEMA');
}

/** The statements that failed are not the one that was typed. */
function importError(error: SqlError): SqlError {
  const hint = "To bring foreign tables that are there already up to date, use OPTIONS (refresh 'true').";
  return error.with({ position: undefined, ...(error.code === SqlState.duplicateTable ? { hint } : {}) });
}
