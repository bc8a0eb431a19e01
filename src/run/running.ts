/**
 * What runs now, and its end: by the user, by an error, or because it is done. One signal for all of them: on Node 20 a signal made of others (AbortSignal.any) made of others does not always
 * hear them.
 */
export class Running {
  readonly #controller = new AbortController();
  #isCanceled = false;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True where the user ended it. */
  get isCanceled(): boolean {
    return this.#isCanceled;
  }

  cancel(): void {
    this.#isCanceled = true;
    this.#controller.abort();
  }

  /** Ends the requests that are still under way. */
  end(): void {
    this.#controller.abort();
  }
}
