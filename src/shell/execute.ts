/**
 * Runs what has been collected and prints what comes back (psql's SendQuery): echo, single-step, the session log, AUTOCOMMIT and
 * ON_ERROR_ROLLBACK around it; then `\g` and its kin are forgotten.
 */
import { redactSecrets } from '../catalog/redact.ts';
import { SqlError, SqlState } from '../errors.ts';
import { formatTiming } from '../format/timing.ts';
import type { StatementReceiver } from '../run/port.ts';
import { copyData } from './copy-data.ts';
import { costLine } from './cost-line.ts';
import { describeQuery } from './describe-query.ts';
import { formatError } from './error-text.ts';
import { ResultPrinting } from './results.ts';
import type { Shell } from './shell.ts';
import { LateSink } from './sink.ts';
import { beginsNoTransaction, copiesFromStdin } from './statement-kind.ts';

const savepoint = 'pg_psql_temporary_savepoint';

/** True where all went well. What went wrong has been said. */
export async function sendQuery(shell: Shell, text: string): Promise<boolean> {
  const { savedPrint } = shell.nextQuery;
  shell.statements++;
  try {
    if (!isConnected(shell)) return false;
    if (!(await announce(shell, text))) return false;
    return await run(shell, text);
  } finally {
    if (savedPrint !== undefined) shell.print = savedPrint;
    shell.nextQuery = {};
  }
}

/** False, and said, after a `\c` of a script that failed. */
export function isConnected(shell: Shell): boolean {
  if (!shell.connected) shell.messages.error('You are currently not connected to a database.');
  return shell.connected;
}

/** Echo, single step and the session log, none of which repeats a secret. False where the person declined. */
async function announce(shell: Shell, sent: string): Promise<boolean> {
  const text = redactSecrets(sent);
  if (shell.variables.flag('SINGLESTEP')) {
    await shell.io.out(
      '***(Single step mode: verify command)*******************************************\n' +
        `${shell.printable(text)}\n` +
        '***(press return to proceed or enter x and return to cancel)********************\n',
    );
    if ((await shell.ask(''))?.startsWith('x') === true) return false;
  } else if (shell.variables.choice('ECHO') === 'queries') {
    await shell.io.out(`${shell.printable(text)}\n`);
  }
  await shell.log?.write(`********* QUERY **********\n${text}\n**************************\n\n`);
  return true;
}

async function run(shell: Shell, text: string): Promise<boolean> {
  const { session, variables } = shell;
  if (session.transactionStatus === 'idle' && !variables.flag('AUTOCOMMIT') && !beginsNoTransaction(text)) {
    if (!(await attempt(shell, 'BEGIN', () => session.execute('BEGIN', {})))) return false;
  }
  const guarded = session.transactionStatus === 'transaction' && rollsBackErrors(shell);
  if (guarded && !(await attempt(shell, '', () => session.execute(`SAVEPOINT ${savepoint}`, {})))) return false;

  const timing = startTiming(shell);
  const outcome = await answer(shell, text);
  const timed = timing();
  if (!outcome.ok && variables.choice('ECHO') === 'errors') shell.messages.info(`STATEMENT:  ${redactSecrets(text)}`);

  let ok = outcome.ok;
  if (guarded) ok = (await settleSavepoint(shell, outcome.tags)) && ok;
  if (shell.timing) await shell.io.out(timed);
  await printNotifications(shell);
  return ok;
}

/** From now on; what it returns gives what `\timing` says of it. */
export function startTiming({ session }: Shell): () => string {
  const before = new Map(session.usageByTable());
  const start = performance.now();
  return () => `${formatTiming(performance.now() - start)}\n${costLine(before, session.usageByTable())}`;
}

/** Among the output, as psql has them. */
async function printNotifications(shell: Shell): Promise<void> {
  for (const { channel, payload, processId } of shell.session.takeNotifications()) {
    shell.untrusted.add(channel);
    shell.untrusted.add(payload);
    const content = payload === '' ? '' : ` with payload "${payload}"`;
    await shell.sink.write(
      `Asynchronous notification "${channel}"${content} received from server process with PID ${processId}.\n`,
    );
  }
}

function rollsBackErrors(shell: Shell): boolean {
  const value = shell.variables.get('ON_ERROR_ROLLBACK')?.toLowerCase();
  return value === 'interactive' ? shell.interactive : shell.variables.flag('ON_ERROR_ROLLBACK');
}

/** Back to before an error, or forward past the savepoint; a statement that ended it itself has left nothing to do. */
async function settleSavepoint(shell: Shell, tags: readonly string[]): Promise<boolean> {
  const { session } = shell;
  if (session.transactionStatus === 'failed') {
    return attempt(shell, '', () => session.execute(`ROLLBACK TO ${savepoint}`, {}));
  }
  const gone = tags.some((tag) => ['COMMIT', 'SAVEPOINT', 'RELEASE', 'ROLLBACK'].includes(tag));
  if (session.transactionStatus === 'idle' || gone) return true;
  return attempt(shell, '', () => session.execute(`RELEASE ${savepoint}`, {}));
}

