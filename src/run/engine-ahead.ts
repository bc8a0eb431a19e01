/** Starts the session's engine before there is a session: as soon as it is known that there will be one. */
import { catalogPath, readDocument } from '../catalog/catalog-file.ts';
import { beginsExtended } from '../catalog/extension.ts';
import { lanesUsed } from './lanes-used.ts';
import type { SessionOptions } from './session-engine.ts';

/** Never throws: what is wrong is told by who needs the engine. */
export async function startEngineAhead({
  artifacts,
  timeZone,
}: Pick<SessionOptions, 'artifacts' | 'timeZone'> = {}): Promise<void> {
  lanesUsed.add('engine');
  const { startAhead } = await import('../engine/pglite/index.ts');
  startAhead({ artifacts, timeZone, extended: isExtended() });
}

function isExtended(): boolean {
  try {
    return beginsExtended(readDocument(catalogPath()).objects);
  } catch {
    return false;
  }
}
