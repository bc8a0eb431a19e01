/** A statement's trip to DynamoDB: rewritten onto staging tables, planned, fetched and answered, in a transaction. */
import type { ForeignTable } from '../catalog/model.ts';
import { type RelationKind, readForeignTables, readServers, relationKinds } from '../catalog/tables.ts';
import type { DynamoConnection } from '../dynamo/connection.ts';
import type { Engine } from '../engine/port.ts';
import { type Notice, SqlError, SqlState } from '../errors.ts';
import { stagingReference } from '../plan/scan.ts';
import type { Statement } from '../sql/statement.ts';
import type { AnalyzeReport } from './analyze-report.ts';
import { answer } from './answer.ts';
import { heeding } from './client-messages.ts';
import { decodeThreads } from './decode-threads.ts';
import { failTransaction } from './fail-transaction.ts';
import { Budget, type FetchContext, fetchItems } from './fetch.ts';
import { warnOfFullScan } from './full-scan.ts';
import { addUsage, NO_USAGE, Throttling } from './meter.ts';
import { CAST_ROW, FORGET_BEGINNING, inOwnWords, SET_BEGINNING } from './own-words.ts';
import type { StatementReceiver, Usage } from './port.ts';
import { onlyReads, withoutStaging } from './read-only.ts';
import { type Relation, type Resolve, type Rewritten, rewrite, type Staged } from './rewrite.ts';
import type { SessionEngine } from './session-engine.ts';
import { budgetOf, mismatchMode, rateOf } from './settings.ts';
import { planTrip, type QueryPlan } from './trip.ts';

/** The statement with foreign tables, and views over them, replaced by staging tables. @throws SqlError */
export async function rewriteStatement(
  session: SessionEngine,
  engine: Engine,
  statement: Statement,
  text: string,
): Promise<Rewritten> {
  const query = session.memory.query(engine);
  const resolve: Resolve = async (names, reader) => {
    if (names.length === 0) return new Map();
    const kinds = await relationKinds(query, names, reader);
    // One relation may be named in two ways, with its schema and without.
    const oids = [...new Set(kinds.flatMap((kind) => (kind.relkind === 'f' ? kind.reads : [])))];
    const tables = new Map((await readForeignTables(query, oids)).map((table) => [table.oid, table]));
    return new Map(kinds.map((kind): [string, Relation] => [kind.name, relationOf(kind, tables)]));
  };
  return rewrite(text, statement, resolve, () => session.nextStaging());
}

/** Plans, fetches and answers a rewritten statement; in the user's transaction where one is open, else in one of its own. @throws SqlError */
export async function runTrip(
  session: SessionEngine,
  engine: Engine,
  statement: Statement,
  rewritten: Rewritten,
  receiver: StatementReceiver,
): Promise<void> {
  const own = engine.transactionStatus === 'idle';
  // The one function of a query that changes what names mean.
  if (/set_config/i.test(rewritten.edited.text)) session.memory.forget();
  try {
    const begin = onlyReads(statement) ? 'BEGIN READ WRITE' : 'BEGIN';
    const beginning = own ? begin : SET_BEGINNING;
    // Where nothing is left to do behind the answer, it goes with it.
    const ending = own && onlyReads(statement) && statement.type !== 'explain' ? ENDING : '';
    const journey = (): Promise<void> =>
      session.abortable((signal) =>
        travel(session, engine, { statement, rewritten, beginning, ending }, receiver, signal),
      );
    await (own || onlyReads(statement) ? journey() : session.readOnly.run(engine, rewritten.edited.original, journey));
    if (!own) await engine.run(FORGET_BEGINNING, {});
    // A cursor reads its staging tables as long as it is open; those of a transaction of our own go with it, and with them what depends on them.
    if (own ? !onlyReads(statement) : statement.type !== 'declare_cursor') await dropStaging(engine, rewritten);
    if (own && engine.transactionStatus !== 'idle') await engine.run('COMMIT', {});
  } catch (error) {
    if (own && engine.transactionStatus !== 'idle') await engine.run('ROLLBACK', {});
    const said = await inOwnWords(engine, withoutStaging(error), rewritten.edited.original, rewritten.staged);
    if (!own && engine.transactionStatus === 'transaction') await failTransaction(engine);
    throw said;
  } finally {
    if (own) session.memory.moved();
  }
}

/** @throws SqlError where something is to keep a row of one */
async function dropStaging(engine: Engine, { staged, catalogs }: Rewritten): Promise<void> {
  const names = [...staged, ...catalogs].flatMap(({ staging }) => [
    stagingReference(staging),
    `${stagingReference(staging)}_text`,
    `${stagingReference(staging)}_partial`,
  ]);
  await engine.run(`DROP TABLE IF EXISTS ${names.join(', ')}`, {}).catch((error: unknown) => {
    throw error instanceof SqlError && error.code === DEPENDENT_OBJECTS ? rowIsKept(error) : error;
  });
}

const DEPENDENT_OBJECTS = '2BP01';

/** A row that is read from DynamoDB is of its staging table's type, which ends with the statement. */
function rowIsKept({ fields: { detail } }: SqlError): SqlError {
  return new SqlError({
    code: SqlState.featureNotSupported,
    message: 'cannot keep a whole row of a foreign table as it is',
    detail,
    hint: CAST_ROW,
  });
}

/** A comment may end the statement. */
const ENDING = '\n; COMMIT';

/** What is asked, and what its transaction begins and ends with. */
interface Journey {
  readonly statement: Statement;
  readonly rewritten: Rewritten;
  readonly beginning: string;
  /** See {@link AnswerContext.ending}. */
  readonly ending: string;
}

