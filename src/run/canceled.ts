import { SqlError, SqlState } from '../errors.ts';

/** The error of a statement that was stopped. */
export function canceledByUser(): SqlError {
  return new SqlError({ code: SqlState.queryCanceled, message: 'canceling statement due to user request' });
}

/** Whether the request that is under way has been cancelled, while nothing of it runs yet that could be stopped: a session that opens, an engine that starts. */
export class CancelMark {
  #isCanceled = false;

  /** A request begins. */
  begin(): void {
    this.#isCanceled = false;
  }

  cancel(): void {
    this.#isCanceled = true;
  }

  get isCanceled(): boolean {
    return this.#isCanceled;
  }

  /** @throws SqlError 57014 where the request has been cancelled */
  check(): void {
    if (this.#isCanceled) throw canceledByUser();
  }
}
