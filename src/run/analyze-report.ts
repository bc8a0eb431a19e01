/** EXPLAIN (ANALYZE): what each scan took, beside what was estimated of it. */
import { plural } from '../plan/figure.ts';
import type { ScanPlan } from '../plan/planner.ts';
import type { Batch } from './fetch.ts';
import { addUsage, NO_USAGE } from './meter.ts';
import type { Usage } from './port.ts';

interface Actual {
  plan: ScanPlan;
  usage: Usage;
  waitMs: number;
  decodeMs: number;
}

/** An estimate this many times too high or too low is pointed out. */
const FAR_OFF = 10;

export class AnalyzeReport {
  readonly #actuals = new Map<string, Actual>();
  readonly #started = performance.now();

  #of(plan: ScanPlan): Actual {
    const known = this.#actuals.get(plan.scan.staging);
    if (known !== undefined) return known;
    const fresh: Actual = { plan, usage: NO_USAGE, waitMs: 0, decodeMs: 0 };
    this.#actuals.set(plan.scan.staging, fresh);
    return fresh;
  }

  page(plan: ScanPlan, usage: Usage): void {
    const actual = this.#of(plan);
    actual.usage = addUsage(actual.usage, usage);
  }

  fetched(plan: ScanPlan, decodeMs: number): void {
    const actual = this.#of(plan);
    actual.plan = plan;
    actual.decodeMs = decodeMs;
  }

  /** The batches, the time waited for each counted. */
  async *timed(plan: ScanPlan, batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
    const actual = this.#of(plan);
    let asked = performance.now();
    for await (const batch of batches) {
      actual.waitMs += performance.now() - asked;
      yield batch;
      asked = performance.now();
    }
    actual.waitMs += performance.now() - asked;
  }

  /** The plan that was followed in the end, by the values that came; undefined where nothing ran. */
  planTaken(plan: ScanPlan): ScanPlan | undefined {
    return this.#actuals.get(plan.scan.staging)?.plan;
  }

  /** @param timing whether times are told */
  lines(plan: ScanPlan, timing: boolean): readonly string[] {
    const actual = this.#actuals.get(plan.scan.staging);
    if (actual === undefined) return [];
    const { usage, waitMs, decodeMs } = actual;
    const { requests, pages, itemsScanned, itemsReturned, readUnits, retries, throttles } = usage;
    const off = farOff(plan, usage);
    return [
      `Actual: ${plural(requests, 'request')}, ${plural(pages, 'page')}, ${plural(itemsScanned, 'item')} read, ${itemsReturned} returned, ${readUnits} read units`,
      ...(retries > 0 ? [`Retries: ${retries}, ${throttles} of them throttled`] : []),
      ...(off === undefined ? [] : [`Estimate Off: ${off}`]),
      ...(timing ? [`Time: waiting ${waitMs.toFixed(3)} ms, decoding ${decodeMs.toFixed(3)} ms`] : []),
    ];
  }

  json(plan: ScanPlan, timing: boolean): Record<string, unknown> {
    const actual = this.#actuals.get(plan.scan.staging);
    if (actual === undefined) return {};
    const { usage, waitMs, decodeMs } = actual;
    return {
      Actual: {
        Requests: usage.requests,
        Pages: usage.pages,
        'Items Read': usage.itemsScanned,
        'Items Returned': usage.itemsReturned,
        'Read Units': usage.readUnits,
        Retries: usage.retries,
        Throttles: usage.throttles,
        ...(timing ? { 'Waiting Time': Number(waitMs.toFixed(3)), 'Decoding Time': Number(decodeMs.toFixed(3)) } : {}),
      },
      'Estimate Off': farOff(plan, usage) ?? null,
    };
  }

  totalLines(): readonly string[] {
    const total = [...this.#actuals.values()].reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE);
    return [
      `DynamoDB Total: ${plural(total.requests, 'request')}, ${total.readUnits} read units`,
      `Execution Time: ${(performance.now() - this.#started).toFixed(3)} ms`,
    ];
  }
}

function farOff({ access }: ScanPlan, usage: Usage): string | undefined {
  const estimated = Math.max(access.estimate.readUnits, 0.5);
  const taken = Math.max(usage.readUnits, 0.5);
  if (taken > estimated * FAR_OFF) return `${(taken / estimated).toFixed(0)} times too low`;
  return estimated > taken * FAR_OFF ? `${(estimated / taken).toFixed(0)} times too high` : undefined;
}
