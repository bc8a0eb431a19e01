/**
 * Secrets kept out of what the shell repeats: echoed statements (`-a`, `-e`, `-b`, `-s`), the session log, the LINE of an error. What is sent is
 * never changed.
 */
import { redactSecrets } from '../catalog/redact.ts';
import { offsetOf, positionOf } from '../sql/edits.ts';

/** How much of a statement's earlier lines says what a line of it is about. */
const context = 2000;

/** A line of a statement whose earlier lines are `before`: its value may belong to an option that they name. */
export function lineWithoutSecrets(before: string, line: string): string {
  const earlier = before === '' ? '' : `${before.slice(-context)}\n`;
  return redactSecrets(earlier + line).slice(redactSecrets(earlier).length);
}

export interface Place {
  readonly text: string;
  /** PostgreSQL's: from 1, in characters. */
  readonly position: number | undefined;
}

/** A text without its secrets, and the same place in it. */
export function placeWithoutSecrets(text: string, position: number | undefined): Place {
  const redacted = redactSecrets(text);
  if (redacted === text || position === undefined) return { text: redacted, position };
  const before = redactSecrets(text.slice(0, offsetOf(text, position)));
  // What comes later may have hidden all of it.
  return { text: redacted, position: positionOf(redacted, Math.min(before.length, redacted.length)) };
}
