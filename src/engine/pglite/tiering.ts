/**
 * When V8 optimizes WASM. By its default it begins within the first statement, and its compiler threads take the processor from PostgreSQL's
 * start: on two cores a start with a few statements took 650 ms instead of 400 ms. With a larger budget only what is really hot is
 * optimized; long queries and loads are as fast (measured).
 *
 * The flag is of the whole process, and cached code is refused under another one than it was made under: Node's own modules, which it keeps compiled, took 25 ms more in each thread that loaded some. A module
 * has its budget from when it is made on, so that the flag is back at its default as soon as there is one.
 */
import { setFlagsFromString } from 'node:v8';

/** The unit is about a byte of code run. */
const BUDGET = 200_000_000;

/** The default by Node's version, where the flag is known to exist: an unknown one would be complained about on standard error. */
const DEFAULTS: Readonly<Record<string, number>> = { 20: 1_800_000, 22: 13_000_000, 24: 13_000_000 };

/** Makes a WASM module that V8 optimizes late. */
export async function withLargeBudget(compile: () => Promise<WebAssembly.Module>): Promise<WebAssembly.Module> {
  const [major = ''] = process.versions.node.split('.');
  const budget = DEFAULTS[major];
  if (budget === undefined) return compile();
  setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
  try {
    return await compile();
  } finally {
    setFlagsFromString(`--wasm-tiering-budget=${budget}`);
  }
}
