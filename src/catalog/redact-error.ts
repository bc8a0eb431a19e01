/** Errors without the secrets of the statement they are about: a syntax error quotes what it stumbled over, and that may be the secret. */
import type { MessageFields, SqlError } from '../errors.ts';
import { offsetOf, positionOf } from '../sql/edits.ts';
import { SECRET_MASK } from './options.ts';
import { redactSecrets, secretEdits } from './redact.ts';

/** A quoted piece of this length is the secret's; a shorter one may be a word that it happens to contain. */
const TELLING = 8;

/** @param text what was sent; its own secrets, and those that are known, are taken out of every field. The position stays. */
export function errorWithoutSecrets(error: SqlError, text: string): SqlError {
  const edits = secretEdits(text);
  const removed = edits.map(({ start, end }) => text.slice(start, end));
  const offset = error.fields.position === undefined ? -1 : offsetOf(text, error.fields.position);
  const isAtSecret = edits.some(({ start, end }) => start <= offset && offset < end);
  const clean = (field: string): string => {
    const near = isAtSecret ? field.replace(/at or near ".*"/s, `at or near "${SECRET_MASK}"`) : field;
    const quoted = near.replace(/"([^"]+)"/g, (whole, inner: string) =>
      inner.length >= TELLING && removed.some((secret) => secret.includes(inner)) ? `"${SECRET_MASK}"` : whole,
    );
    return redactSecrets(quoted);
  };
  const changed = Object.entries(error.fields).filter(
    (entry): entry is [keyof MessageFields, string] => typeof entry[1] === 'string' && clean(entry[1]) !== entry[1],
  );
  if (changed.length === 0) return error;
  const { internalQuery, internalPosition } = error.fields;
  return error.with({
    ...Object.fromEntries(changed.map(([name, value]) => [name, clean(value)])),
    internalPosition:
      internalQuery === undefined || internalPosition === undefined
        ? internalPosition
        : placeIn(internalQuery, internalPosition),
  });
}

/** The same place in the text without its secrets. */
function placeIn(text: string, position: number): number {
  return positionOf(redactSecrets(text), redactSecrets(text.slice(0, offsetOf(text, position))).length);
}
