/** Candidates for what has been typed: keywords in the case one types, names quoted where they must be, values of strings. */
import { keywords } from '../../sql/keywords.ts';
import type { Shell } from '../shell.ts';
import { catalogName } from './words.ts';

/** Keywords and phrases that begin with what was typed, in the case COMP_KEYWORD_CASE asks for. */
export function keywordCandidates(shell: Shell, typed: string, phrases: readonly string[]): string[] {
  const style = shell.variables.choice('COMP_KEYWORD_CASE');
  const first = typed[0] ?? '';
  const lower =
    style === 'lower' ||
    (style.startsWith('preserve') && /[a-z]/.test(first)) ||
    (style === 'preserve-lower' && !/[A-Za-z]/.test(first));
  return phrases
    .filter((phrase) => phrase.startsWith(typed.toUpperCase()))
    .map((phrase) => (lower ? phrase.toLowerCase() : phrase));
}

/** Names that begin with what was typed. */
export function nameCandidates(typed: string, names: readonly string[]): string[] {
  const start = catalogName(typed);
  const quoted = typed.startsWith('"');
  return names
    .filter((name) => name.startsWith(start) || (!quoted && name.toLowerCase().startsWith(start)))
    .map((name) => (quoted ? `"${name.replaceAll('"', '""')}"` : quoteName(name)));
}

/** A name as SQL needs it written. */
export function quoteName(name: string): string {
  const plain = /^[a-z_][a-z0-9_$]*$/.test(name);
  const category = plain ? (keywords as ReadonlyMap<string, string>).get(name) : undefined;
  return plain && (category === undefined || category === 'unreserved') ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Values of a string that has been begun: `typed` holds its opening quote. */
export function stringCandidates(typed: string, values: readonly string[]): string[] {
  const start = typed.slice(1);
  return values.filter((value) => value.startsWith(start)).map((value) => `'${value.replaceAll("'", "''")}'`);
}
