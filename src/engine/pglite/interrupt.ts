/** PostgreSQL's cancel flags, set and cleared as its signal handler and its main loop do it. */
import type { Interrupt } from './messages.ts';

export function raiseInterrupt(interrupt: Interrupt): void {
  setFlags(interrupt, 1);
}

export function clearInterrupt(interrupt: Interrupt): void {
  setFlags(interrupt, 0);
}

function setFlags({ memory, interruptPending, queryCancelPending }: Interrupt, value: 0 | 1): void {
  const cells = new Int32Array(memory);
  // The order of the signal handler: whoever sees the second has the first.
  Atomics.store(cells, queryCancelPending >> 2, value);
  Atomics.store(cells, interruptPending >> 2, value);
}
