/** Starts the session's engine before there is a session: as soon as it is known that there will be one. */
import { catalogPath, readDocument } from '../catalog/catalog-file.ts';
import { beginsExtended } from '../catalog/extension.ts';
import type { Spawned } from '../engine/pglite/spawn.ts';
import { lanesUsed } from './lanes-used.ts';
import type { SessionOptions } from './session-engine.ts';

/** Never throws: what is wrong is told by who needs the engine. @param spawned a thread of `spawnEngine`'s */
export async function startEngineAhead(
  { artifacts, timeZone }: Pick<SessionOptions, 'artifacts' | 'timeZone'> = {},
  spawned?: Spawned,
): Promise<void> {
  lanesUsed.add('engine');
  const { startAhead } = await import('../engine/pglite/index.ts');
  startAhead({ artifacts, timeZone, extended: isExtended() }, spawned);
}

/** Whether the catalog that is saved begins with the extension. */
export function isExtended(): boolean {
  try {
    return beginsExtended(readDocument(catalogPath()).objects);
  } catch {
    return false;
  }
}
