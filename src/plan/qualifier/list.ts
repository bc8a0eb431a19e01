/**
 * Membership in array columns: `x = ANY(tags)`, `tags @> '{x}'`, `tags && '{x,y}'` as contains(). Supersets: a list with an element that does not fit reads as NULL, and a
 * list of lists reads as an array of two dimensions, whose inner elements contains() does not see.
 */
import { Buffer } from 'node:buffer';
import type { ColumnReading } from '../columns.ts';
import { and, type Condition, hasType, NEVER, or } from '../condition.ts';
import { arrayElements } from '../constant.ts';
import { fitsDynamo, formatDecimal, parseDecimal } from '../decimal.ts';
import type { AttributeValue } from '../request.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';

const REASON = 'a list whose elements do not all fit reads as NULL';

/** The verdict on `text = ANY(column)`. */
export function compileMember(reading: ColumnReading, text: string | null): Verdict {
  const element = elementOf(reading, text);
  return element === undefined
    ? local('membership in what PostgreSQL reads')
    : superset(contains(reading, element), REASON);
}

/** The verdict on `column @> array` (every: true) and `column && array` (every: false); text is the array's. */
export function compileOverlap(reading: ColumnReading, text: string | null, every: boolean): Verdict {
  if (text === null) return exact(NEVER);
  const texts = arrayElements(text);
  if (texts === undefined) return local('an array of several dimensions');
  // A NULL element is in no array and overlaps none.
  if (every && texts.includes(null)) return exact(NEVER);
  const elements = texts.filter((t) => t !== null).map((t) => elementOf(reading, t));
  if (elements.includes(undefined)) return local('membership in what PostgreSQL reads');
  const conditions = elements.map((element) => (element === undefined ? NEVER : contains(reading, element)));
  return superset(every ? and(hasList(reading), ...conditions) : or(...conditions), REASON);
}

function hasList(reading: ColumnReading): Condition {
  const { kind } = reading;
  return kind.family === 'list' ? hasType(reading.path, 'L', `${kind.element}S`) : NEVER;
}

function contains(reading: ColumnReading, value: AttributeValue): Condition {
  // dynalite finds no empty string in a list; no set holds one.
  if (('S' in value && value.S === '') || ('B' in value && value.B === '')) return hasType(reading.path, 'L');
  return or({ kind: 'contains', path: reading.path, value }, hasType([...reading.path, 0] as never, 'L'));
}

function elementOf(reading: ColumnReading, text: string | null): AttributeValue | undefined {
  if (reading.kind.family !== 'list' || text === null || reading.coerce || reading.raw) return undefined;
  switch (reading.kind.element) {
    case 'S':
      return { S: text };
    case 'N': {
      const value = parseDecimal(text);
      return value !== undefined && fitsDynamo(value) ? { N: formatDecimal(value) } : undefined;
    }
    case 'B':
      return text.startsWith('\\x') ? { B: Buffer.from(text.slice(2), 'hex').toString('base64') } : undefined;
  }
}
