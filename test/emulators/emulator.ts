/** What a test sees of the emulator that vitest's globalSetup started. */
import { afterAll, inject } from 'vitest';
import type { RunningEmulator } from './dynalite.ts';
import { startDynalite } from './dynalite.ts';

export type EmulatorKind = 'dynalite' | 'dynamodb-local';

declare module 'vitest' {
  interface ProvidedContext {
    dynamodbEndpoint: string;
    emulator: EmulatorKind;
  }
}

let own: Promise<RunningEmulator> | undefined;

/**
 * The endpoint to test against, and which emulator it is: a test that needs what dynalite does not enforce says
 * `test.skipIf(kind === 'dynalite')`. Without the globalSetup (a single file run by hand) the file gets a dynalite of its own.
 */
export async function emulator(): Promise<{ readonly endpoint: string; readonly kind: EmulatorKind }> {
  const endpoint = inject('dynamodbEndpoint');
  if (endpoint !== undefined) return { endpoint, kind: inject('emulator') };
  if (!own) {
    own = startDynalite();
    afterAll(async () => (await own)?.stop());
  }
  return { endpoint: (await own).endpoint, kind: 'dynalite' };
}
