/**
 * When V8 optimizes WASM. By its default it begins within the first statement, and its compiler threads take the processor from PostgreSQL's
 * start: on two cores a start with a few statements took 650 ms instead of 400 ms. With a larger budget only what is really hot is
 * optimized; long queries and loads are as fast (measured).
 */
import { setFlagsFromString } from 'node:v8';

/** V8 11's default is 1,800,000; the unit is about a byte of code run. */
const BUDGET = 200_000_000;

/** Where the flag is known to exist: an unknown one would be complained about on standard error. */
const KNOWN_NODE = [20, 22, 24];

export function raiseTieringBudget(): void {
  if (KNOWN_NODE.includes(Number.parseInt(process.versions.node, 10))) {
    setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
  }
}
