/**
 * Where a statement goes: to PostgreSQL as it is, through the catalog, or on a trip to DynamoDB. Statements of one request share a transaction, as in PostgreSQL's simple protocol.
 */
import type { Engine } from '../engine/port.ts';
import { SqlError } from '../errors.ts';
import { positionOf } from '../sql/edits.ts';
import { splitStatements } from '../sql/split.ts';
import type { Statement } from '../sql/statement.ts';
import { analyzedTables, runAnalyze } from './analyze-statement.ts';
import { runImport } from './import-statement.ts';
import { lastTagWaits } from './last-tag.ts';
import type { StatementReceiver } from './port.ts';
import { executeIn, expandExecute, type Written } from './prepared.ts';
import { onlyReads } from './read-only.ts';
import { isUntouched } from './rewrite.ts';
import type { SessionEngine } from './session-engine.ts';
import { checkSet } from './settings.ts';
import { rewriteStatement, runTrip } from './travel.ts';
import { tryParse } from './try-parse.ts';
import { runUserMapping } from './user-mapping.ts';

/** Runs a request: one or several statements. @throws SqlError */
export async function runStatements(session: SessionEngine, text: string, receiver: StatementReceiver): Promise<void> {
  const spans = splitStatements(text);
  if (spans.length === 0) return;
  session.request.begin();
  session.resources.meter.reset();
  // The first statement is read, which makes the parser, while the engine starts.
  const starting = session.ready();
  const parsed = spans
    .map((span) => ({ span, text: text.slice(span.start, span.end) }))
    .map((each) => ({ ...each, statement: tryParse(each.text) }));
  const engine = await starting;
  // One request is one transaction: several statements share an implicit block, as in PostgreSQL's simple protocol.
  const [first, ...more] = parsed;
  if (first === undefined) return;
  // Another shell's DDL counts from here on.
  await session.settled(engine, async () => {});
  const plain = await Promise.all(parsed.map(({ statement, text: own }) => isPlain(session, engine, statement, own)));
  // What a statement makes or sets, those after it may read by.
  const mayChange = more.length > 0 && parsed.some(({ statement, text: own }) => changesNames(statement, own));
  // Each statement of a block that may only read is looked at on its own.
  const isWhole = more.length === 0 || !session.readOnly.isOpen(engine);
  if (plain.every(Boolean) && !mayChange && isWhole) {
    for (const each of parsed) checkSet(each.text);
    await session.checkCanceled(engine);
    const waiting = lastTagWaits(receiver);
    const onlyLooks = looks(
      engine,
      parsed.map(({ statement }) => statement),
      text,
    );
    await session.settled(
      engine,
      () => waiting.during(() => asWritten(session, engine, text, onlyLooks, waiting.receiver)),
      onlyLooks,
    );
    for (const each of parsed) session.remember(each.text, each.statement);
    return waiting.settled();
  }
  const implicit =
    more.length > 0 && engine.transactionStatus === 'idle' && !parsed.some(({ text: own }) => controlsTransaction(own));
  if (implicit) await engine.run('BEGIN', {});
  try {
    for (const each of parsed) {
      const waiting = lastTagWaits(receiver);
      await runOne(session, engine, each.text, each.statement, text, each.span.start, waiting.receiver);
      if (implicit && each === parsed.at(-1)) await session.settled(engine, () => engine.run('COMMIT', {}));
      await waiting.settled();
    }
  } catch (error) {
    if (implicit && engine.transactionStatus !== 'idle') await engine.run('ROLLBACK', {});
    if (implicit) session.rolledBack();
    throw error;
  }
}

/** Statements that PostgreSQL takes as they are written, whatever relations they name: a view's or a prepared statement's query reads nothing until it is asked. */
const KEPT_AS_WRITTEN: ReadonlySet<Statement['type']> = new Set([
  'other',
  'create_server',
  'alter_server',
  'create_foreign_table',
  'create_view',
  'deallocate',
  'prepare',
]);

/** True where PostgreSQL alone answers the statement, as it is written. */
async function isPlain(
  session: SessionEngine,
  engine: Engine,
  statement: Statement | undefined,
  text: string,
): Promise<boolean> {
  if (statement === undefined || KEPT_AS_WRITTEN.has(statement.type)) return true;
  switch (statement.type) {
    case 'create_user_mapping':
    case 'alter_user_mapping':
    case 'drop_user_mapping':
    case 'import_foreign_schema':
      return false;
    case 'analyze':
      return engine.transactionStatus === 'failed' || (await analyzedTables(engine, statement)).length === 0;
    default: {
      if (engine.transactionStatus === 'failed') return true;
      if (executeIn(statement) !== undefined) return false;
      return isUntouched(await rewriteStatement(session, engine, statement, text));
    }
  }
}

