/** ANALYZE: foreign tables are sampled, PostgreSQL's own are its own. */
import { readForeignTables, relationKinds } from '../catalog/tables.ts';
import type { Engine, Result } from '../engine/port.ts';
import type { Analyze } from '../sql/statement.ts';
import type { Analyzed } from './analyze.ts';
import { heeding } from './client-messages.ts';
import { failTransaction } from './fail-transaction.ts';
import { Budget } from './fetch.ts';
import { remoteName } from './foreign-server.ts';
import type { StatementReceiver } from './port.ts';
import { nameText } from './rewrite.ts';
import type { SessionEngine } from './session-engine.ts';
import { budgetOf, rateOf, readSettings } from './settings.ts';

/** The foreign tables that an ANALYZE names. */
export async function analyzedTables(
  engine: Engine,
  { tables, columns }: Analyze,
): Promise<readonly (Analyzed & { at: number })[]> {
  const query = (sql: string, parameters?: readonly (string | null)[]): Promise<Result> =>
    engine.query(sql, parameters);
  const kinds = await relationKinds(query, tables.map(nameText));
  const found = kinds.flatMap((kind, at) =>
    kind.relkind === 'f' && kind.reads.includes(kind.oid) ? [{ kind, at }] : [],
  );
  const foreign = await readForeignTables(
    query,
    found.map(({ kind }) => kind.oid),
  );
  return foreign.map((table, n) => {
    const at = found[n]?.at ?? 0;
    return { table, at, columns: columns[at] ?? [] };
  });
}

export async function runAnalyze(
  session: SessionEngine,
  engine: Engine,
  text: string,
  statement: Analyze,
  receiver: StatementReceiver,
): Promise<void> {
  const analyzed = await analyzedTables(engine, statement);
  const { analyzable, analyze, checkColumns, isVerbose, localPart } = await import('./analyze.ts');
  const local = localPart(statement, text, (at) => !analyzed.some((each) => each.at === at));
  const isBlock = engine.transactionStatus !== 'idle';
  try {
    for (const each of analyzed) checkColumns(each, text);
    if (local !== undefined) await engine.run(local, { notice: (notice) => receiver.notice?.(notice) });
    const settings = await readSettings((sql) => engine.query(sql));
    const heard = heeding(settings, receiver);
    const allowed = await analyzable((sql, parameters) => engine.query(sql, parameters), analyzed);
    session.request.check();
    await session.abortable(async (signal) => {
      for (const each of analyzed) {
        const { table } = each;
        if (!allowed.has(table.oid)) {
          const message = `permission denied to analyze "${table.name}", skipping it`;
          await heard.notice?.({ severity: 'WARNING', code: '01000', message });
          continue;
        }
        await analyze(each, {
          connection: await session.connection(engine, table.server),
          signal,
          rate: session.resources.bucket(rateOf([table], settings)),
          budget: new Budget(budgetOf([table], settings)),
          sampleSize: settings.sampleSize,
          verbose: isVerbose(statement),
          onPage: (usage) => {
            session.resources.meter.add(remoteName(table), usage);
            receiver.progress?.({
              ...session.resources.meter.last,
              table: table.name,
              estimatedItems: settings.sampleSize,
            });
          },
          notice: (notice) => heard.notice?.(notice),
        });
      }
    });
  } catch (error) {
    if (isBlock && engine.transactionStatus === 'transaction') await failTransaction(engine);
    throw error;
  }
  await receiver.complete?.('ANALYZE');
}
