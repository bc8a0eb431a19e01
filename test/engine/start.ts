/** Starts an engine for a test, from the sources: no build is needed before. */
import { engineArtifacts } from '../../scripts/artifacts.ts';
import { createPGliteEngine, type PGliteEngineOptions } from '../../src/engine/pglite/index.ts';
import type { Engine } from '../../src/engine/port.ts';

const ROOT = new URL('../../', import.meta.url);

export async function startEngine(options: PGliteEngineOptions = {}): Promise<Engine> {
  return createPGliteEngine({ artifacts: await engineArtifacts(ROOT), ...options });
}