async function runOne(
  session: SessionEngine,
  engine: Engine,
  text: string,
  statement: Statement | undefined,
  request: string,
  start: number,
  receiver: StatementReceiver,
): Promise<void> {
  try {
    await session.checkCanceled(engine);
    session.readOnly.sent(text);
    await route(session, engine, text, statement, receiver);
    session.remember(text, statement);
  } catch (error) {
    if (!(error instanceof SqlError) || error.fields.position === undefined) throw error;
    throw error.with({ position: error.fields.position + positionOf(request, start) - 1 });
  }
}

async function route(
  session: SessionEngine,
  engine: Engine,
  text: string,
  statement: Statement | undefined,
  receiver: StatementReceiver,
): Promise<void> {
  switch (statement?.type) {
    case 'create_user_mapping':
    case 'alter_user_mapping':
    case 'drop_user_mapping':
      return session.settled(engine, () =>
        session.readOnly.run(engine, text, () => runUserMapping(session, engine, text, statement, receiver)),
      );
    case 'import_foreign_schema':
      return session.settled(engine, () =>
        session.readOnly.run(engine, text, () => runImport(session, engine, text, statement, receiver)),
      );
    case 'analyze':
      if (engine.transactionStatus === 'failed') break;
      return runAnalyze(session, engine, text, statement, receiver);
  }
  // Outside of a transaction a cursor would be gone with the statement: PostgreSQL refuses it.
  const isLost = statement?.type === 'declare_cursor' && !holds(statement.hold) && engine.transactionStatus === 'idle';
  const isKept = statement === undefined || KEPT_AS_WRITTEN.has(statement.type) || isLost;
  if (!isKept && engine.transactionStatus !== 'failed') {
    const expanded = await expandExecute({ statement, text }, engine, (prepared) => touches(session, engine, prepared));
    const trip = expanded ?? { statement, text };
    const rewritten = await rewriteStatement(session, engine, trip.statement, trip.text);
    if (!isUntouched(rewritten)) {
      return session
        .settled(engine, () => runTrip(session, engine, trip.statement, rewritten, receiver), onlyReads(trip.statement))
        .catch((error: unknown) => {
          // The text of a prepared statement is not the one that was typed.
          throw expanded !== undefined && error instanceof SqlError ? error.with({ position: undefined }) : error;
        });
    }
  }
  checkSet(text);
  await session.checkCanceled(engine);
  const onlyLooks = looks(engine, [statement], text);
  return session.settled(engine, () => asWritten(session, engine, text, onlyLooks, receiver), onlyLooks);
}

/** Whether a statement reads foreign tables, or would change them. */
async function touches(session: SessionEngine, engine: Engine, { statement, text }: Written): Promise<boolean> {
  try {
    return !isUntouched(await rewriteStatement(session, engine, statement, text));
  } catch (error) {
    if (error instanceof SqlError) return true;
    throw error;
  }
}

const ONLY_SETS = /^\s*(?:SET|RESET|SHOW)\b/i;

/** Whether the request is a transaction of its own that is not likely to make another catalog of it: a setting, or queries. */
function looks(engine: Engine, statements: readonly (Statement | undefined)[], text: string): boolean {
  if (engine.transactionStatus !== 'idle') return false;
  if (ONLY_SETS.test(text)) return statements.length === 1;
  return statements.every((statement) => statement?.type === 'select' && onlyReads(statement));
}

async function asWritten(
  session: SessionEngine,
  engine: Engine,
  text: string,
  onlyLooks: boolean,
  receiver: StatementReceiver,
): Promise<void> {
  if (onlyLooks) await session.memory.doubt(engine);
  await session.readOnly.run(engine, text, () => engine.run(text, session.noting(receiver, text, onlyLooks)));
}

/** True of a statement after which a name may stand for another relation. */
function changesNames(statement: Statement | undefined, text: string): boolean {
  if (statement !== undefined && statement.type !== 'other')
    return statement.type === 'create_view' || statement.type === 'create_foreign_table';
  return /^\s*(?:SET|RESET|ALTER|DROP)\b/i.test(text);
}

function holds(hold: string | undefined): boolean {
  return hold !== undefined && /^with\b/i.test(hold);
}

function controlsTransaction(text: string): boolean {
  return /^\s*(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|PREPARE\s+TRANSACTION|VACUUM)\b/i.test(text);
}
