/**
 * When a column is NULL. SQL's NULL is: the attribute is missing, of DynamoDB's type NULL, or a mismatch (a type that does not fit, a value its input refuses).
 */
import { type ColumnReading, fittingTypes, ITEM } from '../columns.ts';
import { ALWAYS, and, type Condition, hasType, NEVER, not, or } from '../condition.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';
import type { QualifierContext } from './operand.ts';

/** Holds at least for every item whose column is not NULL; nothing to ask of a key, which every item has. */
export function presence(reading: ColumnReading): Condition {
  if (reading.raw || reading.key === 'table') return ALWAYS;
  if (reading.key === 'index') return { kind: 'exists', path: reading.path };
  const fits = fittingTypes(reading.kind);
  if (reading.kind.family === 'document' || fits.length === 0)
    return and({ kind: 'exists', path: reading.path }, not(hasType(reading.path, 'NULL')));
  return hasType(reading.path, ...fits);
}

/** A verdict on a comparison, corrected for what the column's options let in and keep out. */
export function qualified(reading: ColumnReading, verdict: Verdict): Verdict {
  if (verdict.verdict === 'local') return verdict;
  const fits = fittingTypes(reading.kind);
  if (reading.coerce && reading.key === undefined && reading.path !== ITEM && reading.kind.family !== 'document') {
    const others = and({ kind: 'exists', path: reading.path }, not(hasType(reading.path, ...fits)));
    return superset(or(verdict.condition, others), 'coerce reads other types too');
  }
  if (reading.constrained && verdict.verdict === 'exact')
    return superset(verdict.condition, 'a domain may refuse the value, which then reads as NULL');
  return verdict;
}

const JUDGED = "PostgreSQL's input function decides what reads as NULL";

/** The verdict on `column IS NULL` (negated: IS NOT NULL). */
export function compileNullTest(reading: ColumnReading, negated: boolean, context: QualifierContext): Verdict {
  if (reading.raw)
    return negated
      ? superset(ALWAYS, 'an item with U+0000 in it cannot be read as jsonb')
      : local('an item with U+0000 in it reads as NULL');
  if (reading.key === 'table') return exact(negated ? ALWAYS : NEVER);
  if (reading.key === 'index' && !reading.constrained && reading.kind.family !== 'opaque') {
    const there: Condition = { kind: 'exists', path: reading.path };
    return exact(negated ? there : not(there));
  }
  if (reading.coerce)
    return negated
      ? superset(and({ kind: 'exists', path: reading.path }, not(hasType(reading.path, 'NULL'))), JUDGED)
      : local(JUDGED);
  switch (reading.kind.family) {
    case 'text': {
      if (reading.kind.maxLength !== undefined || reading.constrained) break;
      const text = hasType(reading.path, 'S');
      const nul: Condition = { kind: 'contains', path: reading.path, value: { S: '\u0000' } };
      if (!negated) return exact(or(not(text), nul));
      return exact(context.sealed ? and(text, not(nul)) : text);
    }
    case 'number':
    case 'float':
    case 'boolean':
    case 'bytes': {
      if (reading.constrained) break;
      const there = presence(reading);
      return exact(negated ? there : not(there));
    }
    case 'whole':
    case 'rounded':
    case 'label':
    case 'document':
    case 'list':
    case 'moment':
    case 'encoded':
    case 'opaque':
      break;
  }
  return negated ? superset(presence(reading), JUDGED) : local(JUDGED);
}
