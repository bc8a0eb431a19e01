/**
 * `column LIKE 'pattern'`, `^@`, starts_with. begins_with and contains know strings only, so the type is part of what is exact.
 * A pattern's wildcards and escapes: https://www.postgresql.org/docs/18/functions-matching.html#FUNCTIONS-LIKE
 */
import type { ColumnReading } from '../columns.ts';
import { and, type Condition, not } from '../condition.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';
import { compileComparison, withoutNul } from './comparison.ts';
import type { QualifierContext } from './operand.ts';
import { presence, qualified } from './presence.ts';

/** The literal runs of a LIKE pattern, in order, and whether anything stands between and around them. */
interface Pattern {
  /** Literal characters before the first wildcard. */
  readonly prefix: string;
  /** Literal runs after it. */
  readonly runs: readonly string[];
  /** No wildcard at all. */
  readonly plain: boolean;
  /** Exactly `prefix%`. */
  readonly prefixOnly: boolean;
  /** Exactly `%run%`. */
  readonly containsOnly: boolean;
}

/** Reads a LIKE pattern with the default escape; undefined where it ends in a lone backslash (an error PostgreSQL reports). */
export function parsePattern(text: string): Pattern | undefined {
  const parts: string[] = [''];
  let wildcards = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '%' || char === '_') {
      wildcards += char;
      parts.push('');
      continue;
    }
    if (char === '\\') {
      at++;
      if (at === text.length) return undefined;
    }
    parts.push((parts.pop() ?? '') + text[at]);
  }
  const [prefix = '', ...rest] = parts;
  const runs = rest.filter((run) => run !== '');
  return {
    prefix,
    runs,
    plain: wildcards === '',
    prefixOnly: /^%+$/.test(wildcards) && runs.length === 0,
    containsOnly: wildcards === '%%' && prefix === '' && rest[1] === '' && runs.length === 1,
  };
}

/** The verdict on "column LIKE pattern is true" (negated: NOT LIKE). */
export function compileLike(
  reading: ColumnReading,
  text: string | null,
  negated: boolean,
  context: QualifierContext,
): Verdict {
  if (reading.kind.family !== 'text') return local(`LIKE on a ${reading.column.type} is PostgreSQL's`);
  if (text === null) return exact({ kind: 'never' });
  const pattern = parsePattern(text);
  if (pattern === undefined) return local('the pattern ends in an escape');
  if (pattern.plain) return compileComparison(reading, negated ? '<>' : '=', pattern.prefix, context);
  const verdict = negated ? compileNotLike(reading, pattern, context) : compilePattern(reading, pattern, context);
  return qualified(reading, verdict);
}

function compilePattern(reading: ColumnReading, pattern: Pattern, context: QualifierContext): Verdict {
  const { path } = reading;
  const isCut = reading.kind.family === 'text' && reading.kind.maxLength !== undefined;
  const begins: Condition = { kind: 'begins_with', path, value: { S: pattern.prefix } };
  if (pattern.prefixOnly) {
    const condition = and(pattern.prefix === '' ? presence(reading) : begins, withoutNul(reading, context));
    return isCut ? superset(condition, 'the string may be too long for the column') : exact(condition);
  }
  const contained = pattern.runs.map((run): Condition => ({ kind: 'contains', path, value: { S: run } }));
  if (pattern.containsOnly) {
    const condition = and(presence(reading), ...contained, withoutNul(reading, context));
    return isCut ? superset(condition, 'the string may be too long for the column') : exact(condition);
  }
  if (pattern.prefix !== '') return superset(begins, 'only the part before the first wildcard is pushed');
  if (contained.length > 0) return superset(and(...contained), 'only the literal parts are pushed');
  return superset(presence(reading), 'a pattern of wildcards alone asks for the length');
}

function compileNotLike(reading: ColumnReading, pattern: Pattern, context: QualifierContext): Verdict {
  const isCut = reading.kind.family === 'text' && reading.kind.maxLength !== undefined;
  const matching = compilePattern(reading, pattern, context);
  if (isCut || matching.verdict !== 'exact')
    return superset(presence(reading), 'NOT LIKE is pushed for plain prefixes and substrings only');
  const literal: Condition =
    pattern.prefixOnly && pattern.prefix === ''
      ? { kind: 'always' }
      : pattern.prefixOnly
        ? { kind: 'begins_with', path: reading.path, value: { S: pattern.prefix } }
        : { kind: 'contains', path: reading.path, value: { S: pattern.runs[0] ?? '' } };
  return exact(and(presence(reading), not(literal), withoutNul(reading, context)));
}

/** The verdict on `column ^@ 'x'` and `starts_with(column, 'x')`. */
export function compileStartsWith(
  reading: ColumnReading,
  text: string | null,
  negated: boolean,
  context: QualifierContext,
): Verdict {
  return compileLike(reading, prefixPattern(text), negated, context);
}

/** The LIKE pattern of all that begins with the text. */
export function prefixPattern(text: string | null): string | null {
  return text === null ? null : `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
