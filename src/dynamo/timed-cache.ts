/** Remembers what a loader answered for a while. Calls at the same time share one load; a failed load is not kept. */
export class TimedCache<Value> {
  readonly #milliseconds: number;
  readonly #entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  async get(key: string, load: () => Promise<Value>): Promise<Value> {
    const now = Date.now();
    const known = this.#entries.get(key);
    if (known && known.until > now) return await known.value;
    const entry = { value: load(), until: now + this.#milliseconds };
    this.#entries.set(key, entry);
    try {
      return await entry.value;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  forget(key?: string): void {
    if (key === undefined) this.#entries.clear();
    else this.#entries.delete(key);
  }
}
