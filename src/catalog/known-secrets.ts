/**
 * Secrets that have passed through this process, and so are known wherever they turn up again: in the value of a psql variable that held one, in a
 * line typed before it was known what it was for.
 */
import type { Edit } from '../sql/edits.ts';
import { SECRET_MASK } from './options.ts';

/** Below this a "secret" is an emulator's made-up word, and masking it would spoil ordinary text. */
const SHORTEST = 8;

const known = new Set<string>();

export function learnSecret(value: string | undefined): void {
  if (value !== undefined && value.length >= SHORTEST && value !== SECRET_MASK) known.add(value);
}

/** Where they stand in a text. */
export function knownSecretEdits(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const secret of known) {
    for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + secret.length)) {
      edits.push({ start, end: start + secret.length, replacement: SECRET_MASK });
    }
  }
  return edits;
}
