/**
 * `length(column) operator n` as `size(column)`. size counts bytes where PostgreSQL counts characters, and a character has one to four bytes: a superset only.
 */
import type { ColumnReading } from '../columns.ts';
import { and, type Comparator, type Condition, equals, hasType, or } from '../condition.ts';
import { local, superset, type Verdict } from '../verdict.ts';

/** The verdict on "length(column) operator n is true". */
export function compileLength(reading: ColumnReading, operator: Comparator, text: string | null): Verdict {
  const { kind, path } = reading;
  const n = text === null ? Number.NaN : Number(text);
  const plain = (kind.family === 'text' && kind.maxLength === undefined) || kind.family === 'bytes';
  if (!plain || reading.coerce || !Number.isSafeInteger(n) || n < 0 || n > 500_000)
    return local('length of what PostgreSQL reads');
  // dynalite knows no size of the empty string.
  const empty = equals(path, kind.family === 'bytes' ? { B: '' } : { S: '' });
  const hasEmpty = operator === '<' || operator === '<=' || (n === 0 && operator !== '>');
  const widest = kind.family === 'bytes' ? 1 : 4;
  const size = (comparator: Comparator, bound: number): Condition => ({
    kind: 'size',
    path,
    operator: comparator,
    value: { N: String(bound) },
  });
  const conditions: Readonly<Record<Comparator, readonly Condition[]>> = {
    '=': [size('>=', n), size('<=', n * widest)],
    '<>': [],
    '<': [size('<=', Math.max(n - 1, 0) * widest)],
    '<=': [size('<=', n * widest)],
    '>': [size('>', n)],
    '>=': [size('>=', n)],
  };
  return superset(
    or(and(hasType(path, kind.family === 'bytes' ? 'B' : 'S'), ...conditions[operator]), ...(hasEmpty ? [empty] : [])),
    'size() counts bytes, length() characters',
  );
}