async function travel(
  session: SessionEngine,
  engine: Engine,
  { statement, rewritten, beginning, ending }: Journey,
  listener: StatementReceiver,
  signal: AbortSignal,
): Promise<void> {
  const connectionFor = (staged: Staged): Promise<DynamoConnection> => session.connection(engine, staged.table.server);
  const plan = await planTrip(statement, rewritten, {
    engine,
    beginning,
    statistics: session.resources.statistics,
    signal,
    connectionFor,
  });
  session.request.check();
  const { settings } = plan;
  const receiver = heeding(settings, listener);
  if (statement.type === 'explain') {
    const { runExplain } = await import('./explain.ts');
    await runExplain(plan, statement, {
      engine,
      receiver,
      batchRows: session.options.batchRows,
      run: (inner, report) => fetchAndAnswer(session, engine, plan, ending, inner, signal, report),
    });
    return;
  }
  await fetchAndAnswer(session, engine, plan, ending, receiver, signal);
}

/** Processors: this thread's, and the engine's. */
const BUSY = 2;

async function fetchAndAnswer(
  session: SessionEngine,
  engine: Engine,
  plan: QueryPlan,
  ending: string,
  receiver: StatementReceiver,
  signal: AbortSignal,
  report?: AnalyzeReport,
): Promise<void> {
  const { settings } = plan;
  const tables = plan.staged.map(({ table }) => table);
  const budget = new Budget(budgetOf(tables, settings));
  const rate = session.resources.bucket(rateOf(tables, settings));
  // Looked up before anything is fetched: the engine is busy loading while items arrive.
  const connections = new Map<string, DynamoConnection>();
  for (const staged of plan.staged)
    connections.set(staged.staging, await session.connection(engine, staged.table.server));
  const meter = session.resources.meter;
  const throttling = new Throttling();
  const taken = new Map<string, Usage>();
  await fillCatalogs(session, engine, plan, receiver, signal);
  await answer(
    plan,
    {
      engine,
      signal,
      ending,
      giveUp: () => session.giveUp(),
      planned: (scan) => {
        warnOfFullScan(scan, settings.fullScan, receiver);
        return scan;
      },
      fetched: (scan, decodeMs, complete) => {
        report?.fetched(scan, decodeMs);
        const { table } = scan.scan.description;
        const usage = taken.get(scan.scan.staging);
        if (complete && usage !== undefined)
          session.resources.statistics.learn(table, scan.access, usage, settings.consistentRead);
      },
      mismatchMode: (scan) => mismatchMode(scan.scan.table, settings),
      threads: ({ access }) => decodeThreads(access, settings, BUSY, session.options.lineThread),
      batchRows: session.options.batchRows,
      async *fetch(scanPlan) {
        const { scan, access, second, fetched } = scanPlan;
        const connection = connections.get(scan.staging);
        if (connection === undefined) throw new Error(`no connection for ${scan.staging}`);
        const { table, items } = scan.description;
        const tell = (): void =>
          receiver.progress?.({
            ...throttling.seen(meter.last),
            table,
            ...(items > 0 ? { estimatedItems: items } : {}),
          });
        const onPage = (usage: Usage): void => {
          throttling.ended(usage);
          meter.add(table, usage);
          taken.set(scan.staging, addUsage(taken.get(scan.staging) ?? NO_USAGE, usage));
          report?.page(scanPlan, usage);
          tell();
        };
        // The first page may be long in coming.
        tell();
        const fetching: FetchContext = {
          connection,
          signal,
          budget,
          rate,
          consistentRead: settings.consistentRead,
          onPage,
          onThrottle: () => {
            throttling.began();
            tell();
          },
        };
        const paths = fetched.some((reading) => reading.raw) ? 'everything' : fetched.map((reading) => reading.path);
        const started = fetchItems(access, scan, paths, fetching);
        yield* report === undefined ? started : report.timed(scanPlan, started);
        if (second !== undefined) yield* fetchItems(second, scan, paths, fetching);
      },
    },
    receiver,
  );
}

/** What the statement asks of DynamoDB's catalog, before anything that may wait for it is fetched. */
async function fillCatalogs(
  session: SessionEngine,
  engine: Engine,
  { catalogs }: QueryPlan,
  receiver: StatementReceiver,
  signal: AbortSignal,
): Promise<void> {
  if (catalogs.length === 0) return;
  const { fillCatalog } = await import('./remote-catalog.ts');
  const servers = await readServers((sql, parameters) => engine.query(sql, parameters));
  const source = {
    engine,
    signal,
    servers,
    connectionFor: (server: ForeignTable['server']) => session.connection(engine, server),
    notice: (notice: Notice) => receiver.notice?.(notice),
  };
  for (const scan of catalogs) await fillCatalog(scan, source);
}

function relationOf(found: RelationKind, tables: ReadonlyMap<number, ForeignTable>): Relation {
  const { schema, relation, readable, owner, definition } = found;
  const table = tables.get(found.oid);
  if (table !== undefined) return { kind: 'foreign table', table, readable };
  if (found.isRemoteCatalog) return { kind: 'remote catalog', catalog: { schema, name: relation }, readable };
  // A materialized view is data of the engine's own.
  const isView = found.relkind === 'v' && found.reads.length > 0 && definition !== undefined;
  return isView ? { kind: 'view', name: `${schema}.${relation}`, definition, owner, readable } : { kind: 'other' };
}
