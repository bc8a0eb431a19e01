/**
 * A block that the user began to read only. PostgreSQL makes no temporary tables in one, and staging tables are such, so the engine's transaction is made to write before anything has run in it,
 * and what the user runs is run in a savepoint that may only read: PostgreSQL refuses what it would have refused, and `transaction_read_only` says `on`. When a savepoint ends the mode is again what it was
 * before it (xact.c, CommitSubTransaction), and staging tables can be made for the next statement.
 */
import type { Engine } from '../engine/port.ts';
import { BLANK } from './savepoints.ts';

const begins = (words: string): RegExp => new RegExp(`^${BLANK}*(?:${words})\\b`, 'i');

const BEGINS = begins('begin|start');
const SETS_MODE = begins(`set${BLANK}+(?:(?:local|session)${BLANK}+)?transaction(?:_read_only)?`);
/** What belongs to the block itself. */
const CONTROLS = begins(`begin|start|commit|end|rollback|abort|savepoint|release|prepare${BLANK}+transaction`);
const SAVEPOINT = 'ddbsql_read_only';

export class ReadOnlyBlock {
  #isOpen = false;
  /** Nothing has run in the block that would hold its mode fast. */
  #isFresh = false;

  /** Whether the user's block may only read. */
  isOpen(engine: Engine): boolean {
    if (engine.transactionStatus === 'idle') this.#isOpen = false;
    return this.#isOpen;
  }

  /** A statement is on its way; where it is answered by other means than `run`, it has looked at something. */
  sent(text: string): void {
    if (!SETS_MODE.test(text)) this.#isFresh = false;
  }

  /** Runs a statement as the block lets it be run. @throws whatever `run` throws, the block being failed then */
  async run<T>(engine: Engine, text: string, run: () => Promise<T>): Promise<T> {
    const belongsToBlock = CONTROLS.test(text) || SETS_MODE.test(text);
    if (belongsToBlock || !this.isOpen(engine) || engine.transactionStatus !== 'transaction') {
      const result = await run();
      await this.#notice(engine, text);
      return result;
    }
    await engine.run(`SAVEPOINT ${SAVEPOINT}; SET TRANSACTION READ ONLY`, {});
    const result = await run();
    await engine.run(`RELEASE ${SAVEPOINT}`, {});
    return result;
  }

  /** A statement has run: where it has begun a block that may only read, the engine's may write from here on. */
  async #notice(engine: Engine, text: string): Promise<void> {
    const isBegin = BEGINS.test(text);
    const mayLift = isBegin || (this.#isFresh && SETS_MODE.test(text));
    this.#isFresh = mayLift;
    if (!mayLift || engine.transactionStatus !== 'transaction') return;
    // Neither takes a snapshot: the mode could not be changed after one.
    const { rows } = await engine.query('SHOW transaction_read_only');
    this.#isOpen = rows[0]?.[0] === 'on';
    if (this.#isOpen) await engine.run('SET TRANSACTION READ WRITE', {});
  }
}
