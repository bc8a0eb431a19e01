/**
 * Keeps V8's heap as small in a long scan as in a short one. Left to itself it grows by some 40 MB in the course of a million items, of which next to nothing is in use:
 *
 * - The young generation grows to 32 MB, though what is left of items read by pattern is dead at once. A quarter of that takes the processor no longer (measured).
 * - Every request leaves some 50 KB in the old generation (it is under way while a page or two are read, and so lives long enough to be moved there), which V8 lets pile up.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of the young generation: both its halves. */
const YOUNG = 8 << 20;
/** By how much of itself the old generation may grow: where it is in use after all, it is not looked through again and again. */
const GROWTH = 0.4;

let isYoungHeld = false;
let old: number | undefined;
let collect: (() => void) | undefined;

/** Called with every page, where nothing is kept of one that V8 would have to look through. */
export function keepHeapSmall(): void {
  if (!isYoungHeld && sizeOf('new_space').size >= YOUNG) {
    setFlagsFromString('--semi-space-growth-factor=1');
    isYoungHeld = true;
    // Before the code cache is written at the process's end (bin/code-cache.js): V8 would refuse one that was made under other flags than it is loaded under.
    process.prependOnceListener('exit', () => setFlagsFromString('--semi-space-growth-factor=2'));
  }
  const { used } = sizeOf('old_space');
  old = Math.min(used, old ?? used);
  if (used < old * (1 + GROWTH)) return;
  collect ??= collector();
  collect();
  old = sizeOf('old_space').used;
}

function sizeOf(space: string): { readonly size: number; readonly used: number } {
  const found = getHeapSpaceStatistics().find(({ space_name }) => space_name === space);
  return { size: found?.space_size ?? 0, used: found?.space_used_size ?? 0 };
}

/** Node gives out V8's own only where it was started with the flag; a context made later has it too. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collect;
}