interface Outcome {
  readonly ok: boolean;
  readonly tags: readonly string[];
}

async function answer(shell: Shell, text: string): Promise<Outcome> {
  const { nextQuery } = shell;
  const target = nextQuery.output;
  const output =
    target === undefined ? undefined : new LateSink(target, (why) => shell.messages.error(`${target}: ${why}`));
  const printing = new ResultPrinting(shell, text, output);
  try {
    if (nextQuery.describe === true) {
      const ok = await attempt(shell, text, async () => {
        const columns = await describeQuery(shell, text, printing.sink);
        reportSuccess(shell, String(columns));
      });
      return { ok, tags: [] };
    }
    const succeeded = await attempt(shell, text, () =>
      abandoning(printing, () => request(shell, text, printing.receiver)),
    );
    const used = succeeded && (await printing.finish());
    const ok = used && output?.usable !== false && (await executeCells(shell, printing.cells));
    // A result that could not be used as asked leaves the variables as they were.
    if (ok) reportSuccess(shell, printing.rowCount);
    return { ok, tags: printing.tags };
  } finally {
    await output?.close();
  }
}

/** Runs a request whose result is being printed. That nobody reads on is no error. */
export async function abandoning(printing: ResultPrinting, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    await printing.abandon();
    if (!printing.wasLeft) throw thrown;
  }
}

/** The statements that `\gexec` found in the result's cells, in order; one that fails stops the others under ON_ERROR_STOP alone. */
async function executeCells(shell: Shell, cells: readonly string[]): Promise<boolean> {
  shell.nextQuery = {};
  let ok = true;
  for (const cell of cells) {
    if (shell.cancelled) return false;
    if (shell.variables.choice('ECHO') === 'all' && !shell.variables.flag('SINGLESTEP')) {
      await shell.io.out(`${shell.printable(redactSecrets(cell))}\n`);
    }
    ok = (await sendQuery(shell, cell)) && ok;
    if (!ok && shell.variables.flag('ON_ERROR_STOP')) break;
  }
  return ok;
}

async function request(shell: Shell, text: string, receiver: StatementReceiver): Promise<void> {
  const { session, nextQuery } = shell;
  if (nextQuery.parameters !== undefined) {
    return session.executeWithParameters(text, nextQuery.parameters, receiver);
  }
  if (nextQuery.copyFrom === undefined && !copiesFromStdin(text)) return session.execute(text, receiver);
  const data = nextQuery.copyFrom ?? copyData(shell, shell.source);
  try {
    await session.copyFrom(text, data.chunks, receiver);
  } catch (thrown) {
    if (isRefusal(thrown)) data.refused();
    throw thrown;
  } finally {
    await data.drain();
  }
}

/** What ddbsql will not do, not what is wrong with the statement. */
export function isRefusal(thrown: unknown): boolean {
  return thrown instanceof SqlError && thrown.code === SqlState.featureNotSupported;
}

/** Runs a request; an error is said, remembered, and kept in the variables. */
export async function attempt(shell: Shell, text: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await shell.withSession(work);
    return true;
  } catch (thrown) {
    reportError(shell, asSqlError(thrown), text);
    return false;
  }
}

/** What is no SqlError is a fault of ddbsql: it is said in PostgreSQL's form, and shown with its stack where DDBSQL_DEBUG asks. */
export function asSqlError(thrown: unknown): SqlError {
  if (thrown instanceof SqlError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (process.env.DDBSQL_DEBUG !== undefined && thrown instanceof Error)
    process.stderr.write(`${redactSecrets(String(thrown.stack))}\n`);
  return new SqlError({
    code: SqlState.internalError,
    message: `internal error: ${redactSecrets(message)}`,
    hint: 'This is a bug in ddbsql. Please report it, with what DDBSQL_DEBUG=1 shows.',
  });
}

export function reportError(shell: Shell, error: SqlError, text: string): void {
  const { variables, messages } = shell;
  shell.lastError = { error, text };
  variables.report('ERROR', 'true');
  variables.report('SQLSTATE', error.code);
  variables.report('ROW_COUNT', '0');
  variables.report('LAST_ERROR_SQLSTATE', error.code);
  variables.report('LAST_ERROR_MESSAGE', error.fields.message);
  shell.untrusted.add(error.fields.message);
  messages.info(formatError(shell, error, text));
}

function reportSuccess(shell: Shell, rowCount: string): void {
  shell.variables.report('ERROR', 'false');
  shell.variables.report('SQLSTATE', '00000');
  shell.variables.report('ROW_COUNT', rowCount);
}
