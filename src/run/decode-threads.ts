/** How many threads decode a scan's pages. Only a parallel Scan is known to be long, and to bring pages faster than one thread reads them. */
import { availableParallelism } from 'node:os';
import type { ThreadChoice } from '../dynamo/codec/line-threads.ts';
import type { AccessPath } from '../plan/access/path.ts';
import type { SessionSettings } from './settings.ts';

/** Beyond, the thread that receives the pages is what a scan waits for. */
const MOST = 8;

/**
 * @param busy processors that are in use already: this thread's, the engine's
 * @param script {@link ThreadChoice.script}
 * @returns undefined where this thread decodes them
 */
export function decodeThreads(
  { segments }: AccessPath,
  { decodeThreads: wanted }: Pick<SessionSettings, 'decodeThreads'>,
  busy: number,
  script?: string | URL,
): ThreadChoice | undefined {
  if (segments <= 1) return undefined;
  const free = Math.min(availableParallelism() - busy, MOST);
  // One beside this one gains little, and takes as much memory as this one.
  const count = Math.min(segments, wanted === 'auto' ? (free > 1 ? free : 0) : wanted);
  return count === 0 ? undefined : { count, script };
}
